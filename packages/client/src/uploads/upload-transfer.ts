// One attempt to upload a file by tus, from the offset of the last one.
import type * as Tus from 'tus-js-client'
import { fetchStack } from './fetch-stack.ts'
import type { Clock } from '../core/clock.ts'
import type { Faults } from './transfer-faults.ts'
import type { Upload } from './upload.ts'

export interface TransferOptions {
  apiUrl: string
  clock: Clock
  token: () => Promise<string>
  /** Used instead of the browser's own transport, which also reports progress within a chunk. */
  fetch?: typeof fetch | undefined
  onUrl: (url: string) => void
  onProgress: (sent: number) => void
  /** Handed over, so that this file shares no code with those that are loaded first. */
  faults: Faults
  tus: typeof Tus
}

const CHUNK_BYTES = 1024 ** 2
/** A connection without progress for this long is dead. */
const STALL_MS = 30_000

/** Resolves with the attachment's id when the server has all bytes. @throws ApiError, Unreadable */
export const transfer = async (
  upload: Upload,
  bytes: Blob,
  options: TransferOptions,
  signal: AbortSignal,
): Promise<string> => {
  const { faults, tus } = options
  const stack = stackOf(options.fetch)
  const aborted = () => faults.unreachableError('Stopped.')
  if (signal.aborted) throw aborted()
  const { promise, resolve, reject } = faults.deferred<void>()
  const watchdog = new Watchdog(options.clock, () => reject(faults.unreachableError('The line is silent.')))
  const { id: _, filename, media_type, conversation_id } = upload
  const running: Tus.Upload = new tus.Upload(bytes, {
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
    fileReader: { openFile: async (file: Blob) => sourceOf(file, faults) },
    ...stack,
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
    onError: (error) => reject(toKnownError(error, faults)),
  })
  const stop = (): void => reject(aborted())
  signal.addEventListener('abort', stop)
  watchdog.touch()
  running.start()
  try {
    await promise
    return faults.idIn(running.url)
  } finally {
    watchdog.stop()
    signal.removeEventListener('abort', stop)
    void running.abort().catch(() => {})
  }
}

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

const sourceOf = (file: Blob, { Unreadable }: Faults) => ({
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
  error: Error & { originalResponse?: Tus.HttpResponse | null; causingError?: Error | null },
  { Unreadable, problemIn, isProgramError, strangeAnswerError, unreachableError }: Faults,
): Error => {
  if (error instanceof Unreadable) return error
  if (error.causingError instanceof Unreadable) return error.causingError
  const refusal = problemIn(error.originalResponse?.getBody() ?? '')
  // "Not found" means that the upload was deleted, or that the user is no longer a member: creating it again
  // will tell.
  if (refusal) return refusal
  // tus reads the file and opens the request by code of the platform, which may not fit together.
  if (isProgramError(error) || isProgramError(error.causingError)) return error
  const status = error.originalResponse?.getStatus() ?? 0
  return status >= 400 ? strangeAnswerError(status) : unreachableError(error.message)
}

/**
 * For hosts that bring their own `fetch`, and for platforms without `XMLHttpRequest`: the library's transport of Node
 * takes no `Blob`.
 */
const stackOf = (own: typeof fetch | undefined): { httpStack?: Tus.HttpStack } => {
  if (!own && typeof XMLHttpRequest !== 'undefined') return {}
  return { httpStack: fetchStack(own ?? ((input, init) => globalThis.fetch(input, init))) }
}
