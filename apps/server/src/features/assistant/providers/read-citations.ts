// Finds the numbers in square brackets in a language model's text and gives the source of each. A number
// without a source is dropped, because a reader would take it for a proof. Brackets in code stay, and so do
// indices. A question mark in brackets leaves the question to people.
import type { ModelPiece } from '../model.ts'

/** A run of backticks, a marker with the spaces before it, or a part of either. */
const TOKEN = /`+|[ \t]*\[(?:\?|\s*\d{1,3}(?:\s*,\s*\d{1,3})*\s*)\]|[ \t]+|\[|[^`[ \t]+/g
const BRACKET = /\[[?\d\s,]{0,40}$/
const BRACKET_CHARS = 41
/** A longer beginning is none: it would be read again with each piece. */
const HELD_CHARS = 500
const MARKER = /^[ \t]*\[([?\d\s,]+)\]$/
/** The character before the bracket of an index, as in `a[1]`. */
const INDEXED = /(?:^|[^\p{L}])\p{L}$|[\d_]$/u

export async function* readCitations(
  texts: AsyncIterable<string>,
  numbers: ReadonlySet<number>,
): AsyncGenerator<ModelPiece> {
  const reader = new CitationReader(numbers)
  for await (const text of texts) yield* reader.read(text)
  yield* reader.end()
}

export class CitationReader {
  readonly #numbers: ReadonlySet<number>
  #held = ''
  /** The backticks that opened the current code. */
  #code = ''
  /** The last characters before the current text. */
  #before = ''

  constructor(numbers: ReadonlySet<number>) {
    this.#numbers = numbers
  }

  read(text: string): ModelPiece[] {
    const all = this.#held + text
    const begin = beginOfUnfinished(all)
    this.#held = all.length - begin > HELD_CHARS ? '' : all.slice(begin)
    return this.#pieces(all.slice(0, all.length - this.#held.length))
  }

  end(): ModelPiece[] {
    const rest = this.#held.trimEnd()
    this.#held = ''
    return this.#pieces(rest)
  }

  #pieces(text: string): ModelPiece[] {
    const pieces: ModelPiece[] = []
    for (const [token] of text.matchAll(TOKEN)) {
      const marked = this.#markerIn(token)
      if (marked === undefined) write(pieces, token)
      else if (marked === '?') pieces.push({ type: 'unanswered' })
      else pieces.push(...this.#cited(marked))
      this.#pass(token)
    }
    return pieces
  }

  /** The content of the brackets. */
  #markerIn(token: string): string | undefined {
    const isIndex = token.startsWith('[') && INDEXED.test(this.#before)
    return this.#code !== '' || isIndex ? undefined : MARKER.exec(token)?.[1]
  }

  #cited(numbers: string): ModelPiece[] {
    const known = numbers
      .split(',')
      .map(Number)
      .filter((number) => this.#numbers.has(number))
    return known.map((number) => ({ type: 'citation', number }))
  }

  #pass(token: string): void {
    this.#before = (this.#before + token).slice(-4)
    if (token.startsWith('`'))
      this.#code = this.#code === '' ? token : this.#closedBy(token) ? '' : this.#code
    // A single backtick opens no code beyond its paragraph.
    else if (this.#code.length < 3 && /\n\s*\n/.test(token)) this.#code = ''
  }

  #closedBy(run: string): boolean {
    return this.#code.length < 3 ? run.length === this.#code.length : run.length >= this.#code.length
  }
}

/** Where something begins that the next piece may continue: backticks, spaces, a marker with the spaces before it. */
const beginOfUnfinished = (text: string): number => {
  const bracket = BRACKET.exec(text.slice(-BRACKET_CHARS))?.[0]
  if (bracket !== undefined) return skipBack(text, text.length - bracket.length, ' \t')
  return text.endsWith('`') ? skipBack(text, text.length, '`') : skipBack(text, text.length, ' \t')
}

const skipBack = (text: string, end: number, chars: string): number => {
  let at = end
  while (at > 0 && chars.includes(text.charAt(at - 1))) at--
  return at
}

const write = (pieces: ModelPiece[], text: string): void => {
  const last = pieces.at(-1)
  if (last?.type === 'text') last.text += text
  else pieces.push({ type: 'text', text })
}
