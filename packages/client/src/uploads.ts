// Files on their way: sent in pieces as soon as they are chosen, a few at a time, on from where a broken line left them,
// and kept on the device until the message they belong to has arrived. Every tab shows the same; one of them sends.
import { endpoints, type NewMessage, type Part } from '@lectern/protocol'
import { measure } from './measure.ts'
import type { SendFailure } from './outbox-item.ts'
import type { ClientStorage } from './storage.ts'
import { Cell, type Store } from './store.ts'
import {
  afresh,
  isImage,
  mergedUpload,
  persistentUpload,
  unusable,
  uploadPart,
  waiting,
  type DocumentWish,
  type Upload,
} from './upload.ts'
import { UploadSender, type UploadSenderOptions } from './upload-sender.ts'
import { UploadShelf, type UploadNews } from './upload-shelf.ts'
import { idIn } from './upload-transfer.ts'
import { uuidv7 } from './uuid.ts'

export interface UploadsOptions extends Omit<UploadSenderOptions, 'shelf' | 'onChange'> {
  storage: ClientStorage
  /** Of one file. */
  maxBytes: () => number
  /** One of them came into another state. */
  onChange: (conversation_id: string) => void
  /** There is a picture of it on this device. */
  onBytes: (upload: Upload, bytes: Blob) => void
  /** Tells the other tabs. */
  tell?: (user_id: string, news: UploadNews) => void
}

/** What a message that waits for its files has to know. */
export type FilesState =
  | { is: 'waiting' }
  | { is: 'failed'; failure: SendFailure }
  | { is: 'ready'; body: Pick<NewMessage, 'attachment_ids' | 'alt_texts'> }

/** What another tab just chose may not be on the device yet. */
const SEEK_MS = 3_000
const SEEK_TRIES = 5

export class Uploads {
  readonly #options: UploadsOptions
  readonly #shelf: UploadShelf
  readonly #state = new Cell<readonly Upload[]>([])
  /** In the order in which they were chosen. */
  readonly state: Store<readonly Upload[]> = this.#state
  readonly #sender: UploadSender
  /** Asked for, and not on the device. */
  readonly #missing = new Set<string>()
  #user_id: string | undefined
  #position = 0
  readonly #seeking = new Map<string, number>()

