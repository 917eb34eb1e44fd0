import type { Plugin } from 'vite'

const SKELETONS = '@formatjs/icu-skeleton-parser'
const STUB = '\0no-skeletons'

/**
 * No text has a skeleton (`{amount, number, ::percent}`; a test of the texts says so), and what reads them is a tenth of the library.
 * A text with one would fail where it is first said.
 */
export const noSkeletons: Plugin = {
  name: 'no-skeletons',
  enforce: 'pre',
  resolveId: (id) => (id === SKELETONS ? STUB : undefined),
  load: (id) =>
    id === STUB
      ? `const refuse = () => { throw new Error('The texts of the app have no skeletons') }
         export { refuse as parseDateTimeSkeleton, refuse as parseNumberSkeleton, refuse as parseNumberSkeletonFromString }`
      : undefined,
}
