// The attachments of a chat: uploads and downloads.
import { endpoints, LIMITS, type AttachmentList } from '@lectern/protocol'
import { AttachmentLinks } from './attachment-links.ts'
import { networkError, unreachableError } from '../core/errors.ts'
import type { Http } from '../http/http.ts'
import { requireOurs } from '../http/our-answer.ts'
import { LocalPictures } from './local-pictures.ts'
import { MessageFiles } from './message-files.ts'
import type { Store } from '../core/store.ts'
import { isImage, type Upload } from './upload.ts'
import { Uploads, type UploadsOptions } from './uploads.ts'

type AttachmentsOptions = Omit<UploadsOptions, 'maxBytes' | 'onBytes'>

export interface AttachmentQuery {
  kind?: 'image' | 'file'
  cursor?: string
  limit?: number
}

export class Attachments {
  /** Every upload, in the order of choosing. */
  readonly state: Store<readonly Upload[]>
  readonly uploads: Uploads
  /** The same uploads, as messages need them. */
  readonly files: MessageFiles
  readonly #http: Http
  readonly #fetch: typeof fetch
  readonly #links: AttachmentLinks
  readonly #pictures = new LocalPictures()
  #maxBytes: number = LIMITS.upload_bytes

  constructor(options: AttachmentsOptions) {
    this.#http = options.http
    this.#fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init))
    this.#links = new AttachmentLinks(options.http, options.clock)
    this.uploads = new Uploads({
      ...options,
      maxBytes: () => this.#maxBytes,
      onBytes: (upload, bytes) => isImage(upload) && this.#pictures.add(upload.id, bytes),
    })
    this.state = this.uploads.state
    this.files = new MessageFiles({
      uploads: this.uploads,
      clock: options.clock,
      events: options.events,
      onReady: (upload_id, attachment_id) => this.rename(upload_id, attachment_id),
    })
  }

  /** The largest allowed file in bytes. */
  get maxBytes(): number {
    return this.#maxBytes
  }

  /** Takes the limit from the server. */
  limit(bytes: number | undefined): void {
    if (bytes !== undefined) this.#maxBytes = bytes
  }

  /** Pauses an upload until `resume`. */
  pause(upload_id: string): void {
    this.uploads.pause(upload_id)
  }

  /** Resumes a paused upload, or tries a failed one again. */
  resume(upload_id: string): void {
    this.uploads.resume(upload_id)
  }

  /** Sends a picture that the server refused as it is, as a file. */
  sendAsFile(upload_id: string): void {
    this.uploads.sendAsFile(upload_id)
  }

  /** Sets the alternative text of an image. */
  describe(upload_id: string, alt: string): void {
    this.uploads.describe(upload_id, alt)
  }

  /** Cancels the upload of an unsent file. */
  remove(upload_id: string): void {
    this.uploads.drop(upload_id)
  }

  /**
   * The URL of an attachment or upload: its bytes, or a picture at most `width` wide. Undefined until `load`.
   */
  url(id: string, width?: number): string | undefined {
    return this.#pictures.url(id) ?? this.#links.url(id, width)
  }

  /** Always the server's URL, for saving and playing. */
  contentUrl(id: string): string | undefined {
    return this.#links.url(id)
  }

  /** Resolves when `url` has a value, which then holds for some minutes. @throws ApiError */
  load(id: string): Promise<void> {
    return this.#links.load(id)
  }

  /** A URL did not work: the next `load` brings another. */
  expired(id: string): void {
    this.#pictures.forget(id)
    this.#links.forget(id)
  }

  /** The files of a conversation, the newest first. @throws ApiError */
  list(conversation_id: string, query: AttachmentQuery = {}): Promise<AttachmentList> {
    return this.#http.call(endpoints.listAttachments, { params: { id: conversation_id }, query })
  }

  /** Up to `maxBytes` of a file as text, and whether there is more. @throws ApiError */
  async read(id: string, maxBytes: number): Promise<{ text: string; more: boolean }> {
    await this.load(id)
    const send = this.#fetch
    const range = { headers: { range: `bytes=0-${maxBytes}` } }
    const response = await send(this.#links.url(id) ?? '', range).catch((error: unknown) => {
      throw networkError(error)
    })
    if (!response.ok) throw unreachableError(`The server answered ${response.status}`)
    requireOurs(response.headers, 'a part of a file')
    const bytes = new Uint8Array(await response.arrayBuffer())
    const text = new TextDecoder().decode(bytes.subarray(0, maxBytes), { stream: true })
    return { text, more: bytes.length > maxBytes }
  }

  /** An upload is known by its attachment id from now on. */
  rename(upload_id: string, attachment_id: string): void {
    this.#pictures.alias(upload_id, attachment_id)
  }

  unload(): void {
    this.uploads.unload()
    this.files.clear()
    this.#links.clear()
    this.#pictures.clear()
  }
}
