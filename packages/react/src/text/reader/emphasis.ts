// Pairs the signs of emphasis in one line: *a*, _a_, **a**, ***a*** and ~~a~~. Only signs that touch their words
// and stand apart from others are marks; all else stays as typed.
import type { Token } from 'marked'
import { charAt, isBareNumber, mayClose, mayOpen } from './signs.ts'

/** A run of signs whose meaning is open; `to` is where it ends in the text. */
export interface Run {
  type: 'run'
  raw: string
  mark: string
  from: number
  to: number
  opens: boolean
  closes: boolean
  /** After a backslash, which is dropped if the run has a partner. */
  escaped: boolean
}

export type Piece = Token | Run

export const isRun = (piece: Piece | undefined): piece is Run => piece?.type === 'run'

const LENGTHS: Record<string, readonly number[]> = { '*': [1, 2, 3], _: [1], '~': [2] }

/** The run of the same sign at a place; undefined if one of its length is never a mark. */
export const runAt = (src: string, at: number, escapedAt?: number): Run | undefined => {
  const sign = src[at] ?? ''
  let to = at + 1
  if (escapedAt === undefined || sign === '~') while (src[to] === sign) to++
  const mark = src.slice(at, to)
  if (!LENGTHS[sign]?.includes(mark.length)) return undefined
  const before = escapedAt ?? at
  return {
    type: 'run',
    raw: src.slice(before, to),
    mark,
    from: before,
    to,
    opens: mayOpen(src, before, to, mark),
    closes: mayClose(src, before, to, mark) || isWordOf(src, before, to, mark),
    escaped: escapedAt !== undefined,
  }
}

/** `**Haupt**bahnhof`: the last sign is in a word. Only letters may precede it. */
const isWordOf = (src: string, from: number, to: number, mark: string): boolean =>
  mark === '**' &&
  LETTER.test(charAt(src, to)) &&
  WORD_BEFORE.test(src.slice(Math.max(0, from - MAX_WORD), from))

const MAX_WORD = 60
const LETTER = /^\p{L}$/u
const WORD_BEFORE = /(?<!\*)\*\*\p{L}[\p{L}\p{M}\p{N}]*$/u

/** The end of a run of signs that is text. */
export const endOfRun = (src: string, at: number): number => {
  let to = at + 1
  while (src[to] === src[at]) to++
  return to
}

/** Older openings of a line without an end stay as typed, which keeps the search short. */
const MAX_OPEN = 50
const MAX_NESTED = 12

/** The open runs of a line, among the pieces of its text. */
export class Openings {
  readonly #src: string
  readonly #pieces: Piece[]
  #open: number[] = []
  readonly #depths = new Map<Token, number>()

  constructor(src: string, pieces: Piece[]) {
    this.#src = src
    this.#pieces = pieces
  }

  /** At the end of a line, or where other marks begin: nothing pairs across it. */
  forget(from = 0): void {
    this.#open = this.#open.filter((index) => index < from)
  }

