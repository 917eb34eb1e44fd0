// The built web app, read once: a file outside this list cannot be requested, whatever the path is.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import { placePage, placeWorker } from './base-path.ts'
import { isKnown } from '../platform/download.ts'
import { compress, encodingFor, type Encoding } from './encoding.ts'
import { PAGE_HEADERS, pagePolicy } from './headers.ts'

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}
const FOR_EVER = 'public, max-age=31536000, immutable'
const INDEX = '/index.html'
const WORKER = '/service-worker.js'
/** Pictures and fonts are already compressed. */
const COMPRESSIBLE = /^text\/|json|xml/
/** A smaller file fits into one packet either way. */
const WORTH_BYTES = 1024

interface SiteFile {
  body: Uint8Array<ArrayBuffer>
  digest: string
  headers: Record<string, string>
  /** Made at the first request, once. */
  encoded: Map<Encoding, Promise<Uint8Array<ArrayBuffer>>>
}

export interface Page {
  status: number
  headers: Record<string, string>
  body: Uint8Array<ArrayBuffer> | null
}

export class Site {
  readonly #files = new Map<string, SiteFile>()

  /**
   * A missing folder gives an empty site: the API works without the app. `base_path`: the page is below that path of
   * its host.
   */
  constructor(folder: string, base_path = '') {
    for (const path of listFiles(folder)) {
      const url = `/${relative(folder, path).split(sep).join('/')}`
      this.#files.set(url, siteFile(url, new Uint8Array(readFileSync(path))))
    }
    if (base_path !== '') this.#place(base_path)
  }

  get isBuilt(): boolean {
    return this.#files.has(INDEX)
  }

  /** The file at `path`, or the app itself for a page; undefined for any other path. */
  async find(path: string, header: (name: string) => string | undefined): Promise<Page | undefined> {
    const file = this.#files.get(path === '/' ? INDEX : path) ?? this.#fallback(path, header('accept'))
    if (!file) return undefined
    const encoding = isWorth(file) ? encodingFor(header('accept-encoding')) : undefined
    const headers: Record<string, string> = {
      ...file.headers,
      etag: etagOf(file.digest, encoding),
      ...(isWorth(file) && { vary: 'accept-encoding' }),
      ...(encoding && { 'content-encoding': encoding }),
      'content-security-policy': pagePolicy(header('host')),
    }
    if (isKnown(header('if-none-match'), headers['etag'] ?? '')) return { status: 304, headers, body: null }
    return { status: 200, headers, body: encoding ? await encoded(file, encoding) : file.body }
  }

  #place(base_path: string): void {
    const page = this.#textOf(INDEX)
    const worker = this.#textOf(WORKER)
    if (page === undefined) return
    const placed = placePage(page, base_path)
    this.#replace(INDEX, placed)
    if (worker !== undefined) this.#replace(WORKER, placeWorker(worker, page, placed))
  }

  #textOf(url: string): string | undefined {
    const body = this.#files.get(url)?.body
    return body && new TextDecoder().decode(body)
  }

  #replace(url: string, text: string): void {
    this.#files.set(url, siteFile(url, new TextEncoder().encode(text)))
  }

  #fallback(path: string, accept: string | undefined): SiteFile | undefined {
    const isPage = accept?.includes('text/html') && extname(path) === ''
    return isPage ? this.#files.get(INDEX) : undefined
  }
}

/** Other bytes need another tag: a cache may hold both. */
const etagOf = (digest: string, encoding: Encoding | undefined): string =>
  encoding ? `"${digest}-${encoding}"` : `"${digest}"`

/** A proxy that compresses makes a tag weak, and a cache may list several: by RFC 9110 both compare without `W/`. */

const isWorth = ({ body, headers }: SiteFile): boolean =>
  body.length >= WORTH_BYTES && COMPRESSIBLE.test(headers['content-type'] ?? '')

const encoded = (file: SiteFile, encoding: Encoding): Promise<Uint8Array<ArrayBuffer>> => {
  const made = file.encoded.get(encoding) ?? compress(file.body, encoding)
  file.encoded.set(encoding, made)
  return made
}

const listFiles = (folder: string): string[] => {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
  } catch {
    return []
  }
}

const siteFile = (url: string, body: Uint8Array<ArrayBuffer>): SiteFile => {
  return {
    body,
    digest: createHash('sha256').update(body).digest('base64url').slice(0, 22),
    encoded: new Map(),
    headers: {
      ...PAGE_HEADERS,
      'content-type': TYPES[extname(url)] ?? 'application/octet-stream',
      // Only names below assets/ have a hash of their content.
      'cache-control': url.startsWith('/assets/') ? FOR_EVER : 'no-cache',
    },
  }
}
