// The built web app, read once: what is not in this list cannot be asked for, whatever the path looks like.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
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

interface SiteFile {
  body: Uint8Array<ArrayBuffer>
  headers: Record<string, string>
}

export interface Page {
  status: number
  headers: Record<string, string>
  body: Uint8Array<ArrayBuffer> | null
}

export class Site {
  readonly #files = new Map<string, SiteFile>()

  /** A folder that does not exist is an empty site: the interface works without the app. */
  constructor(folder: string) {
    for (const path of listFiles(folder)) {
      const url = `/${relative(folder, path).split(sep).join('/')}`
      this.#files.set(url, readSiteFile(path, url))
    }
  }

  get isBuilt(): boolean {
    return this.#files.has(INDEX)
  }

  /** The file at `path`, or the app itself for a page it may know; nothing for what is not the app's. */
  find(path: string, header: (name: string) => string | undefined): Page | undefined {
    const file = this.#files.get(path === '/' ? INDEX : path) ?? this.#fallback(path, header('accept'))
    if (!file) return undefined
    const headers: Record<string, string> = {
      ...file.headers,
      'content-security-policy': pagePolicy(header('host')),
    }
    const unchanged = header('if-none-match') === headers['etag']
    return unchanged ? { status: 304, headers, body: null } : { status: 200, headers, body: file.body }
  }

  #fallback(path: string, accept: string | undefined): SiteFile | undefined {
    const isPage = accept?.includes('text/html') && extname(path) === ''
    return isPage ? this.#files.get(INDEX) : undefined
  }
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

const readSiteFile = (path: string, url: string): SiteFile => {
  const body = new Uint8Array(readFileSync(path))
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  return {
    body,
    headers: {
      ...PAGE_HEADERS,
      'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
      // Only names under assets/ carry a hash of their content.
      'cache-control': url.startsWith('/assets/') ? FOR_EVER : 'no-cache',
      etag,
    },
  }
}
