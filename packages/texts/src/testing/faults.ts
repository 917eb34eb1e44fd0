// The checks of every package with catalogues.
import type { Catalogue, Parameters, Values } from '../catalogue.ts'
import { argumentsOf, type MessageArguments } from './message-arguments.ts'
import { compile } from '../compile.ts'
import { makeTextFunction } from '../texts.ts'

interface Asked {
  readonly parameters: Parameters
  /** Arguments for functions that do not accept just any number, by the path of the text or of a branch. */
  readonly samples?: Readonly<Record<string, readonly (readonly unknown[])[]>>
  /** Branches in which a language has only the keys it needs. */
  readonly open?: readonly string[]
}

const COUNTS = [0, 1, 2, 5]

/**
 * The faults in the catalogues of a package, in sentences; empty if there are none. The first catalogue leads.
 */
export const faultsOf = (catalogues: Readonly<Record<string, Catalogue>>, asked: Asked): string[] => {
  const all = Object.entries(catalogues).map(([language, catalogue]) =>
    readCatalogue(language, catalogue, asked),
  )
  const [first, ...others] = all
  if (!first) return ['there is no catalogue']
  return [
    ...all.flatMap(({ faults }) => faults),
    ...others.flatMap((other) => differences(first, other, asked.open ?? [])),
    ...[...functionsOf(asked.parameters).keys()]
      .filter((path) => all.every(({ texts }) => !texts.has(path)))
      .map((path) => `no language has ${path}, which takes arguments`),
  ]
}

interface Read {
  readonly language: string
  readonly texts: ReadonlyMap<string, string>
  /** For each message the names that it shows. */
  readonly shown: ReadonlyMap<string, string>
  readonly faults: readonly string[]
}

const readCatalogue = (language: string, catalogue: Catalogue, asked: Asked): Read => {
  const texts = textsOf(catalogue)
  const functions = functionsOf(asked.parameters)
  const shown = new Map<string, string>()
  const faults = [...texts].flatMap(([path, text]) => {
    const valuesOf = functions.get(path)
    if (!valuesOf) return /[{}]/.test(text) ? [`${language} ${path} is plain text, but has an argument`] : []
    try {
      const { shown: names, faults } = readMessage(text, language, samplesFor(path, valuesOf, asked))
      shown.set(path, names)
      return faults.map((fault) => `${language} ${path} ${fault}`)
    } catch (error) {
      return [`${language} ${path} cannot be formatted: ${String(error)}`]
    }
  })
  return { language, texts, shown, faults }
}

/** `{amount, number, ::percent}` */
const SKELETON = /,\s*::/

const readMessage = (text: string, language: string, samples: readonly Values[]) => {
  const format = compile(text, language)
  const { shown, choosers } = argumentsOf(format.getAst())
  const given = new Set(samples.flatMap((values) => Object.keys(values)))
  return {
    shown: [...shown].sort().join(' '),
    faults: [
      // The app leaves out what reads them.
      ...(SKELETON.test(text) ? ['has a skeleton'] : []),
      ...[...shown, ...choosers].filter((name) => !given.has(name)).map((name) => `is given no {${name}}`),
      ...samples
        .map((values) => String(format.format(values)))
        .filter((said) => /[{}]|undefined|NaN/.test(said)),
      ...turned(text, language, { samples, shown, choosers }),
    ],
  }
}

/** A name from right to left, which must stand by itself in every sentence. */
const TURNING = '\u05d0\u05d1\u05d2'

/** The faults of a message whose words would be turned by what it shows. */
const turned = (text: string, language: string, { samples, shown, choosers }: Tried): string[] => {
  const screen = { locale: () => language }
  return samples.flatMap((sample) => {
    const names = [...shown].filter((name) => !choosers.has(name))
    const values = { ...sample, ...Object.fromEntries(names.map((name) => [name, TURNING])) }
    const said = makeTextFunction(text, () => values, { language, screen })()
    const bare = said.replaceAll(`\u2068${TURNING}\u2069`, '')
    return bare.includes(TURNING) ? [`does not isolate what it shows: ${said}`] : []
  })
}

interface Tried extends MessageArguments {
  samples: readonly Values[]
}

/** Keys that only one of them has; messages with different arguments. */
const differences = (first: Read, other: Read, open: readonly string[]): string[] => {
  const closed = ({ texts }: Read) =>
    [...texts.keys()].filter((path) => !open.some((branch) => path.startsWith(`${branch}/`)))
  return [
    ...closed(first)
      .filter((path) => !other.texts.has(path))
      .map((path) => `${other.language} has no ${path}`),
    ...closed(other)
      .filter((path) => !first.texts.has(path))
      .map((path) => `only ${other.language} has ${path}`),
    ...[...first.shown]
      .filter(([path, names]) => other.shown.has(path) && other.shown.get(path) !== names)
      .map(([path, names]) => `${other.language} ${path} shows ‘${other.shown.get(path)}’, not ‘${names}’`),
  ]
}

const textsOf = (catalogue: object, prefix = ''): Map<string, string> =>
  new Map(
    Object.entries(catalogue).flatMap(([key, entry]: [string, string | object]) =>
      typeof entry === 'string' ? [[prefix + key, entry]] : [...textsOf(entry, `${prefix}${key}/`)],
    ),
  )

type ValuesOf = (...given: readonly unknown[]) => Values

const functionsOf = (parameters: Parameters, prefix = ''): Map<string, ValuesOf> =>
  new Map(
    Object.entries(parameters).flatMap(([key, taken]): [string, ValuesOf][] =>
      typeof taken === 'function'
        ? [[prefix + key, taken as ValuesOf]]
        : [...functionsOf(taken, `${prefix}${key}/`)],
    ),
  )

const samplesAt = (path: string, { samples = {} }: Asked) => {
  const branch = Object.keys(samples).find((each) => path === each || path.startsWith(`${each}/`))
  return branch === undefined ? undefined : samples[branch]
}

const samplesFor = (path: string, valuesOf: ValuesOf, asked: Asked): Values[] => {
  const counts = COUNTS.map((count) => Array.from({ length: valuesOf.length }, () => count))
  return (samplesAt(path, asked) ?? counts).map((given) => valuesOf(...given))
}
