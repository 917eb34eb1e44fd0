// The main entry of @lectern/client in an application: bundled and minified with its imports, without lazy
// parts.
import { gzipSync } from 'node:zlib'
import { build, type Rolldown } from 'vite'
import { root } from '../run.ts'
import type { Part } from './weight.ts'

type Chunk = Rolldown.OutputChunk

/** `zod`, `protocol/api`, `client/outbox`: the package, and the folder for our own. */
const ownerOf = (id: string): string => {
  const library = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(id)?.[1]
  if (library !== undefined) return library
  const [, name = 'the bundler', folder = ''] = /packages\/([^/]+)\/dist(\/[^/.]+(?=\/))?/.exec(id) ?? []
  return name + folder
}

const bundle = async (): Promise<Chunk[]> => {
  const result = await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2023',
      modulePreload: false,
      rolldownOptions: { input: '@lectern/client', preserveEntrySignatures: 'strict' },
    },
  })
  const { output } = result as Rolldown.RolldownOutput
  return output.filter((each): each is Chunk => each.type === 'chunk')
}

/** The entry and its static imports. */
const coreOf = (chunks: readonly Chunk[]): Chunk[] => {
  const names = new Set(chunks.filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName))
  const named = (name: string) => chunks.filter(({ fileName }) => fileName === name)
  for (const name of names) for (const { imports } of named(name)) for (const each of imports) names.add(each)
  return [...names].flatMap(named)
}

/**
 * The chunk is compressed as a whole, so the share of each owner is by the length of its code and not exact.
 */
const sharesOf = ({ code, modules }: Chunk): Part[] => {
  const bytes = gzipSync(code, { level: 9 }).length
  const lengths = new Map<string, number>()
  for (const [id, { renderedLength }] of Object.entries(modules))
    lengths.set(ownerOf(id), (lengths.get(ownerOf(id)) ?? 0) + renderedLength)
  const whole = [...lengths.values()].reduce((sum, length) => sum + length, 0)
  return [...lengths].map(([name, length]) => ({ name, bytes: (bytes * length) / whole }))
}

export const sdkCore = async (): Promise<Part[]> => coreOf(await bundle()).flatMap(sharesOf)
