import type { Token } from 'marked'
import { readChat } from './reader/read-chat.ts'
import { childrenOf } from './token-children.ts'

/** What a sign typed at a place would be part of. */
export type PlaceInText = 'words' | 'quote' | 'code' | 'formula' | 'link'

/** Rare letters: one that a text does not have is put at the place, to see where it lands. */
const PROBES = ['\uA66E', '\uA7FF', '\u02AC', '\u1D25']
const FOLDED = new Set(['formula', 'link', 'image'])

/** The place between two texts, as the reader of messages sees it. Ticks that are still open are code already. */
export const placeInText = (before: string, after = ''): PlaceInText => {
  const probe = PROBES.find((letter) => !before.includes(letter) && !after.includes(letter)) ?? ''
  const place = find(readChat(before + probe + after), probe) ?? 'words'
  const ticks = lastTicks(before)
  if (ticks === '' || place === 'code') return place
  return find(readChat(before + probe + ticks), probe) === 'code' ? 'code' : place
}

/** The last run of ticks in the last line. */
const lastTicks = (before: string): string => {
  const last = before.lastIndexOf('`')
  if (last < before.lastIndexOf('\n')) return ''
  let first = last
  while (first > 0 && before[first - 1] === '`') first--
  return last < 0 ? '' : before.slice(first, last + 1)
}

const find = (tokens: readonly Token[], probe: string): PlaceInText | undefined => {
  const token = tokens.find(({ raw }) => raw.includes(probe))
  if (!token) return undefined
  if (token.type === 'code' || token.type === 'codespan') return 'code'
  if (FOLDED.has(token.type)) return token.type === 'formula' ? 'formula' : 'link'
  if (token.type === 'blockquote') return findWithin(token.tokens ?? [], probe) ?? 'quote'
  return findWithin(childrenOf(token), probe) ?? 'words'
}

/** In code and the like of a quote it is code. */
const findWithin = (tokens: readonly Token[], probe: string): PlaceInText | undefined => {
  const place = find(tokens, probe)
  return place === 'words' ? undefined : place
}
