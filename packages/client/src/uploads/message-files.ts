// The files of messages: whether a message can be sent, and what happens to its files with it.
import { isBlank, type Attachment, type NewMessage, type Part } from '@lectern/protocol'
import type { Clock } from '../core/clock.ts'
import type { Emits } from '../core/emitter.ts'
import type { SendFailure } from '../core/send-failure.ts'
import { resetUpload, uploadPart, queueUpload, type Upload } from './upload.ts'
import type { UploadEvents, Uploads } from './uploads.ts'

/** The state of a message's files. */
export type FilesState =
  | { is: 'waiting' }
  | { is: 'failed'; failure: SendFailure }
  | { is: 'ready'; body: Pick<NewMessage, 'attachment_ids' | 'alt_texts'> }

export interface MessageFilesOptions {
  uploads: Uploads
  clock: Clock
  /** Reports a change of that state. */
  events: Emits<Pick<UploadEvents, 'files_changed'>>
  /** An upload is complete and is this attachment from now on. */
  onReady: (upload_id: string, attachment_id: string) => void
}

/** A file that another tab just chose may not be on the device yet. */
const SEEK_MS = 3_000
const SEEK_TRIES = 5

export class MessageFiles {
  readonly #options: MessageFilesOptions
  readonly #uploads: Uploads
  /** Looked for, and not on the device. */
  readonly #missing = new Set<string>()
  /** The number of times each was looked for on the device. */
  readonly #seeking = new Map<string, number>()

  constructor(options: MessageFilesOptions) {
    this.#options = options
    this.#uploads = options.uploads
  }

  /** Forgets the unsuccessful searches. */
  clear(): void {
    this.#missing.clear()
    this.#seeking.clear()
  }

  /** Whether a message with these files can be sent. */
  filesOf(ids: readonly string[], conversation_id: string): FilesState {
    const uploads = this.#known(ids)
    const failure = this.#failureOf(ids, uploads)
    if (failure) return { is: 'failed', failure }
    for (const id of ids) if (!this.#uploads.get(id)) void this.#seek(id, conversation_id)
    const ready = uploads.flatMap((upload) =>
      upload.status === 'ready' && upload.attachment ? [{ ...upload, attachment: upload.attachment }] : [],
    )
    if (ready.length < ids.length) return { is: 'waiting' }
    for (const { id, attachment } of ready) this.#options.onReady(id, attachment.id)
    return { is: 'ready', body: bodyOf(ready) }
  }

  partsOf(ids: readonly string[]): Part[] {
    return this.#known(ids).map(uploadPart)
  }

  /** Assigns files to this message and starts their upload. */
  hand(message_id: string, ids: readonly string[]): void {
    for (const upload of this.#known(ids)) {
      const handed = { ...upload, message_id }
      this.#uploads.set(upload.status === 'paused' ? queueUpload(handed) : handed)
    }
  }

  /** Tries failed files again, and looks again for missing ones. */
  retry(ids: readonly string[]): void {
    for (const id of ids) {
      this.#missing.delete(id)
      this.#uploads.resume(id)
    }
  }

  /** The server has lost these files; returns whether they can be uploaded again. */
  again(ids: readonly string[]): boolean {
    const uploads = this.#known(ids)
    if (uploads.length < ids.length) return false
    for (const upload of uploads) this.#uploads.set(resetUpload(upload))
    return true
  }

  /** Gives new copies of the files to the draft: a sent file belongs to its message for ever. */
  async giveBack(ids: readonly string[]): Promise<void> {
    const files = await Promise.all(
      this.#known(ids).map(async (upload) => [upload, await this.#uploads.bytes(upload)] as const),
    )
    for (const [{ conversation_id, filename, media_type, alt, user_id }, bytes] of files) {
      if (!bytes || this.#uploads.user_id !== user_id) continue
      const [id] = this.#uploads.add(conversation_id, [new File([bytes], filename, { type: media_type })])
      if (id !== undefined && alt) this.#uploads.describe(id, alt)
    }
  }

  /** Their message has arrived, or was discarded. */
  drop(ids: readonly string[], isSent: boolean): void {
    for (const id of ids) this.#uploads.drop(id, isSent)
  }

  #known(ids: readonly string[]): Upload[] {
    return ids.flatMap((id) => this.#uploads.get(id) ?? [])
  }

  #failureOf(ids: readonly string[], uploads: readonly Upload[]): SendFailure | undefined {
    for (const { id } of uploads) this.#missing.delete(id)
    if (ids.some((id) => this.#missing.has(id))) return GONE
    return uploads.find(({ status }) => status === 'failed')?.failure
  }

  /** This tab may hear of a message before another tab has stored its files. */
  async #seek(id: string, conversation_id: string, tries = 1): Promise<void> {
    if ((this.#seeking.get(id) ?? 0) >= tries) return
    this.#seeking.set(id, tries)
    const isFound = await this.#uploads.find(id)
    if (this.#seeking.get(id) !== tries) return
    if (!isFound && tries < SEEK_TRIES)
      return void this.#options.clock.after(SEEK_MS, () => {
        if (this.#seeking.get(id) === tries) void this.#seek(id, conversation_id, tries + 1)
      })
    this.#seeking.delete(id)
    if (isFound) return
    this.#missing.add(id)
    this.#options.events.emit('files_changed', conversation_id)
  }
}

const GONE: SendFailure = {
  code: 'missing',
  reason: 'The file is not on this device any more.',
  retryable: false,
}

type Ready = Pick<Upload, 'alt'> & { attachment: Attachment }

const bodyOf = (files: readonly Ready[]): Pick<NewMessage, 'attachment_ids' | 'alt_texts'> => {
  const alts = files.flatMap(({ alt, attachment }) =>
    alt !== undefined && !isBlank(alt) ? [[attachment.id, alt]] : [],
  )
  return {
    attachment_ids: files.map(({ attachment }) => attachment.id),
    ...(alts.length > 0 ? { alt_texts: Object.fromEntries(alts) } : {}),
  }
}
