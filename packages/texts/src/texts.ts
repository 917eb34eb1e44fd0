import type { Catalogue, Parameters, Texts, Values } from './catalogue.ts'
import { compile } from './compile.ts'
import { isolate } from './isolate.ts'

/** For texts that are shown at once. Texts that are stored, such as messages of the assistant, have no such thing. */
export interface OnScreen {
  /** A variant of the language, for the form of numbers. */
  locale: () => string
}

interface Way {
  language: string
  screen: OnScreen | undefined
}

/**
 * The usable texts of a catalogue. A message is compiled when it is first needed, and once. On a screen, what a message
 * is given cannot turn the words around it.
 */
export const textsOf = <C extends Catalogue, P extends Parameters>(
  catalogue: C,
  parameters: P,
  language: string,
  screen?: OnScreen,
): Texts<C, P> => branchOf(catalogue, parameters, { language, screen }) as Texts<C, P>

const branchOf = (catalogue: Catalogue, parameters: Parameters, way: Way): object =>
  Object.fromEntries(
    Object.entries(catalogue).map(([key, entry]) => [key, textAt(entry, parameters[key], way)]),
  )

const textAt = (entry: Catalogue[string], taken: Parameters[string] | undefined, way: Way) => {
  if (typeof entry === 'string')
    return typeof taken === 'function' ? makeTextFunction(entry, taken, way) : entry
  if (Array.isArray(entry)) return entry
  return branchOf(entry as Catalogue, typeof taken === 'object' ? taken : {}, way)
}

export const makeTextFunction = (
  message: string,
  valuesOf: (...given: never[]) => Values,
  { language, screen }: Way,
) => {
  let compiled: ReturnType<typeof compile> | undefined
  let locale = language
  return (...given: never[]): string => {
    const values = valuesOf(...given)
    if (!compiled) {
      locale = screen?.locale() ?? language
      compiled = compile(message, locale)
      renameShown(compiled.getAst())
    }
    return String(compiled.format({ ...values, ...shownOf(values, locale, screen !== undefined) }))
  }
}

type Element = ReturnType<ReturnType<typeof compile>['getAst']>[number]

/** The type of an argument that is only shown; the parser's own enum does not work with modules compiled one by one. */
const ARGUMENT = 1

/** What a message shows has a name of its own: what it chooses by stays as it was given. */
const shownName = (name: string): string => `${name} shown`

const renameShown = (elements: readonly Element[]): void => {
  for (const element of elements) {
    if (Number(element.type) === ARGUMENT && 'value' in element) element.value = shownName(element.value)
    if ('options' in element) for (const { value } of Object.values(element.options)) renameShown(value)
  }
}

/** A number is written as the language writes numbers, not as code does; a text turns nothing around it. */
const shownOf = (values: Values, locale: string, isolates: boolean): Values =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (typeof value === 'number') return [shownName(name), new Intl.NumberFormat(locale).format(value)]
      return [shownName(name), typeof value === 'string' && isolates ? isolate(value) : value]
    }),
  )
