// Uploads use tus 1.0 (creation, termination, expiration); the last segment of `Location` is the attachment's
// id.
import * as z from 'zod/mini'
import { Attachment, AttachmentIds, AttachmentLinks, AttachmentList } from '../attachment.ts'
import { Id } from '../ids.ts'
import { LIMITS } from '../limits.ts'
import { endpoint } from './endpoint.ts'
import { ById, Page } from './parameters.ts'

export const createUpload = endpoint({
  method: 'post',
  path: '/attachments/uploads',
  summary: 'Begin a resumable upload (tus 1.0 creation)',
  guard: 'bearer',
  budget: 'upload',
  answers: { 201: { description: '`Location` names the upload', schema: null } },
  errors: ['forbidden', 'not_found', 'too_large', 'storage_full'],
})

export const getUpload = endpoint({
  method: 'get',
  path: '/attachments/uploads/:id',
  summary: 'How far an upload has come: `Upload-Offset` (tus asks with HEAD)',
  guard: 'bearer',
  params: ById,
  answers: { 200: { description: '`Upload-Offset` and `Upload-Length`', schema: null } },
  errors: ['not_found', 'storage_full'],
})

export const patchUpload = endpoint({
  method: 'patch',
  path: '/attachments/uploads/:id',
  summary: 'Go on with an upload at `Upload-Offset`',
  guard: 'bearer',
  budget: 'upload',
  params: ById,
  answers: { 204: { description: 'On disk up to the new `Upload-Offset`', schema: null } },
  errors: ['not_found', 'conflict', 'too_large', 'storage_full'],
})

export const deleteUpload = endpoint({
  method: 'delete',
  path: '/attachments/uploads/:id',
  summary: 'Give up an own upload that was not sent',
  guard: 'bearer',
  budget: 'upload',
  params: ById,
  answers: { 204: { description: 'Gone, with its bytes', schema: null } },
  errors: ['not_found', 'conflict', 'storage_full'],
})

export const createAttachmentLinks = endpoint({
  method: 'post',
  path: '/attachments/links',
  summary: 'Signed links, for what loads by address alone such as <img>',
  guard: 'bearer',
  budget: 'signal',
  body: AttachmentIds,
  answers: { 200: { description: 'Short-lived, for this session only', schema: AttachmentLinks } },
  errors: [],
})

const wait = z.optional(z.coerce.number().check(z.int(), z.minimum(0), z.maximum(LIMITS.sync_wait_ms)))

export const getAttachment = endpoint({
  method: 'get',
  path: '/attachments/:id',
  summary: 'What is known of an upload; `wait_ms` waits that long while it is being checked',
  guard: 'bearer',
  params: ById,
  query: z.object({ wait_ms: wait }),
  answers: { 200: { description: 'The attachment', schema: Attachment } },
  errors: ['not_found'],
})

const Signed = z.object({ sig: z.optional(z.string().check(z.maxLength(400))) })

export const getAttachmentContent = endpoint({
  method: 'get',
  path: '/attachments/:id/content',
  summary: 'The bytes; `Range` is understood',
  guard: 'link',
  params: ById,
  query: Signed,
  answers: {
    200: { description: 'The bytes, never inline as active content', schema: null },
    206: { description: 'The range asked for', schema: null },
    416: { description: 'There is no such range', schema: null },
  },
  errors: ['not_found'],
})

export const getAttachmentPreview = endpoint({
  method: 'get',
  path: '/attachments/:id/preview/:width',
  summary: 'A smaller rendition of an image, or of the first page of a PDF',
  guard: 'link',
  params: z.object({ id: Id, width: z.enum(['320', '640', '1280']) }),
  query: Signed,
  answers: { 200: { description: 'An image at most that wide', schema: null } },
  errors: ['not_found'],
})

export const listAttachments = endpoint({
  method: 'get',
  path: '/conversations/:id/attachments',
  summary: 'What was sent in a conversation, the newest first',
  guard: 'bearer',
  params: ById,
  query: z.object({ kind: z.optional(z.enum(['image', 'file'])), ...Page }),
  answers: { 200: { description: 'One page', schema: AttachmentList } },
  errors: ['not_found'],
})
