import * as z from 'zod/mini'
import { Id, Timestamp } from './ids.ts'
import { LIMITS } from './limits.ts'

export const CARD_TYPES = [
  'create_document',
  'learning_discuss',
  'learning_topic',
  'topic',
  'training_topic_ref',
  'tutoring_topic',
] as const

/** An action that the viewer may take in the card's state; the server computes it, the client only shows it. */
export const CardAction = z.object({
  verb: z.string(),
  label: z.string().check(z.maxLength(LIMITS.card_label_chars)),
  style: z.enum(['primary', 'default', 'danger']),
  /** JSON Schema of its input; absent without input. */
  input: z.optional(z.record(z.string(), z.unknown())),
  disabled_reason: z.optional(z.string()),
})
export type CardAction = z.infer<typeof CardAction>

const Provenance = z.object({
  kind: z.enum(['human', 'ai', 'system']),
  invocation_id: z.optional(Id),
  approved_by: z.optional(Id),
  sources: z.array(Id),
  /** The `content` of its message is its author's text, not the card in words. */
  own_words: z.optional(z.literal(true)),
})

/** The envelope of every card. An unknown `type` or newer `schema` shows `fallback_text`. */
export const Card = z.object({
  id: Id,
  type: z.string(),
  schema: z.int(),
  conversation_id: Id,
  message_id: Id,
  state: z.string(),
  rev: z.int(),
  data: z.record(z.string(), z.unknown()),
  created_by: Id,
  created_at: Timestamp,
  updated_at: Timestamp,
  fallback_text: z.string().check(z.maxLength(LIMITS.card_fallback_chars)),
  provenance: Provenance,
  actions: z.array(CardAction).check(z.maxLength(LIMITS.card_actions)),
})
export type Card = z.infer<typeof Card>

export const NewCard = z.object({ type: z.enum(CARD_TYPES), data: z.record(z.string(), z.unknown()) })
export type NewCard = z.infer<typeof NewCard>

/** A repeated `id` gives the same answer; a stale `expected_rev` is a `conflict`. */
export const ActOnCard = z.object({
  id: Id,
  verb: z.string().check(z.minLength(1), z.maxLength(40)),
  input: z.optional(z.record(z.string(), z.unknown())),
  expected_rev: z.optional(z.int()),
})
export type ActOnCard = z.infer<typeof ActOnCard>
