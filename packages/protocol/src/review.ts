import * as z from 'zod/mini'
import { Id, Timestamp } from './ids.ts'
import { LIMITS } from './limits.ts'
import { Mention } from './mention.ts'
import { ReadPart } from './message.ts'
import { filledText, text } from './text.ts'

/** Whether an answer is being written, waits for staff, was let through or turned down, or came to nothing. */
export const ReviewState = z.enum(['writing', 'waiting', 'approved', 'dismissed', 'failed'])
export type ReviewState = z.infer<typeof ReviewState>

/** What only staff see of an answer that they check before others do. */
export const Review = z.object({
  invocation_id: Id,
  state: ReviewState,
  /** What the assistant wrote, kept as it was. */
  draft: z.optional(
    z.object({ content: z.string(), parts: z.array(ReadPart), unanswered: z.optional(z.literal(true)) }),
  ),
  /** What was let through, and as which message. */
  approved: z.optional(z.string()),
  message_id: z.optional(Id),
  /** Who decided. */
  reviewer: z.optional(Mention),
  reviewed_at: z.optional(Timestamp),
})
export type Review = z.infer<typeof Review>

/** The draft as it is, or other words in its place; or not at all, with what who asked is told. */
export const Verdict = z.discriminatedUnion('verdict', [
  z.object({ verdict: z.literal('approve'), content: z.optional(filledText(LIMITS.message_chars)) }),
  z.object({ verdict: z.literal('dismiss'), reason: z.optional(text(LIMITS.reason_chars)) }),
])
export type Verdict = z.infer<typeof Verdict>
