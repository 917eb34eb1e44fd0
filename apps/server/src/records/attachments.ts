// Attachments: taken by the message that sends them and dropped with the message when it is deleted; shown by
// documents to their readers. Only this file writes them.
import type { ExpressionBuilder, Kysely, Selectable } from 'kysely'
import { isBlank, type Attachment, type Part } from '@lectern/protocol'
import { EACH } from '../platform/db/fragments.ts'
import { mutation, selection } from '../platform/db/statement.ts'
import type { MessageKey } from './stored.ts'
import type { Tables } from './tables.ts'
import { READABLE, readableBy, type Reader } from './documents.ts'
import { conversationOf, freeId, takeId } from './locators.ts'

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
  'why',
  'width',
  'height',
  'preview_width',
  'preview_height',
  'preview_widths',
  'dropped_at',
] as const

/** Attachments by their bare ids. By primary keys. */
const FROM_LOCATED = `SELECT ${ATTACHMENT_COLUMNS.map((column) => `a.${column}`).join()} FROM locators l
  JOIN attachments a ON a.conversation_id = l.conversation_id AND a.id = l.id
  WHERE l.kind = 'attachment' AND l.id IN (${EACH}) AND a.dropped_at IS NULL`

const existing = selection<AttachmentRecord>(FROM_LOCATED)

/** The existing ones. */
export const findAttachments = (query: Query, ids: readonly string[]): Promise<AttachmentRecord[]> =>
  existing(query, [JSON.stringify(ids)])

// The rest by primary keys; document_images by document_images_by_attachment.
const visible = selection<AttachmentRecord>(`
  ${FROM_LOCATED} AND (
    ((a.message_id IS NOT NULL OR a.created_by = ?) AND EXISTS (
      SELECT 1 FROM members m WHERE m.conversation_id = a.conversation_id AND m.user_id = ? AND m.left_at IS NULL))
    OR EXISTS (
      SELECT 1 FROM document_images i JOIN documents d ON d.id = i.document_id
      WHERE i.attachment_id = a.id AND ${READABLE}))`)

/** The visible ones: for a member sent files and own ones; for a document's reader its images. */
export const findVisible = (
  query: Query,
  ids: readonly string[],
  reader: Reader,
): Promise<AttachmentRecord[]> =>
  visible(query, [JSON.stringify(ids), reader.user_id, reader.user_id, ...readableBy(reader)])

/** Excludes images of documents. Index: document_images_by_attachment. */
export const isInNoDocument = ({ exists, not, selectFrom }: ExpressionBuilder<Tables, 'attachments'>) =>
  not(
    exists(
      selectFrom('document_images')
        .select('attachment_id')
        .whereRef('document_images.attachment_id', '=', 'attachments.id'),
    ),
  )

/** Index: document_images_by_attachment. */
export const findShownByDocuments = async (query: Query, ids: readonly string[]): Promise<Set<string>> => {
  const rows = await query
    .selectFrom('document_images')
    .select('attachment_id')
    .where('attachment_id', 'in', ids)
    .execute()
  return new Set(rows.map(({ attachment_id }) => attachment_id))
}

/** Those of its conversation. By primary key. */
export const markSent = async (
  query: Query,
  ids: readonly string[],
  { conversation_id, id: message_id }: MessageKey,
): Promise<void> =>
  void (await query
    .updateTable('attachments')
    .set({ message_id })
    .where('conversation_id', '=', conversation_id)
    .where('id', 'in', ids)
    .execute())

/** Returns their ids. Index: attachments_by_message. */
export const dropOfMessage = async (
  query: Query,
  { conversation_id, id }: MessageKey,
  dropped_at: string,
): Promise<string[]> => {
  const rows = await query
    .updateTable('attachments')
    .set({ dropped_at })
    .where('conversation_id', '=', conversation_id)
    .where('message_id', '=', id)
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** A condition for the one with this bare id. By primary keys. */
export const isAttachment =
  (id: string) =>
  ({ and, eb, selectFrom }: ExpressionBuilder<Tables, 'attachments'>) =>
    and([
      eb('id', '=', id),
      eb(
        'conversation_id',
        '=',
        selectFrom('locators as l')
          .select('l.conversation_id')
          .where('l.id', '=', id)
          .where('l.kind', '=', 'attachment'),
      ),
    ])

/** Drops an unsent one. */
export const dropUnsent = async (query: Query, id: string, dropped_at: string): Promise<boolean> => {
  const [result] = await query
    .updateTable('attachments')
    .set({ dropped_at })
    .where(isAttachment(id))
    .where('message_id', 'is', null)
    .where(isInNoDocument)
    .execute()
  return Number(result?.numUpdatedRows ?? 0) > 0
}

export type NewAttachment = Pick<
  AttachmentRecord,
  'id' | 'conversation_id' | 'created_by' | 'created_at' | 'filename' | 'media_type' | 'size'
>

export const insertAttachment = async (query: Query, record: NewAttachment): Promise<void> => {
  await takeId(query, 'attachment', record)
  await query
    .insertInto('attachments')
    .values({ ...record, state: 'uploading' })
    .execute()
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

/** From one state to the next; `false` if it was in another state. */
export const advance = async (
  query: Query,
  id: string,
  [from, to]: readonly [Attachment['state'], Attachment['state']],
  findings: Findings = {},
): Promise<boolean> => {
  const [result] = await query
    .updateTable('attachments')
    .set({ ...findings, state: to })
    .where(isAttachment(id))
    .where('state', '=', from)
    .where('dropped_at', 'is', null)
    .execute()
  return Number(result?.numUpdatedRows ?? 0) > 0
}

export interface Expiry {
  /** Unfinished uploads begun before this are dropped. */
  unfinished: string
  /** Unsent ones before this, too. */
  unsent: string
}

/** Returns their ids. Index: attachments_unsent. */
export const dropExpired = async (
  query: Query,
  { unfinished, unsent }: Expiry,
  dropped_at: string,
): Promise<string[]> => {
  const rows = await query
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
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

// By primary key.
const remove = mutation(
  `DELETE FROM attachments WHERE conversation_id = ${conversationOf('attachment')} AND id = ?`,
)

export const forget = async (query: Query, id: string): Promise<void> => {
  await remove(query, [id, id])
  await freeId(query, 'attachment', id)
}

/** The part of a message that shows it. */
export const toPart = (record: AttachmentRecord, alt: string | undefined): Part => {
  const { id, filename, media_type, size, width, height, preview_width, preview_height } = record
  const named = { attachment_id: id, filename, media_type, size }
  if (width !== null && height !== null)
    return { type: 'image', ...named, width, height, ...(alt && !isBlank(alt) && { alt }) }
  const hasPreview = preview_width !== null && preview_height !== null
  const preview = hasPreview && { preview: { width: preview_width, height: preview_height } }
  return { type: 'file', ...named, ...preview }
}
