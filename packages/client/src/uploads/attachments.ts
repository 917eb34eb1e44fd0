// Files, on their way to the server and back: what a chat offers for them.
import { endpoints, LIMITS, type AttachmentList } from '@lectern/protocol'
import { AttachmentLinks } from './attachment-links.ts'
import { unreachable } from '../core/errors.ts'
import type { Http } from '../http/http.ts'
import { LocalPictures } from './local-pictures.ts'
import { MessageFiles } from './message-files.ts'
import type { Store } from '../core/store.ts'
import { isImage, type Upload } from './upload.ts'
import { fetchStack } from './upload-transfer.ts'
import { Uploads, type UploadsOptions } from './uploads.ts'

type AttachmentsOptions = Omit<UploadsOptions, 'maxBytes' | 'onBytes' | 'stack'> & {
  /** Instead of the browser's own. */
  fetch: typeof fetch | undefined
}

export interface AttachmentQuery {
  kind?: 'image' | 'file'
  cursor?: string
  limit?: number
}

export class Attachments {
  /** Every file on its way, in the order in which they were chosen. */
  readonly state: Store<readonly Upload[]>
  readonly uploads: Uploads
  /** The same, as messages know them. */
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
      stack: options.fetch && fetchStack(options.fetch),
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

  /** Bytes that one file may have. */
  get maxBytes(): number {
    return this.#maxBytes
  }

  /** As the server said it. */
  limit(bytes: number | undefined): void {
    if (bytes !== undefined) this.#maxBytes = bytes
  }

  /** Stops sending one until `resume`. */
  pause(upload_id: string): void {
    this.uploads.pause(upload_id)
  }

  /** Goes on with one that was paused, or tries one again that failed. */
  resume(upload_id: string): void {
    this.uploads.resume(upload_id)
  }

  /** Says what an image shows, for those who do not see it. */
  describe(upload_id: string, alt: string): void {
    this.uploads.describe(upload_id, alt)
  }

  /** Gives up a file that is not sent. */
  remove(upload_id: string): void {
    this.uploads.drop(upload_id)
  }

  /** Of an attachment, or a file on its way: its bytes, or a picture at most `width` wide. Undefined until `load`. */
  url(id: string, width?: number): string | undefined {
    return this.#pictures.url(id) ?? this.#links.url(id, width)
  }

  /** Always the server's own, for what is to be saved or played. */
  contentUrl(id: string): string | undefined {
    return this.#links.url(id)
  }

  /** Resolves when `url` has an answer, which then holds for some minutes. @throws ApiError */
  load(id: string): Promise<void> {
    return this.#links.load(id)
  }

  /** An address that was handed out did not work: the next `load` brings another. */
  expired(id: string): void {
    this.#pictures.forget(id)
    this.#links.forget(id)
  }

  /** What was sent in a conversation, the newest first. @throws ApiError */
  list(conversation_id: string, query: AttachmentQuery = {}): Promise<AttachmentList> {
    return this.#http.call(endpoints.listAttachments, { params: { id: conversation_id }, query })
  }

  /** Up to `maxBytes` of a file as text, and whether there is more. @throws ApiError */
  async read(id: string, maxBytes: number): Promise<{ text: string; more: boolean }> {
    await this.load(id)
    const send = this.#fetch
    const response = await send(this.#links.url(id) ?? '', { headers: { range: `bytes=0-${maxBytes}` } })
    if (!response.ok) throw unreachable(`The server answered ${response.status}`)
    const bytes = new Uint8Array(await response.arrayBuffer())
    const text = new TextDecoder().decode(bytes.subarray(0, maxBytes), { stream: true })
    return { text, more: bytes.length > maxBytes }
  }

  /** What was called by its upload is called by its attachment from now on. */
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
