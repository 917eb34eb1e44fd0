// Documents and their versions, for their readers; staff write.
import { requireStaff } from '../policy.ts'
import { hash } from 'node:crypto'
import {
  type Document,
  type NewDocument,
  type NewDocumentVersion,
  type PatchDocument,
} from '@lectern/protocol'
import { timestamp } from '../../platform/clock.ts'
import { AppError, notFound } from '../../platform/errors.ts'
import { mintId } from '../../platform/ids.ts'
import { findAsMember } from '../changes/changes-rows.ts'
import { documentChanged } from '../changes/document-changed.ts'
import type { Context, LecternTransaction, Viewer } from '../context.ts'
import { draftOf, originalIdOf, type Draft } from './draft.ts'
import { findCreation, findDocument, toDocument, type ReadDocument } from './documents-rows.ts'
import { putLang, putSettings } from '../../records/documents.ts'
import { listImages } from './images-rows.ts'
import { storeNewest, storeNew } from './store.ts'

/** The reason why others are refused. */
export const WRITERS = 'Only staff may write documents.'

/** @throws AppError `not_found` unless the viewer may read it, in that version */
export const openDocument = async (
  { db }: Context,
  viewer: Viewer,
  id: string,
  version?: number,
): Promise<ReadDocument> => {
  const found = await findDocument(db.read, viewer, id, version)
  if (!found) throw notFound('document')
  return found
}

export const getDocument = async (
  ctx: Context,
  viewer: Viewer,
  id: string,
  version?: number,
): Promise<Document> => withImages(ctx, await openDocument(ctx, viewer, id, version))

/** Stores a document, once: the same id with the same input returns the existing one. */
export const createDocument = async (
  ctx: Context,
  viewer: Viewer,
  input: NewDocument,
): Promise<{ document: Document; created: boolean }> => {
  requireStaff(viewer, WRITERS)
  const id = input.id ?? mintId(ctx.clock)
  const created_hash = hash('sha256', JSON.stringify(input), 'base64url')
  if (await isKnown(viewer, ctx.db.read, { id, created_hash }))
    return { document: await getDocument(ctx, viewer, id), created: false }
  const draft = await draftOf(ctx, viewer, { document_id: id }, input)
  const created = await ctx.db.write(async (transaction) => {
    if (await isKnown(viewer, transaction.query, { id, created_hash })) return false
    await refuseStranger(viewer, transaction, input.conversation_id)
    const { conversation_id = null, collection = null, state = 'published', lang } = input
    const place = { id, conversation_id, collection, state, created_hash, lang }
    await storeNew(ctx, viewer, transaction, { place, draft })
    return true
  })
  return { document: await getDocument(ctx, viewer, id), created }
}

const withImages = async ({ db }: Context, document: ReadDocument): Promise<Document> =>
  toDocument(document, await listImages(db.read, document))

type Query = LecternTransaction['query']

const isKnown = async (
  viewer: Viewer,
  query: Query,
  { id, created_hash }: { id: string; created_hash: string },
): Promise<boolean> => {
  const known = await findCreation(query, id)
  if (known && (known.created_by !== viewer.user_id || known.created_hash !== created_hash))
    throw new AppError('conflict', 'Another document has this id.', { field: 'id' })
  return known !== undefined
}

/** A version with the content of the newest one is that one. */
export const createVersion = async (
  ctx: Context,
  viewer: Viewer,
  id: string,
  input: NewDocumentVersion,
): Promise<{ document: Document; created: boolean }> => {
  const before = await openDocument(ctx, viewer, id)
  requireStaff(viewer, WRITERS)
  if (isTaken(before, input)) return { document: await withImages(ctx, before), created: false }
  const draft = await draftOf(ctx, viewer, { document_id: id, before }, input)
  const created = await ctx.db.write(async (transaction) => {
    const newest = await findDocument(transaction.query, viewer, id)
    if (!newest) throw notFound('document')
    if (isSame(newest, draft)) return false
    refuseOutdated(newest, input.base_version)
    await storeNewest(ctx, viewer, transaction, { before: newest, draft })
    return true
  })
  return { document: await getDocument(ctx, viewer, id), created }
}

/** The upload was already taken by the newest version: this is a repeated request. */
const isTaken = ({ id, original_id }: ReadDocument, input: NewDocumentVersion): boolean =>
  'attachment_id' in input && original_id === originalIdOf(id, input.attachment_id)

const isSame = (newest: ReadDocument, { title, content, original }: Draft): boolean =>
  original ? newest.original_id === original.id : newest.title === title && newest.content === content

const refuseOutdated = ({ version }: ReadDocument, base_version: number | undefined): void => {
  if (base_version === undefined || base_version === version) return
  throw new AppError('conflict', `Meanwhile somebody has saved version ${version}.`, {
    field: 'base_version',
    limit: version,
    actual: base_version,
  })
}

/** Publishes, withdraws, restores, moves to another collection, or chooses its language. */
export const patchDocument = async (
  ctx: Context,
  viewer: Viewer,
  id: string,
  { state, collection, lang }: PatchDocument,
): Promise<Document> => {
  await openDocument(ctx, viewer, id)
  requireStaff(viewer, WRITERS)
  await ctx.db.write(async (transaction) => {
    const { query } = transaction
    const before = await findDocument(query, viewer, id)
    if (!before) throw notFound('document')
    const speaks = lang !== undefined && lang !== chosenLang(before)
    if (speaks) await putLang(query, id, lang)
    const after = {
      id,
      state: state ?? before.state,
      collection: collection === undefined ? before.collection : collection,
    }
    const same = after.state === before.state && after.collection === before.collection
    if (!same) await putSettings(query, after, timestamp(ctx.clock.now()))
    if (speaks || after.state !== before.state) await documentChanged(ctx, transaction, id)
  })
  return getDocument(ctx, viewer, id)
}

/** `null` where it is left to the text. */
const chosenLang = ({ lang, lang_chosen }: ReadDocument): string | null => (lang_chosen === 1 ? lang : null)

/** @throws AppError `not_found` for a conversation without the writer */
export const refuseStranger = async (
  viewer: Viewer,
  { query }: LecternTransaction,
  conversation_id: string | undefined,
): Promise<void> => {
  if (conversation_id === undefined) return
  if (!(await findAsMember(query, conversation_id, viewer.user_id))) throw notFound('conversation')
}
