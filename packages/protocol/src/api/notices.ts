import * as z from 'zod/mini'
import { Id } from '../ids.ts'
import { DismissNotices, Hearing, NoticeList, NoticeSettings, PatchNoticeSettings } from '../notice.ts'
import { endpoint } from './endpoint.ts'
import { ByMessage, Page } from './parameters.ts'

export const listNotices = endpoint({
  method: 'get',
  path: '/notices',
  summary: 'What concerned one in the last 30 days and may still be read, the latest first',
  guard: 'bearer',
  query: z.object(Page),
  answers: { 200: { description: 'One page', schema: NoticeList } },
  errors: [],
})

export const dismissNotices = endpoint({
  method: 'post',
  path: '/notices/dismissals',
  summary: 'Say that notices are news no longer; the messages stay unread',
  guard: 'bearer',
  body: DismissNotices,
  answers: { 204: { description: 'Dismissed on all devices', schema: null } },
  errors: [],
})

export const getNoticeSettings = endpoint({
  method: 'get',
  path: '/notices/settings',
  summary: 'Of what one hears',
  guard: 'bearer',
  answers: { 200: { description: 'The settings in force', schema: NoticeSettings } },
  errors: [],
})

export const patchNoticeSettings = endpoint({
  method: 'patch',
  path: '/notices/settings',
  summary: 'Change of what one hears, and when it is quiet',
  guard: 'bearer',
  body: PatchNoticeSettings,
  answers: { 200: { description: 'The settings in force', schema: NoticeSettings } },
  errors: [],
})

export const getHearing = endpoint({
  method: 'get',
  path: '/conversations/:id/messages/:message_id/hearing',
  summary: 'Whether one heard of a message, and why; staff ask for other members, too',
  guard: 'bearer',
  params: ByMessage,
  query: z.object({ user_id: z.optional(Id) }),
  answers: { 200: { description: 'The decision with its reason', schema: Hearing } },
  errors: ['forbidden', 'not_found'],
})
