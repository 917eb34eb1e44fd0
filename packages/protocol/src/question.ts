import * as z from 'zod/mini'
import { Id } from './ids.ts'

export const QuestionStatus = z.enum(['unanswered', 'answered'])
export type QuestionStatus = z.infer<typeof QuestionStatus>

/** What a question has come to: `answered` while an answer stands that its asker accepted or staff endorsed. */
export const Question = z.object({
  status: QuestionStatus,
  accepted_id: z.optional(Id),
  endorsed_ids: z.array(Id),
  /** How many replies to it stand. */
  answers: z.int(),
})
export type Question = z.infer<typeof Question>

/** Of a reply to a question: who accepted it as the answer, and who of the staff endorsed it. */
export const AnswerMarks = z.object({ accepted_by: z.optional(Id), endorsed_by: z.optional(Id) })
export type AnswerMarks = z.infer<typeof AnswerMarks>
