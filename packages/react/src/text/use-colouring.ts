import type { Colouring } from './colour-code.tsx'
import { Lazy } from '../core/lazy.ts'
import { useLazy } from '../hooks/use-lazy.ts'

const PLAIN: Colouring = { name: '', paint: (code) => code }
const known = new Map<string, Lazy<Colouring>>()
const nothing = new Lazy<Colouring>(async () => PLAIN)

const load = async (language: string): Promise<Colouring> => {
  const { colouringFor } = await import('./colour-code.tsx')
  return (await colouringFor(language.toLowerCase())) ?? { ...PLAIN, name: language }
}

const lazyFor = (language: string): Lazy<Colouring> => {
  const lazy = known.get(language) ?? new Lazy(() => load(language))
  known.set(language, lazy)
  return lazy
}

/** The colouring of a language; undefined until it has loaded, and for code without a language. */
export const useColouring = (language: string | undefined): Colouring | undefined =>
  useLazy(language === undefined ? nothing : lazyFor(language))
