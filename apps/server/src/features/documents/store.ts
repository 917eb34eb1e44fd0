import type { DocumentState } from '@lectern/protocol'
import { timestamp } from '../../platform/clock.ts'
import { removeLater } from '../changes/attachment-removal.ts'
import { dropUnsent } from '../../records/attachments.ts'
import { documentChanged } from '../changes/document-changed.ts'
import type { Context, LecternTransaction, Viewer } from '../context.ts'
import { insertDocument, insertVersion, putNewest } from '../../records/documents.ts'
import type { Draft } from './draft.ts'
import { imageMissingError } from './images.ts'
import { insertImages } from './images-rows.ts'
import { replacePassages } from './passages-rows.ts'

interface NewPlace {
  id: string
  conversation_id: string | null
  collection: string | null
  state: DocumentState
  created_hash: string
  /** As its author chose it. */
  lang?: string | undefined
}

/** A document with its first version. */
export const storeNew = async (
  ctx: Context,
  viewer: Viewer,
  transaction: LecternTransaction,
  { place, draft }: { place: NewPlace; draft: Draft },
): Promise<void> => {
  const at = timestamp(ctx.clock.now())
  const made = { created_by: viewer.user_id, created_at: at, updated_at: at }
  const { lang = draft.lang } = place
  const language = { lang, lang_chosen: place.lang === undefined ? 0 : 1 }
  await insertDocument(transaction.query, { ...place, title: draft.title, version: 1, ...made, ...language })
  await store(ctx, viewer, transaction, { id: place.id, version: 1, draft })
}

/** The version after the newest one. */
export const storeNewest = async (
  ctx: Context,
  viewer: Viewer,
  transaction: LecternTransaction,
  { before, draft }: { before: { id: string; latest_version: number }; draft: Draft },
): Promise<number> => {
  const { id, latest_version } = before
  const version = latest_version + 1
  const record = await store(ctx, viewer, transaction, { id, version, draft })
  await putNewest(transaction.query, record)
  await documentChanged(ctx, transaction, id)
  return version
}

const store = async (
  ctx: Context,
  viewer: Viewer,
  transaction: LecternTransaction,
  { id, version, draft }: { id: string; version: number; draft: Draft },
) => {
  const { title, format, content, lang, passages, images, original } = draft
  const { query } = transaction
  const created_at = timestamp(ctx.clock.now())
  const record = {
    document_id: id,
    version,
    title,
    format,
    content,
    lang,
    created_by: viewer.user_id,
    created_at,
    original_id: original?.id ?? null,
    filename: original?.filename ?? null,
    media_type: original?.media_type ?? null,
    size: original?.size ?? null,
  }
  await insertVersion(query, record)
  // Some were deleted, or sent with a message, since the check.
  if ((await insertImages(query, record, images)) < images.length) throw imageMissingError()
  await replacePassages(query, record, passages)
  if (original && (await dropUnsent(query, original.attachment_id, created_at)))
    await removeLater(ctx, transaction, [original.attachment_id])
  return record
}
