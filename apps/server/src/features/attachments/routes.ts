import { endpoints } from '@lectern/protocol'
import { httpDate } from '../../platform/clock.ts'
import { route, type Route } from '../route.ts'
import type { UploadLimits } from '../context.ts'
import { getAttachment, listAttachments } from './attachments.ts'
import { readContent, readPreview } from './content.ts'
import { createLinks } from './links.ts'
import { readContinuation, readCreation, tusOptions, TUS } from './tus.ts'
import { continueUpload, createUpload, deleteUpload, readUpload, type Upload } from './uploads.ts'

export const attachmentRoutes = ({ max_bytes }: UploadLimits): Route[] => [
  ...uploadRoutes.map((each) => ({ ...each, options: tusOptions(max_bytes) })),
  route(endpoints.createAttachmentLinks, async (ctx, { body }) => ({
    body: await createLinks(ctx, body.attachment_ids),
  })),
  route(endpoints.getAttachment, async (ctx, { params, query, signal }) => ({
    body: await getAttachment(ctx, params.id, { ...query, signal }),
  })),
  route(endpoints.getAttachmentContent, (ctx, { params, header }) =>
    readContent(ctx, params.id, header('range')),
  ),
  route(endpoints.getAttachmentPreview, (ctx, { params }) => readPreview(ctx, params.id, params.width)),
  route(endpoints.listAttachments, async (ctx, { params, query }) => ({
    body: await listAttachments(ctx, params.id, query),
  })),
]

const uploadRoutes: Route[] = [
  route(endpoints.createUpload, async (ctx, { header }) => {
    const upload = await createUpload(ctx, readCreation(header))
    // Relative, so that it also holds below the path of a proxy.
    return { body: null, headers: { ...headersOf(upload), location: `uploads/${upload.id}` } }
  }),
  route(endpoints.getUpload, async (ctx, { params }) => {
    const upload = await readUpload(ctx, params.id)
    return { body: null, headers: { ...headersOf(upload), 'upload-length': String(upload.size) } }
  }),
  route(endpoints.patchUpload, async (ctx, { params, header, bytes }) => ({
    body: null,
    headers: headersOf(await continueUpload(ctx, params.id, { ...readContinuation(header), bytes })),
  })),
  route(endpoints.deleteUpload, async (ctx, { params }) => {
    await deleteUpload(ctx, params.id)
    return { body: null, headers: TUS }
  }),
]

const headersOf = ({ offset, expires_at }: Upload): Record<string, string> => ({
  ...TUS,
  'upload-offset': String(offset),
  'upload-expires': httpDate(expires_at),
})
