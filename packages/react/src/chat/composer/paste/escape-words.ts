// Words from elsewhere are no marks. The reader of messages itself says which of their signs it would take for some.
import type { Token, Tokens } from 'marked'
import { plainText } from '../../../text/plain-text.ts'
import { readChat } from '../../../text/reader/read-chat.ts'

const ROUNDS = 8
const KEPT = new Set(['text', 'br', 'escape', 'space'])

/** The places in a text that need a backslash, so that it is drawn as it is. */
export const placesToEscape = (text: string): ReadonlySet<number> => {
  const places = new Set<number>()
  for (let round = 0; round < ROUNDS; round++) {
    const { escaped, origins } = escape(text, places)
    const before = places.size
    for (const at of offendersIn(readChat(escaped))) places.add(origins[at] ?? at)
    if (places.size === before) break
  }
  return places
}

/** The text with backslashes, and for each place in it the place in the text. */
const escape = (
  text: string,
  places: ReadonlySet<number>,
): { escaped: string; origins: readonly number[] } => {
  const pieces: string[] = []
  const origins: number[] = []
  for (let at = 0; at < text.length; at++) {
    if (places.has(at)) {
      pieces.push('\\')
      origins.push(at)
    }
    pieces.push(text[at] ?? '')
    origins.push(at)
  }
  return { escaped: pieces.join(''), origins }
}

/** A part of a text, which begins at `from` in it, with its backslashes. */
export const withEscapes = (text: string, places: ReadonlySet<number>, from = 0): string => {
  const pieces: string[] = []
  let done = 0
  for (let at = 0; at < text.length; at++) {
    if (!places.has(from + at)) continue
    pieces.push(text.slice(done, at), '\\')
    done = at
  }
  return pieces.join('') + text.slice(done)
}

const offendersIn = (tokens: readonly Token[]): number[] => {
  let at = 0
  return tokens.flatMap((token) => {
    const from = at
    at += token.raw.length
    if (token.type === 'paragraph') return inlineOffenders(token as Tokens.Paragraph, from)
    return KEPT.has(token.type) || token.type === 'code' || token.type === 'table'
      ? []
      : linesOf(token.raw, from)
  })
}

const inlineOffenders = ({ tokens }: Tokens.Paragraph, from: number): number[] => {
  let at = from
  return tokens.flatMap((token) => {
    const begin = at
    at += token.raw.length
    if (KEPT.has(token.type) || (token.type === 'link' && token.raw === token.text)) return []
    return signsOf(token.raw).map((place) => begin + place)
  })
}

/** Each star of a bold text needs its own backslash; elsewhere the first sign is enough. */
const signsOf = (raw: string): readonly number[] => {
  if (raw.startsWith('![')) return [1]
  const stars = /^\*{2,3}/u.exec(raw)?.[0].length ?? 0
  const places = Array.from({ length: stars }, (_, index) => index)
  return stars === 0 ? [0] : [...places, ...places.map((place) => raw.length - stars + place)]
}

const LINE_MARK = /^[ \t]*(?:\d{1,9}(?=[.)][ \t])|(?=[-*•>#]))/u

const linesOf = (raw: string, from: number): number[] => {
  let at = from
  return raw.split('\n').flatMap((line) => {
    const begin = at
    at += line.length + 1
    const mark = LINE_MARK.exec(line)
    return mark ? [begin + mark[0].length] : []
  })
}

const squeeze = (text: string): string => text.replace(/\s+/gu, '')

/** Whether a message with this source shows these words. */
export const shows = (source: string, words: string): boolean =>
  squeeze(plainText(readChat(source))) === squeeze(words)
