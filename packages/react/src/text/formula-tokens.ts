// Formulas among Markdown: $…$, $`…`$, $$…$$, \(…\) and \[…\]. A dollar sign is first of all money: a formula
// touches its signs and does not follow a letter or digit ("US$5"), and neither a digit ("$5 and $10",
// "$5/$10") nor a variable's name ("$PATH:$HOME") follows it.
import { Hooks, type MarkedOptions, type Token, type TokenizerExtensionFunction } from 'marked'
import { FormulaReader, type FoundFormula } from './read-formula.ts'

export interface FormulaToken {
  type: 'formula'
  raw: string
  tex: string
  /** On a line of its own. */
  display: boolean
}

/** Drawing takes time: formulas beyond this number stay as typed. */
const MAX_FORMULAS = 300

const LETTER_OR_SIGN = /[\p{Lu}\p{Ll}\p{N}$]/u
const BLOCK_BEGIN = /^ {0,3}(?=\$\$|\\\[)/u
const BLOCK_END = /[ \t]*(?:\n+|$)/uy

const tokenOf = (src: string, { tex, display }: FoundFormula, end: number): FormulaToken => ({
  type: 'formula',
  raw: src.slice(0, end),
  tex,
  display,
})

/** `at` is the place of `src` in its text. */
const blockFormula = (reader: FormulaReader, src: string, at: number): FormulaToken | undefined => {
  const begin = BLOCK_BEGIN.exec(src)
  if (!begin) return undefined
  const found = reader.readDisplay(src, begin[0].length)
  BLOCK_END.lastIndex = found?.end ?? 0
  if (found && BLOCK_END.test(src)) return tokenOf(src, found, BLOCK_END.lastIndex)
  // The line joins the paragraph above it, which the lexer copies.
  reader.spend(at / COPIED_AT_ONCE)
  return undefined
}

/** A text that the lexer puts together from pieces is copied to read or extend it. */
const COPIED_AT_ONCE = 8

const inlineFormula = (
  reader: FormulaReader,
  src: string,
  before: readonly Token[],
): FormulaToken | undefined => {
  const isDollar = src.startsWith('$')
  if (isDollar && followsWord(reader, before)) return undefined
  const found = reader.read(src)
  return found && tokenOf(src, found, found.end)
}

const followsWord = (reader: FormulaReader, before: readonly Token[]): boolean => {
  const raw = before.at(-1)?.raw ?? ''
  reader.spend(raw.length / COPIED_AT_ONCE)
  return LETTER_OR_SIGN.test(raw.at(-1) ?? '')
}

/** Text is cut at spaces about this far apart, so that the search for a sign never reads all the rest. */
const STRETCH = 2_000
const SIGN = /\$|\\[([]/u

const findSign = (src: string): number | undefined => {
  const stretch = src.slice(0, STRETCH)
  const found = stretch.search(SIGN)
  if (found >= 0 || src.length <= STRETCH) return found >= 0 ? found : undefined
  const space = stretch.lastIndexOf(' ')
  return space > 0 ? space : STRETCH
}

/** Stars and underscores in a formula do not belong to an emphasis around it. */
const maskFormulas = (reader: FormulaReader, src: string): string => {
  const pieces: string[] = []
  let done = 0
  for (const { index } of src.matchAll(SIGNS)) {
    const found = index < done ? undefined : reader.read(src, index)
    if (!found) continue
    pieces.push(src.slice(done, index), `$${'a'.repeat(found.end - index - 2)}$`)
    done = found.end
  }
  return pieces.join('') + src.slice(done)
}

const SIGNS = /\$|\\[([]/gu

/** The places in a text where a paragraph ends because a formula begins, for its suffixes. */
class FormulaLines {
  readonly #text: string
  #last = -1

  constructor(text: string) {
    this.#text = text
  }

  /** The place where this suffix begins. */
  placeOf(src: string): number {
    return this.#text.length - src.length
  }

  /** The first such place in a suffix, counted from its beginning. */
  next(src: string): number | undefined {
    const from = this.placeOf(src)
    if (this.#last < from) {
      LINE.lastIndex = from
      this.#last = LINE.exec(this.#text)?.index ?? Infinity
    }
    return this.#last === Infinity ? undefined : this.#last - from
  }
}

const LINE = /\n(?:\$\$|\\\[)/gu

const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/gu

const hooksOf = (reader: FormulaReader): Hooks => {
  const hooks = new Hooks()
  // The lexer calls it without its object. Beside a mark, a letter of a script without spaces counts as its end.
  hooks.emStrongMask = (src) =>
    maskFormulas(reader, src).replace(UNSPACED, (letter) => '、'.repeat(letter.length))
  return hooks
}

/** New for each text, because it counts the formulas and the work to find them. */
export class Formulas {
  readonly options: Pick<MarkedOptions, 'extensions' | 'hooks'>
  readonly #lines: FormulaLines[] = []
  #count = 0

  constructor(length: number) {
    const reader = new FormulaReader(length)
    const isAble = () => reader.isAble && this.#count < MAX_FORMULAS
    const block: TokenizerExtensionFunction = (src) =>
      isAble() ? this.#counted(blockFormula(reader, src, this.#lines.at(-1)?.placeOf(src) ?? 0)) : undefined
    const inline: TokenizerExtensionFunction = (src, before) =>
      isAble() ? this.#counted(inlineFormula(reader, src, before)) : undefined
    this.options = {
      hooks: hooksOf(reader),
      extensions: {
        renderers: {},
        childTokens: {},
        block: [block],
        inline: [inline],
        startBlock: [(src) => (isAble() ? this.#lines.at(-1)?.next(src) : undefined)],
        startInline: [findSign],
      },
    }
  }

  /** Lexes blocks, whose formulas are looked for in `src`. */
  within<T>(src: string, lex: () => T): T {
    this.#lines.push(new FormulaLines(src))
    try {
      return lex()
    } finally {
      this.#lines.pop()
    }
  }

  #counted(found: FormulaToken | undefined): FormulaToken | undefined {
    if (found) this.#count++
    return found
  }
}
