// What people tell staff about a message or a person. The report keeps the beginning of the message, because its
// author may edit or delete it.
import { LIMITS, type NewReport, type Report, type ReportList, type ReportState } from '@lectern/protocol'
import { recordAudit, type AuditEvent } from '../../records/audit.ts'
import { findMessage } from '../../records/messages.ts'
import { timestamp } from '../../platform/clock.ts'
import { decodeCursor, encodeCursor } from '../../platform/cursor.ts'
import { AppError, notFound } from '../../platform/errors.ts'
import { mintId } from '../../platform/ids.ts'
import { readPolicy } from '../../records/policies.ts'
import { findAsMember } from '../changes/changes-rows.ts'
import type { Context, LecternTransaction, Viewer } from '../context.ts'
import { requireSeen } from '../conversations/people.ts'
import { requireStaff } from '../policy.ts'
import {
  countOpen,
  findReport,
  findReports,
  insertReport,
  updateReport,
  type ReportRecord,
} from './reports-rows.ts'

type Query = LecternTransaction['query']
type Subject = Pick<ReportRecord, 'user_id' | 'conversation_id' | 'message_id' | 'excerpt'>

/** A repeated id of the same person with the same reason returns the stored report. */
export const createReport = (
  ctx: Context,
  viewer: Viewer,
  { id = mintId(ctx.clock), reason, ...about }: NewReport,
): Promise<{ report: Report; created: boolean }> =>
  ctx.db.write(async (transaction) => {
    const { query } = transaction
    const known = await findReport(query, id)
    if (known) return { report: sameReport(known, viewer, reason), created: false }
    const subject = await findSubject(query, viewer, about)
    if (subject.user_id === viewer.user_id)
      throw new AppError('forbidden', 'Nobody reports themselves.', { field: 'user_id' })
    const created_at = timestamp(ctx.clock.now())
    const open = { state: 'open' as const, done_by: null, done_at: null }
    await insertReport(query, { id, ...subject, ...open, reporter_id: viewer.user_id, reason, created_at })
    await recordAudit(ctx, transaction, auditOf(viewer, subject, reason))
    transaction.afterCommit(() => ctx.bus.publish('reports_changed', subject))
    return { report: await requireReport(query, id), created: true }
  })

/** What the assistant noticed. */
export interface Concern {
  assistant_id: string
  /** Whoever wrote it. */
  user_id: string
  conversation_id: string
  message_id: string | null
  content: string
}

/** For clients that show no words of their own for a report of the assistant. */
const CONCERN = 'The assistant noticed that somebody may come to harm.'

/**
 * A report of the assistant: staff of the conversation, administrators and the school's contact are told at once. A message
 * that is edited afterwards makes no second one.
 */
export const raiseConcern = async (
  ctx: Context,
  transaction: LecternTransaction,
  { assistant_id, user_id, conversation_id, message_id, content }: Concern,
): Promise<void> => {
  const { query } = transaction
  const known = message_id === null ? undefined : await findReport(query, message_id)
  if (known?.reporter.id === assistant_id) return
  const id = known || message_id === null ? mintId(ctx.clock) : message_id
  const subject = { user_id, conversation_id, message_id, excerpt: excerptOf(content) }
  const open = { state: 'open' as const, done_by: null, done_at: null }
  const created_at = timestamp(ctx.clock.now())
  await insertReport(query, {
    id,
    ...subject,
    ...open,
    reporter_id: assistant_id,
    reason: CONCERN,
    created_at,
  })
  const target = message_id === null ? {} : { target_id: message_id }
  const entry = { actor_id: assistant_id, user_id, conversation_id, ...target }
  await recordAudit(ctx, transaction, { kind: 'concern_raised', ...entry, detail: {} })
  const { help_contact: contact_id } = await readPolicy(query)
  transaction.afterCommit(() => {
    ctx.log.warn({ conversation_id, report_id: id }, 'concern_raised')
    ctx.bus.publish('reports_changed', { user_id, conversation_id, contact_id })
  })
}

