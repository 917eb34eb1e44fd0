// A text that staff put into the composer and send once they have read it.
import * as z from 'zod/mini'
import { Id, Timestamp } from './ids.ts'
import { LIMITS } from './limits.ts'
import { filledText, line } from './text.ts'

/** For all staff of the school, for the staff of one conversation, or for its author alone. */
export const CannedScope = z.enum(['school', 'conversation', 'own'])
export type CannedScope = z.infer<typeof CannedScope>

export const CannedAnswer = z.object({
  id: Id,
  scope: CannedScope,
  conversation_id: z.optional(Id),
  title: z.string(),
  /** With variables such as `{name}`: see `CANNED_VARIABLES`. */
  text: z.string(),
  changed_at: Timestamp,
  /** Whether the reader may change it. */
  mine: z.boolean(),
})
export type CannedAnswer = z.infer<typeof CannedAnswer>

export const CannedAnswers = z.object({ answers: z.array(CannedAnswer) })
export type CannedAnswers = z.infer<typeof CannedAnswers>

export const PutCannedAnswer = z.object({
  scope: CannedScope,
  /** Of the scope `conversation`. */
  conversation_id: z.optional(Id),
  title: line(LIMITS.canned_title_chars),
  text: filledText(LIMITS.canned_text_chars),
})
export type PutCannedAnswer = z.infer<typeof PutCannedAnswer>

/** What is filled in: who asked, the conversation, who answers, and today's date. */
export const CANNED_VARIABLES = ['name', 'course', 'me', 'date'] as const
export type CannedVariable = (typeof CANNED_VARIABLES)[number]

/** The text with its variables filled in; what has no value, or is no variable, stays as it is, to be seen. */
export const fillCanned = (text: string, values: Partial<Record<CannedVariable, string>>): string =>
  text.replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
    CANNED_VARIABLES.some((known) => known === name) ? (values[name as CannedVariable] ?? whole) : whole,
  )
