// A search over the messages that this device holds, for the time without a server. It finds words and parts of words, as the
// server does, but neither ranks nor forgives a slip.
import type { Chat } from '@lectern/client'
import type { Message, Search, SearchHit } from '@lectern/protocol'
import { fold } from '../core/fold.ts'

const MOST = 50
const BEFORE = 50
const LENGTH = 180

/** The hits on this device, the newest first. */
export const searchHere = (chat: Chat, search: Search): SearchHit[] => {
  const words = fold(search.q ?? '')
    .split(/[\s"“”„]+/u)
    .filter((word) => word !== '')
  const hits: SearchHit[] = []
  for (const { id, display_title } of chat.conversations.state.get().items) {
    if (search.conversation_id !== undefined && search.conversation_id !== id) continue
    for (const { message, status } of chat.conversation(id).timeline.get().rows)
      if (status === 'stored' && isWanted(message, search, words))
        hits.push(hitOf(message, display_title, words))
  }
  return hits.toSorted((a, b) => b.timestamp.localeCompare(a.timestamp)).slice(0, MOST)
}

const textsOf = ({ content, parts }: Message): string[] => [
  content,
  ...parts.flatMap((part) => {
    if (part.type === 'file') return [part.filename]
    if (part.type === 'image') return [part.filename ?? '', part.alt ?? '']
    return part.type === 'document' ? [part.title] : []
  }),
]

const isWanted = (message: Message, search: Search, words: readonly string[]): boolean => {
  const { from, before, after, has, is } = search
  if (message.deleted_at !== undefined || message.kind === 'system') return false
  if (from !== undefined && message.sender_id !== from) return false
  const moment = Date.parse(message.timestamp)
  if (before !== undefined && moment >= Date.parse(before)) return false
  if (after !== undefined && moment < Date.parse(after)) return false
  if (has !== undefined && !holds(message, has)) return false
  if (is !== undefined && !isIn(message, is)) return false
  const text = fold(textsOf(message).join('\n'))
  return words.every((word) => text.includes(word))
}

const holds = ({ content, parts, card }: Message, has: NonNullable<Search['has']>): boolean => {
  if (has === 'link') return /https?:\/\//i.test(content)
  if (has === 'card') return card !== undefined
  return parts.some(({ type }) => type === has)
}

const isIn = ({ question, pinned_at }: Message, is: NonNullable<Search['is']>): boolean => {
  if (is === 'pinned') return pinned_at !== undefined
  return question !== undefined && (is === 'question' || question.status === is)
}

const hitOf = (message: Message, title: string, words: readonly string[]): SearchHit => {
  const texts = textsOf(message)
  const text = texts.find((each) => words.length > 0 && fold(each).includes(words[0] ?? '')) ?? texts[0] ?? ''
  const part = message.parts.find(({ type }) => type !== 'text')
  const { id, conversation_id, created_seq, kind, sender_id, sender, sender_role, timestamp, lang } = message
  return {
    message_id: id,
    conversation_id,
    title,
    created_seq,
    kind,
    sender_id,
    sender,
    sender_role,
    timestamp,
    ...(lang !== undefined && { lang }),
    ...(text !== message.content || text === '' ? ofPart(part?.type, text) : {}),
    ...snippetOf(text, words),
  }
}

const ofPart = (type: string | undefined, text: string): Pick<SearchHit, 'of'> =>
  type === 'image' || type === 'file' || type === 'document' || (type === 'card' && text === '')
    ? { of: type }
    : {}

const snippetOf = (text: string, words: readonly string[]): Pick<SearchHit, 'snippet' | 'marks'> => {
  const { folded, places } = foldWithPlaces(text)
  const found = words.flatMap((word) => {
    const at = folded.indexOf(word)
    return at < 0 ? [] : [{ start: places[at] ?? 0, end: places[at + word.length] ?? text.length }]
  })
  const first = Math.min(...found.map(({ start }) => start), text.length)
  const start = found.length === 0 ? 0 : Math.max(0, first - BEFORE)
  const end = start + LENGTH
  const lead = start > 0 ? 1 : 0
  let last = 0
  const marks = found
    .toSorted((a, b) => a.start - b.start)
    .filter((mark) => {
      const isApart = mark.start >= last && mark.end <= end
      if (isApart) last = mark.end
      return isApart
    })
    .map((mark) => ({ start: mark.start - start + lead, end: mark.end - start + lead }))
  return {
    snippet: `${lead ? '…' : ''}${text.slice(start, end)}${end < text.length ? '…' : ''}`,
    marks,
  }
}

/** The folded text, and where each of its units stands in the text. */
const foldWithPlaces = (text: string): { folded: string; places: number[] } => {
  const places: number[] = []
  let folded = ''
  let at = 0
  for (const sign of text) {
    const piece = fold(sign)
    folded += piece
    for (let unit = 0; unit < piece.length; unit++) places.push(at)
    at += sign.length
  }
  return { folded, places: [...places, text.length] }
}
