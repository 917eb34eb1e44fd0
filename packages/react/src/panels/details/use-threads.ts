import { createContext, useCallback, useContext, useRef, useState } from 'react'
import type { ConversationHandle } from '@lectern/client'
import type { Thread } from '@lectern/protocol'
import { useLive } from '../../hooks/use-store.ts'
import { usePages, type Pages } from '../../hooks/use-pages.ts'

export interface Threads {
  pages: Pages<Thread>
  /** How many threads that one follows have something unread. */
  unread: number
}

/** The threads of a conversation; read again with each reply, and when one was marked on any device or the conversation read. */
export const useThreads = (handle: ConversationHandle): Threads => {
  const [unread, setUnread] = useState(0)
  const latest = useRef(0)
  const marked = useLive(handle.summary, (summary) => summary?.own?.changed_seq ?? 0)
  const replied = useLive(handle.timeline, ({ rows }) =>
    rows.reduce(
      (seq, { status, message }) =>
        status === 'stored' && message.reply_to_id !== undefined ? Math.max(seq, message.changed_seq) : seq,
      0,
    ),
  )
  const read = useLive(handle.summary, (summary) => summary?.unread ?? 0)
  const load = useCallback(
    async (cursor?: string) => {
      const asked = ++latest.current
      const { threads: items, unread_threads, next_cursor } = await handle.threads.list(cursor)
      if (asked === latest.current) setUnread(unread_threads)
      return { items, next_cursor }
    },
    [handle],
  )
  return { pages: usePages(load, `${marked} ${replied} ${read}`), unread }
}

/** The details read them once, for their tab and its number. */
export const ThreadsContext = createContext<Threads | undefined>(undefined)

export const useShownThreads = (): Threads => {
  const threads = useContext(ThreadsContext)
  if (!threads) throw new Error('The list of threads belongs inside the details.')
  return threads
}
