import * as z from 'zod/mini'
import { ActOnCard, Card } from '../card.ts'
import { DiscussReply } from '../cards/learning-discuss.ts'
import { Changed } from '../changes.ts'
import { Cursor } from '../ids.ts'
import { endpoint } from './endpoint.ts'
import { ById, Page } from './parameters.ts'

export const getCard = endpoint({
  method: 'get',
  path: '/cards/:id',
  summary: 'A card as it is now',
  guard: 'bearer',
  params: ById,
  answers: { 200: { description: 'The card', schema: Card } },
  errors: ['not_found'],
})

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

export const listReplies = endpoint({
  method: 'get',
  path: '/cards/:id/replies',
  summary: 'The replies of a discussion that the viewer may see, the newest first',
  guard: 'bearer',
  params: ById,
  query: z.object(Page),
  answers: {
    200: {
      description: 'One page',
      schema: z.object({ replies: z.array(DiscussReply), next_cursor: z.nullable(Cursor) }),
    },
  },
  errors: ['not_found'],
})
