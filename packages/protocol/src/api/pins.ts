import { Changed, MessageList } from '../changes.ts'
import { Judgement } from '../question.ts'
import { endpoint } from './endpoint.ts'
import { ById, ByMessage } from './parameters.ts'

export const pinMessage = endpoint({
  method: 'put',
  path: '/conversations/:id/messages/:message_id/pin',
  summary: 'Pin for everyone: staff, and both people of a direct conversation',
  guard: 'bearer',
  params: ByMessage,
  body: Judgement,
  body_optional: true,
  answers: { 200: { description: 'The change', schema: Changed } },
  errors: ['forbidden', 'not_found', 'conflict', 'too_large', 'storage_full'],
})

export const unpinMessage = endpoint({
  method: 'delete',
  path: '/conversations/:id/messages/:message_id/pin',
  summary: 'Take a pin off',
  guard: 'bearer',
  params: ByMessage,
  answers: { 200: { description: 'The change', schema: Changed } },
  errors: ['forbidden', 'not_found', 'storage_full'],
})

export const listPins = endpoint({
  method: 'get',
  path: '/conversations/:id/pins',
  summary: 'All pinned messages, the newest message first',
  guard: 'bearer',
  params: ById,
  answers: { 200: { description: 'All of them', schema: MessageList } },
  errors: ['not_found'],
})
