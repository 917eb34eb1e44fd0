import { useEffect } from 'react'
import { isOnline, type ConversationHandle, type TimelineRow } from '@lectern/client'
import type { Message } from '@lectern/protocol'
import { summarise } from '../../attachments/in-short.ts'
import { useChat } from '../../context/chat-context.ts'
import { useTexts, type Texts } from '../../context/texts-context.ts'
import { readyToSay, say } from '../../core/announcements.ts'
import { after } from '../../core/clock.ts'
import { useMe } from '../../hooks/hooks.ts'
import { subscribeByFrame } from '../../hooks/use-store.ts'
import { listenToChanges } from './listen-to-changes.ts'

/** What happens within this time is announced together. */
const GATHER_MS = 1_000
const TOLD_SINGLY = 2

/**
 * Says what happens in a conversation: new messages, what became of one's own acts, and what others change. The list itself
 * is silent, because scrolling changes it all the time.
 */
export const Announcer = ({ handle }: { handle: ConversationHandle }) => {
  const texts = useTexts()
  const chat = useChat()
  const me_id = useMe()?.id
  useEffect(() => {
    readyToSay()
    return listenToNew(handle, (rows) => say(sentence(rows, texts)))
  }, [handle, texts])
  useEffect(() => {
    if (me_id === undefined) return undefined
    const isOffline = () => !isOnline(chat.connection.state.get())
    return listenToChanges(handle, { labels: texts.labels, me_id, isOffline })
  }, [handle, texts, chat, me_id])
  return null
}

const listenToNew = (handle: ConversationHandle, tell: (rows: TimelineRow[]) => void): (() => void) => {
  let told = newestSeq(handle)
  // An answer is news when it is complete.
  let growing = growingIn(handle)
  let cancel: (() => void) | undefined
  const ended = () =>
    handle.timeline.get().rows.filter(({ id, message }) => growing.has(id) && !isGrowing(message))
  const flush = () => {
    cancel = undefined
    const { rows } = handle.timeline.get()
    const fresh = rows.filter((row) => isNews(row, told) && !isGrowing(row.message))
    const whole = ended()
    told = Math.max(told, newestSeq(handle))
    growing = growingIn(handle)
    if (fresh.length + whole.length > 0) tell([...new Set([...whole, ...fresh])])
  }
  let away = handle.timeline.get().has_more_after
  const unsubscribe = subscribeByFrame(handle.timeline, () => {
    const was = away
    away = handle.timeline.get().has_more_after
    // Messages reached by reading on are not news.
    if (was || away) told = Math.max(told, newestSeq(handle))
    if (newestSeq(handle) > told || ended().length > 0) cancel ??= after(GATHER_MS, flush)
  })
  return () => {
    unsubscribe()
    cancel?.()
  }
}

const isGrowing = ({ state }: Message): boolean => state === 'streaming'

const growingIn = (handle: ConversationHandle): ReadonlySet<string> =>
  new Set(handle.timeline.get().rows.flatMap(({ id, message }) => (isGrowing(message) ? [id] : [])))

const newestSeq = (handle: ConversationHandle): number =>
  handle.timeline.get().rows.reduce((newest, { message }) => Math.max(newest, message.created_seq), 0)

const isNews = ({ own, message }: TimelineRow, told: number): boolean =>
  !own && message.created_seq > told && !message.deleted_at

const sentence = (rows: TimelineRow[], { labels, formats }: Texts): string => {
  const senders = new Map(rows.map(({ message }) => [message.sender_id, message.sender]))
  const names = [...senders.values()]
  if (rows.length > TOLD_SINGLY) return labels.announceMany(rows.length, formats.names(names))
  return rows.map(({ message }) => labels.announceOne(message.sender, summarise(message, labels))).join('. ')
}
