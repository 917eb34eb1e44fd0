import * as z from 'zod/mini'
import { CannedAnswer, CannedAnswers, PutCannedAnswer } from '../canned-answer.ts'
import { Changed } from '../changes.ts'
import { Id } from '../ids.ts'
import {
  ClaimItem,
  InboxItem,
  InboxKind,
  InboxList,
  InboxNote,
  InboxNotes,
  InboxTag,
  MergeQuestion,
  NewInboxNote,
  PatchInboxItem,
  Waits,
} from '../inbox.ts'
import { PutTeachingHours, TeachingHoursInForce } from '../teaching-hours.ts'
import { endpoint } from './endpoint.ts'
import { ById, ByMessage, Page } from './parameters.ts'

const item = { 200: { description: 'The item', schema: InboxItem } }
const ByNote = z.object({ id: Id, message_id: Id, note_id: Id })
const OfConversation = { conversation_id: z.optional(Id) }

export const listInbox = endpoint({
  method: 'get',
  path: '/inbox',
  summary: 'What waits for staff in their conversations, the oldest first',
  guard: 'bearer',
  query: z.object({
    ...OfConversation,
    kind: z.optional(InboxKind),
    /** Only one's own, or nobody's. */
    owner: z.optional(z.enum(['me', 'nobody'])),
    tag: z.optional(InboxTag),
    /** What is snoozed, instead of the rest. */
    snoozed: z.optional(z.literal('true')),
    ...Page,
  }),
  answers: { 200: { description: 'One page', schema: InboxList } },
  errors: ['forbidden'],
})

export const listWaits = endpoint({
  method: 'get',
  path: '/inbox/waits',
  summary: 'How long people waited in the last 30 days: staff of the conversations',
  guard: 'bearer',
  query: z.object(OfConversation),
  answers: { 200: { description: 'By conversation, and by person of one', schema: Waits } },
  errors: ['forbidden', 'not_found'],
})

export const claimInboxItem = endpoint({
  method: 'put',
  path: '/conversations/:id/inbox/:message_id/owner',
  summary: 'Claim an item, go on with one, or hand it over to a colleague: staff',
  guard: 'bearer',
  params: ByMessage,
  body: ClaimItem,
  body_optional: true,
  answers: item,
  errors: ['forbidden', 'not_found', 'conflict'],
})

export const releaseInboxItem = endpoint({
  method: 'delete',
  path: '/conversations/:id/inbox/:message_id/owner',
  summary: 'Give up an item that one claimed',
  guard: 'bearer',
  params: ByMessage,
  answers: item,
  errors: ['forbidden', 'not_found', 'conflict'],
})

export const patchInboxItem = endpoint({
  method: 'patch',
  path: '/conversations/:id/inbox/:message_id',
  summary: 'Snooze an item, or tag it: staff',
  guard: 'bearer',
  params: ByMessage,
  body: PatchInboxItem,
  answers: item,
  errors: ['forbidden', 'not_found', 'conflict'],
})

export const listInboxNotes = endpoint({
  method: 'get',
  path: '/conversations/:id/inbox/:message_id/notes',
  summary: 'What staff wrote about an item for staff, the oldest first',
  guard: 'bearer',
  params: ByMessage,
  answers: { 200: { description: 'All of them', schema: InboxNotes } },
  errors: ['forbidden', 'not_found'],
})

export const addInboxNote = endpoint({
  method: 'post',
  path: '/conversations/:id/inbox/:message_id/notes',
  summary: 'Write about an item for staff alone',
  guard: 'bearer',
  params: ByMessage,
  body: NewInboxNote,
  answers: {
    201: { description: 'Stored', schema: InboxNote },
    200: { description: 'It was stored already: the same id', schema: InboxNote },
  },
  errors: ['forbidden', 'not_found', 'conflict', 'too_large', 'storage_full'],
})

export const deleteInboxNote = endpoint({
  method: 'delete',
  path: '/conversations/:id/inbox/:message_id/notes/:note_id',
  summary: 'Delete a note of one’s own',
  guard: 'bearer',
  params: ByNote,
  answers: { 204: { description: 'Deleted', schema: null } },
  errors: ['forbidden', 'not_found'],
})

const change = { 200: { description: 'The change', schema: Changed } }

export const mergeQuestion = endpoint({
  method: 'put',
  path: '/conversations/:id/messages/:message_id/duplicate',
  summary:
    'Say that a question is another one: it is answered with that one, and both askers are told; staff',
  guard: 'bearer',
  params: ByMessage,
  body: MergeQuestion,
  answers: change,
  errors: ['forbidden', 'not_found', 'conflict', 'storage_full'],
})

export const unmergeQuestion = endpoint({
  method: 'delete',
  path: '/conversations/:id/messages/:message_id/duplicate',
  summary: 'It is a question of its own after all: staff',
  guard: 'bearer',
  params: ByMessage,
  answers: change,
  errors: ['forbidden', 'not_found', 'storage_full'],
})

export const listCannedAnswers = endpoint({
  method: 'get',
  path: '/canned-answers',
  summary: 'The canned answers that staff may use, by title',
  guard: 'bearer',
  query: z.object(OfConversation),
  answers: { 200: { description: 'All of them', schema: CannedAnswers } },
  errors: ['forbidden'],
})

export const putCannedAnswer = endpoint({
  method: 'put',
  path: '/canned-answers/:id',
  summary: 'Make or change a canned answer: staff; those of the school are for administrators',
  guard: 'bearer',
  budget: 'create',
  params: ById,
  body: PutCannedAnswer,
  answers: { 200: { description: 'Stored', schema: CannedAnswer } },
  errors: ['forbidden', 'not_found', 'conflict', 'too_large'],
})

export const deleteCannedAnswer = endpoint({
  method: 'delete',
  path: '/canned-answers/:id',
  summary: 'Delete a canned answer',
  guard: 'bearer',
  params: ById,
  answers: { 204: { description: 'Deleted', schema: null } },
  errors: ['forbidden', 'not_found'],
})

export const getTeachingHours = endpoint({
  method: 'get',
  path: '/teaching-hours',
  summary: 'When a conversation, or the school, is taught: staff',
  guard: 'bearer',
  query: z.object(OfConversation),
  answers: { 200: { description: 'Those in force', schema: TeachingHoursInForce } },
  errors: ['forbidden', 'not_found'],
})

export const putTeachingHours = endpoint({
  method: 'put',
  path: '/teaching-hours',
  summary: 'Set when a conversation is taught: its staff; for the school: administrators',
  guard: 'bearer',
  budget: 'create',
  body: PutTeachingHours,
  answers: { 200: { description: 'Those in force', schema: TeachingHoursInForce } },
  errors: ['forbidden', 'not_found'],
})
