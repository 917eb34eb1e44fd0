import type { Kysely } from 'kysely'
import type { Attachment } from '@lectern/protocol'
import { ATTACHMENT_COLUMNS, isAttachment, type AttachmentRecord } from '../../records/attachments.ts'
import type { Tables } from '../../records/tables.ts'

type Query = Kysely<Tables>

export const toAttachment = (record: AttachmentRecord): Attachment => ({
  id: record.id,
  conversation_id: record.conversation_id,
  filename: record.filename,
  media_type: record.media_type,
  size: record.size,
  ...(record.width !== null && record.height !== null && { width: record.width, height: record.height }),
  ...(record.preview_width !== null &&
    record.preview_height !== null && {
      preview: { width: record.preview_width, height: record.preview_height },
    }),
  state: record.state,
  ...(record.reason !== null && { reason: record.reason }),
  ...(record.why !== null && { why: record.why }),
  ...(record.message_id !== null && { message_id: record.message_id }),
  created_by: record.created_by,
  created_at: record.created_at,
})

/** By primary key. */
export const findAttachment = (query: Query, id: string): Promise<AttachmentRecord | undefined> =>
  query
    .selectFrom('attachments')
    .select(ATTACHMENT_COLUMNS)
    .where(isAttachment(id))
    .where('dropped_at', 'is', null)
    .executeTakeFirst()

export interface SentPlace {
  created_at: string
  id: string
}

export interface ListSent {
  kind: 'image' | 'file' | undefined
  before: SentPlace | undefined
  limit: number
}

/** The newest first. Index: attachments_by_conversation. */
export const listSent = (
  query: Query,
  conversation_id: string,
  { kind, before, limit }: ListSent,
): Promise<AttachmentRecord[]> => {
  let select = query
    .selectFrom('attachments')
    .select(ATTACHMENT_COLUMNS)
    .where('conversation_id', '=', conversation_id)
    .where('message_id', 'is not', null)
    .where('dropped_at', 'is', null)
  if (kind) select = select.where('width', kind === 'image' ? 'is not' : 'is', null)
  if (before)
    select = select.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('created_at', 'id'), '<', tuple(before.created_at, before.id)),
    )
  return select.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit).execute()
}

/** The size of a user's files in bytes. Index: attachments_by_creator. */
export const sumUsedBytes = async (query: Query, user_id: string): Promise<number> => {
  const row = await query
    .selectFrom('attachments')
    .select(({ fn }) => fn.sum<number | null>('size').as('bytes'))
    .where('created_by', '=', user_id)
    .where('dropped_at', 'is', null)
    .executeTakeFirst()
  return row?.bytes ?? 0
}

/** An attachment whose bytes nobody needs: dropped or rejected. By primary key. */
export const findUnneeded = (
  query: Query,
  id: string,
): Promise<Pick<AttachmentRecord, 'dropped_at'> | undefined> =>
  query
    .selectFrom('attachments')
    .select('dropped_at')
    .where(isAttachment(id))
    .where(({ eb, or }) => or([eb('dropped_at', 'is not', null), eb('state', '=', 'rejected')]))
    .executeTakeFirst()
