import type { Plugin } from 'vite'
import { forPages } from './for-pages.ts'

/** For pages that are built of the sources, {@link forPages}. The types know nothing of it. */
export const contractForPages: Plugin = {
  name: 'contract-for-pages',
  transform: (code, id) => {
    const [, path] = /packages\/protocol\/src\/([\w/-]+)\.ts$/.exec(id) ?? []
    return path === undefined ? undefined : { code: forPages(code, path), map: null }
  },
}
