import * as z from 'zod/mini'
import { Id } from './ids.ts'

/** What is told of an answer of the assistant besides what it says. */
export const Invocation = z.object({
  /** Who asked. */
  asker_id: Id,
  /** The message that asks. */
  prompt_id: z.optional(Id),
  /** It found nothing to answer from. */
  unanswered: z.optional(z.literal(true)),
  /** Of an answer that somebody broke off. */
  stopped_by: z.optional(Id),
  /** Who found it helpful, and who did not. */
  helpful: z.optional(z.array(Id)),
  unhelpful: z.optional(z.array(Id)),
})
export type Invocation = z.infer<typeof Invocation>
