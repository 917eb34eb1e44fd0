// Loaded with the first formula: KaTeX, its style sheet and its two main fonts.
import '@lectern/react/math.css'
import katex from 'katex'
import type { ReactNode } from 'react'
import { longestPiece, toElements, type KatexNode } from './formula-tree.ts'
import { Recent } from './recent.ts'

export type Drawn =
  | {
      status: 'drawn'
      elements: ReactNode
      /** The number of symbols in its longest unbreakable piece. */
      longest: number
    }
  | { status: 'wrong'; reason: string }

/** A longer formula fits no screen, and is slow to lay out. */
const MAX_CHARS = 4_000
const REMEMBERED = 500
const recent = new Recent<Drawn>(REMEMBERED)

export const drawFormula = (tex: string, display: boolean): Drawn =>
  recent.get(keyOf(tex, display), () => draw(tex, display))

/** Whether it was drawn lately, so that drawing it takes no work. */
export const isDrawn = (tex: string, display: boolean): boolean => recent.has(keyOf(tex, display))

const keyOf = (tex: string, display: boolean): string => `${display ? 'display' : 'inline'} ${tex}`

const draw = (tex: string, display: boolean): Drawn => {
  if (tex.length > MAX_CHARS)
    return { status: 'wrong', reason: `${tex.length} characters; the limit is ${MAX_CHARS}.` }
  try {
    const tree = library[LAY_OUT](tex, optionsFor(tex, display))
    return { status: 'drawn', elements: toElements(tree), longest: longestPiece(tree) }
  } catch (error) {
    return { status: 'wrong', reason: reasonOf(error) }
  }
}

/**
 * A private function of KaTeX, so its version is exact in package.json. The public ones break the policy of our page:
 * `katex.render` sets `style` attributes for \pmb, \vec, \fcolorbox and tall brackets (`style-src`), and the markup of
 * `renderToString` would have to be parsed (`require-trusted-types-for`).
 */
export const LAY_OUT = '__renderToDomTree'
const library = katex as unknown as Record<typeof LAY_OUT, (tex: string, options: object) => KatexNode>

const DEFINES = /\\(?:[gex]?def|(?:re)?new|provide|(?:future)?let)/u

const optionsFor = (tex: string, displayMode: boolean): object => ({
  displayMode,
  trust: false,
  strict: 'ignore',
  throwOnError: true,
  errorColor: 'var(--lectern-red)',
  maxSize: 20,
  // A definition of a thousand symbols used a hundred times is a hundred thousand symbols.
  maxExpand: DEFINES.test(tex) ? 20 : 500,
  // A new object each time: formulas write their definitions into it. These three would write to the console.
  macros: { '\\message': '\\@firstoftwo{}', '\\errmessage': '\\@firstoftwo{}', '\\show': '' },
})

const reasonOf = (error: unknown): string => {
  if (error instanceof katex.ParseError) return (error as Error & { rawMessage: string }).rawMessage
  return error instanceof RangeError ? 'Too deeply nested or too long' : String(error)
}

/** Symbols drawn in another font first would move when the right one loads. */
export const fontsReady = (): Promise<unknown> =>
  Promise.all(
    ['16px KaTeX_Main', 'italic 16px KaTeX_Math'].map((font) => document.fonts?.load(font).catch(() => [])),
  )
