import * as z from 'zod/mini'
import { Changed } from '../changes.ts'
import { Id } from '../ids.ts'
import { PlanMessage, PlannedList, PlannedMessage } from '../planned.ts'
import { endpoint } from './endpoint.ts'
import { Page } from './parameters.ts'

const ByPlanned = z.object({ id: Id, planned_id: Id })

export const listPlanned = endpoint({
  method: 'get',
  path: '/planned',
  summary: 'What one wrote for later, the next first',
  guard: 'bearer',
  query: z.object({
    /** Only those of one conversation. */
    conversation_id: z.optional(Id),
    ...Page,
  }),
  answers: { 200: { description: 'One page', schema: PlannedList } },
  errors: [],
})

export const planMessage = endpoint({
  method: 'put',
  path: '/conversations/:id/planned/:planned_id',
  summary: 'Write a message for later, or change one; the first that is sent has this id',
  guard: 'bearer',
  params: ByPlanned,
  body: PlanMessage,
  answers: { 200: { description: 'It waits', schema: PlannedMessage } },
  errors: ['not_found', 'conflict', 'too_large', 'storage_full'],
})

export const cancelPlanned = endpoint({
  method: 'delete',
  path: '/conversations/:id/planned/:planned_id',
  summary: 'Send it never; a conflict if it was sent already',
  guard: 'bearer',
  params: ByPlanned,
  answers: { 204: { description: 'It waits no longer', schema: null } },
  errors: ['conflict', 'storage_full'],
})

export const sendPlanned = endpoint({
  method: 'post',
  path: '/conversations/:id/planned/:planned_id/sending',
  summary: 'Send it now instead; one that is repeated goes on afterwards',
  guard: 'bearer',
  params: ByPlanned,
  answers: { 200: { description: 'The change of the conversation', schema: Changed } },
  errors: ['forbidden', 'not_found', 'conflict', 'too_large', 'rejected', 'storage_full'],
})
