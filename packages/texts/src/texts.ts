import type { Catalogue, Parameters, Texts, Values } from './catalogue.ts'
import { compile } from './compile.ts'

/** The usable texts of a catalogue. A message is compiled when it is first needed, and once. */
export const textsOf = <C extends Catalogue, P extends Parameters>(
  catalogue: C,
  parameters: P,
  language: string,
): Texts<C, P> => branchOf(catalogue, parameters, language) as Texts<C, P>

const branchOf = (catalogue: Catalogue, parameters: Parameters, language: string): object =>
  Object.fromEntries(
    Object.entries(catalogue).map(([key, entry]) => [key, textAt(entry, parameters[key], language)]),
  )

const textAt = (entry: Catalogue[string], taken: Parameters[string] | undefined, language: string) => {
  if (typeof entry === 'string')
    return typeof taken === 'function' ? makeTextFunction(entry, taken, language) : entry
  if (Array.isArray(entry)) return entry
  return branchOf(entry as Catalogue, typeof taken === 'object' ? taken : {}, language)
}

const makeTextFunction = (message: string, valuesOf: (...given: never[]) => Values, language: string) => {
  let compiled: ReturnType<typeof compile> | undefined
  return (...given: never[]): string => {
    compiled ??= compile(message, language)
    return String(compiled.format(valuesOf(...given)))
  }
}