  constructor(options: UploadsOptions) {
    this.#options = options
    this.#shelf = new UploadShelf({
      storage: options.storage,
      tell: (user_id, news) => options.tell?.(user_id, news),
    })
    this.#sender = new UploadSender({ ...options, shelf: this.#shelf, onChange: (id) => this.#changed(id) })
  }

  /** Takes up what this user left. */
  async load(user_id: string): Promise<void> {
    this.unload()
    this.#user_id = user_id
    await this.#takeUp(user_id)
  }

  /** Stops sending and forgets; what is stored stays. */
  unload(): void {
    for (const { id } of this.#shelf.all()) this.#sender.stop(id)
    this.#sender.setSends(false)
    this.#missing.clear()
    this.#seeking.clear()
    this.#shelf.clear()
    this.#user_id = undefined
    this.#state.set([])
  }

  /** Removes everything from the device but these. The server gives up by itself what is never sent. */
  async wipe(user_id: string, kept: readonly string[]): Promise<void> {
    for (const id of await this.#shelf.ids(user_id)) {
      if (kept.includes(id)) continue
      this.#sender.stop(id)
      await this.#shelf.remove({ user_id, id })
    }
    this.#state.set(this.#shelf.all())
  }

  setOnline(online: boolean): void {
    this.#sender.setOnline(online)
  }

  /** Of all tabs one sends. */
  async setSender(sends: boolean): Promise<void> {
    // Whoever sent before may have left some half-way.
    if (sends && !this.#sender.sends)
      for (const upload of this.#shelf.all()) this.#shelf.hold(persistentUpload(upload))
    this.#sender.setSends(sends)
    if (sends && this.#user_id !== undefined) await this.#takeUp(this.#user_id)
  }

  /** Another tab changed one. */
  heard({ id, upload }: UploadNews): void {
    this.#missing.delete(id)
    const ours = this.#shelf.get(id)
    if (!upload) {
      this.#sender.stop(id)
      this.#shelf.forget(id)
    } else if (!this.#sender.sends) this.#shelf.hold(upload)
    else {
      const merged = mergedUpload(ours, upload)
      if (merged.status === 'paused') this.#sender.stop(id)
      this.#shelf.put(merged)
    }
    this.#changed((upload ?? ours)?.conversation_id)
  }

  /**
   * Takes files for the draft of a conversation, for `documents`, or for the draft of one, and begins to send them;
   * answers their ids.
   */
  add(
    conversation_id: string,
    files: readonly File[],
    documents: readonly DocumentWish[] = [],
    draft_key?: string,
  ): string[] {
    if (this.#user_id === undefined) throw new Error('Nobody is signed in.')
    const user_id = this.#user_id
    return files.map((file, index) => {
      const document = documents[index]
      const id = uuidv7(this.#options.clock)
      const upload: Upload = {
        id,
        user_id,
        conversation_id,
        filename: file.name,
        media_type: file.type,
        size: file.size,
        position: (this.#position = Math.max(this.#position + 1, this.#options.clock.now())),
        status: 'waiting',
        sent: 0,
        ...(document && { document }),
        ...(draft_key !== undefined && { draft_key }),
      }
      this.#shelf.add(this.#judged(upload), file)
      this.#options.onBytes(upload, file)
      if (isImage(upload)) void this.#measure(id, file)
      this.#changed(conversation_id)
      return id
    })
  }

  /** Stops sending it until `resume`. */
  pause(id: string): void {
    const upload = this.#shelf.get(id)
    if (!upload || !['waiting', 'uploading'].includes(upload.status)) return
    this.#sender.stop(id)
    this.#set({ ...upload, status: 'paused' })
  }

  /** Goes on with one that was paused, or tries one again that failed. */
  resume(id: string): void {
    const upload = this.#shelf.get(id)
    if (!upload || (upload.status !== 'paused' && !upload.failure?.retryable)) return
    this.#set(waiting(upload))
  }

  /** Says what an image shows. */
  describe(id: string, alt: string): void {
    const upload = this.#shelf.get(id)
    if (upload) this.#set({ ...upload, alt })
  }

  /** Gives it up, here and at the server. */
  remove(id: string): void {
    const upload = this.#shelf.get(id)
    if (upload) void this.#drop(upload)
  }

  /** Those belong to this message from now on, and are to be sent. */
  hand(message_id: string, ids: readonly string[]): void {
    for (const id of ids) {
      const upload = this.#shelf.get(id)
      if (!upload) continue
      const handed = { ...upload, message_id }
      this.#set(upload.status === 'paused' ? waiting(handed) : handed)
    }
  }

  /** Whether a message can go. */
  filesOf(ids: readonly string[], conversation_id: string): FilesState {
    const uploads = ids.map((id) => this.#shelf.get(id))
    const lost = ids.find((id) => this.#missing.has(id))
    if (lost !== undefined) return { is: 'failed', failure: GONE }
    const failed = uploads.find((upload) => upload?.status === 'failed')
    if (failed?.failure) return { is: 'failed', failure: failed.failure }
    for (const id of ids) if (!this.#shelf.get(id)) void this.#seek(id, conversation_id)
    const ready = uploads.flatMap((upload) =>
      upload?.status === 'ready' && upload.attachment ? [upload] : [],
    )
    return ready.length === ids.length ? { is: 'ready', body: bodyOf(ready) } : { is: 'waiting' }
  }

  partsOf(ids: readonly string[]): Part[] {
    return ids.flatMap((id) => this.#shelf.get(id) ?? []).map(uploadPart)
  }

  /** Tries again what failed, and looks again for what was missing. */
  retry(ids: readonly string[]): void {
    for (const id of ids) {
      this.#missing.delete(id)
      this.resume(id)
    }
  }

  /** The server does not have these any more; answers whether they can be sent all over. */
  again(ids: readonly string[]): boolean {
    const uploads = ids.flatMap((id) => this.#shelf.get(id) ?? [])
    if (uploads.length < ids.length) return false
    for (const upload of uploads) this.#set(afresh(upload))
    return true
  }

  /** The same files, as fresh ones for the draft: what was sent with a message is that message's for ever. */
  async giveBack(ids: readonly string[]): Promise<void> {
    const uploads = ids.flatMap((id) => this.#shelf.get(id) ?? [])
    const files = await Promise.all(
      uploads.map(async (each) => [each, await this.#shelf.bytes(each)] as const),
    )
    for (const [{ conversation_id, filename, media_type, alt }, bytes] of files) {
      if (!bytes || this.#user_id === undefined) continue
      const [id] = this.add(conversation_id, [new File([bytes], filename, { type: media_type })])
      if (id !== undefined && alt) this.describe(id, alt)
    }
  }

  /** Their message has arrived, or was given up. */
  drop(ids: readonly string[], isSent: boolean): void {
    for (const id of ids) {
      const upload = this.#shelf.get(id)
      if (upload) void this.#drop(upload, isSent)
    }
  }

  async #takeUp(user_id: string): Promise<void> {
    const kept = await this.#shelf.unknown(user_id)
    if (this.#user_id !== user_id) return
    for (const upload of kept) {
      if (upload.document?.made) {
        void this.#shelf.remove(upload)
        continue
      }
      this.#shelf.hold(upload)
      if (isImage(upload)) void this.#showBytes(upload)
    }
    for (const conversation_id of new Set(kept.map((each) => each.conversation_id)))
      this.#changed(conversation_id)
    this.#sender.run()
  }

  async #showBytes(upload: Upload): Promise<void> {
    const bytes = await this.#shelf.bytes(upload).catch(() => undefined)
    if (!bytes) return
    this.#options.onBytes(upload, bytes)
    // As another object, so that what shows it looks again.
    const now = this.#shelf.get(upload.id)
    if (now) this.#shelf.hold({ ...now })
    this.#state.set(this.#shelf.all())
  }

  /** A message may be heard of before another tab has its files on the device. */
  async #seek(id: string, conversation_id: string, tries = 1): Promise<void> {
    const user_id = this.#user_id
    if (user_id === undefined || (this.#seeking.get(id) ?? 0) >= tries) return
    this.#seeking.set(id, tries)
    const found = await this.#shelf.find(user_id, id).catch(() => undefined)
    if (this.#user_id !== user_id || this.#shelf.get(id)) return
    if (!found && tries < SEEK_TRIES)
      return void this.#options.clock.after(SEEK_MS, () => void this.#seek(id, conversation_id, tries + 1))
    this.#seeking.delete(id)
    if (found) this.#shelf.hold(found)
    else this.#missing.add(id)
    this.#changed(conversation_id)
  }

  #judged(upload: Upload): Upload {
    const limit = this.#options.maxBytes()
    if (upload.conversation_id === '')
      return unusable(upload, 'no_conversation', 'A file comes in through a conversation, and there is none.')
    if (upload.size === 0) return unusable(upload, 'empty', 'The file is empty.')
    if (upload.size <= limit) return upload
    const reason = `The file is ${inMb(upload.size)}; the limit is ${inMb(limit)}.`
    return unusable(upload, 'too_large', reason, { limit })
  }

  async #measure(id: string, file: Blob): Promise<void> {
    const shape = await measure(file)
    const upload = this.#shelf.get(id)
    if (shape && upload) this.#set({ ...upload, ...shape })
  }

  async #drop(upload: Upload, isSent = false): Promise<void> {
    const { id, url, conversation_id } = upload
    this.#sender.stop(id)
    const removed = this.#shelf.remove(upload)
    this.#changed(conversation_id)
    await removed
    if (isSent || url === undefined || upload.document?.made) return
    // The server forgets it by itself, too, only later.
    await this.#options.http.call(endpoints.deleteUpload, { params: { id: idIn(url) } }).catch(() => {})
  }

  #set(upload: Upload): void {
    this.#shelf.put(upload)
    this.#changed(upload.conversation_id)
  }

  #changed(conversation_id: string | undefined): void {
    this.#state.set(this.#shelf.all())
    this.#sender.run()
    if (conversation_id !== undefined) this.#options.onChange(conversation_id)
  }
}

const GONE: SendFailure = {
  code: 'missing',
  reason: 'The file is not on this device any more.',
  retryable: false,
}

const bodyOf = (uploads: readonly Upload[]): Pick<NewMessage, 'attachment_ids' | 'alt_texts'> => {
  const ids = uploads.map(({ id, attachment }) => attachment?.id ?? id)
  const alts = uploads.flatMap(({ alt, attachment }) =>
    alt?.trim() && attachment ? [[attachment.id, alt]] : [],
  )
  return { attachment_ids: ids, ...(alts.length > 0 ? { alt_texts: Object.fromEntries(alts) } : {}) }
}

const inMb = (bytes: number): string => `${Math.ceil(bytes / 1024 ** 2)} MB`
