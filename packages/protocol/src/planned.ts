// What a person wrote for later: a message with the time at which it is sent, once or again and again.
import * as z from 'zod/mini'
import { ConversationKind } from './conversation.ts'
import { Cursor, Id, Timestamp } from './ids.ts'
import { LIMITS } from './limits.ts'
import { filledText } from './text.ts'
import { TimeZone, WallTime } from './wall-time.ts'

/** `2026-11-23`, a day of the calendar. */
const Day = z.iso.date()

/** A time of the writer's own calendar and clock. It stays so when their clocks are changed. */
export const PlannedTime = z.object({ day: Day, time: WallTime, time_zone: TimeZone })
export type PlannedTime = z.infer<typeof PlannedTime>

/** A month without that day has its last day instead; a workday is from Monday to Friday. */
export const Repeats = z.enum(['day', 'workday', 'week', 'two_weeks', 'month'])
export type Repeats = z.infer<typeof Repeats>

const PlannedText = z.object({
  content: filledText(LIMITS.message_chars),
  reply_to_id: z.optional(Id),
  question: z.optional(z.literal(true)),
  mentions: z.optional(z.array(Id).check(z.maxLength(LIMITS.mentions_per_message))),
})

export const PlanMessage = z.object({
  message: PlannedText,
  at: PlannedTime,
  repeats: z.optional(Repeats),
  /** The last day of what is repeated. */
  until: z.optional(Day),
})
export type PlanMessage = z.infer<typeof PlanMessage>

/** Why it was not sent: not a member any more, account closed, refused as any such message would be, or far too late. */
export const PlannedFault = z.enum(['not_member', 'disabled', 'refused', 'late'])
export type PlannedFault = z.infer<typeof PlannedFault>

export const PlannedMessage = z.object({
  id: Id,
  conversation_id: Id,
  /** Of the conversation, for its members. */
  kind: z.optional(ConversationKind),
  title: z.optional(z.string()),
  ...PlanMessage.shape,
  next_at: Timestamp,
  /** How many of a repeated one were sent. */
  sent: z.int(),
  /** It waits no longer, until it is changed. */
  failed: z.optional(PlannedFault),
})
export type PlannedMessage = z.infer<typeof PlannedMessage>

export const PlannedList = z.object({ planned: z.array(PlannedMessage), next_cursor: z.nullable(Cursor) })
export type PlannedList = z.infer<typeof PlannedList>
