// An S3 storage that checks signatures: one that is tampered with, late or of another key is refused.
import { AsyncLocalStorage } from 'node:async_hooks'
import { createRequire } from 'node:module'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import S3rver, { type Context } from '@20minutes/s3rver'

/** What the storage does instead of answering; undefined to let it answer. */
export type Disturb = (request: { method: string; path: string }) => Disturbance | undefined
export type Disturbance = 'hang' | { status: number; code: string }

export class S3Server {
  #port = 0
  /** Set by tests that look at failures. */
  disturb: Disturb | undefined
  readonly #server: S3rver
  readonly #directory: string
  readonly #hanging = new Set<() => void>()

  private constructor(server: S3rver, directory: string) {
    this.#server = server
    this.#directory = directory
    server.middleware.unshift((context, next) => this.#around(context, next))
  }

  static async start(): Promise<S3Server> {
    signTheWholePath()
    const directory = mkdtempSync(join(tmpdir(), 'lectern-s3-'))
    const configureBuckets = [{ name: S3_BUCKET, configs: [] }]
    const own = { address: '127.0.0.1', port: 0, directory, silent: true, vhostBuckets: false }
    const storage = new S3Server(new S3rver({ ...own, configureBuckets }), directory)
    storage.#port = (await storage.#server.run()).port
    return storage
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  /** Settings for a part of the bucket. */
  env(prefix: string): Record<string, string> {
    return {
      LECTERN_S3_BUCKET: S3_BUCKET,
      LECTERN_S3_URL: this.url,
      LECTERN_S3_KEY_ID: 'S3RVER',
      LECTERN_S3_SECRET: 'S3RVER',
      LECTERN_S3_PREFIX: prefix,
    }
  }

  async close(): Promise<void> {
    for (const end of this.#hanging) end()
    this.#server.httpServer.closeAllConnections()
    await this.#server.close()
    rmSync(this.#directory, { recursive: true })
  }

  async #around(context: Context, next: () => Promise<unknown>): Promise<unknown> {
    const disturbance = this.disturb?.(context)
    if (disturbance === undefined) return PATHS.run(context.path, next)
    if (disturbance === 'hang') return new Promise<void>((resolve) => this.#hanging.add(resolve))
    context.status = disturbance.status
    context.set('content-type', 'application/xml')
    context.body = `<?xml version="1.0"?><Error><Code>${disturbance.code}</Code><Message>of a test</Message></Error>`
    return undefined
  }
}

export const S3_BUCKET = 'lectern-files'

interface Canonical {
  uri: string
}
interface Signature {
  getStringToSign(canonical: Canonical, request: unknown): string
}

const PATHS = new AsyncLocalStorage<string>()
let isWhole = false

/** It signs the path of a bucket without the slash that clients send, and so refuses what it should take. */
const signTheWholePath = (): void => {
  if (isWhole) return
  isWhole = true
  // The very module that the server has, which it shares with nobody else.
  const v4 = createRequire(import.meta.url)('@20minutes/s3rver/lib/signature/v4.js') as Signature
  const original = v4.getStringToSign
  v4.getStringToSign = (canonical, request) => {
    const path = PATHS.getStore()
    const uri = path?.endsWith('/') === true ? path : canonical.uri
    return original({ ...canonical, uri }, request)
  }
}
