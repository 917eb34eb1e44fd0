// Documents from a conversation, as part of the change that makes them.
import { notFound } from '../../platform/errors.ts'
import { hash } from 'node:crypto'
import { timestamp } from '../../platform/clock.ts'
import { mintId } from '../../platform/ids.ts'
import { insertCitation } from '../../records/citations.ts'
import { documentChanged } from '../changes/document-changed.ts'
import type { Context, LecternTransaction, Viewer } from '../context.ts'
import { requireStaff } from '../policy.ts'
import { refuseStranger, WRITERS } from './documents.ts'
import { findDocument } from './documents-rows.ts'
import { putSettings } from '../../records/documents.ts'
import { prepareText } from './draft.ts'
import { findKeptImages } from './images.ts'
import { storeNew, storeNewest } from './store.ts'

export interface Publication {
  /** The document that gets a new version; by default a new one. */
  document_id?: string
  title: string
  /** Markdown. */
  content: string
  /** The conversation whose members may read it; by default the whole school. */
  conversation_id?: string
  collection?: string
  /** The source messages: they link to it, and it to them. */
  sources: readonly { message_id: string; conversation_id: string }[]
}

/**
 * Stores and publishes a document that staff approved.
 * @throws AppError `forbidden`, or `not_found` for a document or conversation that the viewer may not see
 */
export const publishDocument = async (
  ctx: Context,
  viewer: Viewer,
  transaction: LecternTransaction,
  { document_id, title, content, conversation_id, collection, sources }: Publication,
): Promise<{ document_id: string; version: number }> => {
  requireStaff(viewer, WRITERS)
  await refuseStranger(viewer, transaction, conversation_id)
  const id = document_id ?? mintId(ctx.clock)
  const text = prepareText(title, 'markdown', content)
  const draft = { ...text, images: await findKeptImages(transaction.query, id, text) }
  const place = { id, conversation_id: conversation_id ?? null, collection: collection ?? null }
  if (document_id === undefined) {
    const created_hash = hash('sha256', id, 'base64url')
    const published = { ...place, state: 'published', created_hash } as const
    await storeNew(ctx, viewer, transaction, { place: published, draft })
  } else {
    const before = await publishAgain(ctx, viewer, transaction, id)
    await storeNewest(ctx, viewer, transaction, { before, draft })
  }
  const { version = 1 } = (await findDocument(transaction.query, viewer, id)) ?? {}
  for (const source of sources)
    await insertCitation(transaction.query, { ...source, document_id: id, version, kind: 'source' })
  return { document_id: id, version }
}

const publishAgain = async (ctx: Context, viewer: Viewer, { query }: LecternTransaction, id: string) => {
  const before = await findDocument(query, viewer, id)
  if (!before) throw notFound('document')
  await putSettings(query, { ...before, state: 'published' }, timestamp(ctx.clock.now()))
  return before
}

/** Hides it from students; its versions stay. */
export const withdrawDocument = async (
  ctx: Context,
  viewer: Viewer,
  transaction: LecternTransaction,
  document_id: string,
): Promise<void> => {
  const { query } = transaction
  requireStaff(viewer, WRITERS)
  const before = await findDocument(query, viewer, document_id)
  if (!before) throw notFound('document')
  await putSettings(query, { ...before, state: 'withdrawn' }, timestamp(ctx.clock.now()))
  await documentChanged(ctx, transaction, document_id)
}
