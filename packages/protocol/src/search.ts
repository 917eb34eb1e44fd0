import * as z from 'zod/mini'
import { Cursor, Id, Seq, Timestamp } from './ids.ts'
import { Lang } from './lang.ts'
import { MessageKind } from './message.ts'
import { Role } from './user.ts'

/** A range of the snippet in UTF-16 units; `end` is exclusive. */
const Mark = z.object({ start: z.int(), end: z.int() })

/** A message that was found. */
export const SearchHit = z.object({
  message_id: Id,
  conversation_id: Id,
  /** Of the conversation; in a direct one the other person's name. */
  title: z.optional(z.string()),
  created_seq: Seq,
  kind: MessageKind,
  sender_id: Id,
  sender: z.string(),
  sender_role: Role,
  timestamp: Timestamp,
  /** The language of its words, where it is sure. */
  lang: z.optional(Lang),
  /** What the snippet is the name of, if the message has no words of its own that were searched for; it may have none. */
  of: z.optional(z.enum(['image', 'file', 'document', 'card'])),
  /** A piece of the message, or of the name of something in it, as it was written. */
  snippet: z.string(),
  /** Where the snippet has what was searched for, in order. */
  marks: z.array(Mark),
})
export type SearchHit = z.infer<typeof SearchHit>

export const SearchHits = z.object({
  hits: z.array(SearchHit),
  next_cursor: z.nullable(Cursor),
  /** No message has all the words: these have at least half of them, or a similar one. */
  partial: z.optional(z.literal(true)),
})
export type SearchHits = z.infer<typeof SearchHits>

/** What to search for. Without words, the filters say it. */
export interface Search {
  q?: string | undefined
  conversation_id?: string | undefined
  /** The sender. */
  from?: string | undefined
  /** ISO 8601, exclusive. */
  before?: string | undefined
  /** ISO 8601, inclusive. */
  after?: string | undefined
  has?: 'image' | 'file' | 'link' | 'card' | 'document' | undefined
  is?: 'question' | 'answered' | 'unanswered' | 'pinned' | undefined
  order?: 'best' | 'newest' | undefined
  limit?: number | undefined
  cursor?: string | undefined
}
