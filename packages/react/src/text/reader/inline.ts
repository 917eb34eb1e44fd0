// Reads the words of one block from left to right, each sign once: code, formulas, addresses, links and emphasis.
// What is no mark becomes text, so that everything typed is drawn.
import { imageIdOf } from '@lectern/protocol'
import type { Token, Tokens } from 'marked'
import type { FormulaToken } from '../formula-tokens.ts'
import type { FormulaReader } from '../read-formula.ts'
import { mailAddressAround, mailLink, webAddressAt, webLink } from './addresses.ts'
import { asTokens, endOfRun, Openings, runAt, textOf, type Piece } from './emphasis.ts'
import { charAt, charBefore, isSpace, isUncased, isWord } from './signs.ts'

/** What reading one text has used up: work has a limit. */
export interface Reading {
  formulas: FormulaReader
  /** The number of formulas that may still be drawn. */
  left: number
}

/** Everything that may be more than a letter. */
const SIGN = /[\n\\*_~`$[\]@]|https?:\/\/|www\./giu
const MAX_LINE_SIGN = 12
const LINE_SIGN = /^[ \t]*(?:\d{1,9})?$/u

/** In brackets: an address without spaces, in angle brackets if it has some, and a title that is not shown. */
const TARGET =
  /\([ \t]*(?:<([^<>\n]{1,2000})>|((?:[^\s()<>]|\([^\s()<>]{0,500}\)){1,2000}))(?:[ \t]+"[^"\n]{0,300}")?[ \t]*\)/uy
const SAFE = /^(?:https?:\/\/|mailto:)\S/iu

export const readInline = (src: string, reading: Reading): Token[] => new InlineReader(src, reading).read()

class InlineReader {
  readonly #src: string
  readonly #reading: Reading
  readonly #pieces: Piece[] = []
  readonly #openings: Openings
  /** Open brackets: the piece that each is. */
  #brackets: { piece: number; at: number }[] = []
  #at = 0
  /** Where its line begins. */
  #line = 0
  /** Where the text begins that is not yet a piece. */
  #from = 0
  #ticks: ReadonlyMap<number, number> | undefined

  constructor(src: string, reading: Reading) {
    this.#src = src
    this.#reading = reading
    this.#openings = new Openings(src, this.#pieces)
  }

  read(): Token[] {
    for (;;) {
      SIGN.lastIndex = this.#at
      const found = SIGN.exec(this.#src)
      if (!found) break
      this.#at = found.index
      this.#readSign(found[0])
    }
    this.#flush(this.#src.length)
    return asTokens(this.#pieces)
  }

  #readSign(sign: string): void {
    if (sign === '\n') return this.#breakLine()
    if (sign === '\\') return this.#readBackslash()
    if (sign === '`') return this.#readTicks()
    if (sign === '$') return this.#formula() ? undefined : this.#skip(1)
    if (sign === '[') return this.#openBracket()
    if (sign === ']') return this.#closeBracket()
    if (sign === '@') return this.#readAt()
    if (sign.length > 1) return this.#readAddress()
    const run = runAt(this.#src, this.#at)
    if (!run) return this.#skip(endOfRun(this.#src, this.#at) - this.#at)
    this.#flush(this.#at)
    this.#openings.add(run)
    this.#move(run.to)
  }

  #skip(count: number): void {
    this.#at += count
  }

  #move(to: number): void {
    this.#at = to
    this.#from = to
  }

  /** The text up to a place becomes a piece. */
  #flush(to: number): void {
    if (to > this.#from) this.#pieces.push(textOf(this.#src.slice(this.#from, to)))
    this.#from = to
  }

  #push(token: Token, from: number, to: number): void {
    this.#flush(from)
    this.#pieces.push(token)
    this.#move(to)
  }

  #breakLine(): void {
    this.#push({ type: 'br', raw: '\n' }, this.#at, this.#at + 1)
    this.#line = this.#at
    this.#openings.forget()
    this.#brackets = []
  }

  #readBackslash(): void {
    if (this.#formula()) return
    const at = this.#at
    const next = this.#src[at + 1] ?? ''
    if (this.#isEscapedLine(next) || this.#isEscaped(next)) return this.#push(escape(next), at, at + 2)
    const run = /[*_~]/.test(next) ? runAt(this.#src, at + 1, at) : undefined
    if (!run || !(run.opens || run.closes))
      return this.#skip(/[\\*_~`$[\]]/.test(next) && next !== '\\' ? 2 : 1)
    this.#flush(at)
    this.#openings.add(run)
    this.#move(run.to)
  }

  /** A sign that would begin a block here: `\# no heading`, `1\. no list`. */
  #isEscapedLine(next: string): boolean {
    if (!/^[#>\-.)|]$/.test(next)) return false
    if (this.#at - this.#line > MAX_LINE_SIGN) return false
    const before = this.#src.slice(this.#line, this.#at)
    if (!LINE_SIGN.test(before)) return false
    const isNumber = /\d/.test(before)
    if (next === '|') return !isNumber
    const after = this.#src.slice(this.#at + 2, this.#at + 8)
    return isNumber
      ? /^[.)]$/.test(next) && /^[ \t]/.test(after)
      : /^[#>-]$/.test(next) && /^(?:#{0,5}[ \t]|--|[\p{L}@])/u.test(after)
  }

  #isEscaped(next: string): boolean {
    const src = this.#src
    const at = this.#at
    if (next === '$')
      return /\d/.test(src[at + 2] ?? '') || this.#reading.formulas.read(src, at + 1) !== undefined
    if (next === '`') return this.#endOfCode(at + 1) !== undefined
    if (next === '[') return isLinkAhead(src, at)
    if (next === ']' && src.startsWith('](', at + 1)) return true
    // Among the words of a link.
    return next === ']' && this.#brackets.length > 0 && isLinkAhead(src, at + 2)
  }

  #readTicks(): void {
    const end = this.#endOfCode(this.#at)
    const after = endOfRun(this.#src, this.#at)
    if (end === undefined) return this.#skip(after - this.#at)
    const raw = this.#src.slice(this.#at, end)
    const length = after - this.#at
    this.#push({ type: 'codespan', raw, text: codeOf(raw.slice(length, -length)) }, this.#at, end)
  }

  /** Code ends on its line, with as many ticks. A tick after a letter is an apostrophe. */
  #endOfCode(at: number): number | undefined {
    this.#ticks ??= pairTicks(this.#src)
    const end = this.#ticks.get(at)
    const isInWord =
      isWord(charBefore(this.#src, at)) && !isUncased(charAt(this.#src, endOfRun(this.#src, at)))
    return isInWord ? undefined : end
  }

  #formula(): boolean {
    const { formulas, left } = this.#reading
    const src = this.#src
    const at = this.#at
    if (left <= 0 || !formulas.isAble) return false
    if (src[at] === '$' && isMoney(src, at)) return false
    const found = formulas.read(src, at)
    if (!found) return false
    this.#reading.left--
    const { tex, display, end } = found
    const formula: FormulaToken = { type: 'formula', raw: src.slice(at, end), tex, display }
    this.#push(formula as unknown as Token, at, end)
    return true
  }

  #readAddress(): void {
    const address = webAddressAt(this.#src, this.#at)
    if (address === undefined) return this.#skip(1)
    this.#push(webLink(address), this.#at, this.#at + address.length)
  }

  #readAt(): void {
    const found = mailAddressAround(this.#src, this.#at, this.#from)
    if (!found) return this.#skip(1)
    this.#push(mailLink(found.address), found.begin, found.begin + found.address.length)
  }

  #openBracket(): void {
    const isImage = this.#src[this.#at - 1] === '!' && this.#from < this.#at
    const begin = isImage ? this.#at - 1 : this.#at
    this.#flush(begin)
    this.#brackets.push({ piece: this.#pieces.length, at: begin })
    this.#pieces.push(textOf(this.#src.slice(begin, this.#at + 1)))
    this.#move(this.#at + 1)
  }

  #closeBracket(): void {
    const open = this.#brackets.pop()
    TARGET.lastIndex = this.#at + 1
    const target = open && this.#src[this.#at + 1] === '(' ? TARGET.exec(this.#src) : null
    if (!open || !target) return this.#skip(1)
    const href = target[1] ?? target[2] ?? ''
    const isImage = this.#src[open.at] === '!'
    if (!SAFE.test(href) && !(isImage && imageIdOf(href) !== undefined)) return this.#skip(1)
    this.#flush(this.#at)
    this.#openings.forget(open.piece)
    const inside = asTokens(this.#pieces.slice(open.piece + 1))
    const text = this.#src.slice(open.at + (isImage ? 2 : 1), this.#at)
    if (text.trim() === '' && !isImage) return
    if (inside.some(isLink) && !isImage) return this.#skip(1)
    this.#pieces.length = open.piece
    const end = TARGET.lastIndex
    const raw = this.#src.slice(open.at, end)
    const tokens = inside.flatMap(withoutAddress)
    this.#pieces.push({ type: isImage ? 'image' : 'link', raw, href, title: null, text, tokens } as Token)
    // A link holds no other link.
    if (!isImage) this.#brackets = []
    this.#move(end)
  }
}

const isLinkAhead = (src: string, at: number): boolean =>
  /\]\(\S/u.test(src.slice(at, at + 2_000).split('\n', 1)[0] ?? '')

const escape = (sign: string): Token => ({ type: 'escape', raw: `\\${sign}`, text: sign })

const isLink = (token: Token): boolean =>
  (token.type === 'link' && token.raw !== token.text) ||
  ('tokens' in token && (token.tokens ?? []).some(isLink))

/** An address among the words of a link is text. */
const withoutAddress = (token: Token): Token[] =>
  token.type === 'link' && token.raw === token.text ? ((token as Tokens.Link).tokens ?? []) : [token]

/** One space inside the ticks is not code: `` ` `` itself needs it. */
const codeOf = (text: string): string =>
  text.length > 2 && isSpace(text.charAt(0)) && isSpace(text.slice(-1)) && text.trim() !== ''
    ? text.slice(1, -1)
    : text

/** For each run of ticks where the code behind it ends. */
const pairTicks = (src: string): Map<number, number> => {
  const ends = new Map<number, number>()
  const next = new Map<number, number>()
  const runs = [...src.matchAll(/`+|\n/gu)]
  for (const { 0: run, index } of runs.reverse()) {
    if (run === '\n') {
      next.clear()
      continue
    }
    const from = next.get(run.length)
    const isEmpty = from === index + run.length
    if (from !== undefined && !isEmpty) ends.set(index, from + run.length)
    next.set(run.length, index)
  }
  return ends
}

const isMoney = (src: string, at: number): boolean => {
  const before = charBefore(src, at)
  return before === '$' || (isWord(before) && before !== '_')
}
