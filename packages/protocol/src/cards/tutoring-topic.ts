import * as z from 'zod/mini'
import { Id, Timestamp } from '../ids.ts'
import { LIMITS } from '../limits.ts'
import { text } from '../text.ts'
import { body, CardPerson, count, list, title } from './common.ts'

/** `asker_id`: for another person; staff and the assistant may set it. */
export const NewTutoringTopic = z.object({ subject: title, question: body, asker_id: z.optional(Id) })
export type NewTutoringTopic = z.infer<typeof NewTutoringTopic>

/** The information for the next tutor. `note` is for staff alone. */
export const HandOff = z.object({
  by: CardPerson,
  to: z.enum(['queue', 'assistant']),
  summary: text(LIMITS.card_packet_chars),
  note: z.optional(text(LIMITS.card_packet_chars)),
  at: Timestamp,
})
export type HandOff = z.infer<typeof HandOff>

export const StaffNote = z.object({ by: CardPerson, text: text(LIMITS.card_packet_chars), at: Timestamp })
export type StaffNote = z.infer<typeof StaffNote>

/** Other students see `subject` and `asker` only; `notes` and the `note` of a hand-off are for staff alone. */
export const TutoringTopic = z.object({
  subject: title,
  asker: CardPerson,
  question: z.optional(body),
  tutor: z.optional(CardPerson),
  /** The tutor's claim holds until then; claiming again renews it. */
  lease_until: z.optional(Timestamp),
  queued_at: z.optional(Timestamp),
  /** 1 is next. */
  queue_place: z.optional(count),
  hint_level: z.optional(count),
  hand_offs: z.optional(list(HandOff)),
  notes: z.optional(list(StaffNote)),
  outcome: z.optional(text(LIMITS.card_packet_chars)),
  stars: z.optional(z.int()),
  comment: z.optional(text(LIMITS.card_packet_chars)),
  done_at: z.optional(Timestamp),
})
export type TutoringTopic = z.infer<typeof TutoringTopic>
