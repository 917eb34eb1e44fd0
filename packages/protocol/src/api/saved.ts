import * as z from 'zod/mini'
import { Id } from '../ids.ts'
import { SavedList } from '../saved.ts'
import { endpoint } from './endpoint.ts'
import { Page } from './parameters.ts'

const ByMessageAlone = z.object({ message_id: Id })

export const saveMessage = endpoint({
  method: 'put',
  path: '/saved/:message_id',
  summary: 'Keep a message for oneself; nobody else hears of it',
  guard: 'bearer',
  params: ByMessageAlone,
  answers: { 204: { description: 'Kept', schema: null } },
  errors: ['not_found', 'conflict', 'too_large', 'storage_full'],
})

export const unsaveMessage = endpoint({
  method: 'delete',
  path: '/saved/:message_id',
  summary: 'Keep it no longer',
  guard: 'bearer',
  params: ByMessageAlone,
  answers: { 204: { description: 'Not kept', schema: null } },
  errors: ['storage_full'],
})

export const listSaved = endpoint({
  method: 'get',
  path: '/saved',
  summary: 'What one kept and may still read, the latest first',
  guard: 'bearer',
  query: z.object({
    /** Only those of one conversation. */
    conversation_id: z.optional(Id),
    ...Page,
  }),
  answers: { 200: { description: 'One page', schema: SavedList } },
  errors: [],
})
