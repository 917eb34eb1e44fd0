// Which messages the bus of this page has announced. The SDK announces every message, and so may a host that forwards
// what its own listener hears, with or without the message's id. Whoever comes second is not heard.
import { oncePerPage } from './page.ts'

export interface Announced {
  user_id?: string | undefined
  conversation_id: string
  content: string
  sender: string
  timestamp?: string | undefined
  message_id?: string | undefined
}

interface Known {
  key: string
  user_id: string
  ids: string[]
}

const REMEMBERED = 500

/** Whether the message was not announced before. It is from now on. */
export const isNews = (message: Announced): boolean => {
  const { user_id = '', message_id } = message
  const all = oncePerPage('news', (): Known[] => [])
  const key = keyOf(message)
  const same = all.filter((known) => known.key === key)
  if (same.length > 0 && user_id === '') return false
  const former = same.find((known) => known.user_id === user_id || known.user_id === '')
  const known = former ?? { key, user_id, ids: [] }
  if (!former) keepLast(all, known, REMEMBERED)
  if (message_id === undefined) return !former
  if (known.ids.includes(message_id)) return false
  // The first id is that of the message that was announced without one.
  known.ids.push(message_id)
  return !former || known.ids.length > 1
}

/** Appends to a list that forgets its oldest entry. */
export const keepLast = <T>(list: T[], entry: T, most: number): void => {
  list.push(entry)
  if (list.length > most) list.shift()
}

const keyOf = ({ conversation_id, sender, timestamp, content }: Announced): string =>
  [conversation_id, sender, timestamp, content.length, hashOf(content)].join('\n')

/** The page keeps no text of a person who may sign out. */
const hashOf = (text: string): number => {
  let hash = 0
  for (let at = 0; at < text.length; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0
  return hash
}
