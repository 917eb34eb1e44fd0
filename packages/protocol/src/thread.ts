import * as z from 'zod/mini'
import { Cursor } from './ids.ts'
import { Message } from './message.ts'
import { MessageList } from './changes.ts'

/** A message with replies, as one member has it. */
export const Thread = z.object({
  /** What was replied to. */
  message: Message,
  replies: z.int(),
  /** `created_seq` of the last reply. */
  last_seq: z.int(),
  /** Whoever wrote the message or a reply follows it, until they say otherwise. */
  follows: z.boolean(),
  /** Replies by others that one has read neither in the conversation nor in the thread; at most 100 are counted. */
  unread: z.int(),
})
export type Thread = z.infer<typeof Thread>

export const ThreadList = z.object({
  threads: z.array(Thread),
  /** How many threads that one follows have something unread. */
  unread_threads: z.int(),
  next_cursor: z.nullable(Cursor),
})
export type ThreadList = z.infer<typeof ThreadList>

/** A message and the replies to it. */
export const ThreadPage = z.extend(MessageList, { follows: z.boolean() })
export type ThreadPage = z.infer<typeof ThreadPage>

/** What one says of a thread for oneself. */
export const MarkThread = z.object({
  follows: z.optional(z.boolean()),
  /** It is read up to this number; never back. */
  read_seq: z.optional(z.int().check(z.minimum(0))),
})
export type MarkThread = z.infer<typeof MarkThread>
