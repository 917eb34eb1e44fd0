import * as z from 'zod/mini'
import { Changed, MessageList } from '../changes.ts'
import { LIMITS } from '../limits.ts'
import { QuestionStatus } from '../question.ts'
import { SimilarQuestion } from '../similar.ts'
import { filledText } from '../text.ts'
import { ThreadPage } from '../thread.ts'
import { Judgement } from '../question.ts'
import { endpoint } from './endpoint.ts'
import { ById, ByMessage, Page } from './parameters.ts'

const change = { 200: { description: 'The change', schema: Changed } }

export const markQuestion = endpoint({
  method: 'put',
  path: '/conversations/:id/messages/:message_id/question',
  summary: 'Call a message a question: its author, or staff',
  guard: 'bearer',
  params: ByMessage,
  answers: change,
  errors: ['forbidden', 'not_found', 'conflict', 'storage_full'],
})

export const unmarkQuestion = endpoint({
  method: 'delete',
  path: '/conversations/:id/messages/:message_id/question',
  summary: 'It is no question after all: its author, or staff',
  guard: 'bearer',
  params: ByMessage,
  answers: change,
  errors: ['forbidden', 'not_found', 'storage_full'],
})

export const acceptAnswer = endpoint({
  method: 'put',
  path: '/conversations/:id/messages/:message_id/accepted',
  summary: 'Accept a reply as the answer, instead of any other: who asked, or staff',
  guard: 'bearer',
  params: ByMessage,
  body: Judgement,
  body_optional: true,
  answers: change,
  errors: ['forbidden', 'not_found', 'conflict', 'storage_full'],
})

export const unacceptAnswer = endpoint({
  method: 'delete',
  path: '/conversations/:id/messages/:message_id/accepted',
  summary: 'Take the acceptance back: who asked, or staff',
  guard: 'bearer',
  params: ByMessage,
  answers: change,
  errors: ['forbidden', 'not_found', 'storage_full'],
})

export const endorseAnswer = endpoint({
  method: 'put',
  path: '/conversations/:id/messages/:message_id/endorsed',
  summary: 'Vouch for an answer: staff',
  guard: 'bearer',
  params: ByMessage,
  body: Judgement,
  body_optional: true,
  answers: change,
  errors: ['forbidden', 'not_found', 'conflict', 'too_large', 'storage_full'],
})

export const unendorseAnswer = endpoint({
  method: 'delete',
  path: '/conversations/:id/messages/:message_id/endorsed',
  summary: 'Vouch for it no longer: staff',
  guard: 'bearer',
  params: ByMessage,
  answers: change,
  errors: ['forbidden', 'not_found', 'storage_full'],
})

export const listQuestions = endpoint({
  method: 'get',
  path: '/conversations/:id/questions',
  summary: 'The questions of a conversation, the newest first',
  guard: 'bearer',
  params: ById,
  query: z.object({ status: z.optional(QuestionStatus), ...Page }),
  answers: { 200: { description: 'One page', schema: MessageList } },
  errors: ['not_found'],
})

export const listThread = endpoint({
  method: 'get',
  path: '/conversations/:id/messages/:message_id/thread',
  summary: 'A message and the replies to it, the oldest first',
  guard: 'bearer',
  params: ByMessage,
  query: z.object(Page),
  answers: { 200: { description: 'One page', schema: ThreadPage } },
  errors: ['not_found'],
})

export const listSimilar = endpoint({
  method: 'get',
  path: '/questions/similar',
  summary: 'Answered questions like what one writes, from own conversations, the nearest first',
  guard: 'bearer',
  query: z.object({
    /** The text being written. */
    q: filledText(LIMITS.message_chars),
    /** Only answers that staff endorsed. */
    endorsed: z.optional(z.literal('true')),
  }),
  answers: {
    200: { description: 'The nearest few', schema: z.object({ similar: z.array(SimilarQuestion) }) },
  },
  errors: [],
})
