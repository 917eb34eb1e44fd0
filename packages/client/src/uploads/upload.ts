// A file on its way to the server, from the moment it is chosen until the message it belongs to has arrived.
import type { Attachment, Part } from '@lectern/protocol'
import type { ApiError } from '../core/errors.ts'
import { HOPELESS, type SendFailure } from '../core/send-failure.ts'

export type UploadStatus = 'waiting' | 'uploading' | 'checking' | 'ready' | 'paused' | 'failed'

/** A document, or a version of one, that is to be made of a file. */
export interface DocumentWish extends DocumentPlace {
  /** Of the new document, or of the one that gets another version. */
  readonly document_id: string
  /** The version that was the newest when the file was chosen; none for a new document. */
  readonly base_version?: number
  /** It is in the library. */
  readonly made?: true
}

/** Where a new document is kept. */
export interface DocumentPlace {
  /** Whose members may read it; everybody of the school when there is none. */
  readonly conversation_id?: string
  readonly collection?: string
}

export interface Upload {
  /** Minted here; the server calls it by `attachment.id` once it is ready. */
  readonly id: string
  readonly user_id: string
  readonly conversation_id: string
  readonly filename: string
  readonly media_type: string
  /** Bytes. */
  readonly size: number
  /** In the order of choosing; only ever compared with others. */
  readonly position: number
  /** Of an image, as measured here. */
  readonly width?: number
  readonly height?: number
  /** What an image shows, in words. */
  readonly alt?: string
  /** The message it waits for; without one it belongs to the conversation's draft. */
  readonly message_id?: string
  /** What is made of it instead; it belongs to no message then, and to no draft. */
  readonly document?: DocumentWish
  /** The document draft whose text shows it; it belongs to no message then, and to no draft of one. */
  readonly draft_key?: string
  readonly status: UploadStatus
  /** Bytes the server has. */
  readonly sent: number
  /** Where to go on after an interruption. */
  readonly url?: string
  readonly attachment?: Attachment
  readonly failure?: SendFailure
}

/** To be sent from where it stopped. */
export const waiting = ({ failure: _, ...upload }: Upload): Upload => ({ ...upload, status: 'waiting' })

/** To be sent all over: the server does not have it any more. */
export const afresh = ({ url: _u, attachment: _a, ...upload }: Upload): Upload => ({
  ...waiting(upload),
  sent: 0,
})

export const refused = (upload: Upload, { code, message, problem: { why, limit } }: ApiError): Upload => ({
  ...upload,
  status: 'failed',
  failure: {
    code,
    reason: message,
    retryable: !HOPELESS.includes(code),
    ...(why !== undefined && { why }),
    ...(limit !== undefined && { limit }),
  },
})

export const unusable = (
  upload: Upload,
  code: string,
  reason: string,
  more: Pick<SendFailure, 'why' | 'limit'> = {},
): Upload => ({
  ...upload,
  status: 'failed',
  failure: { code, reason, retryable: false, ...more },
})

export const isImage = ({ media_type }: Pick<Upload, 'media_type'>): boolean =>
  /^image\/(?!svg)/.test(media_type)

/** What a reload shall find: what was being sent is to be sent. */
export const persistentUpload = (upload: Upload): Upload =>
  upload.status === 'uploading' || upload.status === 'checking' ? { ...upload, status: 'waiting' } : upload

/** What holds where it is sent, when another tab says that it is `theirs`: the bytes are ours, the wishes theirs. */
export const mergedUpload = (ours: Upload | undefined, theirs: Upload): Upload => {
  if (!ours) return theirs
  const { alt, message_id, width, height } = theirs
  const wishes = Object.fromEntries(
    Object.entries({ alt, message_id, width, height }).filter(([, value]) => value !== undefined),
  )
  const merged: Upload = { ...ours, ...wishes }
  if (theirs.status === 'paused' && ours.status !== 'ready') return { ...merged, status: 'paused' }
  const isStopped = ours.status === 'paused' || ours.status === 'failed'
  return theirs.status === 'waiting' && isStopped ? waiting(merged) : merged
}

/** Shown until the image itself says how large it is. */
const UNMEASURED = { width: 1_200, height: 900 }

/** The part of its message, as far as one can know before; it is called by the upload's own id. */
export const uploadPart = (upload: Upload): Part => {
  const { id, attachment, filename, media_type, size, alt } = upload
  const { width = UNMEASURED.width, height = UNMEASURED.height } = attachment ?? upload
  const named = { attachment_id: id, filename, media_type, size }
  return isImage(upload)
    ? { type: 'image', ...named, width, height, ...(alt ? { alt } : {}) }
    : { type: 'file', ...named }
}
