import * as z from 'zod/mini'
import { Id, Timestamp } from './ids.ts'

export const QuestionStatus = z.enum(['unanswered', 'answered'])
export type QuestionStatus = z.infer<typeof QuestionStatus>

/** The state of a question: `answered` while it, or the one that it repeats, has an accepted or endorsed answer. */
export const Question = z.object({
  status: QuestionStatus,
  accepted_id: z.optional(Id),
  endorsed_ids: z.array(Id),
  /** The number of its replies, without those in which the assistant found nothing or is still writing. */
  answers: z.int(),
  /** The question of the same conversation that this one repeats, and whether that one is answered: then this one is, too. */
  duplicate_of: z.optional(z.object({ message_id: Id, answered: z.boolean() })),
})
export type Question = z.infer<typeof Question>

/** For a reply to a question: the user who accepted it, and the staff who endorsed it. */
export const AnswerMarks = z.object({ accepted_by: z.optional(Id), endorsed_by: z.optional(Id) })
export type AnswerMarks = z.infer<typeof AnswerMarks>

/**
 * Which words are judged: `edited_at` of the message as it was seen, null for one that was never edited. When the message
 * was edited meanwhile, the answer is `conflict`. Without it any words are meant.
 */
export const Judgement = z.object({ edited_at: z.optional(z.nullable(Timestamp)) })
export type Judgement = z.infer<typeof Judgement>
