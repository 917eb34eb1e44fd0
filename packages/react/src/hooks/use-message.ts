import { Cell, type ConversationHandle } from '@lectern/client'
import type { Message } from '@lectern/protocol'
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

const NOTHING = new Cell<Message | undefined>(undefined)
