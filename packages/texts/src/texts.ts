import type { Catalogue, Parameters, Texts, Values } from './catalogue.ts'
import { compile } from './compile.ts'

/**
 * The usable texts of a catalogue. A message is compiled when it is first needed, and once. `localeOf` is a variant of
 * the language, for the form of numbers.
 */
export const textsOf = <C extends Catalogue, P extends Parameters>(
  catalogue: C,
  parameters: P,
  language: string,
  localeOf: () => string = () => language,
): Texts<C, P> => branchOf(catalogue, parameters, localeOf) as Texts<C, P>

const branchOf = (catalogue: Catalogue, parameters: Parameters, localeOf: () => string): object =>
  Object.fromEntries(
    Object.entries(catalogue).map(([key, entry]) => [key, textAt(entry, parameters[key], localeOf)]),
  )

const textAt = (entry: Catalogue[string], taken: Parameters[string] | undefined, localeOf: () => string) => {
  if (typeof entry === 'string')
    return typeof taken === 'function' ? makeTextFunction(entry, taken, localeOf) : entry
  if (Array.isArray(entry)) return entry
  return branchOf(entry as Catalogue, typeof taken === 'object' ? taken : {}, localeOf)
}

const makeTextFunction = (
  message: string,
  valuesOf: (...given: never[]) => Values,
  localeOf: () => string,
) => {
  let compiled: ReturnType<typeof compile> | undefined
  return (...given: never[]): string => {
    const values = valuesOf(...given)
    compiled ??= compile(withNumbers(message, values), localeOf())
    return String(compiled.format(values))
  }
}

/** A number in a sentence is written as the language writes numbers, not as code does. */
const withNumbers = (message: string, values: Values): string =>
  Object.entries(values).reduce(
    (text, [name, value]) =>
      typeof value === 'number' ? text.replaceAll(`{${name}}`, `{${name}, number}`) : text,
    message,
  )
