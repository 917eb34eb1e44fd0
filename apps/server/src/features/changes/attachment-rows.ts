// Attachments as messages see them: taken with the message that sends them, dropped with the one that is deleted.
import type { Kysely, Selectable } from 'kysely'
import type { Part } from '@lectern/protocol'
import type { Tables } from '../tables.ts'

type Query = Kysely<Tables>

export type AttachmentRecord = Selectable<Tables['attachments']>

export const ATTACHMENT_COLUMNS = [
  'id',
  'conversation_id',
  'message_id',
  'created_by',
  'created_at',
  'filename',
  'media_type',
  'size',
  'state',
  'reason',
  'width',
  'height',
  'preview_width',
  'preview_height',
  'preview_widths',
  'dropped_at',
] as const

/** Those of them that are there. By primary key. */
export const findAttachments = (query: Query, ids: readonly string[]): Promise<AttachmentRecord[]> =>
  query
    .selectFrom('attachments')
    .select(ATTACHMENT_COLUMNS)
    .where('id', 'in', ids)
    .where('dropped_at', 'is', null)
    .execute()

/** Those of them that a member may see now: what was sent, and what is one's own. By primary keys. */
export const findVisible = (
  query: Query,
  ids: readonly string[],
  user_id: string,
): Promise<AttachmentRecord[]> =>
  query
    .selectFrom('attachments as a')
    .innerJoin('members as m', 'm.conversation_id', 'a.conversation_id')
    .select(ATTACHMENT_COLUMNS.map((column) => `a.${column}` as const))
    .where('a.id', 'in', ids)
    .where('a.dropped_at', 'is', null)
    .where('m.user_id', '=', user_id)
    .where('m.left_at', 'is', null)
    .where((where) => where.or([where('a.message_id', 'is not', null), where('a.created_by', '=', user_id)]))
    .execute()

/** By primary key. */
export const markSent = async (query: Query, ids: readonly string[], message_id: string): Promise<void> =>
  void (await query.updateTable('attachments').set({ message_id }).where('id', 'in', ids).execute())

/** Answers whether there were any. Index: attachments_by_message. */
export const dropOfMessage = async (
  query: Query,
  message_id: string,
  dropped_at: string,
): Promise<boolean> => {
  const [result] = await query
    .updateTable('attachments')
    .set({ dropped_at })
    .where('message_id', '=', message_id)
    .execute()
  return Number(result?.numUpdatedRows ?? 0) > 0
}

/** One that was never sent and is not needed any more. By primary key. */
export const dropUnsent = async (query: Query, id: string, dropped_at: string): Promise<boolean> => {
  const [result] = await query
    .updateTable('attachments')
    .set({ dropped_at })
    .where('id', '=', id)
    .where('message_id', 'is', null)
    .execute()
  return Number(result?.numUpdatedRows ?? 0) > 0
}

/** The part of a message that shows it. */
export const toPart = (record: AttachmentRecord, alt: string | undefined): Part => {
  const { id, filename, media_type, size, width, height, preview_width, preview_height } = record
  const named = { attachment_id: id, filename, media_type, size }
  if (width !== null && height !== null)
    return { type: 'image', ...named, width, height, ...(alt?.trim() && { alt }) }
  const hasPreview = preview_width !== null && preview_height !== null
  const preview = hasPreview && { preview: { width: preview_width, height: preview_height } }
  return { type: 'file', ...named, ...preview }
}
