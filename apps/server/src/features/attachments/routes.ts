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
  route(endpoints.createAttachmentLinks, async (ctx, viewer, { body }) => ({
    body: await createLinks(ctx, viewer, body.attachment_ids),
  })),
  route(endpoints.getAttachment, async (ctx, viewer, { params, query, signal }) => ({
    body: await getAttachment(ctx, viewer, params.id, { ...query, signal }),
  })),
  route(endpoints.getAttachmentContent, (ctx, viewer, { params, header }) =>
    readContent(ctx, viewer, params.id, {
      range: header('range'),
      if_range: header('if-range'),
      known: header('if-none-match'),
    }),
  ),
  route(endpoints.getAttachmentPreview, (ctx, viewer, { params, header }) =>
    readPreview(ctx, viewer, params.id, { width: params.width, known: header('if-none-match') }),
  ),
  route(endpoints.listAttachments, async (ctx, viewer, { params, query }) => ({
    body: await listAttachments(ctx, viewer, params.id, query),
  })),
]

const uploadRoutes: Route[] = [
  route(endpoints.createUpload, async (ctx, viewer, { header }) => {
    const upload = await createUpload(ctx, viewer, readCreation(header))
    // Relative, so that it also works below the path of a proxy.
    return { body: null, headers: { ...headersOf(upload), location: `uploads/${upload.id}` } }
  }),
  route(endpoints.getUpload, async (ctx, viewer, { params }) => {
    const upload = await readUpload(ctx, viewer, params.id)
    return { body: null, headers: { ...headersOf(upload), 'upload-length': String(upload.size) } }
  }),
  route(endpoints.patchUpload, async (ctx, viewer, { params, header, bytes }) => ({
    body: null,
    headers: headersOf(await continueUpload(ctx, viewer, params.id, { ...readContinuation(header), bytes })),
  })),
  route(endpoints.deleteUpload, async (ctx, viewer, { params }) => {
    await deleteUpload(ctx, viewer, params.id)
    return { body: null, headers: TUS }
  }),
]

const headersOf = ({ offset, expires_at }: Upload): Record<string, string> => ({
  ...TUS,
  'upload-offset': String(offset),
  'upload-expires': httpDate(expires_at),
})
