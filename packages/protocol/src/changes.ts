import * as z from 'zod/mini'
import { Cursor, Id, Seq } from './ids.ts'
import { ConversationRow, Member } from './conversation.ts'
import { Message } from './message.ts'
import { LIMITS } from './limits.ts'

/** Every row of a conversation that changed after `from` and up to `to`, each once (SY2, SY6). */
export const Window = z.object({
  conversation_id: Id,
  from: Seq,
  to: Seq,
  messages: z.array(Message),
  members: z.array(Member),
  conversation: z.optional(ConversationRow),
})
export type Window = z.infer<typeof Window>

export const Changed = z.object({ window: Window })
export type Changed = z.infer<typeof Changed>

/** A part of the history, oldest first. */
export const MessagePage = z.object({
  messages: z.array(Message),
  has_more_before: z.boolean(),
  has_more_after: z.boolean(),
  head: Seq,
})
export type MessagePage = z.infer<typeof MessagePage>

/** A selection of messages. */
export const MessageList = z.object({ messages: z.array(Message), next_cursor: z.nullable(Cursor) })
export type MessageList = z.infer<typeof MessageList>

/** The changes since a cursor. `head` was read before the rows (SY4). */
export const Changes = z.object({ window: Window, head: Seq })
export type Changes = z.infer<typeof Changes>

/** History before the cursor was purged: start again from this newest page. */
export const Reset = z.extend(MessagePage, { reset: z.literal(true) })
export type Reset = z.infer<typeof Reset>

const Heads = z.record(Id, Seq)

/**
 * `connection`: `new` opens a polled connection, which then carries the frames of the socket, including
 * ephemeral ones; later polls name its id and get the frames since. Without it only heads are returned.
 */
export const Sync = z.object({
  epoch: z.optional(z.string()),
  heads: Heads,
  /** `heads` has only some conversations: of the others the answer has none. */
  partial: z.optional(z.boolean()),
  /** Asks at once for the heads of all conversations in the order of their ids, those after `after`. */
  page: z.optional(z.object({ after: z.optional(Id) })),
  wait_ms: z.optional(z.int().check(z.minimum(0), z.maximum(LIMITS.sync_wait_ms))),
  connection: z.optional(z.union([z.literal('new'), Id])),
})
export type Sync = z.infer<typeof Sync>

/** The heads that differ from the client's; all of them if the epoch differs. A partial request gets only its own. */
export const SyncAnswer = z.object({
  epoch: z.string(),
  heads: Heads,
  /** There are others: of a page those that follow, else those that changed longer ago. */
  more_heads: z.optional(z.boolean()),
  /** With `connection`: the head of the person's own clock. */
  own_seq: z.optional(Seq),
  connection_id: z.optional(Id),
  /** The socket's messages: frames, batches of them, `pong`. The first of a new connection is `hello`. */
  frames: z.optional(z.array(z.unknown())),
})
export type SyncAnswer = z.infer<typeof SyncAnswer>
