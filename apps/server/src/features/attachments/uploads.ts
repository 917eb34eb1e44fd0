// Uploads that survive a broken connection. The offset is the size of the file, never a separate number.
import { stat } from 'node:fs/promises'
import { timestamp, parseTimestamp } from '../../platform/clock.ts'
import { AppError, notFound } from '../../platform/errors.ts'
import { mintId } from '../../platform/ids.ts'
import { removeLater } from '../changes/attachment-removal.ts'
import { openConversation } from '../changes/changes.ts'
import type { Context, LecternDb, Viewer } from '../context.ts'
import {
  advance,
  dropUnsent,
  findVisible,
  insertAttachment,
  type AttachmentRecord,
  type NewAttachment,
} from '../../records/attachments.ts'
import { lockCounts } from '../../records/counts-lock.ts'
import { sumUsedBytes } from './attachments-rows.ts'
import { ATTACHMENT_CHECK, UPLOAD } from './attachment-checks.ts'
import { safeFilename } from './filename.ts'
import type { NewUpload } from './tus.ts'
import { writersOf } from './writers.ts'

/** An older unfinished upload is deleted. */
export const UNFINISHED_MS = 24 * 60 * 60_000
/** The number of uploads that may begin at once, and again within a minute: more than messages may carry. */
export const CREATIONS = 300

const creations = ({ limits }: Context) => limits.of('uploads', { burst: CREATIONS, window_ms: 60_000 })

export interface Upload {
  id: string
  offset: number
  size: number
  expires_at: number
}

export const createUpload = async (ctx: Context, viewer: Viewer, wanted: NewUpload): Promise<Upload> => {
  const { size, conversation_id } = wanted
  const { user_id } = viewer
  const { max_bytes } = ctx.uploads
  if (size > max_bytes)
    throw new AppError('too_large', `The file is ${inMb(size)}; the limit is ${inMb(max_bytes)}.`, {
      field: 'upload-length',
      limit: max_bytes,
      actual: size,
    })
  await openConversation(ctx, viewer, conversation_id)
  creations(ctx).admit(user_id)
  const { filename, media_type } = wanted
  const { id, created_at } = await begin(ctx, viewer, { conversation_id, filename, media_type, size }, (id) =>
    ctx.blobs.create(id, UPLOAD),
  )
  return { id, offset: 0, size, expires_at: parseTimestamp(created_at) + UNFINISHED_MS }
}

/**
 * Stores a picture that the server took out of an uploaded file, as an upload of the same person. It is checked
 * as any other; returns its id, or undefined if it is not an image. `path`: of the picture.
 * @throws AppError `storage_full`, `too_large` if their files would be too large
 */
export const addPicture = async (
  ctx: Context,
  viewer: Viewer,
  { conversation_id }: AttachmentRecord,
  { path, filename }: { path: string; filename: string },
): Promise<string | undefined> => {
  const { size } = await stat(path)
  const wanted = { conversation_id, filename, media_type: 'application/octet-stream', size }
  const { id } = await begin(ctx, viewer, wanted, (id) => ctx.blobs.adopt(path, id, UPLOAD))
  await handOn(ctx, id)
  await ctx.jobs.whenIdle(ATTACHMENT_CHECK, id)
  const [picture] = await findVisible(ctx.db.read, [id], viewer)
  return picture?.state === 'ready' && picture.width !== null ? id : undefined
}

type Wanted = Pick<AttachmentRecord, 'conversation_id' | 'filename' | 'media_type' | 'size'>

const begin = async (ctx: Context, viewer: Viewer, wanted: Wanted, store: (id: string) => Promise<void>) => {
  await refuseOverQuota(ctx, ctx.db.read, viewer, wanted.size)
  await ctx.blobs.requireRoom(wanted.size)
  const id = mintId(ctx.clock)
  await store(id)
  const record = {
    ...wanted,
    id,
    created_by: viewer.user_id,
    created_at: timestamp(ctx.clock.now()),
    filename: safeFilename(wanted.filename),
  }
  await keep(ctx, viewer, record).catch(async (error: unknown) => {
    await ctx.blobs.remove(id)
    throw error
  })
  return record
}

