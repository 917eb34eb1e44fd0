// The faults of an installed package: publint reads its package.json and files, attw resolves its types in each
// of TypeScript's ways.
import { checkPackage, createPackageFromTarballData, type Problem } from '@arethetypeswrong/core'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'

interface Manifest {
  name?: string
  peerDependencies?: Record<string, string>
  repository?: { url?: string; directory?: string }
  exports: Record<string, string | Record<string, string>>
}

/** `require` of an ES module has worked since Node 22.12, and resolution without `exports` ended with TypeScript 6. */
const LEFT_OUT = new Set(['node10', 'node16-cjs'])

/**
 * Entries that are not modules with types: style sheets, files that a page loads by URL, and those that only we
 * import.
 */
const isUntyped = (path: string, entry: string | Record<string, string>): boolean =>
  path.endsWith('.css') ||
  path === './browser.js' ||
  (typeof entry === 'object' && Object.keys(entry).every((condition) => condition === 'lectern-source'))

const untypedOf = ({ exports }: Manifest): string[] =>
  Object.entries(exports).flatMap(([path, entry]) => (isUntyped(path, entry) ? [path] : []))

const inWords = (problem: Problem): string =>
  'entrypoint' in problem
    ? `${problem.kind}: ${problem.entrypoint} as ${problem.resolutionKind}`
    : `${problem.kind}: ${JSON.stringify(problem)}`

const isMeant = (problem: Problem): boolean =>
  !('resolutionKind' in problem && LEFT_OUT.has(String(problem.resolutionKind)))

const typeFaults = async (tarball: Uint8Array<ArrayBuffer>, manifest: Manifest): Promise<string[]> => {
  const result = await checkPackage(createPackageFromTarballData(tarball), {
    excludeEntrypoints: untypedOf(manifest),
  })
  return result.types === false ? ['has no types'] : result.problems.filter(isMeant).map(inWords)
}

const fileFaults = async (tarball: Uint8Array<ArrayBuffer>): Promise<string[]> => {
  const { messages, pkg } = await publint({ pack: { tarball: tarball.buffer }, strict: true })
  return messages.map((message) => formatMessage(message, pkg, { color: false }) ?? message.code)
}

const MAP = /^\/[/*]# sourceMappingURL=(?!data:)/m

/** A package has its licence and a page about itself, and no files that lead to others which were not packed. */
const contentFaults = (tarball: Uint8Array<ArrayBuffer>): string[] => {
  const packed = createPackageFromTarballData(tarball)
  const paths = packed.listFiles()
  const led = paths.filter((path) => /\.(?:js|ts|css)$/.test(path) && MAP.test(packed.readFile(path)))
  const missing = ['LICENSE', 'README.md'].filter((name) => !paths.some((path) => path.endsWith(`/${name}`)))
  const stray = paths.filter((path) => /\.(?:map|tsbuildinfo)$/.test(path))
  return [
    ...missing.map((name) => `has no ${name}`),
    ...stray.map((path) => `has ${path}`),
    ...led.map((path) => `${path} names a map that is not packed`),
  ]
}

/** Frameworks with components on the server ask which ones belong to the page. */
const clientFaults = (
  tarball: Uint8Array<ArrayBuffer>,
  { exports, name, peerDependencies }: Manifest,
): string[] => {
  const entry = exports['.']
  const path = typeof entry === 'object' ? entry['default'] : entry
  if (peerDependencies?.['react'] === undefined || path === undefined) return []
  const text = createPackageFromTarballData(tarball).readFile(
    `/node_modules/${name}/${path.replace('./', '')}`,
  )
  return text.startsWith("'use client'") ? [] : [`${path} does not begin with 'use client'`]
}

/** Whoever has the package finds its source: the repository, and its folder there. */
const sourceFaults = ({ repository }: Manifest): string[] =>
  repository?.url && repository.directory ? [] : ['does not say where its source is (`repository`)']

/** One line for each fault of a packed package; empty without faults. */
export const faultsOf = async (tarball: Uint8Array<ArrayBuffer>, manifest: Manifest): Promise<string[]> => [
  ...contentFaults(tarball),
  ...sourceFaults(manifest),
  ...clientFaults(tarball, manifest),
  ...(await fileFaults(tarball)),
  ...(await typeFaults(tarball, manifest)),
]
