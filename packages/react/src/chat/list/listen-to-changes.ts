import type { ConversationHandle } from '@lectern/client'
import { say } from '../../core/announcements.ts'
import { after } from '../../core/clock.ts'
import { subscribeByFrame } from '../../hooks/use-store.ts'
import { addNews, addRefused, addSent, byId, type News, type Reader, type Sender } from './news-of-rows.ts'

/** What happens within this time is said together. */
const GATHER_MS = 1_000
const SAID_AT_ONCE = 3

/** Gathers what changes in the rows, and says it after a while. */
export const listenToChanges = (
  handle: ConversationHandle,
  reader: Omit<Reader & Sender, 'nameOf' | 'acting'>,
): (() => void) => {
  const { said } = reader.labels
  const nameOf = (id: string) => handle.members.get().find(({ user_id }) => user_id === id)?.name
  const news: News = new Map()
  const acting: Reader['acting'] = new Map()
  let before = byId(handle.timeline.get().rows)
  let cancel: (() => void) | undefined
  const flush = () => {
    cancel = undefined
    const all = [...news.values()]
    news.clear()
    const rest = all.length - SAID_AT_ONCE
    for (const text of all.slice(0, SAID_AT_ONCE)) say(text)
    if (rest > 0) say(said.more(rest))
  }
  const gather = () => {
    if (news.size > 0) cancel ??= after(GATHER_MS, flush)
  }
  // What was refused before a reload still waits for a decision.
  addRefused(news, new Map(), [...before.values()], reader)
  gather()
  const unsubscribe = subscribeByFrame(handle.timeline, () => {
    const { rows } = handle.timeline.get()
    addSent(news, before, rows, reader)
    addRefused(news, before, rows, reader)
    addNews(news, before, rows, { ...reader, nameOf, acting })
    before = byId(rows)
    gather()
  })
  return () => {
    unsubscribe()
    cancel?.()
  }
}
