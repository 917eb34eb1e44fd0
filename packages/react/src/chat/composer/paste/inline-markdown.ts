// One paragraph of rich text as the source of a message. The reader checks what comes out: if a mark cannot stand
// where it does, the words without it are worth more.
import { placesToEscape, shows, withEscapes } from './escape-words.ts'

export interface Style {
  strong: boolean
  em: boolean
  del: boolean
  code: boolean
  href: string | undefined
}

export interface Segment extends Style {
  text: string
}

export const PLAIN: Style = { strong: false, em: false, del: false, code: false, href: undefined }

interface Placed extends Segment {
  at: number
}

export const inlineMarkdown = (segments: readonly Segment[]): string => {
  const placed = place(collapse(segments))
  const words = placed.map(({ text }) => text).join('')
  const places = placesToEscape(
    placed.map(({ text, code }) => (code ? 'x'.repeat(text.length) : text)).join(''),
  )
  for (const marks of CHOICES) {
    const marked = write(placed, places, marks)
    if (shows(marked, words)) return marked
  }
  const escaped = withEscapes(words, placesToEscape(words))
  return shows(escaped, words) ? escaped : words
}

/** From the most marks to the fewest. */
const CHOICES: readonly (readonly Mark[])[] = [
  ['href', 'strong', 'em', 'del', 'code'],
  ['href', 'strong', 'del', 'code'],
  ['href', 'em', 'code'],
  ['href', 'code'],
]

/** White space as a browser shows it: one space, and none at the ends of a line. */
const collapse = (segments: readonly Segment[]): Segment[] => {
  let endsInSpace = true
  const shown = segments.map((segment) => {
    let text =
      segment.text === '\n' ? '\n' : segment.text.replace(/[ \t\r\n\f]+/gu, ' ').replaceAll('\u00a0', ' ')
    if (endsInSpace && text !== '\n') text = text.replace(/^ /u, '')
    if (text !== '') endsInSpace = /\s$/u.test(text)
    return { ...segment, text }
  })
  for (let index = shown.length - 1; index >= 0; index--) {
    const segment = shown[index]
    if (!segment) continue
    segment.text = segment.text.replace(/\s+$/u, '')
    if (segment.text !== '') break
  }
  return shown.filter(({ text }) => text !== '')
}

const place = (segments: readonly Segment[]): Placed[] => {
  let at = 0
  return segments.map((segment) => {
    const from = at
    at += segment.text.length
    return { ...segment, at: from }
  })
}

type Mark = keyof Style

/** Segments with the same mark are one mark, whatever is inside. */
const write = (segments: readonly Placed[], places: ReadonlySet<number>, marks: readonly Mark[]): string => {
  const [mark, ...inner] = marks
  if (mark === undefined) return segments.map(({ text, at }) => withEscapes(text, places, at)).join('')
  return runs(segments, mark)
    .map((run) => {
      const on = run[0]?.[mark]
      if (mark === 'code' && on) return code(run.map(({ text }) => text).join(''))
      const inside = write(run, places, inner)
      return on ? surround(inside, mark, on) : inside
    })
    .join('')
}

const runs = (segments: readonly Placed[], mark: Mark): Placed[][] => {
  const found: Placed[][] = []
  for (const segment of segments) {
    const last = found.at(-1)
    if (last && last[0]?.[mark] === segment[mark]) last.push(segment)
    else found.push([segment])
  }
  return found
}

const SIGNS: Partial<Record<Mark, string>> = { strong: '**', em: '_', del: '~~' }

/** Marks touch their words and do not span lines. */
const surround = (inside: string, mark: Mark, value: string | boolean): string =>
  inside
    .split('\n')
    .map((line) => {
      const [, before = '', core = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/u.exec(line) ?? []
      if (core === '') return line
      if (mark === 'href') return before + link(core, String(value)) + after
      const sign = SIGNS[mark] ?? ''
      return before + sign + core + sign + after
    })
    .join('\n')

/** Brackets and spaces would end the address. */
const percent = (sign: string): string => `%${sign.codePointAt(0)?.toString(16).padStart(2, '0')}`

const link = (said: string, href: string): string =>
  said === href
    ? said
    : `[${said.replace(/(?<!\\)[[\]]/gu, String.raw`\$&`)}](${href.replace(/[()\s<>]/gu, percent)})`

/** More ticks than are inside, and spaces where one touches them. */
const code = (text: string): string => {
  const inside = text.replace(/\s+/gu, ' ')
  const longest = Math.max(0, ...(inside.match(/`+/gu) ?? []).map(({ length }) => length))
  const ticks = '`'.repeat(longest + 1)
  const space = /^`|`$/u.test(inside) ? ' ' : ''
  return ticks + space + inside + space + ticks
}
