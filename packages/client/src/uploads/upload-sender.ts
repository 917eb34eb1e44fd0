// Uploads waiting files, a few at a time, and repeats failures that may pass later.
import { endpoints, type Attachment } from '@lectern/protocol'
import { backoffMs } from '../core/backoff.ts'
import type { Clock } from '../core/clock.ts'
import { toApiError, unreachableError } from '../core/errors.ts'
import { BLOCKED_AFTER } from '../core/send-failure.ts'
import type { Http } from '../http/http.ts'
import { resetUpload, refuseUpload, failUpload, queueUpload, Unreadable, type Upload } from './upload.ts'
import { faults } from './transfer-faults.ts'
import { makeDocument } from './make-document.ts'
import type { UploadStore } from './upload-store.ts'

export interface UploadSenderOptions {
  http: Http
  clock: Clock
  random: () => number
  token: () => Promise<string>
  /** Used instead of the platform's own transport. */
  fetch?: typeof fetch | undefined
  store: UploadStore
  /** An upload made progress; without a conversation only by some bytes. */
  onChange: (conversation_id?: string) => void
}

/** A slow upload occupies its slot, so there are several; a failing one only while it tries. */
const AT_ONCE = 3
/** Progress is reported at most this often. */
const PROGRESS_MS = 250
const CHECK_WAIT_MS = 2_000
/** While offline only every fifth attempt is made: the socket may be blocked while HTTP works. */
const OFFLINE_ATTEMPT = 5

interface Run {
  abort: AbortController
  shown_at: number
}

export class UploadSender {
  readonly #options: UploadSenderOptions
  readonly #running = new Map<string, Run>()
  /** Cancels the wait for the next attempt. */
  readonly #pauses = new Map<string, () => void>()
  readonly #attempts = new Map<string, number>()
  #online = false
  /** False until told: another tab may be sending. */
  #sends = false

  constructor(options: UploadSenderOptions) {
    this.#options = options
  }

  get sends(): boolean {
    return this.#sends
  }

