// Uploads: sent in chunks as soon as they are chosen, a few at a time, resumed after a break, and kept on the
// device until their message has arrived. Every tab shows the same; one of them sends.
import { endpoints } from '@lectern/protocol'
import type { Emits } from '../core/emitter.ts'
import { measure } from './measure.ts'
import type { ClientStorage } from '../core/storage.ts'
import { Cell, type Store } from '../core/store.ts'
import {
  idIn,
  isImage,
  mergeUploads,
  toPersistentUpload,
  failUpload,
  queueUpload,
  resetUpload,
  type DocumentRequest,
  type Upload,
} from './upload.ts'
import { UploadSender, type UploadSenderOptions } from './upload-sender.ts'
import { UploadStore, type UploadNews } from './upload-store.ts'
import { uuidv7 } from '../core/uuid.ts'

export interface UploadsOptions extends Omit<UploadSenderOptions, 'store' | 'onChange'> {
  storage: ClientStorage
  /** For one file. */
  maxBytes: () => number
  /** The device has a picture of it. */
  onBytes: (upload: Upload, bytes: Blob) => void
  events: Emits<UploadEvents>
}

export interface UploadEvents {
  /** A file of this conversation changed its state. */
  files_changed: string
  /** News for the other tabs. */
  upload_news: { user_id: string; news: UploadNews }
}

export class Uploads {
  readonly #options: UploadsOptions
  readonly #store: UploadStore
  readonly #state = new Cell<readonly Upload[]>([])
  /** In the order of choosing. */
  readonly state: Store<readonly Upload[]> = this.#state
  readonly #sender: UploadSender
  #user_id: string | undefined
  #position = 0

