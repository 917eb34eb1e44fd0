import { ActOnCard } from '../card.ts'
import { Changed } from '../changes.ts'
import { endpoint } from './endpoint.ts'
import { ById } from './parameters.ts'

export const actOnCard = endpoint({
  method: 'post',
  path: '/cards/:id/actions',
  summary: 'Act on a card',
  guard: 'bearer',
  params: ById,
  body: ActOnCard,
  answers: { 200: { description: 'The change', schema: Changed } },
  errors: ['forbidden', 'not_found', 'conflict', 'too_large', 'storage_full'],
})
