// The app's own files on the device, one cache for each version. A page and all its files are of one version:
// pages come from the server, or else from the cache with all their files. Files under /assets/ have a hash of
// their content in their name, so a file of that name is right in any cache. Nothing else is ever cached here.
import { routeOf } from '../base-path.ts'
import { parseRoute } from '../routes.ts'

export interface ShellFile {
  path: string
  /** Subresource integrity: during a deployment the server may already have another version. */
  integrity: string
}

export interface ShellOptions {
  origin: string
  /** Of the app on its host; empty, or without a slash at its end. */
  base_path: string
  version: string
  files: readonly ShellFile[]
  caches: CacheStorage
  fetch: typeof fetch
  locks: Pick<LockManager, 'query'>
  /** Resolves after this time. */
  pause: (ms: number) => Promise<void>
  /** The number of open pages of this origin. */
  countPages: () => Promise<number>
}

/** The name of a version's cache, and of the lock that each of its pages holds while it is open. */
export const shellName = (version: string, base_path: string): string =>
  `lectern-shell${base_path} ${version}`

const INDEX = '/index.html'
const HASHED = '/assets/'
/** If the server does not send a page within this time, it opens from the device. */
const PATIENCE_MS = 3_000

export class ShellCache {
  readonly #options: ShellOptions
  readonly #name: string
  readonly #prefix: string

  constructor(options: ShellOptions) {
    this.#options = options
    this.#name = shellName(options.version, options.base_path)
    this.#prefix = shellName('', options.base_path)
  }

  /** Caches all files or throws; files from before an error are not requested again. */
  async install(): Promise<void> {
    const cache = await this.#options.caches.open(this.#name)
    // One after the other: the page uses the network meanwhile.
    // oxlint-disable-next-line no-await-in-loop
    for (const file of this.#options.files)
      await cache.put(this.#addressOf(file.path), await this.#whole(file))
  }

  /** The answer from the cache; undefined for the server's API and for other sites. */
  answer(request: Request): Promise<Response> | undefined {
    const { origin, pathname: address } = new URL(request.url)
    if (request.method !== 'GET' || origin !== this.#options.origin) return undefined
    const pathname = routeOf(address, this.#options.base_path)
    if (request.mode === 'navigate')
      return parseRoute(pathname).page === 'not_found' ? undefined : this.#page(request)
    if (pathname.startsWith(HASHED)) return this.#hashed(request)
    return this.#options.files.some(({ path }) => path === pathname) ? this.#plain(request) : undefined
  }

  /** Removes the versions without an open page. */
  async tidy(): Promise<void> {
    const { caches, locks, countPages } = this.#options
    const pages = await countPages()
    const { held = [] } = await locks.query()
    const used = held.flatMap(({ name }) => (name?.startsWith(this.#prefix) ? [name] : []))
    // A starting page has not reported its version yet.
    if (used.length < pages) return
    const others = (await caches.keys()).filter((name) => name.startsWith(this.#prefix))
    const old = others.filter((name) => name !== this.#name && !used.includes(name))
    await Promise.all(old.map((name) => caches.delete(name)))
  }

  #addressOf(path: string): string {
    return this.#options.base_path + path
  }

  async #whole({ path, integrity }: ShellFile): Promise<Response> {
    const { caches, fetch } = this.#options
    const address = this.#addressOf(path)
    const isHashed = path.startsWith(HASHED)
    const kept = isHashed ? await caches.match(address) : undefined
    const response = kept ?? (await fetch(address, { integrity, cache: isHashed ? 'default' : 'no-cache' }))
    if (!response.ok) throw new Error(`${path} was answered with ${response.status}`)
    return response
  }

  async #page(request: Request): Promise<Response> {
    const { caches, fetch, pause } = this.#options
    const answer = fetch(request)
    const soon = await Promise.race([answer, pause(PATIENCE_MS)]).catch(() => undefined)
    // A proxy in front answers with an error while the server is down.
    if (soon && soon.status < 500) return soon
    answer.catch(() => {})
    return (await caches.match(this.#addressOf(INDEX), { cacheName: this.#name })) ?? answer
  }

  async #hashed(request: Request): Promise<Response> {
    const { caches, fetch } = this.#options
    const kept = await caches.match(request.url)
    if (kept) return kept
    const response = await fetch(request)
    if (response.status === 200) {
      const copy = response.clone()
      // The device may be full; the page gets its file all the same.
      void caches
        .open(this.#name)
        .then((cache) => cache.put(request.url, copy))
        .catch(() => {})
    }
    return response
  }

  /** Icons and the like, which belong to no version. */
  async #plain(request: Request): Promise<Response> {
    const { caches, fetch } = this.#options
    return (await caches.match(request.url, { cacheName: this.#name })) ?? fetch(request)
  }
}
