import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Attachment } from '@lectern/protocol'
import {
  ATTACHMENT_COLUMNS,
  dropUnsent,
  findVisible,
  isInNoDocument,
  type AttachmentRecord,
} from '../changes/attachment-rows.ts'
import type { Tables } from '../tables.ts'

type Query = Kysely<Tables>

export { dropUnsent, findVisible, type AttachmentRecord }

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

export type NewAttachment = Pick<
  AttachmentRecord,
  'id' | 'conversation_id' | 'created_by' | 'created_at' | 'filename' | 'media_type' | 'size'
>

export const insertAttachment = async (query: Query, record: NewAttachment): Promise<void> =>
  void (await query
    .insertInto('attachments')
    .values({ ...record, state: 'uploading' })
    .execute())

/** By primary key. */
export const findAttachment = (query: Query, id: string): Promise<AttachmentRecord | undefined> =>
  query
    .selectFrom('attachments')
    .select(ATTACHMENT_COLUMNS)
    .where('id', '=', id)
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

/** What a user's files take, in bytes. Index: attachments_by_creator. */
export const usedBytes = async (query: Query, user_id: string): Promise<number> => {
  const row = await query
    .selectFrom('attachments')
    .select(sql<number | null>`sum(size)`.as('bytes'))
    .where('created_by', '=', user_id)
    .where('dropped_at', 'is', null)
    .executeTakeFirst()
  return row?.bytes ?? 0
}

type Findings = Partial<
  Pick<
    AttachmentRecord,
    | 'reason'
    | 'why'
    | 'filename'
    | 'media_type'
    | 'size'
    | 'width'
    | 'height'
    | 'preview_width'
    | 'preview_height'
    | 'preview_widths'
  >
>

/** From one state to the next; `false` when it was not there (any more). By primary key. */
export const advance = async (
  query: Query,
  id: string,
  [from, to]: readonly [Attachment['state'], Attachment['state']],
  findings: Findings = {},
): Promise<boolean> => {
  const [result] = await query
    .updateTable('attachments')
    .set({ ...findings, state: to })
    .where('id', '=', id)
    .where('state', '=', from)
    .where('dropped_at', 'is', null)
    .execute()
  return Number(result?.numUpdatedRows ?? 0) > 0
}

/** Index: attachments_unsent. */
export const findProcessing = async (query: Query): Promise<string[]> => {
  const rows = await query
    .selectFrom('attachments')
    .select('id')
    .where('message_id', 'is', null)
    .where('state', '=', 'processing')
    .where('dropped_at', 'is', null)
    .execute()
  return rows.map(({ id }) => id)
}

export interface Expiry {
  /** Uploads begun before this are given up. */
  unfinished: string
  /** Others that were never sent, too. */
  unsent: string
}

/** Index: attachments_unsent. */
export const dropExpired = async (
  query: Query,
  { unfinished, unsent }: Expiry,
  dropped_at: string,
): Promise<void> =>
  void (await query
    .updateTable('attachments')
    .set({ dropped_at })
    .where('message_id', 'is', null)
    .where('dropped_at', 'is', null)
    .where(isInNoDocument)
    .where((where) =>
      where.or([
        where('created_at', '<', unsent),
        where.and([where('created_at', '<', unfinished), where('state', 'in', ['uploading', 'rejected'])]),
      ]),
    )
    .execute())

/** Index: attachments_dropped. */
export const findDropped = async (query: Query): Promise<string[]> => {
  const rows = await query
    .selectFrom('attachments')
    .select('id')
    .where('dropped_at', 'is not', null)
    .execute()
  return rows.map(({ id }) => id)
}

/** By primary keys. */
export const forget = async (query: Query, ids: readonly string[]): Promise<void> =>
  void (await query.deleteFrom('attachments').where('id', 'in', ids).execute())
