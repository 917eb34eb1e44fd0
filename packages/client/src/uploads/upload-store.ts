// Stores uploads: their state and their bytes, in memory, on the device, and equal in every tab.
import type { ClientStorage } from '../core/storage.ts'
import { toPersistentUpload, type Upload } from './upload.ts'

/** The newest state of an upload; without `upload` it is gone. */
export interface UploadNews {
  id: string
  upload?: Upload
}

/** Bytes on the device. */
interface StoredBytes {
  id: string
  bytes: Blob
}

export interface UploadStoreOptions {
  storage: ClientStorage
  /** Tells the other tabs. */
  tell: (user_id: string, news: UploadNews) => unknown
}

export class UploadStore {
  readonly #options: UploadStoreOptions
  readonly #uploads = new Map<string, Upload>()
  readonly #bytes = new Map<string, Blob>()
  /** Their bytes are not on the device yet, so other tabs must not hear of them. */
  readonly #early = new Set<string>()

  constructor(options: UploadStoreOptions) {
    this.#options = options
  }

  get(id: string): Upload | undefined {
    return this.#uploads.get(id)
  }

  /** In the order of choosing. */
  all(): Upload[] {
    return [...this.#uploads.values()].sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))
  }

  /** The uploads that are on the device and unknown here. */
  async findUnknown(user_id: string): Promise<Upload[]> {
    const kept = await this.#options.storage.list<Upload>('uploads', `${user_id}/`)
    return kept.filter(({ id }) => !this.#uploads.has(id))
  }

  async find(user_id: string, id: string): Promise<Upload | undefined> {
    return this.#options.storage.get<Upload>('uploads', keyOf({ user_id, id }))
  }

  hold(upload: Upload): void {
    this.#uploads.set(upload.id, upload)
  }

  /** Stores the bytes first: an upload without them would be useless after a reload. */
  add(upload: Upload, bytes: Blob): void {
    const { id } = upload
    this.#bytes.set(id, bytes)
    this.#early.add(id)
    this.hold(upload)
    const stored = this.#options.storage
      .put('files', keyOf(upload), { id, bytes } satisfies StoredBytes)
      .catch(() => {})
    void stored.then(() => {
      this.#early.delete(id)
      const now = this.#uploads.get(id)
      if (now) this.put(now)
    })
  }

  /** A failed write must not keep a file from being sent. */
  put(upload: Upload): void {
    this.show(upload)
    if (this.#early.has(upload.id)) return
    this.#options.storage.put('uploads', keyOf(upload), toPersistentUpload(upload)).catch(() => {})
  }

  /** For state that is not worth storing, such as progress. */
  show(upload: Upload): void {
    this.hold(upload)
    if (!this.#early.has(upload.id)) this.#options.tell(upload.user_id, { id: upload.id, upload })
  }

  async bytes(upload: Upload): Promise<Blob | undefined> {
    const { storage } = this.#options
    return this.#bytes.get(upload.id) ?? (await storage.get<StoredBytes>('files', keyOf(upload)))?.bytes
  }

  /** Deletes the bytes and keeps the state. */
  async dropBytes(upload: Upload): Promise<void> {
    this.#bytes.delete(upload.id)
    await this.#options.storage.delete('files', keyOf(upload)).catch(() => {})
  }

  async remove(upload: Pick<Upload, 'user_id' | 'id'>): Promise<void> {
    const { storage, tell } = this.#options
    this.forget(upload.id)
    tell(upload.user_id, { id: upload.id })
    await storage.delete('uploads', keyOf(upload)).catch(() => {})
    await storage.delete('files', keyOf(upload)).catch(() => {})
  }

  /** Every id with data on the device, including bytes of a page that closed before it stored their state. */
  async ids(user_id: string): Promise<Set<string>> {
    const { storage } = this.#options
    const kept = await storage.list<Upload>('uploads', `${user_id}/`)
    const bytes = await storage.list<StoredBytes>('files', `${user_id}/`)
    const held = [...this.#uploads.values()].filter((upload) => upload.user_id === user_id)
    return new Set([...held, ...kept, ...bytes].map(({ id }) => id))
  }

  forget(id: string): void {
    this.#uploads.delete(id)
    this.#bytes.delete(id)
  }

  clear(): void {
    this.#early.clear()
    this.#uploads.clear()
    this.#bytes.clear()
  }
}

const keyOf = ({ user_id, id }: Pick<Upload, 'user_id' | 'id'>): string => `${user_id}/${id}`
