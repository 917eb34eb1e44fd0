import * as z from 'zod/mini'
import { Cursor, Id, Timestamp } from '../ids.ts'
import { EditMessage, Emoji, MessageVersion, NewMessage } from '../message.ts'
import { Changed, MessagePage } from '../changes.ts'
import { SearchHits } from '../search.ts'
import { endpoint } from './endpoint.ts'
import { ById, ByMessage, Limit, Page, Q, SeqInQuery } from './parameters.ts'

export const sendMessage = endpoint({
  method: 'post',
  path: '/conversations/:id/messages',
  summary: 'Send; answered once it is on disk (MS3)',
  guard: 'bearer',
  params: ById,
  body: NewMessage,
  answers: {
    201: { description: 'Stored', schema: Changed },
    200: { description: 'It was stored already (MS2)', schema: Changed },
  },
  errors: ['forbidden', 'not_found', 'conflict', 'too_large', 'rejected', 'storage_full'],
})

export const listMessages = endpoint({
  method: 'get',
  path: '/conversations/:id/messages',
  summary: 'A page of history, oldest first',
  guard: 'bearer',
  params: ById,
  query: z.object({
    before: z.optional(SeqInQuery),
    after: z.optional(SeqInQuery),
    around: z.optional(Id),
    at: z.optional(Timestamp),
    limit: Limit,
  }),
  answers: {
    200: { description: 'The page; the newest one when nothing is asked for', schema: MessagePage },
  },
  errors: ['not_found'],
})

export const editMessage = endpoint({
  method: 'patch',
  path: '/conversations/:id/messages/:message_id',
  summary: 'Edit own message',
  guard: 'bearer',
  params: ByMessage,
  body: EditMessage,
  answers: { 200: { description: 'The change', schema: Changed } },
  errors: ['forbidden', 'not_found', 'conflict', 'too_large', 'rejected', 'storage_full'],
})

export const listEdits = endpoint({
  method: 'get',
  path: '/conversations/:id/messages/:message_id/edits',
  summary: 'What a message said before, the latest first: its author, and staff',
  guard: 'bearer',
  params: ByMessage,
  query: z.object(Page),
  answers: {
    200: {
      description: 'Earlier versions',
      schema: z.object({ edits: z.array(MessageVersion), next_cursor: z.nullable(Cursor) }),
    },
  },
  errors: ['forbidden', 'not_found'],
})

export const deleteMessage = endpoint({
  method: 'delete',
  path: '/conversations/:id/messages/:message_id',
  summary: 'Delete; a tombstone row stays',
  guard: 'bearer',
  params: ByMessage,
  answers: { 200: { description: 'The change', schema: Changed } },
  errors: ['forbidden', 'not_found', 'storage_full'],
})

const ByReaction = z.extend(ByMessage, { emoji: Emoji })

export const addReaction = endpoint({
  method: 'put',
  path: '/conversations/:id/messages/:message_id/reactions/:emoji',
  summary: 'React',
  guard: 'bearer',
  params: ByReaction,
  answers: { 200: { description: 'The change', schema: Changed } },
  errors: ['not_found', 'conflict', 'too_large', 'storage_full'],
})

export const removeReaction = endpoint({
  method: 'delete',
  path: '/conversations/:id/messages/:message_id/reactions/:emoji',
  summary: 'Take a reaction back',
  guard: 'bearer',
  params: ByReaction,
  answers: { 200: { description: 'The change', schema: Changed } },
  errors: ['not_found', 'storage_full'],
})

export const search = endpoint({
  method: 'get',
  path: '/search',
  summary: 'Search over the messages of own conversations',
  guard: 'bearer',
  budget: 'search',
  query: z.object({
    q: Q,
    conversation_id: z.optional(Id),
    from: z.optional(Id),
    before: z.optional(z.iso.datetime()),
    after: z.optional(z.iso.datetime()),
    has: z.optional(z.enum(['image', 'file', 'link', 'card', 'document'])),
    is: z.optional(z.enum(['question', 'answered', 'unanswered', 'pinned'])),
    order: z.optional(z.enum(['best', 'newest'])),
    ...Page,
  }),
  answers: { 200: { description: 'Hits', schema: SearchHits } },
  errors: [],
})
