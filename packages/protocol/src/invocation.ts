import * as z from 'zod/mini'
import { Id } from './ids.ts'

/** How much the assistant says in a conversation: nothing; where to look; how it goes, but not the end; all of it. */
export const AssistantMode = z.enum(['off', 'hints', 'explain', 'full'])
export type AssistantMode = z.infer<typeof AssistantMode>

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
  /** Of an answer that failed: what is wrong with the language model that should have written it. */
  failure: z.optional(
    z.enum([
      'key', // refused
      'model', // not known there
      'too_long', // more than it reads, or refused
      'busy', // its limit is reached
      'overloaded', // or in trouble itself
      'unreachable',
      'slow', // silent for too long
      'broken_off',
      'unreadable', // not what a language model sends
    ]),
  ),
  /** Who found it helpful, and who did not. */
  helpful: z.optional(z.array(Id)),
  unhelpful: z.optional(z.array(Id)),
})
export type Invocation = z.infer<typeof Invocation>
