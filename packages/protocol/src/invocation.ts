import * as z from 'zod/mini'
import { Id, Timestamp } from './ids.ts'
import { Mention } from './mention.ts'

/** How much the assistant says in a conversation: nothing; where to look; how it goes, but not the end; all of it. */
export const AssistantMode = z.enum(['off', 'hints', 'explain', 'full'])
export type AssistantMode = z.infer<typeof AssistantMode>

/** What is wrong with the language model that should have written an answer. */
export const ModelFailure = z.enum([
  'key', // refused
  'model', // not known there
  'too_long', // more than it reads, or refused
  'busy', // its limit is reached
  'overloaded', // or in trouble itself
  'unreachable',
  'slow', // silent for too long
  'broken_off',
  'unreadable', // not what a language model sends
])
export type ModelFailure = z.infer<typeof ModelFailure>

/** Why a question went to staff: it was asked twice, the answer did not help, or nothing was found to answer it from. */
export const HandOverReason = z.enum(['asked_again', 'unhelpful', 'nothing_found'])
export type HandOverReason = z.infer<typeof HandOverReason>

/** Of a message that asked the assistant: what became of it besides an answer. */
export const Ask = z.object({
  /** The last turn it was answered in. */
  invocation_id: Id,
  /** Where staff check answers first: it is being written, waits for them, was turned down, or came to nothing. */
  review: z.optional(z.enum(['writing', 'waiting', 'dismissed', 'failed'])),
  /** Of one that came to nothing. */
  failure: z.optional(ModelFailure),
  /** Who turned it down, and what they say to that. */
  reviewer: z.optional(Mention),
  reason: z.optional(z.string()),
  /** It went to staff by itself; `answer_ids` are the messages that had answered it, none where nothing was found. */
  handed_over: z.optional(z.object({ reason: HandOverReason, at: Timestamp, answer_ids: z.array(Id) })),
})
export type Ask = z.infer<typeof Ask>

/** What is told of an answer of the assistant besides what it says. */
export const Invocation = z.object({
  /** Who asked. */
  asker_id: Id,
  /** The message that asks. */
  prompt_id: z.optional(Id),
  /** It found nothing to answer from. */
  unanswered: z.optional(z.literal(true)),
  /** Who asked had asked the same before. */
  asked_again: z.optional(z.literal(true)),
  /** Who of the staff let it through. */
  reviewer: z.optional(Mention),
  /** They changed it before. */
  edited: z.optional(z.literal(true)),
  /** Of an answer that somebody broke off. */
  stopped_by: z.optional(Id),
  /** Of an answer that failed. */
  failure: z.optional(ModelFailure),
  /** Who found it helpful, and who did not. */
  helpful: z.optional(z.array(Id)),
  unhelpful: z.optional(z.array(Id)),
})
export type Invocation = z.infer<typeof Invocation>
