import { useEffect, useMemo } from 'react'
import type { ApiError, ConversationHandle, TimelineRow } from '@lectern/client'
import type { Me } from '@lectern/protocol'
import { useLiveSnapshot } from '../../hooks/use-store.ts'

export interface ThreadRows {
  /** The question first, outbox messages last; empty while nothing is known. */
  rows: readonly TimelineRow[]
  isLoading: boolean
  error: ApiError | undefined
  hasMore: boolean
  loadMore: () => void
  retry: () => void
}

/** A message and the replies to it, from anywhere in the history, as rows that keep their identity. */
export const useThread = (handle: ConversationHandle, message_id: string, me: Me): ThreadRows => {
  const thread = useMemo(() => handle.thread(message_id), [handle, message_id])
  useEffect(() => thread.open(), [thread])
  const { status, error, messages, has_more } = useLiveSnapshot(thread.state)
  const timeline = useLiveSnapshot(handle.timeline).rows
  const rows = useMemo(() => {
    const shown = new Map(timeline.map((row): [string, TimelineRow] => [row.id, row]))
    const stored = messages.map((message) => {
      const known = shown.get(message.id)
      if (known?.message === message) return known
      return { id: message.id, message, own: message.sender_id === me.id, status: 'stored' } as const
    })
    const held = new Set(messages.map(({ id }) => id))
    const others = timeline.filter(({ id, message }) => message.reply_to_id === message_id && !held.has(id))
    return [...stored, ...others]
  }, [timeline, messages, message_id, me])
  return {
    rows,
    isLoading: status === 'loading',
    error,
    hasMore: has_more,
    loadMore: () => thread.loadMore(),
    retry: () => thread.reload(),
  }
}