const sameReport = (report: Report, viewer: Viewer, reason: string): Report => {
  if (report.reporter.id !== viewer.user_id || report.reason !== reason)
    throw new AppError('conflict', 'Another report has this id.', { field: 'id' })
  return report
}

const findSubject = async (
  query: Query,
  viewer: Viewer,
  { message_id, user_id = '' }: Pick<NewReport, 'message_id' | 'user_id'>,
): Promise<Subject> => {
  if (message_id !== undefined) return findReportedMessage(query, viewer, message_id)
  const person = await requireSeen(viewer, query, user_id)
  if (person.role === 'assistant') throw notFound('person')
  return { user_id, conversation_id: null, message_id: null, excerpt: null }
}

const findReportedMessage = async (query: Query, viewer: Viewer, message_id: string): Promise<Subject> => {
  const stored = await findMessage(query, message_id)
  if (!stored || !(await findAsMember(query, stored.message.conversation_id, viewer.user_id)))
    throw notFound('message')
  const { sender_id: user_id, conversation_id, content } = stored.message
  return { user_id, conversation_id, message_id, excerpt: excerptOf(content) }
}

const excerptOf = (content: string): string =>
  Array.from(content).slice(0, LIMITS.report_excerpt_chars).join('')

const auditOf = (
  { user_id: actor_id }: Viewer,
  { user_id, conversation_id, message_id }: Subject,
  reason: string,
): AuditEvent<'report_made'> => ({
  kind: 'report_made',
  actor_id,
  user_id,
  ...(conversation_id !== null && { conversation_id }),
  ...(message_id !== null && { target_id: message_id }),
  detail: { reason },
})

const requireReport = async (query: Query, id: string): Promise<Report> => {
  const report = await findReport(query, id)
  if (!report) throw notFound('report')
  return report
}

const NOT_STAFF = 'Only staff read reports.'

export const listReports = async (
  { db }: Context,
  viewer: Viewer,
  {
    state,
    cursor,
    limit = LIMITS.page_rows_default,
  }: { state?: ReportState; cursor?: string; limit?: number },
): Promise<ReportList> => {
  requireStaff(viewer, NOT_STAFF)
  const reader_id = viewer.role === 'admin' ? undefined : viewer.user_id
  const [created_at = '', id = ''] = cursor === undefined ? [] : decodeCursor(cursor, 2)
  const found = await findReports(db.read, {
    state,
    reader_id,
    before: cursor === undefined ? undefined : { created_at, id },
    limit: limit + 1,
  })
  const reports = found.slice(0, limit)
  const last = reports.at(-1)
  const next_cursor = last && found.length > limit ? encodeCursor([last.created_at, last.id]) : null
  return { reports, next_cursor, open: await countOpen(db.read, reader_id) }
}

/** An administrator, or staff of the conversation whom it is not about; of a concern, the school's contact as well. */
export const patchReport = (
  ctx: Context,
  viewer: Viewer,
  id: string,
  state: ReportState,
): Promise<Report> => {
  requireStaff(viewer, NOT_STAFF)
  return ctx.db.write(async ({ query, afterCommit }) => {
    const { user, reporter, conversation_id = '' } = await requireReport(query, id)
    const contact_id = reporter.role === 'assistant' ? (await readPolicy(query)).help_contact : ''
    const isReader =
      viewer.role === 'admin' ||
      (user.id !== viewer.user_id &&
        (contact_id === viewer.user_id || (await findAsMember(query, conversation_id, viewer.user_id))))
    if (!isReader) throw notFound('report')
    const done = { done_by: viewer.user_id, done_at: timestamp(ctx.clock.now()) }
    const about = { user_id: user.id, conversation_id: conversation_id || null, contact_id }
    afterCommit(() => ctx.bus.publish('reports_changed', about))
    await updateReport(query, id, { state, ...(state === 'done' ? done : { done_by: null, done_at: null }) })
    return requireReport(query, id)
  })
}
