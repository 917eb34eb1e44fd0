import * as z from 'zod/mini'
import { Id, Timestamp } from './ids.ts'

/** Uploaded bytes; `state` is `ready` once checked and, for images, re-encoded with previews. */
export const Attachment = z.object({
  id: Id,
  conversation_id: Id,
  filename: z.string(),
  media_type: z.string(),
  size: z.int(),
  width: z.optional(z.int()),
  height: z.optional(z.int()),
  state: z.enum(['uploading', 'processing', 'ready', 'rejected']),
  created_by: Id,
  created_at: Timestamp,
})
export type Attachment = z.infer<typeof Attachment>

/** Widths, in pixels, in which an image preview can be had. */
export const PREVIEW_WIDTHS = [320, 640, 1280] as const
