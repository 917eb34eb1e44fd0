// Uploads themselves speak tus 1.0 at /attachments/uploads; the last segment of `Location` is the attachment's id.
import * as z from 'zod/mini'
import { Attachment } from '../attachment.ts'
import { Id } from '../ids.ts'
import { endpoint } from './endpoint.ts'
import { ById } from './parameters.ts'

export const createUpload = endpoint({
  method: 'post',
  path: '/attachments/uploads',
  summary: 'Begin a resumable upload (tus 1.0 creation)',
  guard: 'bearer',
  answers: { 201: { description: '`Location` names the upload', schema: null } },
  errors: ['forbidden', 'not_found', 'too_large', 'storage_full'],
})

export const getAttachment = endpoint({
  method: 'get',
  path: '/attachments/:id',
  summary: 'What is known of an upload',
  guard: 'bearer',
  params: ById,
  answers: { 200: { description: 'The attachment', schema: Attachment } },
  errors: ['not_found'],
})

export const getAttachmentContent = endpoint({
  method: 'get',
  path: '/attachments/:id/content',
  summary: 'The bytes',
  guard: 'bearer',
  params: ById,
  answers: { 200: { description: 'The bytes, never inline as active content', schema: null } },
  errors: ['not_found'],
})

export const getAttachmentPreview = endpoint({
  method: 'get',
  path: '/attachments/:id/preview/:width',
  summary: 'A smaller rendition of an image',
  guard: 'bearer',
  params: z.object({ id: Id, width: z.enum(['320', '640', '1280']) }),
  answers: { 200: { description: 'An image at most that wide', schema: null } },
  errors: ['not_found'],
})
