/**
 * Local pictures are kept after their message has arrived, so that nothing flickers when the server's picture
 * comes.
 */
const MAX_KEPT = 60

/** URLs of files on this device, by the id of the upload and later of the attachment. */
export class LocalPictures {
  readonly #urls = new Map<string, string>()

  url(id: string): string | undefined {
    return this.#urls.get(id)
  }

  add(id: string, bytes: Blob): void {
    if (this.#urls.has(id) || typeof URL.createObjectURL !== 'function') return
    this.#keep(id, URL.createObjectURL(bytes))
  }

  /** Adds another id for the same picture. */
  alias(id: string, other: string): void {
    const url = this.#urls.get(id)
    if (url !== undefined && !this.#urls.has(other)) this.#keep(other, url)
  }

  /** This browser cannot show it, as most cannot show HEIC: the server's picture can be shown. */
  forget(id: string): void {
    this.#urls.delete(id)
  }

  clear(): void {
    for (const url of new Set(this.#urls.values())) URL.revokeObjectURL(url)
    this.#urls.clear()
  }

  #keep(id: string, url: string): void {
    this.#urls.set(id, url)
    if (this.#urls.size <= MAX_KEPT) return
    const [oldest] = this.#urls
    if (!oldest) return
    this.#urls.delete(oldest[0])
    if (![...this.#urls.values()].includes(oldest[1])) URL.revokeObjectURL(oldest[1])
  }
}
