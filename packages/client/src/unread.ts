// The server counts unread (EP3); this keeps its number exact between two of its answers.
import type { Message } from '@lectern/protocol'

/** `unread` is exact for everything up to `unread_seq`, with `read_seq` read. */
export interface UnreadCount {
  readonly unread: number
  readonly unread_seq: number
  readonly read_seq: number
}

const countable = (message: Message, me: string): boolean =>
  message.sender_id !== me && message.kind !== 'system'

/** The count after the rows of a window that ends at `to`. */
export const countRows = (
  count: UnreadCount,
  rows: readonly Message[],
  to: number,
  me: string,
): UnreadCount => {
  const { unread_seq, read_seq } = count
  let unread = count.unread
  for (const row of rows) {
    if (row.changed_seq <= unread_seq || row.created_seq <= read_seq || !countable(row, me)) continue
    const isNew = row.created_seq > unread_seq
    if (isNew && !row.deleted_at) unread++
    // A tombstone never changes again, so it is taken off once.
    if (!isNew && row.deleted_at) unread--
  }
  return { unread, unread_seq: Math.max(unread_seq, to), read_seq }
}

/** The count from scratch, given every message after `read_seq`. */
export const recount = (messages: readonly Message[], read_seq: number, me: string): number =>
  messages.filter(
    (message) => message.created_seq > read_seq && !message.deleted_at && countable(message, me),
  ).length
