import * as z from 'zod/mini'
import { Id, Timestamp } from '../ids.ts'
import { body, count, list, title } from './common.ts'

/** A document in its pinned version. */
export const PinnedDocument = z.object({ document_id: Id, version: z.int().check(z.minimum(1)), title })
export type PinnedDocument = z.infer<typeof PinnedDocument>

const Options = z.array(title).check(z.minLength(2), z.maxLength(8))

/** `answer` is the index of the right option. */
export const NewCheck = z
  .object({ question: title, options: Options, answer: count })
  .check(z.refine(({ options, answer }) => answer < options.length, { path: ['answer'] }))

export const NewLearningTopic = z.object({
  topic: title,
  summary: body,
  objectives: z.array(title).check(z.minLength(1), z.maxLength(10)),
  resources: z.optional(list(PinnedDocument)),
  checks: z.optional(list(NewCheck, 20)),
})
export type NewLearningTopic = z.infer<typeof NewLearningTopic>

export const Signal = z.enum(['ok', 'shaky'])
export type Signal = z.infer<typeof Signal>

/** Staff see `counts` and the key (`answer`), all others their own signals and answers. */
export const LearningTopic = z.object({
  topic: title,
  summary: body,
  objectives: list(
    z.object({
      text: title,
      signal: z.optional(Signal),
      counts: z.optional(z.object({ ok: count, shaky: count })),
      /** The questions about it, the newest first. */
      question_ids: z.optional(list(Id)),
    }),
  ),
  resources: list(PinnedDocument),
  checks: list(
    z.object({
      question: title,
      options: Options,
      chosen: z.optional(z.object({ option: count, correct: z.boolean() })),
      answer: z.optional(count),
      counts: z.optional(z.object({ correct: count, wrong: count })),
    }),
  ),
  /** The viewer's own; absent for staff. */
  progress: z.optional(z.object({ started_at: z.optional(Timestamp), done_at: z.optional(Timestamp) })),
  students: z.optional(z.object({ started: count, done: count })),
})
export type LearningTopic = z.infer<typeof LearningTopic>
