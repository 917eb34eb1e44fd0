import * as z from 'zod/mini'
import { BlockList } from '../block.ts'
import { Id } from '../ids.ts'
import { NewReport, PatchReport, Report, ReportList, ReportState } from '../report.ts'
import { endpoint } from './endpoint.ts'
import { ById, Page } from './parameters.ts'

const ByUser = z.object({ user_id: Id })

export const listBlocks = endpoint({
  method: 'get',
  path: '/blocks',
  summary: 'The people one has blocked, the latest first',
  guard: 'bearer',
  answers: { 200: { description: 'All of them', schema: BlockList } },
  errors: [],
})

export const blockUser = endpoint({
  method: 'put',
  path: '/blocks/:user_id',
  summary: 'Hear no more from a person directly; they are not told',
  guard: 'bearer',
  budget: 'create',
  params: ByUser,
  answers: { 204: { description: 'Blocked', schema: null } },
  errors: ['forbidden', 'not_found', 'too_large'],
})

export const unblockUser = endpoint({
  method: 'delete',
  path: '/blocks/:user_id',
  summary: 'Hear from them again; the direct conversation comes back',
  guard: 'bearer',
  budget: 'create',
  params: ByUser,
  answers: { 204: { description: 'Not blocked', schema: null } },
  errors: [],
})

export const createReport = endpoint({
  method: 'post',
  path: '/reports',
  summary: 'Tell staff about a message or a person',
  guard: 'bearer',
  budget: 'create',
  body: NewReport,
  answers: {
    201: { description: 'Stored', schema: Report },
    200: { description: 'It was stored already: the same id', schema: Report },
  },
  errors: ['forbidden', 'not_found', 'conflict', 'too_large'],
})

export const listReports = endpoint({
  method: 'get',
  path: '/reports',
  summary: 'Reports, the latest first: administrators all, instructors those of their conversations',
  guard: 'bearer',
  query: z.object({ state: z.optional(ReportState), ...Page }),
  answers: { 200: { description: 'One page', schema: ReportList } },
  errors: ['forbidden'],
})

export const patchReport = endpoint({
  method: 'patch',
  path: '/reports/:id',
  summary: 'Say that a report is dealt with, or open again: staff',
  guard: 'bearer',
  params: ById,
  body: PatchReport,
  answers: { 200: { description: 'The report', schema: Report } },
  errors: ['forbidden', 'not_found'],
})
