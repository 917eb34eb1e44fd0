// An upload: a file from the moment it is chosen until its message has arrived.
import type { Attachment, Part } from '@lectern/protocol'
import type { ApiError } from '../core/errors.ts'
import { toFailure, type SendFailure } from '../core/send-failure.ts'

export type UploadStatus = 'waiting' | 'uploading' | 'checking' | 'ready' | 'paused' | 'failed'

/** A document, or a version of one, that is to be made of a file. */
export interface DocumentRequest extends DocumentPlace {
  /** The id of the new document, or of the one that gets another version. */
  readonly document_id: string
  /** The newest version when the file was chosen; absent for a new document. */
  readonly base_version?: number
  /** The document exists. */
  readonly made?: true
}

/** The place of a new document. */
export interface DocumentPlace {
  /** The conversation whose members may read it; without one, the whole school. */
  readonly conversation_id?: string
  readonly collection?: string
}

export interface Upload {
  /** Minted here; the server's id is `attachment.id` once the upload is ready. */
  readonly id: string
  readonly user_id: string
  readonly conversation_id: string
  readonly filename: string
  readonly media_type: string
  /** Bytes. */
  readonly size: number
  /** Order of choosing; only compared with others. */
  readonly position: number
  /** For an image, as measured here. */
  readonly width?: number
  readonly height?: number
  /** The alternative text of an image. */
  readonly alt?: string
  /** The message it belongs to; without one it belongs to the conversation's draft. */
  readonly message_id?: string
  /** The document to make of it; it then belongs to no message and no draft. */
  readonly document?: DocumentRequest
  /** The document draft that shows it; it then belongs to no message and no message draft. */
  readonly draft_key?: string
  /** A picture that is sent as a file: unchanged, and not drawn. */
  readonly as_file?: true
  readonly status: UploadStatus
  /** Bytes that the server has. */
  readonly sent: number
  /** The upload's URL, for resuming. */
  readonly url?: string
  readonly attachment?: Attachment
  readonly failure?: SendFailure
}

/** Ready to be sent from where it stopped. */
export const queueUpload = ({ failure: _, ...upload }: Upload): Upload => ({ ...upload, status: 'waiting' })

/** Ready to be sent again from the start: the server no longer has it. */
export const resetUpload = ({ url: _u, attachment: _a, ...upload }: Upload): Upload => ({
  ...queueUpload(upload),
  sent: 0,
})

export const refuseUpload = (upload: Upload, error: ApiError): Upload => ({
  ...upload,
  status: 'failed',
  failure: toFailure(error),
})

export const failUpload = (
  upload: Upload,
  code: string,
  reason: string,
  more: Pick<SendFailure, 'why' | 'limit'> = {},
): Upload => ({
  ...upload,
  status: 'failed',
  failure: { code, reason, retryable: false, ...more },
})

export const isImage = ({ media_type, as_file }: Pick<Upload, 'media_type' | 'as_file'>): boolean =>
  as_file !== true && /^image\/(?!svg)/.test(media_type)

/** The upload as a reload finds it: one that was being sent will be sent again. */
export const toPersistentUpload = (upload: Upload): Upload =>
  upload.status === 'uploading' || upload.status === 'checking' ? { ...upload, status: 'waiting' } : upload

/** Merges another tab's state in the sending tab: the progress is ours, the person's choices are theirs. */
export const mergeUploads = (ours: Upload | undefined, theirs: Upload): Upload => {
  if (!ours) return theirs
  const { alt, message_id, width, height } = theirs
  const wishes = Object.fromEntries(
    Object.entries({ alt, message_id, width, height }).filter(([, value]) => value !== undefined),
  )
  const merged: Upload = { ...ours, ...wishes }
  if (theirs.status === 'paused' && ours.status !== 'ready') return { ...merged, status: 'paused' }
  const isStopped = ours.status === 'paused' || ours.status === 'failed'
  return theirs.status === 'waiting' && isStopped ? queueUpload(merged) : merged
}

/** Used until the size of the image is known. */
const UNMEASURED = { width: 1_200, height: 900 }

/** The message part of an upload, as far as known; its id is the upload's own. */
export const uploadPart = (upload: Upload): Part => {
  const { id, attachment, filename, media_type, size, alt } = upload
  const { width = UNMEASURED.width, height = UNMEASURED.height } = attachment ?? upload
  const named = { attachment_id: id, filename, media_type, size }
  return isImage(upload)
    ? { type: 'image', ...named, width, height, ...(alt ? { alt } : {}) }
    : { type: 'file', ...named }
}

/** The file could not be read: it was changed, moved or is a folder. */
export class Unreadable extends Error {}

/** The attachment id in an upload's URL. */
export const idIn = (url: string | null | undefined): string => url?.split('/').at(-1) ?? ''
