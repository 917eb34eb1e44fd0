import * as z from 'zod/mini'
import { Cursor, Id, Seq, Timestamp } from './ids.ts'
import { Role } from './user.ts'
import { AssistantMode } from './invocation.ts'
import { Message } from './message.ts'
import { LIMITS } from './limits.ts'
import { OwnSettings } from './own-settings.ts'
import { line } from './text.ts'

export const ConversationKind = z.enum(['direct', 'group', 'course'])
export type ConversationKind = z.infer<typeof ConversationKind>

/** A user's membership of a conversation; `left_at` stays when they are removed. */
export const Member = z.object({
  user_id: Id,
  name: z.string(),
  role: Role,
  joined_at: Timestamp,
  left_at: z.optional(Timestamp),
  /** The account is closed: nobody reads as this member any more. */
  disabled: z.optional(z.boolean()),
  changed_seq: Seq,
  delivered_seq: Seq,
  read_seq: Seq,
})
export type Member = z.infer<typeof Member>

/** The part that is the same for all members; it is in a window when it changed. */
export const ConversationRow = z.object({
  id: Id,
  kind: ConversationKind,
  /** Absent for a direct conversation, which has the other person's name. */
  title: z.optional(z.string()),
  /** Who started it, or whoever took over when they left. */
  created_by: Id,
  created_at: Timestamp,
  changed_seq: Seq,
  /** Questions without an accepted or endorsed answer. */
  open_questions: z.optional(z.int()),
  /** How much the assistant says here, if it is a member. */
  assistant_mode: z.optional(AssistantMode),
  /** Its answers wait until staff have reviewed them. */
  assistant_review: z.optional(z.boolean()),
})
export type ConversationRow = z.infer<typeof ConversationRow>

/** A conversation for one viewer. `unread` is exact at `head` (EP3). */
export const Conversation = z.extend(ConversationRow, {
  head: Seq,
  member_count: z.int(),
  /** All members in `GET /conversations/:id`; in a list only the first ten. */
  members: z.array(Member),
  last_message: z.optional(Message),
  delivered_seq: Seq,
  read_seq: Seq,
  unread: z.int(),
  /** `created_seq` of unread messages that mention the viewer, the newest fifty at most. */
  unread_mentions: z.optional(z.array(Seq)),
  /** What the viewer set here; absent if nothing. */
  own: z.optional(OwnSettings),
  /** Of an archived conversation: `created_seq` of its newest message, system messages excluded. */
  said_seq: z.optional(Seq),
})
export type Conversation = z.infer<typeof Conversation>

export const NewConversation = z.object({
  id: z.optional(Id),
  kind: ConversationKind,
  title: z.optional(line(LIMITS.title_chars)),
  /** The others; the creator is always a member. */
  member_ids: z.array(Id).check(z.maxLength(LIMITS.conversation_members)),
})
export type NewConversation = z.infer<typeof NewConversation>

/** Only staff change the assistant's settings. */
export const PatchConversation = z.object({
  title: z.optional(line(LIMITS.title_chars)),
  assistant_mode: z.optional(AssistantMode),
  assistant_review: z.optional(z.boolean()),
})
export type PatchConversation = z.infer<typeof PatchConversation>

export const AddMembers = z.object({
  user_ids: z.array(Id).check(z.minLength(1), z.maxLength(LIMITS.conversation_members)),
})
export type AddMembers = z.infer<typeof AddMembers>

/** All but `all` and `archived` leave out what is archived. */
export const ConversationFilter = z.enum([
  'all',
  'unread',
  'mentions',
  'questions',
  'pinned',
  'direct',
  'group',
  'course',
  'archived',
])
export type ConversationFilter = z.infer<typeof ConversationFilter>

export const ConversationList = z.object({
  conversations: z.array(Conversation),
  next_cursor: z.nullable(Cursor),
})
export type ConversationList = z.infer<typeof ConversationList>

/** What waits in all conversations of a person, shown or not. */
export const ConversationTotals = z.object({
  conversations: z.int(),
  /** Conversations with unread messages that count: of a muted one those that name the person, of an archived one none. */
  unread: z.int(),
  unread_messages: z.int(),
  open_questions: z.int(),
  /** Conversations with unread messages that name the person. */
  mentions: z.optional(z.int()),
  pinned: z.optional(z.int()),
  archived: z.optional(z.int()),
  /** Those of `unread` by section of a list: what is pinned is counted there, and not by its kind. */
  unread_pinned: z.optional(z.int()),
  unread_course: z.optional(z.int()),
  unread_group: z.optional(z.int()),
  unread_direct: z.optional(z.int()),
})
export type ConversationTotals = z.infer<typeof ConversationTotals>
