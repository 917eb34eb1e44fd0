// Signed links for elements that load by URL alone: requested together, cached while valid, renewed when they
// end.
import { endpoints, LIMITS } from '@lectern/protocol'
import type { Clock } from '../core/clock.ts'
import { ApiError } from '../core/errors.ts'
import type { Http } from '../http/http.ts'
import { SessionEra } from '../http/session-era.ts'
import { deferred } from '../core/deferred.ts'

interface Link {
  sig: string
  ends_at: number
}

interface Question {
  resolve: (sig: string) => void
  reject: (error: unknown) => void
}

/** Links that are needed at the same time are requested together. */
const GATHER_MS = 10
/** A link that ends this soon is not used: the loading may start late. */
const MARGIN_MS = 60_000

export class AttachmentLinks {
  readonly #http: Http
  readonly #clock: Clock
  readonly #links = new Map<string, Link>()
  readonly #asked = new Map<string, Question[]>()
  #cancelGather: (() => void) | undefined
  /** Links of a former person's session are not kept. */
  readonly #era = new SessionEra()

  constructor(http: Http, clock: Clock) {
    this.#http = http
    this.#clock = clock
  }

  /** The URL of the bytes, or of a picture `width` wide; undefined until `load` has fetched a link. */
  url(id: string, width?: number): string | undefined {
    const link = this.#links.get(id)
    if (!link || link.ends_at <= this.#clock.monotonic()) return undefined
    const path = width === undefined ? 'content' : `preview/${width}`
    return `${this.#http.apiUrl}/attachments/${id}/${path}?sig=${encodeURIComponent(link.sig)}`
  }

  /** Resolves when `url` has a value. @throws ApiError `not_found` for a file the user may not see */
  async load(id: string): Promise<void> {
    const link = this.#links.get(id)
    if (link && link.ends_at > this.#clock.monotonic()) return
    const { promise, resolve, reject } = deferred<string>()
    this.#asked.set(id, [...(this.#asked.get(id) ?? []), { resolve, reject }])
    this.#cancelGather ??= this.#clock.after(GATHER_MS, () => {
      this.#cancelGather = undefined
      void this.#ask()
    })
    await promise
  }

  /** The link did not work. */
  forget(id: string): void {
    this.#links.delete(id)
  }

  clear(): void {
    this.#era.begin()
    this.#links.clear()
    this.#asked.clear()
    this.#cancelGather?.()
    this.#cancelGather = undefined
  }

  async #ask(): Promise<void> {
    const asked = [...this.#asked]
    this.#asked.clear()
    for (let from = 0; from < asked.length; from += LIMITS.page_rows)
      await this.#fetch(asked.slice(from, from + LIMITS.page_rows))
  }

  async #fetch(asked: readonly [string, Question[]][]): Promise<void> {
    const [began_at, era] = [this.#clock.monotonic(), this.#era.current]
    try {
      const body = { attachment_ids: asked.map(([id]) => id) }
      const { links, expires_in_ms } = await this.#http.call(endpoints.createAttachmentLinks, { body })
      const ends_at = began_at + expires_in_ms - MARGIN_MS
      if (this.#era.isCurrent(era))
        for (const [id, sig] of Object.entries(links)) this.#links.set(id, { sig, ends_at })
      for (const [id, questions] of asked) {
        const sig = links[id]
        for (const { resolve, reject } of questions)
          if (sig === undefined) reject(noAttachment())
          else resolve(sig)
      }
    } catch (error) {
      for (const [, questions] of asked) for (const { reject } of questions) reject(error)
    }
  }
}

const noAttachment = (): ApiError =>
  new ApiError({
    type: 'about:blank',
    title: 'Not found',
    status: 404,
    detail: 'There is no such attachment.',
    code: 'not_found',
    retry: 'never',
    request_id: '',
  })
