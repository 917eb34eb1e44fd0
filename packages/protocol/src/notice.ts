// What a person hears of besides what they look at: a notice for each message that concerns them.
import * as z from 'zod/mini'
import { ConversationKind } from './conversation.ts'
import { Cursor, Id, Seq, Timestamp } from './ids.ts'
import { NoticeLevel } from './notice-level.ts'
import { Role } from './user.ts'
import { TimeZone, WallTime } from './wall-time.ts'

/** Why a person hears of a message: everything is told them here, or it names them, answers them, or asks staff. */
export const HeardBecause = z.enum(['all', 'named', 'answered', 'question'])
export type HeardBecause = z.infer<typeof HeardBecause>

/** Why no device makes itself heard: quiet hours, or the person looks at the conversation. */
export const HeldBecause = z.enum(['quiet', 'viewed'])
export type HeldBecause = z.infer<typeof HeldBecause>

export const NoticeEnd = z.enum(['read', 'dismissed', 'deleted', 'removed'])
export type NoticeEnd = z.infer<typeof NoticeEnd>

/** That a message concerns this person. */
export const Notice = z.object({
  conversation_id: Id,
  message_id: Id,
  /** Of the message: with the conversation it names the notice. */
  created_seq: Seq,
  because: HeardBecause,
  held: z.optional(HeldBecause),
  told_at: Timestamp,
  /** It is news no longer: the message was read, or the notice dismissed. */
  ended_at: z.optional(Timestamp),
  kind: ConversationKind,
  /** Of the conversation; a direct one has none. */
  title: z.optional(z.string()),
  sender_id: Id,
  sender: z.string(),
  sender_role: Role,
  /** The beginning of the text, as it is now. */
  excerpt: z.string(),
  /** What comes with the text. */
  shows: z.optional(z.enum(['image', 'file', 'document', 'card'])),
})
export type Notice = z.infer<typeof Notice>

export const NoticeList = z.object({
  notices: z.array(Notice),
  next_cursor: z.nullable(Cursor),
  /** How many are news, in the list or not; 100 stands for more. */
  open: z.int(),
})
export type NoticeList = z.infer<typeof NoticeList>

/** All that were told up to a time, or that of one message. */
export const DismissNotices = z.object({ until: z.optional(Timestamp), message_id: z.optional(Id) })
export type DismissNotices = z.infer<typeof DismissNotices>

/** Hours in which no device makes itself heard. They may go past midnight; two equal times are a whole day. */
export const QuietHours = z.object({
  from: WallTime,
  to: WallTime,
  /** The days on which they begin: 1 is Monday, 7 is Sunday. */
  days: z.array(z.int().check(z.minimum(1), z.maximum(7))).check(z.maxLength(7)),
  time_zone: TimeZone,
})
export type QuietHours = z.infer<typeof QuietHours>

/** What a person hears of where they set nothing for the conversation itself. */
export const NoticeSettings = z.object({
  direct: NoticeLevel,
  group: NoticeLevel,
  course: NoticeLevel,
  quiet: z.optional(QuietHours),
})
export type NoticeSettings = z.infer<typeof NoticeSettings>

/** An omitted field stays; null is as the house has it, or no quiet hours. */
export const PatchNoticeSettings = z.object({
  direct: z.optional(z.nullable(NoticeLevel)),
  group: z.optional(z.nullable(NoticeLevel)),
  course: z.optional(z.nullable(NoticeLevel)),
  quiet: z.optional(z.nullable(QuietHours)),
})
export type PatchNoticeSettings = z.infer<typeof PatchNoticeSettings>

/** Why a person did not hear of a message. */
export const UnheardBecause = z.enum([
  'pending', // it is being written, or was sent a moment ago
  'system', // nobody is told of what the system says
  'deleted',
  'own', // they sent it
  'not_member',
  'joined_later',
  'disabled', // their account is closed
  'blocked', // they blocked the sender
  'read', // they had read it already
  'nothing', // they want to hear of nothing here
  'archived', // and muted, or archived after it
  'muted',
  'level', // it neither names nor answers them
  'changed', // they set it otherwise then
  'old', // what was decided is kept for 30 days
  'own_choice', // for others: one of the person's own settings, which are nobody else's business
])
export type UnheardBecause = z.infer<typeof UnheardBecause>

/** Whether a person heard of a message, and why. */
export const Hearing = z.object({
  user_id: Id,
  heard: z.boolean(),
  because: z.union([HeardBecause, UnheardBecause]),
  held: z.optional(z.enum([...HeldBecause.options, 'own_choice'])),
  /** It was decided so when the message was sent. Otherwise it is how it would be decided now. */
  told_at: z.optional(Timestamp),
  ended_at: z.optional(Timestamp),
  ended_by: z.optional(NoticeEnd),
  /** For oneself: the level in force, and who set it. */
  level: z.optional(NoticeLevel),
  level_of: z.optional(z.enum(['conversation', 'person', 'house'])),
})
export type Hearing = z.infer<typeof Hearing>