  setSends(sends: boolean): void {
    this.#sends = sends
    if (!sends) for (const id of [...this.#running.keys()]) this.stop(id)
  }

  setOnline(online: boolean): void {
    this.#online = online
    if (!online) return
    for (const id of [...this.#pauses.keys()]) this.#unpause(id)
    this.#attempts.clear()
    this.run()
  }

  /** Starts the uploads that can start. */
  run(): void {
    if (!this.#sends) return
    for (const upload of this.#options.store.all()) {
      if (this.#running.size >= AT_ONCE) return
      const isFree = !this.#running.has(upload.id) && !this.#pauses.has(upload.id)
      if (upload.status === 'waiting' && isFree) void this.#send(upload)
    }
  }

  /** Stops an upload; it reports nothing until it is started again. */
  stop(id: string): void {
    this.#running.get(id)?.abort.abort()
    this.#unpause(id)
    this.#attempts.delete(id)
  }

  #unpause(id: string): void {
    this.#pauses.get(id)?.()
    this.#pauses.delete(id)
  }

  async #send(upload: Upload): Promise<void> {
    const { id } = upload
    const run: Run = { abort: new AbortController(), shown_at: 0 }
    this.#running.set(id, run)
    this.#put(id, run, { status: 'uploading' })
    try {
      await this.#transfer(upload, run)
      this.#attempts.delete(id)
    } catch (error) {
      this.#failed(id, run, error)
    }
    this.#running.delete(id)
    this.#options.onChange(this.#options.store.get(id)?.conversation_id)
  }

  async #transfer(upload: Upload, run: Run): Promise<void> {
    const { id } = upload
    const { http, clock, token, fetch, store } = this.#options
    // The outcome of the last attempt is unknown; the attachment may already be used.
    if (upload.document && upload.attachment) return this.#arrived(id, run, upload.attachment)
    const bytes = await store.bytes(upload)
    if (!bytes) throw new Unreadable('The file is not on this device any more.')
    const onUrl = (url: string): void => this.#put(id, run, { url })
    const onProgress = (sent: number): void => this.#progress(id, run, sent)
    const [{ transfer }, tus] = await Promise.all([
      import('./upload-transfer.ts'),
      import('tus-js-client'),
    ]).catch(() => {
      throw unreachableError('The code could not be loaded.')
    })
    const options = { apiUrl: http.apiUrl, clock, token, fetch, onUrl, onProgress, faults, tus }
    const attachment_id = await transfer(upload, bytes, options, run.abort.signal)
    this.#put(id, run, { status: 'checking', sent: upload.size })
    await this.#checked(id, attachment_id, run)
  }

  async #checked(id: string, attachment_id: string, run: Run): Promise<void> {
    const { signal } = run.abort
    const input = { params: { id: attachment_id }, query: { wait_ms: CHECK_WAIT_MS }, signal }
    for (;;) {
      const attachment = await this.#options.http.call(endpoints.getAttachment, input)
      if (attachment.state === 'ready') return this.#arrived(id, run, attachment)
      const upload = this.#options.store.get(id)
      if (attachment.state === 'rejected' && upload) {
        const { reason = 'The file was refused.', why } = attachment
        return this.#put(id, run, failUpload(upload, 'rejected', reason, why === undefined ? {} : { why }))
      }
      // The result was lost on the way.
      if (attachment.state === 'uploading' || signal.aborted)
        throw unreachableError('The server does not have all of it.')
    }
  }

  /** The file is complete and accepted. */
  async #arrived(id: string, run: Run, attachment: Attachment): Promise<void> {
    const upload = this.#options.store.get(id)
    if (!upload?.document) return this.#put(id, run, { status: 'ready', attachment })
    this.#put(id, run, { status: 'checking', sent: upload.size, attachment })
    await makeDocument(this.#options.http, upload.document, attachment.id, run.abort.signal)
    this.#put(id, run, { status: 'ready', document: { ...upload.document, made: true } })
    await this.#options.store.dropBytes(upload)
  }

  #put(id: string, { abort }: Run, fields: Partial<Upload>): void {
    const upload = this.#options.store.get(id)
    if (!upload || abort.signal.aborted) return
    this.#options.store.put({ ...upload, ...fields })
    this.#options.onChange(upload.conversation_id)
  }

  #progress(id: string, run: Run, sent: number): void {
    const upload = this.#options.store.get(id)
    const now = this.#options.clock.monotonic()
    if (!upload || run.abort.signal.aborted || now - run.shown_at < PROGRESS_MS) return
    run.shown_at = now
    this.#options.store.show({ ...upload, sent })
    this.#options.onChange()
  }

  #failed(id: string, { abort }: Run, cause: unknown): void {
    const { store } = this.#options
    const upload = store.get(id)
    if (!upload || abort.signal.aborted) return
    if (cause instanceof Unreadable) return store.put(failUpload(upload, 'unreadable', cause.message))
    const error = toApiError(cause)
    const isWhole = upload.document !== undefined && upload.attachment !== undefined
    // Its URL no longer exists: starting again tells whether it is allowed at all.
    if (error.code === 'not_found' && upload.url !== undefined && !isWhole)
      return store.put(resetUpload(upload))
    // Two connections may have written at once; the next attempt asks for the offset.
    const isBlocked = error.refused_on_way !== undefined && (this.#attempts.get(id) ?? 0) + 1 >= BLOCKED_AFTER
    const isHopeless = isBlocked || (!error.transient && (error.code !== 'conflict' || isWhole))
    if (isHopeless) return store.put(refuseUpload(upload, error))
    this.#later(id, error.problem.retry_after_ms ?? 0)
    store.put(queueUpload(upload))
  }

  #later(id: string, atLeastMs: number): void {
    const { clock, random } = this.#options
    const attempt = this.#online ? (this.#attempts.get(id) ?? 0) : OFFLINE_ATTEMPT
    this.#attempts.set(id, attempt + 1)
    const cancel = clock.after(Math.max(backoffMs(attempt, random), atLeastMs), () => {
      this.#pauses.delete(id)
      this.run()
    })
    this.#pauses.set(id, cancel)
  }
}
