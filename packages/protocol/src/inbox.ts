// What waits for staff: the items of the inbox, over all conversations of which one is a member. Only staff ever see them.
import * as z from 'zod/mini'
import { ConversationKind } from './conversation.ts'
import { Cursor, Id, Seq, Timestamp } from './ids.ts'
import { LIMITS } from './limits.ts'
import { Mention } from './mention.ts'
import { filledText, line } from './text.ts'
import { User } from './user.ts'

/**
 * An open question, an answer of the assistant that waits for review, a tutoring session without a tutor or with a human one,
 * or an unread message that names the reader.
 */
export const InboxKind = z.enum(['question', 'review', 'tutoring', 'mention'])
export type InboxKind = z.infer<typeof InboxKind>

export const InboxTag = line(LIMITS.inbox_tag_chars)

export const InboxItem = z.object({
  conversation_id: Id,
  /** With the conversation it names the item. */
  message_id: Id,
  created_seq: Seq,
  kind: InboxKind,
  conversation_kind: ConversationKind,
  /** Of the conversation; a direct one has none. */
  title: z.optional(z.string()),
  /** Who waits. */
  asker: User,
  /** The beginning of the text, as it is now. */
  excerpt: z.string(),
  shows: z.optional(z.enum(['image', 'file', 'document', 'card'])),
  waiting_since: Timestamp,
  /** For so many minutes of the teaching hours of the conversation. */
  waited_minutes: z.int(),
  /** Of a question: replies that were neither accepted nor endorsed. */
  answers: z.int(),
  /** Who has it, until the lease ends. */
  owner: z.optional(Mention),
  lease_until: z.optional(Timestamp),
  /** Out of the list until then, or until there is news; the time may have passed. */
  snoozed_until: z.optional(Timestamp),
  tags: z.array(z.string()),
  /** How many notes staff wrote about it. */
  notes: z.int(),
  /** How many other questions are this one. */
  duplicates: z.int(),
})
export type InboxItem = z.infer<typeof InboxItem>

/** How many wait for the reader: without what is snoozed, but for `snoozed`. */
export const InboxCounts = z.object({
  open: z.int(),
  /** Owned by the reader. */
  mine: z.int(),
  /** Owned by nobody. */
  unclaimed: z.int(),
  snoozed: z.int(),
  question: z.int(),
  review: z.int(),
  tutoring: z.int(),
  mention: z.int(),
})
export type InboxCounts = z.infer<typeof InboxCounts>

/** A conversation in which something waits. */
export const InboxPlace = z.object({
  conversation_id: Id,
  conversation_kind: ConversationKind,
  title: z.optional(z.string()),
  open: z.int(),
})
export type InboxPlace = z.infer<typeof InboxPlace>

export const InboxList = z.object({
  /** Who has waited longest comes first. */
  items: z.array(InboxItem),
  next_cursor: z.nullable(Cursor),
  /** Over all items, in the page or not; of one conversation if it was asked for. */
  counts: InboxCounts,
  /** All conversations in which something waits, the most first. */
  places: z.array(InboxPlace),
  /** The tags that open items have. */
  tags: z.array(z.string()),
})
export type InboxList = z.infer<typeof InboxList>

/** Without `user_id` for oneself; for a colleague it is handed over. */
export const ClaimItem = z.object({ user_id: z.optional(Id) })
export type ClaimItem = z.infer<typeof ClaimItem>

/** An omitted field stays; null ends the snooze. */
export const PatchInboxItem = z.object({
  snoozed_until: z.optional(z.nullable(Timestamp)),
  tags: z.optional(z.array(InboxTag).check(z.maxLength(LIMITS.tags_per_item))),
})
export type PatchInboxItem = z.infer<typeof PatchInboxItem>

/** What staff write about an item, for staff alone. */
export const InboxNote = z.object({ id: Id, author: Mention, text: z.string(), created_at: Timestamp })
export type InboxNote = z.infer<typeof InboxNote>

/** The client mints `id`, which makes the request repeatable. */
export const NewInboxNote = z.object({ id: z.optional(Id), text: filledText(LIMITS.inbox_note_chars) })
export type NewInboxNote = z.infer<typeof NewInboxNote>

export const InboxNotes = z.object({ notes: z.array(InboxNote) })
export type InboxNotes = z.infer<typeof InboxNotes>

/** The question that this one repeats. */
export const MergeQuestion = z.object({ message_id: Id })
export type MergeQuestion = z.infer<typeof MergeQuestion>

/** How long people waited, in minutes of the teaching hours. */
export const Wait = z.object({
  /** What was answered in the time, and what waits now. */
  answered: z.int(),
  waiting: z.int(),
  /** Of both: what waits counts as long as it has waited. */
  median_minutes: z.int(),
  longest_minutes: z.int(),
})
export type Wait = z.infer<typeof Wait>

export const Waits = z.object({
  /** What was answered since then, and all that waits. */
  since: Timestamp,
  /** By conversation, whoever waits longest first. */
  places: z.array(z.extend(InboxPlace, { ...Wait.shape })),
  /** By person, if a conversation was asked for. */
  people: z.optional(z.array(z.object({ user: User, ...Wait.shape }))),
})
export type Waits = z.infer<typeof Waits>
