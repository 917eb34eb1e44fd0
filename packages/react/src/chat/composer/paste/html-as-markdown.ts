// Converts rich text from a web page or a word processor to Markdown. A small tokenizer of our own reads its
// markup as text: the browser never parses it, and the result goes into a text field.
import { htmlTokens } from './html-tokens.ts'

/** An open element: its content so far, and the conversion at its end. */
interface Frame {
  tag: string
  text: string
  close: (inner: string) => string
  /** The number of list items so far. */
  items: number
}

const STRUCTURE = /<(?:b|strong|em|i|s|del|code|pre|li|h[1-6]|blockquote)[\s>]|<a\s[^<>]*href/iu
const MAX_DEPTH = 60
const SILENT = new Set('head style script title template svg noscript'.split(' '))
const VOID = new Set('br hr img input meta link col wbr'.split(' '))

/** Undefined if it has no structure worth keeping. */
export const htmlAsMarkdown = (html: string): string | undefined => {
  if (!STRUCTURE.test(html)) return undefined
  const reader = new Reader()
  for (const token of htmlTokens(html)) {
    if (token.is === 'text') reader.text(token.text)
    else if (token.is === 'close') reader.close(token.tag)
    else reader.open(token.tag, token.attributes)
  }
  return reader.finish()
}

class Reader {
  readonly #frames: Frame[] = [{ tag: '', text: '', items: 0, close: (inner) => inner }]

  text(raw: string): void {
    if (this.#isIn(SILENT)) return
    const said = decode(raw)
    if (this.#within('pre')) this.#add(said)
    else this.#add(this.#within('code') ? said : escape(said.replace(/\s+/gu, ' ')))
  }

  open(tag: string, attributes: string): void {
    if (tag === 'br') return this.#add('\n')
    if (tag === 'hr') return this.#add('\n\n---\n\n')
    if (VOID.has(tag) || this.#frames.length > MAX_DEPTH) return
    // An item or paragraph ends where the next one begins.
    if (tag === 'p' && this.#frames.at(-1)?.tag === 'p') this.close('p')
    if (tag === 'li' && this.#frames.at(-1)?.tag === 'li') this.close('li')
    this.#frames.push({ tag, text: '', items: 0, close: this.#closing(tag, attributes) })
  }

  close(tag: string): void {
    const from = this.#frames.findLastIndex((frame) => frame.tag === tag)
    if (from <= 0) return
    while (this.#frames.length > from) this.#pop()
  }

  finish(): string {
    while (this.#frames.length > 1) this.#pop()
    return tidy(this.#frames[0]?.text ?? '')
  }

  #pop(): void {
    const frame = this.#frames.pop()
    if (frame) this.#add(frame.close(frame.text))
  }

  #add(text: string): void {
    const frame = this.#frames.at(-1)
    if (frame) frame.text += text
  }

  #within(tag: string): boolean {
    return this.#frames.some((frame) => frame.tag === tag)
  }

  #isIn(tags: ReadonlySet<string>): boolean {
    return this.#frames.some((frame) => tags.has(frame.tag))
  }

  #closing(tag: string, attributes: string): (inner: string) => string {
    if (tag === 'li') return this.#item()
    if (tag === 'code' && this.#within('pre')) return (inner) => inner
    if (tag === 'a') return linkTo(attribute(attributes, 'href'))
    if ((tag === 'b' || tag === 'strong') && /font-weight:\s*(?:normal|400)/iu.test(attributes)) return plain
    return CLOSING[tag] ?? plain
  }

  #item(): (inner: string) => string {
    const list = this.#frames.findLast(({ tag }) => tag === 'ul' || tag === 'ol')
    const number = list ? ++list.items : 0
    const mark = list?.tag === 'ol' ? `${number}. ` : '- '
    return (inner) => `\n${mark}${tidy(inner).replace(/\n+/gu, `\n${' '.repeat(mark.length)}`)}`
  }
}

const plain = (inner: string): string => inner

/** Marks touch their words and do not span lines. */
const surround = (mark: string) => (inner: string) => {
  const core = inner.trim()
  if (core === '' || core.includes('\n')) return inner
  const from = inner.length - inner.trimStart().length
  return inner.slice(0, from) + mark + core + mark + inner.slice(from + core.length)
}

/** Brackets and spaces would end the URL. */
const percent = (sign: string): string => `%${sign.codePointAt(0)?.toString(16).padStart(2, '0')}`

const linkTo = (href: string | undefined) => (inner: string) => {
  const address =
    href !== undefined && /^(?:https?|mailto):/iu.test(href) ? href.replace(/[()\s]/gu, percent) : ''
  const said = inner.trim()
  if (address === '' || said === '') return inner
  return said === href ? said : `[${said.replace(/\s+/gu, ' ')}](${address})`
}

const block = (inner: string): string => `\n\n${inner.trim()}\n\n`
const heading = (marks: string) => (inner: string) => block(`${marks} ${inner.trim().replace(/\s+/gu, ' ')}`)

const CLOSING: Record<string, (inner: string) => string> = {
  b: surround('**'),
  strong: surround('**'),
  i: surround('_'),
  em: surround('_'),
  s: surround('~~'),
  del: surround('~~'),
  code: surround('`'),
  h1: heading('#'),
  h2: heading('##'),
  h3: heading('###'),
  h4: heading('###'),
  h5: heading('###'),
  h6: heading('###'),
  p: block,
  ul: (inner) => `\n${inner}\n`,
  ol: (inner) => `\n${inner}\n`,
  div: (inner) => `\n${inner}\n`,
  tr: (inner) => `\n${inner}`,
  td: (inner) => `${inner.trim()} `,
  th: (inner) => `${inner.trim()} `,
  pre: (inner) => `\n\n\`\`\`\n${inner.replace(/^\n|\n$/gu, '')}\n\`\`\`\n\n`,
  blockquote: (inner) => block(tidy(inner).replace(/^/gmu, '> ')),
}

const attribute = (attributes: string, name: string): string | undefined => {
  const match = new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|(\\S+))`, 'iu').exec(attributes)
  const value = match?.slice(1).find((group) => group !== undefined)
  return value === undefined ? undefined : decode(value)
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

const decode = (text: string): string =>
  text
    .replace(/&#(?:x([\da-f]{1,6})|(\d{1,7}));/giu, (raw, hex: string | undefined, decimal: string) => {
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
      return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : raw
    })
    .replace(/&([a-z]+);/giu, (raw, name: string) => NAMED[name] ?? raw)
    .replaceAll('\u00a0', ' ')

/** Escapes signs that would become marks. */
const escape = (text: string): string => text.replace(/[\\`*]/gu, String.raw`\$&`)

const tidy = (text: string): string =>
  text
    .replace(/(?<![ \t])[ \t]+\n/gu, '\n')
    .replace(/\n{3,}/gu, '\n\n')
    // A word processor writes its bullets as text.
    .replace(/^[·•▪o§]\s+(?=\S)/gmu, '- ')
    .trim()