  add(run: Run): void {
    if (run.closes && this.#close(run)) return
    this.#pieces.push(run)
    if (!run.opens && !this.#isInWord(run)) return
    this.#open.push(this.#pieces.length - 1)
    if (this.#open.length > MAX_OPEN) this.#open.shift()
  }

  /** `Bahn**hof**`: the first sign is in a word. Only letters may follow until the next. */
  #isInWord({ mark, to }: Run): boolean {
    INNER_WORD.lastIndex = to
    return mark === '**' && INNER_WORD.test(this.#src)
  }

  #close(run: Run): boolean {
    const place = this.#open.findLastIndex((index) => this.#fits(index, run))
    const index = this.#open[place]
    const opener = index === undefined ? undefined : this.#pieces[index]
    if (index === undefined || !isRun(opener)) return this.#closeTwice(run)
    this.#open.length = place
    if (!isMeant(this.#src.slice(opener.to, run.from)) || this.#isProduct(opener, run)) return false
    if (opener.escaped || run.escaped) {
      this.#pieces[index] = escapeOf(opener)
      this.#pieces.push(escapeOf(run))
      return true
    }
    if (opener.mark.length > run.mark.length) return this.#split(index, opener, run)
    this.#wrap(index, opener, run)
    return true
  }

  /** `2 *3* 4` */
  #isProduct({ mark, from, to }: Run, end: Run): boolean {
    if (mark !== '*' || !isBareNumber(this.#src.slice(to, end.from))) return false
    return (
      /\d\s*$/.test(this.#src.slice(Math.max(0, from - 4), from)) ||
      /^\s*\d/.test(this.#src.slice(end.to, end.to + 4))
    )
  }

  #fits(index: number, run: Run): boolean {
    const opener = this.#pieces[index]
    if (!isRun(opener) || opener.mark[0] !== run.mark[0]) return false
    return (
      opener.mark.length === run.mark.length || (opener.mark.length === 3 && !opener.escaped && !run.escaped)
    )
  }

  /** `**a *b***`: one run ends two marks. */
  #closeTwice(run: Run): boolean {
    const [outer, inner] = this.#open.slice(-2).map((index) => this.#pieces[index])
    if (run.mark !== '***' || run.escaped || !isRun(outer) || !isRun(inner)) return false
    if (outer.mark[0] !== '*' || inner.mark[0] !== '*' || outer.mark.length + inner.mark.length !== 3)
      return false
    const middle = run.from + inner.mark.length
    return (
      this.#close({ ...run, mark: inner.mark, raw: inner.mark, to: middle }) &&
      this.#close({ ...run, mark: outer.mark, raw: outer.mark, from: middle })
    )
  }

  /** `***a** b*`: the inner mark ends first. */
  #split(index: number, opener: Run, run: Run): boolean {
    const left = opener.mark.slice(run.mark.length)
    const outer = { ...opener, mark: left, raw: left, to: opener.from + left.length }
    const inner = { ...opener, mark: run.mark, raw: run.mark, from: outer.to }
    this.#pieces.splice(index, 1, outer, inner)
    this.#wrap(index + 1, inner, run)
    this.#open.push(index)
    return true
  }

  #wrap(index: number, opener: Run, run: Run): void {
    const inside = asTokens(this.#pieces.splice(index).slice(1))
    const depth = 1 + Math.max(0, ...inside.map((token) => this.#depths.get(token) ?? 0))
    const token = tokenOf(opener, run, this.#src, inside)
    if (depth > MAX_NESTED) {
      this.#pieces.push(textOf(opener.raw), ...inside, textOf(run.raw))
      return
    }
    this.#depths.set(token, depth)
    this.#pieces.push(token)
  }
}

const INNER_WORD = /\p{L}[\p{L}\p{M}\p{N}]{0,60}\*\*(?![\p{L}\p{N}*])/uy

const tokenOf = ({ mark, from, to }: Run, end: Run, src: string, tokens: Token[]): Token => {
  const raw = src.slice(from, end.to)
  const text = src.slice(to, end.from)
  if (mark === '~~') return { type: 'del', raw, text, tokens }
  if (mark === '**') return { type: 'strong', raw, text, tokens }
  const em: Token = { type: 'em', raw, text, tokens }
  return mark === '***' ? { type: 'strong', raw, text, tokens: [em] } : em
}

const OPENED: Record<string, string> = { ')': '(', ']': '[', '}': '{' }

/** Words, and no half of a bracket: `*p = (int*)q` is a program, `*_*` a face. */
const isMeant = (text: string): boolean => {
  if (!/[\p{L}\p{N}\p{Extended_Pictographic}\uE0D0]/u.test(text)) return false
  const open: string[] = []
  for (const [sign] of text.matchAll(/[()[\]{}]/gu)) {
    if (!(sign in OPENED)) open.push(sign)
    else if (open.pop() !== OPENED[sign]) return false
  }
  return open.length === 0
}

export const textOf = (raw: string, text = raw): Token => ({ type: 'text', raw, text, escaped: false })

const escapeOf = ({ raw, mark }: Run): Token => ({ type: 'escape', raw, text: mark })

/** Runs without a partner become text, and neighbouring texts one. */
export const asTokens = (pieces: readonly Piece[]): Token[] => {
  const tokens: Token[] = []
  for (const piece of pieces) {
    const token = isRun(piece) ? textOf(piece.raw) : piece
    const last = tokens.at(-1)
    if (token.type === 'text' && last?.type === 'text' && !('tokens' in last) && !('tokens' in token)) {
      const { raw, text } = token as { raw: string; text: string }
      tokens[tokens.length - 1] = textOf(last.raw + raw, (last as { text: string }).text + text)
    } else tokens.push(token)
  }
  return tokens
}
