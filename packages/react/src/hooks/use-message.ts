import { Cell, type ConversationHandle } from '@lectern/client'
import type { Message } from '@lectern/protocol'
import { useConversationHandle } from './hooks.ts'
import { useLive, useLiveSnapshot } from './use-store.ts'

/** A message of a conversation, shown in its history or not; undefined while it is unknown. */
export const useMessage = (handle: ConversationHandle, id: string | undefined): Message | undefined => {
  const shown = useLive(handle.timeline, ({ rows }) => rows.find((row) => row.id === id)?.message)
  const elsewhere = useElsewhere(handle, shown ? undefined : id)
  return shown ?? elsewhere
}

/** The same for a message that is not in the visible history. */
export const useElsewhere = (handle: ConversationHandle, id: string | undefined): Message | undefined =>
  useLiveSnapshot(id === undefined ? NOTHING : handle.message(id))

/**
 * A message that was read before, as it is now: what it says may have been changed or deleted since. A message of an older
 * version is replaced by the row of its conversation, if that is known.
 */
export const useCurrent = (read: Message): Message => {
  const { timeline } = useConversationHandle(read.conversation_id)
  const row = useLive(timeline, ({ rows }) => rows.find(({ id }) => id === read.id)?.message)
  return row && row.changed_seq >= read.changed_seq ? row : read
}

const NOTHING = new Cell<Message | undefined>(undefined)
