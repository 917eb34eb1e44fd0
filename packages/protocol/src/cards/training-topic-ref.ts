import * as z from 'zod/mini'
import { Id, Timestamp } from '../ids.ts'
import { Span } from '../document.ts'
import { LIMITS } from '../limits.ts'
import { filledText } from '../text.ts'
import { count, title } from './common.ts'

export const TrainingLevel = z.enum(['introductory', 'core', 'advanced'])

const Cited = {
  document_id: Id,
  version: z.int().check(z.minimum(1)),
  span: Span,
  why: filledText(LIMITS.card_packet_chars),
  level: TrainingLevel,
  minutes: z.int().check(z.minimum(1), z.maximum(600)),
}

/** The server takes title and excerpt from the document, and checks the span. */
export const NewTrainingTopicRef = z.object(Cited)
export type NewTrainingTopicRef = z.infer<typeof NewTrainingTopicRef>

export const TrainingTopicRef = z.object({
  ...Cited,
  title,
  excerpt: z.string().check(z.maxLength(LIMITS.card_excerpt_chars)),
  /** Of the viewer. */
  opened_at: z.optional(Timestamp),
  completed_at: z.optional(Timestamp),
  helpful: z.boolean(),
  counts: z.object({ completed: count, helpful: count }),
})
export type TrainingTopicRef = z.infer<typeof TrainingTopicRef>
