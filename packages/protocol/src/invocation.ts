import * as z from 'zod/mini'
import { Id, Timestamp } from './ids.ts'
import { Mention } from './mention.ts'

/**
 * How much the assistant says in a conversation: nothing; where to look; the way, but not the result;
 * everything.
 */
export const AssistantMode = z.enum(['off', 'hints', 'explain', 'full'])
export type AssistantMode = z.infer<typeof AssistantMode>

/** The fault of the language model that failed to write an answer. */
export const ModelFailure = z.enum([
  'key', // refused
  'model', // not known there
  'too_long', // more than it reads, or refused
  'busy', // its limit is reached
  'overloaded', // or has a fault of its own
  'unreachable',
  'slow', // silent for too long
  'broken_off',
  'unreadable', // not the output of a language model
])
export type ModelFailure = z.infer<typeof ModelFailure>

/**
 * Why a question was handed over to staff: it was asked twice, the answer did not help, or no passage was
 * found.
 */
export const HandOverReason = z.enum(['asked_again', 'unhelpful', 'nothing_found'])
export type HandOverReason = z.infer<typeof HandOverReason>

/** For a message that asked the assistant: its state besides the answer. */
export const Ask = z.object({
  /** The last invocation for it. */
  invocation_id: Id,
  /** If staff review answers: the answer is being written, waits for them, was dismissed, or failed. */
  review: z.optional(z.enum(['writing', 'waiting', 'dismissed', 'failed'])),
  /** For a failed one. */
  failure: z.optional(ModelFailure),
  /** The member of staff who dismissed it, and the reason. */
  reviewer: z.optional(Mention),
  reason: z.optional(z.string()),
  /**
   * It was handed over to staff automatically; `answer_ids` are its answers so far, none if no passage was
   * found.
   */
  handed_over: z.optional(z.object({ reason: HandOverReason, at: Timestamp, answer_ids: z.array(Id) })),
})
export type Ask = z.infer<typeof Ask>

/** The state of an assistant's answer besides its text. */
export const Invocation = z.object({
  /** The user who asked. */
  asker_id: Id,
  /** The message with the question. */
  prompt_id: z.optional(Id),
  /** No passage was found. */
  unanswered: z.optional(z.literal(true)),
  /** The asker had asked the same before. */
  asked_again: z.optional(z.literal(true)),
  /** The member of staff who published it. */
  reviewer: z.optional(Mention),
  /** They edited it before. */
  edited: z.optional(z.literal(true)),
  /** For a stopped answer. */
  stopped_by: z.optional(Id),
  /** For a failed answer. */
  failure: z.optional(ModelFailure),
  /** The users who found it helpful, and those who did not. */
  helpful: z.optional(z.array(Id)),
  unhelpful: z.optional(z.array(Id)),
})
export type Invocation = z.infer<typeof Invocation>
