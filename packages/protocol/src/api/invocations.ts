import * as z from 'zod/mini'
import { Id } from '../ids.ts'
import { filledText } from '../text.ts'
import { LIMITS } from '../limits.ts'
import { Changed } from '../changes.ts'
import { Review, Verdict } from '../review.ts'
import { endpoint } from './endpoint.ts'
import { ById } from './parameters.ts'

export const createInvocation = endpoint({
  method: 'post',
  path: '/conversations/:id/invocations',
  summary: 'Ask the assistant',
  guard: 'bearer',
  params: ById,
  body: z.object({
    id: z.optional(Id),
    /** The message to answer; for an answer, its question is answered again. */
    message_id: z.optional(Id),
    prompt: z.optional(filledText(LIMITS.message_chars)),
  }),
  answers: {
    201: {
      description: 'Its message, streaming; where staff check answers first, the message that asks',
      schema: Changed,
    },
  },
  errors: ['forbidden', 'not_found', 'conflict', 'too_large'],
})

export const stopInvocation = endpoint({
  method: 'delete',
  path: '/invocations/:id',
  summary: 'Stop an answer',
  guard: 'bearer',
  params: ById,
  answers: { 200: { description: 'The change', schema: Changed } },
  errors: ['forbidden', 'not_found'],
})

export const rateInvocation = endpoint({
  method: 'put',
  path: '/invocations/:id/feedback',
  summary: 'Say whether an answer helped; `null` takes that back',
  guard: 'bearer',
  params: ById,
  body: z.object({ helpful: z.nullable(z.boolean()) }),
  answers: { 200: { description: 'The change', schema: Changed } },
  errors: ['not_found', 'conflict'],
})

export const getReview = endpoint({
  method: 'get',
  path: '/invocations/:id/review',
  summary: 'The draft of an answer, and what was decided about it: staff',
  guard: 'bearer',
  params: ById,
  answers: { 200: { description: 'The draft', schema: Review } },
  errors: ['forbidden', 'not_found'],
})

export const reviewInvocation = endpoint({
  method: 'post',
  path: '/invocations/:id/review',
  summary: 'Let the draft of an answer through, as it is or changed, or turn it down: staff',
  guard: 'bearer',
  params: ById,
  body: Verdict,
  answers: { 200: { description: 'The change', schema: Changed } },
  errors: ['forbidden', 'not_found', 'conflict', 'too_large', 'storage_full'],
})
