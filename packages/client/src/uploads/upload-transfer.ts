// One attempt to upload a file by tus, from the offset of the last one.
import type { HttpRequest, HttpResponse, HttpStack, Upload as TusUpload } from 'tus-js-client'
import { Problem } from '@lectern/protocol'
import * as z from 'zod/mini'
import type { Clock } from '../core/clock.ts'
import { ApiError, isProgramError, strangeAnswerError, unreachableError } from '../core/errors.ts'
import type { Upload } from './upload.ts'

export interface TransferOptions {
  apiUrl: string
  clock: Clock
  token: () => Promise<string>
  /** Used instead of the browser's own transport, which also reports progress within a chunk. */
  stack?: HttpStack | undefined
  onUrl: (url: string) => void
  onProgress: (sent: number) => void
}

const CHUNK_BYTES = 1024 ** 2
/** A connection without progress for this long is dead. */
const STALL_MS = 30_000

/** The file could not be read: it was changed, moved or is a folder. */
export class Unreadable extends Error {}

/** Resolves with the attachment's id when the server has all bytes. @throws ApiError, Unreadable */
export const transfer = async (
  upload: Upload,
  bytes: Blob,
  options: TransferOptions,
  signal: AbortSignal,
): Promise<string> => {
  const tus = await import('tus-js-client').catch(() => {
    throw unreachableError('The upload code could not be loaded.')
  })
  if (signal.aborted) throw aborted()
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const watchdog = new Watchdog(options.clock, () => reject(unreachableError('The line is silent.')))
  const { id: _, filename, media_type, conversation_id } = upload
  const running: TusUpload = new tus.Upload(bytes, {
    endpoint: `${options.apiUrl}/attachments/uploads`,
    uploadUrl: upload.url ?? null,
    metadata: {
      conversation_id,
      filename,
      filetype: media_type,
      ...(upload.as_file && { unchanged: '1' }),
    },
    chunkSize: CHUNK_BYTES,
    // The caller knows better when to try again.
    retryDelays: null,
    storeFingerprintForResuming: false,
    fileReader: { openFile: async (file: Blob) => sourceOf(file) },
    ...(options.stack ? { httpStack: options.stack } : {}),
    onBeforeRequest: async (request) => {
      watchdog.touch()
      const token = await options.token()
      // It may belong to the next user, and what is not sent yet cannot be aborted.
      if (signal.aborted) throw aborted()
      request.setHeader('Authorization', `Bearer ${token}`)
    },
    onUploadUrlAvailable: () => running.url && options.onUrl(running.url),
    onProgress: (sent) => {
      watchdog.touch()
      options.onProgress(sent)
    },
    onSuccess: () => resolve(),
    onError: (error) => reject(toKnownError(error)),
  })
  const stop = (): void => reject(aborted())
  signal.addEventListener('abort', stop)
  watchdog.touch()
  running.start()
  try {
    await promise
    return idIn(running.url)
  } finally {
    watchdog.stop()
    signal.removeEventListener('abort', stop)
    void running.abort().catch(() => {})
  }
}

/** The attachment id in an upload's URL. */
export const idIn = (url: string | null | undefined): string => url?.split('/').at(-1) ?? ''

const aborted = (): ApiError => unreachableError('Stopped.')

class Watchdog {
  readonly #clock: Clock
  readonly #onSilence: () => void
  #cancel = (): void => {}

  constructor(clock: Clock, onSilence: () => void) {
    this.#clock = clock
    this.#onSilence = onSilence
  }

  touch(): void {
    this.#cancel()
    this.#cancel = this.#clock.after(STALL_MS, this.#onSilence)
  }

  stop(): void {
    this.#cancel()
  }
}

const sourceOf = (file: Blob) => ({
  size: file.size,
  slice: async (start: number, end: number) => {
    try {
      // Read it now: an unreadable file then fails here, and not as a broken connection.
      return { value: new Blob([await file.slice(start, end).arrayBuffer()]), done: end >= file.size }
    } catch {
      throw new Unreadable('The file cannot be read any more.')
    }
  },
  close: () => {},
})

/** Only a problem document is the server's own refusal. */
const toKnownError = (
  error: Error & { originalResponse?: HttpResponse | null; causingError?: Error | null },
): Error => {
  if (error instanceof Unreadable) return error
  if (error.causingError instanceof Unreadable) return error.causingError
  const problem = z.safeParse(Problem, parse(error.originalResponse?.getBody() ?? ''))
  // "Not found" means that the upload was deleted, or that the user is no longer a member: creating it again
  // will tell.
  if (problem.success) return new ApiError(problem.data)
  // tus reads the file and opens the request by code of the platform, which may not fit together.
  if (isProgramError(error) || isProgramError(error.causingError)) return error
  const status = error.originalResponse?.getStatus() ?? 0
  return status >= 400 ? strangeAnswerError(status) : unreachableError(error.message)
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** For hosts with their own `fetch`, which cannot report progress within a chunk. */
export const fetchStack = (send: typeof fetch): HttpStack => ({
  getName: () => 'fetch',
  createRequest: (method, url) => new FetchRequest(send, method, url),
})

class FetchRequest implements HttpRequest {
  readonly #send: typeof fetch
  readonly #method: string
  readonly #url: string
  readonly #headers = new Headers()
  readonly #abort = new AbortController()
  #onProgress: (sent: number) => void = () => {}

  constructor(send: typeof fetch, method: string, url: string) {
    this.#send = send
    this.#method = method
    this.#url = url
  }

  getMethod(): string {
    return this.#method
  }

  getURL(): string {
    return this.#url
  }

  setHeader(name: string, value: string): void {
    this.#headers.set(name, value)
  }

  getHeader(name: string): string | undefined {
    return this.#headers.get(name) ?? undefined
  }

  setProgressHandler(handler: (sent: number) => void): void {
    this.#onProgress = handler
  }

  async send(piece: Blob | null = null): Promise<HttpResponse> {
    const send = this.#send
    const body = piece && new Uint8Array(await piece.arrayBuffer())
    const response = await send(this.#url, {
      method: this.#method,
      headers: this.#headers,
      body,
      signal: this.#abort.signal,
    })
    const text = await response.text()
    if (body) this.#onProgress(body.length)
    return {
      getStatus: () => response.status,
      getHeader: (name) => response.headers.get(name) ?? undefined,
      getBody: () => text,
      getUnderlyingObject: () => response,
    }
  }

  async abort(): Promise<void> {
    this.#abort.abort()
  }

  getUnderlyingObject(): undefined {
    return undefined
  }
}
