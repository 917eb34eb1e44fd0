import * as z from 'zod/mini'
import { Id } from '../ids.ts'
import {
  AddMembers,
  Conversation,
  ConversationFilter,
  ConversationList,
  ConversationTotals,
  NewConversation,
  PatchConversation,
} from '../conversation.ts'
import { Changed, Changes, Reset, Sync, SyncAnswer } from '../changes.ts'
import { PostedFrame } from '../frames-up.ts'
import { OwnChanges, PatchOwnSettings } from '../own-settings.ts'
import { PutReceipt, Receipt } from '../receipt.ts'
import { endpoint } from './endpoint.ts'
import { ById, Limit, Page, Q, SeqInQuery } from './parameters.ts'

export const listConversations = endpoint({
  method: 'get',
  path: '/conversations',
  summary: 'Own conversations, the latest change first',
  guard: 'bearer',
  query: z.object({ q: Q, filter: z.optional(ConversationFilter), ...Page }),
  answers: { 200: { description: 'One page', schema: ConversationList } },
  errors: [],
})

export const getConversationTotals = endpoint({
  method: 'get',
  path: '/conversations/totals',
  summary: 'What waits in all own conversations',
  guard: 'bearer',
  answers: { 200: { description: 'The totals now', schema: ConversationTotals } },
  errors: [],
})

export const createConversation = endpoint({
  method: 'post',
  path: '/conversations',
  summary: 'Start a conversation',
  guard: 'bearer',
  budget: 'create',
  body: NewConversation,
  answers: {
    201: { description: 'Created', schema: Conversation },
    200: {
      description: 'It was there already: the same id, or the same two people directly',
      schema: Conversation,
    },
  },
  errors: ['forbidden', 'conflict', 'too_large'],
})

export const getConversation = endpoint({
  method: 'get',
  path: '/conversations/:id',
  summary: 'One conversation with all its members',
  guard: 'bearer',
  params: ById,
  answers: { 200: { description: 'The conversation', schema: Conversation } },
  errors: ['not_found'],
})

export const patchConversation = endpoint({
  method: 'patch',
  path: '/conversations/:id',
  summary: 'Rename, or say what the assistant does here',
  guard: 'bearer',
  budget: 'create',
  params: ById,
  body: PatchConversation,
  answers: { 200: { description: 'The change', schema: Changed } },
  errors: ['forbidden', 'not_found', 'too_large'],
})

export const hideConversation = endpoint({
  method: 'delete',
  path: '/conversations/:id',
  summary: 'Take a direct conversation off the own list until somebody writes again',
  guard: 'bearer',
  params: ById,
  answers: { 204: { description: 'Hidden; the other person is not told', schema: null } },
  errors: ['not_found', 'conflict'],
})

export const patchOwnSettings = endpoint({
  method: 'patch',
  path: '/conversations/:id/settings',
  summary: 'Pin, mute, archive, or mark as unread, for oneself alone',
  guard: 'bearer',
  params: ById,
  body: PatchOwnSettings,
  answers: { 200: { description: 'The change, of the own clock', schema: OwnChanges } },
  errors: ['not_found', 'conflict', 'too_large'],
})

export const getOwnChanges = endpoint({
  method: 'get',
  path: '/conversations/settings',
  summary: 'Own settings that changed after a cursor of the own clock',
  guard: 'bearer',
  query: z.object({ since: SeqInQuery, limit: Limit }),
  answers: { 200: { description: 'The next window', schema: OwnChanges } },
  errors: [],
})

export const addMembers = endpoint({
  method: 'post',
  path: '/conversations/:id/members',
  summary: 'Add people',
  guard: 'bearer',
  budget: 'create',
  params: ById,
  body: AddMembers,
  answers: { 200: { description: 'The change', schema: Changed } },
  errors: ['forbidden', 'not_found', 'conflict', 'too_large'],
})

export const removeMember = endpoint({
  method: 'delete',
  path: '/conversations/:id/members/:user_id',
  summary: 'Remove somebody, or leave',
  guard: 'bearer',
  params: z.object({ id: Id, user_id: Id }),
  answers: { 200: { description: 'The change', schema: Changed } },
  errors: ['forbidden', 'not_found', 'conflict'],
})

export const getChanges = endpoint({
  method: 'get',
  path: '/conversations/:id/changes',
  summary: 'Everything after a cursor (SY3)',
  guard: 'bearer',
  params: ById,
  query: z.object({ since: SeqInQuery, limit: Limit }),
  answers: { 200: { description: 'The next window, or a reset', schema: z.union([Changes, Reset]) } },
  errors: ['not_found'],
})

export const putReceipt = endpoint({
  method: 'put',
  path: '/conversations/:id/receipt',
  summary: 'Say how far one has received and read',
  guard: 'bearer',
  budget: 'signal',
  params: ById,
  body: PutReceipt,
  answers: { 200: { description: 'The positions in force', schema: Receipt } },
  errors: ['not_found'],
})

export const postTyping = endpoint({
  method: 'post',
  path: '/conversations/:id/typing',
  summary: 'Typing, for clients without a socket',
  guard: 'bearer',
  budget: 'signal',
  params: ById,
  body: z.object({ on: z.boolean() }),
  answers: { 204: { description: 'Relayed', schema: null } },
  errors: ['not_found'],
})

export const sync = endpoint({
  method: 'post',
  path: '/sync',
  summary: 'Wait until a conversation moves',
  guard: 'bearer',
  budget: 'none',
  body: Sync,
  answers: { 200: { description: 'The heads that differ', schema: SyncAnswer } },
  errors: [],
})

export const getEvents = endpoint({
  method: 'get',
  path: '/events',
  summary: 'The frames of the socket as server-sent events',
  guard: 'bearer',
  answers: { 200: { description: 'text/event-stream; each `data` is one frame or a batch', schema: null } },
  errors: [],
})

export const postFrame = endpoint({
  method: 'post',
  path: '/events/:id',
  summary: 'Say on a one-way connection what the socket takes as a frame',
  guard: 'bearer',
  budget: 'signal',
  params: ById,
  body: PostedFrame,
  answers: { 204: { description: 'Taken; what it causes comes on the connection', schema: null } },
  errors: ['not_found'],
})