  constructor(options: UploadsOptions) {
    this.#options = options
    this.#store = new UploadStore({
      storage: options.storage,
      tell: (user_id, news) => options.events.emit('upload_news', { user_id, news }),
    })
    this.#sender = new UploadSender({ ...options, store: this.#store, onChange: (id) => this.#changed(id) })
  }

  /** The user of these files; undefined when signed out. */
  get user_id(): string | undefined {
    return this.#user_id
  }

  /** Takes files of this user from now on. */
  enter(user_id: string): void {
    this.unload()
    this.#user_id = user_id
  }

  /** Loads the uploads of this user. */
  async load(user_id: string): Promise<void> {
    if (this.#user_id !== user_id) this.enter(user_id)
    await this.#takeUp(user_id)
  }

  /** Stops sending and forgets the uploads; those on the device stay. */
  unload(): void {
    for (const { id } of this.#store.all()) this.#sender.stop(id)
    this.#sender.setSends(false)
    this.#store.clear()
    this.#user_id = undefined
    this.#state.set([])
  }

  /** Removes all uploads from the device except these. The server deletes unsent files by itself. */
  async wipe(user_id: string, kept: readonly string[]): Promise<void> {
    for (const id of await this.#store.ids(user_id)) {
      if (kept.includes(id)) continue
      this.#sender.stop(id)
      await this.#store.remove({ user_id, id })
    }
    this.#state.set(this.#store.all())
  }

  setOnline(online: boolean): void {
    this.#sender.setOnline(online)
  }

  /** One of the tabs sends. */
  async setSender(sends: boolean): Promise<void> {
    // The former sender may have left some unfinished.
    if (sends && !this.#sender.sends)
      for (const upload of this.#store.all()) this.#store.hold(toPersistentUpload(upload))
    this.#sender.setSends(sends)
    if (sends && this.#user_id !== undefined) await this.#takeUp(this.#user_id)
  }

  /** Another tab changed an upload. */
  applyNews({ id, upload }: UploadNews): void {
    const ours = this.#store.get(id)
    if (!upload) {
      this.#sender.stop(id)
      this.#store.forget(id)
    } else if (!this.#sender.sends) this.#store.hold(upload)
    else {
      const merged = mergeUploads(ours, upload)
      if (merged.status === 'paused') this.#sender.stop(id)
      this.#store.put(merged)
    }
    this.#changed((upload ?? ours)?.conversation_id)
  }

  /**
   * Takes files for the draft of a conversation, for `documents`, or for the draft of one, and starts to upload
   * them; returns their ids.
   */
  add(
    conversation_id: string,
    files: readonly File[],
    documents: readonly DocumentRequest[] = [],
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
      this.#store.add(this.#judged(upload), file)
      this.#options.onBytes(upload, file)
      if (isImage(upload)) void this.#measure(id, file)
      this.#changed(conversation_id)
      return id
    })
  }

  /** Pauses an upload until `resume`. */
  pause(id: string): void {
    const upload = this.#store.get(id)
    if (!upload || !['waiting', 'uploading'].includes(upload.status)) return
    this.#sender.stop(id)
    this.set({ ...upload, status: 'paused' })
  }

  /** Resumes a paused upload, or tries a failed one again. */
  resume(id: string): void {
    const upload = this.#store.get(id)
    if (!upload || (upload.status !== 'paused' && !upload.failure?.retryable)) return
    this.set(queueUpload(upload))
  }

  /** Sends a picture that the server refused as it is, as a file. */
  sendAsFile(id: string): void {
    const upload = this.#store.get(id)
    if (upload?.status === 'failed') this.set({ ...resetUpload(upload), as_file: true })
  }

  /** Sets the alternative text of an image. */
  describe(id: string, alt: string): void {
    const upload = this.#store.get(id)
    if (upload) this.set({ ...upload, alt })
  }

  /** Deletes an upload here and at the server; only here when it `isSent`. */
  drop(id: string, isSent = false): void {
    const upload = this.#store.get(id)
    if (upload) void this.#drop(upload, isSent)
  }

  get(id: string): Upload | undefined {
    return this.#store.get(id)
  }

  /** Replaces the state of an upload. */
  set(upload: Upload): void {
    this.#store.put(upload)
    this.#changed(upload.conversation_id)
  }

  /** Undefined also if the device fails to give them. */
  bytes(upload: Upload): Promise<Blob | undefined> {
    return this.#store.bytes(upload).catch(() => undefined)
  }

  /** Loads an upload that another tab has stored; returns whether it is known now. */
  async find(id: string): Promise<boolean> {
    const user_id = this.#user_id
    const found =
      user_id === undefined ? undefined : await this.#store.find(user_id, id).catch(() => undefined)
    if (this.#user_id !== user_id) return false
    if (found && !this.#store.get(id)) {
      this.#store.hold(found)
      this.#changed(found.conversation_id)
    }
    return this.#store.get(id) !== undefined
  }

  async #takeUp(user_id: string): Promise<void> {
    const kept = await this.#store.findUnknown(user_id)
    if (this.#user_id !== user_id) return
    for (const upload of kept) {
      if (upload.document?.made) {
        void this.#store.remove(upload)
        continue
      }
      this.#store.hold(upload)
      if (isImage(upload)) void this.#showBytes(upload)
    }
    for (const conversation_id of new Set(kept.map((each) => each.conversation_id)))
      this.#changed(conversation_id)
    this.#sender.run()
  }

  async #showBytes(upload: Upload): Promise<void> {
    const bytes = await this.bytes(upload)
    if (!bytes) return
    this.#options.onBytes(upload, bytes)
    // A new object, so that its views read it again.
    const now = this.#store.get(upload.id)
    if (now) this.#store.hold({ ...now })
    this.#state.set(this.#store.all())
  }

  #judged(upload: Upload): Upload {
    const limit = this.#options.maxBytes()
    if (upload.conversation_id === '')
      return failUpload(
        upload,
        'no_conversation',
        'A file comes in through a conversation, and there is none.',
      )
    if (upload.size === 0) return failUpload(upload, 'empty', 'The file is empty.')
    if (upload.size <= limit) return upload
    const reason = `The file is ${inMb(upload.size)}; the limit is ${inMb(limit)}.`
    return failUpload(upload, 'too_large', reason, { limit })
  }

  async #measure(id: string, file: Blob): Promise<void> {
    const shape = await measure(file)
    const upload = this.#store.get(id)
    if (shape && upload) this.set({ ...upload, ...shape })
  }

  async #drop(upload: Upload, isSent: boolean): Promise<void> {
    const { id, url, conversation_id } = upload
    this.#sender.stop(id)
    const removed = this.#store.remove(upload)
    this.#changed(conversation_id)
    await removed
    if (isSent || url === undefined || upload.document?.made) return
    // The server also deletes it by itself, only later.
    await this.#options.http.call(endpoints.deleteUpload, { params: { id: idIn(url) } }).catch(() => {})
  }

  #changed(conversation_id: string | undefined): void {
    this.#state.set(this.#store.all())
    this.#sender.run()
    if (conversation_id !== undefined) this.#options.events.emit('files_changed', conversation_id)
  }
}

const inMb = (bytes: number): string => `${Math.ceil(bytes / 1024 ** 2)} MB`
