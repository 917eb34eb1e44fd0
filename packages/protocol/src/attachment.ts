import * as z from 'zod/mini'
import { Cursor, Id, Timestamp } from './ids.ts'
import { LIMITS } from './limits.ts'

/** Pixels of a rendition; readers reserve space by its shape. */
export const Preview = z.object({ width: z.int(), height: z.int() })
export type Preview = z.infer<typeof Preview>

/**
 * What the server lacked when it looked into a file, which is no fault of the file. The first two pass by themselves; the
 * others are the limits of one file.
 */
export const FILE_LACKS = ['no_memory', 'no_space', 'too_slow', 'too_demanding'] as const
export type FileLack = (typeof FILE_LACKS)[number]

/** The faults for which a file is refused as an attachment. */
export const UPLOAD_FAULTS = [
  'image_damaged',
  'too_many_pixels',
  'image_unknown',
  'unreadable',
  'over_quota',
  'not_checked',
  ...FILE_LACKS,
] as const
export type UploadFault = (typeof UPLOAD_FAULTS)[number]

/** Uploaded bytes; `state` is `ready` once checked and, for images, re-encoded with previews. */
export const Attachment = z.object({
  id: Id,
  conversation_id: Id,
  filename: z.string(),
  media_type: z.string(),
  size: z.int(),
  width: z.optional(z.int()),
  height: z.optional(z.int()),
  /** The first page of a PDF, which has previews though it is not an image. */
  preview: z.optional(Preview),
  state: z.enum(['uploading', 'processing', 'ready', 'rejected']),
  /** Why it was rejected, in words. */
  reason: z.optional(z.string()),
  /** The same as a code; a newer server may send others than {@link UploadFault} names. */
  why: z.optional(z.string()),
  /** The message it was sent with. */
  message_id: z.optional(Id),
  created_by: Id,
  created_at: Timestamp,
})
export type Attachment = z.infer<typeof Attachment>

/** The available widths of an image preview, in pixels. */
export const PREVIEW_WIDTHS = [320, 640, 1280] as const

export const AttachmentList = z.object({
  attachments: z.array(Attachment),
  next_cursor: z.nullable(Cursor),
})
export type AttachmentList = z.infer<typeof AttachmentList>

export const AttachmentIds = z.object({
  attachment_ids: z.array(Id).check(z.minLength(1), z.maxLength(LIMITS.page_rows)),
})
export type AttachmentIds = z.infer<typeof AttachmentIds>

/** The values for `?sig=`, by attachment; ids that the user may not see are left out. */
export const AttachmentLinks = z.object({
  links: z.record(Id, z.string()),
  expires_in_ms: z.int(),
})
export type AttachmentLinks = z.infer<typeof AttachmentLinks>
