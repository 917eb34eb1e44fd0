import * as z from 'zod/mini'
import { Id } from './ids.ts'
import { Message } from './message.ts'

/** An answered question, and its answer. */
export const SimilarQuestion = z.object({
  conversation_id: Id,
  /** The title, or the other person's name in a direct conversation. */
  title: z.string(),
  question: Message,
  /** The accepted or endorsed one. */
  answer: Message,
})
export type SimilarQuestion = z.infer<typeof SimilarQuestion>
