import { existsSync } from 'node:fs'
import { PREVIEW_WIDTHS } from '@lectern/protocol'
import type { Context } from '../features/context.ts'

/** Whether anything of an id is left: stored, or on its way. */
export const holdsBytes = async ({ blobs }: Pick<Context, 'blobs'>, id: string): Promise<boolean> => {
  const sizes = ['content', ...PREVIEW_WIDTHS].map((name) => blobs.size(id, String(name)))
  return existsSync(blobs.folder(id)) || (await Promise.all(sizes)).some((size) => size !== undefined)
}