/** Counts once more: uploads that began at the same moment did not see one another. */
const keep = (ctx: Context, viewer: Viewer, record: NewAttachment): Promise<void> =>
  ctx.db.write(async ({ query }) => {
    await lockCounts(query, viewer.user_id)
    await refuseOverQuota(ctx, query, viewer, record.size)
    await insertAttachment(query, record)
  })

/** The offset. The client has lost its connection, so a request that may still be writing is stopped first. */
export const readUpload = async (ctx: Context, viewer: Viewer, id: string): Promise<Upload> => {
  const record = await ownUpload(ctx, viewer, id)
  if (record.state !== 'uploading') return toCompleteUpload(record)
  return writersOf(ctx).alone(id, async () => reached(ctx, record, await sizeOf(ctx, id)))
}

export interface Continuation {
  offset: number
  /** The number of bytes, if known. */
  length: number | undefined
  bytes(signal: AbortSignal): AsyncIterable<Uint8Array>
}

/** Writes from `offset` on; received bytes are on disk, even when the connection breaks. */
export const continueUpload = async (
  ctx: Context,
  viewer: Viewer,
  id: string,
  { offset, length = 0, bytes }: Continuation,
): Promise<Upload> => {
  const record = await ownUpload(ctx, viewer, id)
  if (record.state !== 'uploading') return toCompleteUpload(record)
  return writersOf(ctx).alone(id, async (signal) => {
    const size = await sizeOf(ctx, id)
    if (offset !== size)
      throw new AppError('conflict', `The upload goes on at ${size}, not at ${offset}.`, {
        field: 'upload-offset',
        limit: size,
        actual: offset,
      })
    const limit = record.size
    const actual = offset + length
    if (actual > limit)
      throw new AppError('too_large', `The upload was announced with ${limit} bytes.`, { limit, actual })
    return reached(ctx, record, await ctx.blobs.append(id, UPLOAD, bytes(signal), limit))
  })
}

/** Deletes an unsent upload. */
export const deleteUpload = async (ctx: Context, viewer: Viewer, id: string): Promise<void> => {
  const record = await ownUpload(ctx, viewer, id)
  const at = timestamp(ctx.clock.now())
  await ctx.db.write(async (transaction) => {
    if (!(await dropUnsent(transaction.query, record.id, at)))
      throw new AppError('conflict', 'The attachment is in a message or a document by now.')
    await removeLater(ctx, transaction, [record.id])
  })
}

const ownUpload = async (ctx: Context, viewer: Viewer, id: string): Promise<AttachmentRecord> => {
  const [record] = await findVisible(ctx.db.read, [id], viewer)
  if (record?.created_by !== viewer.user_id) throw notFound('attachment')
  return record
}

const sizeOf = async (ctx: Context, id: string): Promise<number> => {
  const size = await ctx.blobs.staged(id, UPLOAD)
  if (size === undefined) throw notFound('attachment')
  return size
}

/** The last byte starts the check of an upload. */
const reached = async (ctx: Context, record: AttachmentRecord, offset: number): Promise<Upload> => {
  if (offset < record.size) return { ...toCompleteUpload(record), offset }
  // Whoever sent it hears that it cannot be stored, and goes on from here later.
  await ctx.blobs.requireStore()
  await handOn(ctx, record.id)
  return toCompleteUpload(record)
}

const handOn = (ctx: Context, id: string): Promise<void> =>
  ctx.db.write(async (transaction) => {
    if (await advance(transaction.query, id, ['uploading', 'processing']))
      await ctx.jobs.enqueue(transaction, ATTACHMENT_CHECK, id)
  })

/** A checked file may have another size; for its uploader it is simply complete. */
const toCompleteUpload = ({ id, size, created_at }: AttachmentRecord): Upload => ({
  id,
  offset: size,
  size,
  expires_at: parseTimestamp(created_at) + UNFINISHED_MS,
})

const refuseOverQuota = async (
  { uploads }: Context,
  query: LecternDb['read'],
  viewer: Viewer,
  size: number,
): Promise<void> => {
  const limit = uploads.user_bytes
  const actual = (await sumUsedBytes(query, viewer.user_id)) + size
  if (actual > limit)
    throw new AppError('too_large', `Your files would take ${inMb(actual)}; the limit is ${inMb(limit)}.`, {
      field: 'storage',
      why: 'over_quota',
      limit,
      actual,
    })
}

const inMb = (bytes: number): string => `${Math.ceil(bytes / 1024 ** 2)} MB`
