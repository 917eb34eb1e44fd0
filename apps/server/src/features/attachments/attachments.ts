// Reads attachments for those who may see them.
import { LIMITS, type Attachment, type AttachmentList } from '@lectern/protocol'
import { decodeCursor, encodeCursor } from '../../platform/cursor.ts'
import { notFound } from '../../platform/errors.ts'
import { openConversation } from '../changes/changes.ts'
import type { Context, Viewer } from '../context.ts'
import { findVisible, type AttachmentRecord } from '../../records/attachments.ts'
import { listSent, toAttachment } from './attachments-rows.ts'
import { ATTACHMENT_CHECK } from './attachment-checks.ts'

/**
 * @throws AppError `not_found` unless the viewer is a member now and the file was sent or is their own, or
 * unless they may read a document that shows it (AU1)
 */
export const openAttachment = async (ctx: Context, viewer: Viewer, id: string): Promise<AttachmentRecord> => {
  const [record] = await findVisible(ctx.db.read, [id], viewer)
  if (!record) throw notFound('attachment')
  return record
}

export interface Wait {
  wait_ms?: number
  signal: AbortSignal
}

/** During the check, `wait_ms` waits for its end. */
export const getAttachment = async (
  ctx: Context,
  viewer: Viewer,
  id: string,
  { wait_ms = 0, signal }: Wait,
): Promise<Attachment> => {
  const record = await openAttachment(ctx, viewer, id)
  if (record.state !== 'processing' || wait_ms === 0) return toAttachment(record)
  const late = new AbortController()
  const timer = ctx.clock.after(wait_ms, () => late.abort())
  await ctx.jobs.whenIdle(ATTACHMENT_CHECK, id, AbortSignal.any([signal, late.signal]))
  timer.cancel()
  return toAttachment(await openAttachment(ctx, viewer, id))
}

export interface ListAttachments {
  kind?: 'image' | 'file'
  limit?: number
  cursor?: string
}

/** The files of a conversation, the newest first. */
export const listAttachments = async (
  ctx: Context,
  viewer: Viewer,
  conversation_id: string,
  { kind, limit = LIMITS.page_rows_default, cursor }: ListAttachments,
): Promise<AttachmentList> => {
  await openConversation(ctx, viewer, conversation_id)
  const before = cursor === undefined ? undefined : readCursor(cursor)
  const found = await listSent(ctx.db.read, conversation_id, { kind, before, limit: limit + 1 })
  const page = found.slice(0, limit)
  const last = page.at(-1)
  const next_cursor = last && found.length > limit ? encodeCursor([last.created_at, last.id]) : null
  return { attachments: page.map(toAttachment), next_cursor }
}

const readCursor = (cursor: string) => {
  const [created_at = '', id = ''] = decodeCursor(cursor, 2)
  return { created_at, id }
}
