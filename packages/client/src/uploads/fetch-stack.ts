// The requests of the upload library by `fetch`, which cannot report progress within a chunk. Browsers do without: it
// is loaded where it is needed.
import type { HttpRequest, HttpResponse, HttpStack } from 'tus-js-client'

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
