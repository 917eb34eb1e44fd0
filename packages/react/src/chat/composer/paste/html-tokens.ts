// Reads markup as tags and text. By hand, because an expression for tags begins anew at each bracket and each quote:
// a pasted page of them would take minutes. What is looked for in vain is looked for once.
export type HtmlToken =
  | { is: 'text'; text: string }
  | { is: 'open'; tag: string; attributes: string }
  | { is: 'close'; tag: string }

const NAME = /[a-z][\w:-]*/iuy
const STOP = /[<>"']/gu
/** Tags that do not end are read once more at each bracket; so often in all, in lengths of the text. */
const READINGS = 4

export const htmlTokens = function* (html: string): Generator<HtmlToken> {
  const reader = new TagReader(html)
  for (let at = 0; at < html.length;) {
    const next = html.indexOf('<', at)
    const begin = next < 0 ? html.length : next
    if (begin > at) yield { is: 'text', text: html.slice(at, begin) }
    if (begin === html.length) return
    const comment = reader.commentEnd(begin)
    const found = comment === undefined ? reader.read(begin) : undefined
    if (found) yield found.token
    else if (comment === undefined) yield { is: 'text', text: '<' }
    at = comment ?? found?.end ?? begin + 1
  }
}

class TagReader {
  readonly #html: string
  readonly #missing = new Set<string>()
  #left: number

  constructor(html: string) {
    this.#html = html
    this.#left = READINGS * html.length
  }

  /** The end of a comment, or of a condition of a word processor, that begins at `at`. */
  commentEnd(at: number): number | undefined {
    if (this.#html.startsWith('<!--', at)) return this.#after('-->', at + 4)
    if (!this.#html.startsWith('<![', at)) return undefined
    const end = this.#after(']', at + 3)
    return end !== undefined && this.#html[end] === '>' ? end + 1 : undefined
  }

  read(at: number): { token: HtmlToken; end: number } | undefined {
    const isClosing = this.#html[at + 1] === '/'
    NAME.lastIndex = at + (isClosing ? 2 : 1)
    const name = NAME.exec(this.#html)?.[0]
    if (name === undefined || this.#left <= 0) return undefined
    const from = NAME.lastIndex
    const end = this.#tagEnd(from)
    if (end === undefined) return undefined
    const tag = name.toLowerCase()
    const attributes = this.#html.slice(from, end)
    return { token: isClosing ? { is: 'close', tag } : { is: 'open', tag, attributes }, end: end + 1 }
  }

  /** The place of the bracket that ends a tag; brackets in quotes do not. */
  #tagEnd(from: number): number | undefined {
    for (let at: number | undefined = from; at !== undefined;) {
      STOP.lastIndex = at
      const stop = STOP.exec(this.#html)
      this.#left -= (stop?.index ?? this.#html.length) - at + 1
      if (!stop || stop[0] === '<' || this.#left <= 0) return undefined
      if (stop[0] === '>') return stop.index
      at = this.#after(stop[0], stop.index + 1)
    }
    return undefined
  }

  #after(sign: string, from: number): number | undefined {
    if (this.#left <= 0 || this.#missing.has(sign)) return undefined
    const found = this.#html.indexOf(sign, from)
    this.#left -= (found < 0 ? this.#html.length : found) - from
    if (found >= 0) return found + sign.length
    this.#missing.add(sign)
    return undefined
  }
}
