/** So many are kept after their message has arrived, so that nothing flickers when the server's own comes. */
const MAX_KEPT = 60

/** Addresses of files that are on this device, by the id of the upload and later of the attachment. */
export class LocalPictures {
  readonly #urls = new Map<string, string>()

  url(id: string): string | undefined {
    return this.#urls.get(id)
  }

  add(id: string, bytes: Blob): void {
    if (this.#urls.has(id) || typeof URL.createObjectURL !== 'function') return
    this.#keep(id, URL.createObjectURL(bytes))
  }

  /** The same picture by another name. */
  alias(id: string, other: string): void {
    const url = this.#urls.get(id)
    if (url !== undefined && !this.#urls.has(other)) this.#keep(other, url)
  }

  /** It cannot be shown here, as HEIC in most browsers: the server's own can. */
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
