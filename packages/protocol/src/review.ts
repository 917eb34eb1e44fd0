import * as z from 'zod/mini'
import { Id, Timestamp } from './ids.ts'
import { Lang } from './lang.ts'
import { LIMITS } from './limits.ts'
import { Mention } from './mention.ts'
import { ReadPart } from './message.ts'
import { filledText, text } from './text.ts'

/** Whether an answer is being written, waits for staff, was published or dismissed, or failed. */
export const ReviewState = z.enum(['writing', 'waiting', 'approved', 'dismissed', 'failed'])
export type ReviewState = z.infer<typeof ReviewState>

/** The part of an answer under review that only staff see. */
export const Review = z.object({
  invocation_id: Id,
  state: ReviewState,
  /** The assistant's original text. */
  draft: z.optional(
    z.object({
      content: z.string(),
      lang: z.optional(Lang),
      parts: z.array(ReadPart),
      unanswered: z.optional(z.literal(true)),
    }),
  ),
  /** The published text, and its message. */
  approved: z.optional(z.string()),
  message_id: z.optional(Id),
  /** The member of staff who decided. */
  reviewer: z.optional(Mention),
  reviewed_at: z.optional(Timestamp),
})
export type Review = z.infer<typeof Review>

/** Publish the answer, as it is or with other words; or dismiss it, with a text for the asker. */
export const Verdict = z.discriminatedUnion('verdict', [
  z.object({ verdict: z.literal('approve'), content: z.optional(filledText(LIMITS.message_chars)) }),
  z.object({ verdict: z.literal('dismiss'), reason: z.optional(text(LIMITS.reason_chars)) }),
])
export type Verdict = z.infer<typeof Verdict>
