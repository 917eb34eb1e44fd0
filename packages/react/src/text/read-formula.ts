// Reads a formula where one begins. Expressions would begin anew at each mark, and take quadratic time on a text
// of marks. This reads by hand and counts the characters it reads: their number has a limit for each text.
import { isBehind, isBracketed, isDisplay, isInline } from './formula-signs.ts'

export interface FoundFormula {
  /** Where the text after it begins. */
  end: number
  tex: string
  /** On a line of its own. */
  display: boolean
}

/** The characters to read for formulas, in lengths of the text: a paragraph with prices is read at each of them. */
const READINGS = 64
const SHORT_TEXT = 10_000
/** Characters of a formula in brackets. */
const MAX_DISPLAY = 4_000
const MAX_INLINE = 2_000

/** Whether the formula ends at `at`: `false` if there cannot be one. */
type IsEnd = (src: string, at: number) => boolean | undefined

interface Kind {
  open: string
  close: string
  display: boolean
  /** What does not begin one after all. */
  not?: RegExp
  max?: number
  /** Brackets are commands themselves; in dollar signs the next character is escaped. */
  escapes?: true
  isEnd: IsEnd
  /** Whether what was found is a formula after all; `after` is the text behind it. */
  isMeant?: (inside: string, after: string) => boolean
}

const next = (src: string, at: number): string => src[at] ?? ''

const DISPLAY: readonly Kind[] = [
  {
    open: '$$',
    close: '$$',
    display: true,
    not: /\$/u,
    escapes: true,
    isEnd: (src, at) => (src.startsWith('$$', at) ? !/[\d$]/u.test(next(src, at + 2)) : undefined),
    isMeant: (inside) => isDisplay(inside),
  },
  {
    open: '\\[',
    close: '\\]',
    display: true,
    max: MAX_DISPLAY,
    // Not a link whose brackets are escaped.
    isEnd: (src, at) => (src.startsWith('\\]', at) && src[at + 2] !== '(') || undefined,
    isMeant: isBracketed,
  },
]

const INLINE: readonly Kind[] = [
  {
    open: '$`',
    close: '`$',
    display: false,
    isEnd: (src, at) => (src[at] === '\n' ? false : src[at] === '`' ? src[at + 1] === '$' : undefined),
  },
  {
    open: '$',
    close: '$',
    display: false,
    not: /[\s$]/u,
    escapes: true,
    isEnd: (src, at) => {
      if (src[at] === '`') return false
      if (src[at] !== '$') return undefined
      return !/\s/u.test(next(src, at - 1)) && isBehind(src.slice(at + 1, at + 5))
    },
    isMeant: (inside) => isInline(inside),
  },
  {
    open: '\\(',
    close: '\\)',
    display: false,
    max: MAX_INLINE,
    isEnd: (src, at) => src.startsWith('\\)', at) || undefined,
    isMeant: isBracketed,
  },
]

/** For one text. */
export class FormulaReader {
  #left: number

  constructor(length: number) {
    this.#left = READINGS * length + SHORT_TEXT
  }

  /** Whether there is work left for this text. */
  get isAble(): boolean {
    return this.#left > 0
  }

  /** Counts other work that finding a formula takes. */
  spend(steps: number): void {
    this.#left -= steps
  }

  /** The formula that begins at `at`. */
  read(src: string, at = 0): FoundFormula | undefined {
    return this.readDisplay(src, at) ?? this.#readOneOf(INLINE, src, at)
  }

  /** The formula that begins at `at`, if it is one for a line of its own. */
  readDisplay(src: string, at = 0): FoundFormula | undefined {
    return this.#readOneOf(DISPLAY, src, at)
  }

  #readOneOf(kinds: readonly Kind[], src: string, at: number): FoundFormula | undefined {
    for (const kind of kinds) {
      if (!this.isAble) return undefined
      if (!src.startsWith(kind.open, at)) continue
      const from = at + kind.open.length
      const { stop, isWhole } = readOn(kind, src, from)
      this.#left -= stop - at
      const tex = isWhole ? src.slice(from, stop).trim() : ''
      const after = src.slice(stop + kind.close.length, stop + kind.close.length + 2)
      if (tex !== '' && (kind.isMeant?.(src.slice(from, stop), after) ?? true))
        return { end: stop + kind.close.length, tex, display: kind.display }
    }
    return undefined
  }
}

/** Reads to the end of the formula, an empty line or the limit. */
const readOn = (
  { not, max = Infinity, escapes, isEnd }: Kind,
  src: string,
  from: number,
): { stop: number; isWhole: boolean } => {
  const limit = Math.min(src.length, from + max)
  let at = from
  if (not?.test(next(src, from))) return { stop: from, isWhole: false }
  for (; at < limit; at += escapes && src[at] === '\\' ? 2 : 1) {
    const isWhole = isEnd(src, at)
    if (isWhole !== undefined) return { stop: at, isWhole }
    if (src[at] === '\n' && isBefore(BLANK_LINE, src, at)) break
  }
  return { stop: at, isWhole: false }
}

const BLANK_LINE = /\n[ \t]*\n/uy

const isBefore = (pattern: RegExp, src: string, at: number): boolean => {
  pattern.lastIndex = at
  return pattern.test(src)
}
