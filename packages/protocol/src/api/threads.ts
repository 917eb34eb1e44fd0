import * as z from 'zod/mini'
import { OwnChanges } from '../own-settings.ts'
import { MarkThread, ThreadList } from '../thread.ts'
import { endpoint } from './endpoint.ts'
import { ById, ByMessage, Page } from './parameters.ts'

export const listThreads = endpoint({
  method: 'get',
  path: '/conversations/:id/threads',
  summary: 'The messages that were replied to, the last reply first',
  guard: 'bearer',
  params: ById,
  query: z.object(Page),
  answers: { 200: { description: 'One page', schema: ThreadList } },
  errors: ['not_found'],
})

export const markThread = endpoint({
  method: 'patch',
  path: '/conversations/:id/messages/:message_id/thread',
  summary: 'Follow a thread or not, and how far one has read it; nobody else hears of it',
  guard: 'bearer',
  params: ByMessage,
  body: MarkThread,
  answers: { 200: { description: 'The change, of the own clock', schema: OwnChanges } },
  errors: ['not_found', 'storage_full'],
})
