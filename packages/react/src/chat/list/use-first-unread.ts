import { useEffect, useState } from 'react'
import type { ConversationHandle } from '@lectern/client'

/** Loads the messages around the first unread one if it is further back; returns whether that is under way. */
export const useFirstUnread = (handle: ConversationHandle, wanted: boolean): boolean => {
  const [searching, setSearching] = useState(() => wanted && isFarther(handle))
  useEffect(() => {
    if (!searching) return
    // After a failure the list begins at the end, and the pill counts the new messages.
    void handle
      .loadFirstUnread()
      .catch(() => {})
      .finally(() => setSearching(false))
  }, [handle, searching])
  return searching
}

const isFarther = (handle: ConversationHandle): boolean => {
  const { rows, has_more_before } = handle.timeline.get()
  const { unread = 0, read_seq = 0 } = handle.summary.get() ?? {}
  const first = rows.find(({ status }) => status === 'stored')?.message.created_seq ?? 0
  return unread > 0 && has_more_before && first > read_seq
}
