import { endpoints } from '@lectern/protocol'
import { asyncApi, docsPage, openApi, operationsOf } from '@lectern/protocol/spec'
import type { Context } from '../features/context.ts'
import { openRoute, type Route } from '../features/route.ts'
import { putWritten } from '../records/meta.ts'
import { ping } from '../platform/db/statement.ts'
import { timestamp } from '../platform/clock.ts'
import { DiskError } from '../platform/disk-refusal.ts'
import { AppError } from '../platform/errors.ts'
import { mintSecret } from '../platform/ids.ts'

export interface Health {
  version: string
  commit: string | undefined
  isDraining(): boolean
}

/** Health, version and documentation: `mounted` are the other routes, which the documents describe. */
export const systemRoutes = (health: Health, mounted: readonly Route[]): Route[] => {
  const writing = new WriteProbe()
  const { version, commit } = health
  const ok = { status: 'ok' as const, version, ...(commit !== undefined && { commit }) }
  const healthRoutes = [
    openRoute(endpoints.healthz, async () => ({ body: ok })),
    openRoute(endpoints.readyz, async (ctx) => {
      if (health.isDraining()) throw new AppError('unavailable', 'The server is shutting down.')
      await assertDatabaseAnswers(ctx)
      await writing.assertPossible(ctx)
      return { body: ok }
    }),
  ]
  return [...healthRoutes, ...documentRoutes(version, [...mounted, ...healthRoutes])]
}

const documentRoutes = (version: string, mounted: readonly Route[]): Route[] => {
  const documents = [endpoints.openapi, endpoints.asyncapi, endpoints.docs]
  const operations = operationsOf([...mounted.map(({ endpoint }) => endpoint), ...documents])
  const nonce = mintSecret(16)
  const page = once(() => docsPage({ operations, version, nonce }))
  const http = once(() => openApi(operations, version))
  const socket = once(() => asyncApi(version))
  return [
    openRoute(endpoints.openapi, async () => ({ body: http() })),
    openRoute(endpoints.asyncapi, async () => ({ body: socket() })),
    openRoute(endpoints.docs, async () => ({ body: null, raw: page(), headers: docsHeaders(nonce) })),
  ]
}

/** The page is the same for all and has no script, so one nonce for its style serves all. */
const docsHeaders = (nonce: string): Record<string, string> => ({
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-cache',
  'content-security-policy': `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
})

const once = <T>(make: () => T): (() => T) => {
  let made: { it: T } | undefined
  return () => (made ??= { it: make() }).it
}

const assertDatabaseAnswers = async (ctx: Context): Promise<void> => {
  try {
    await ping(ctx.db.read)
  } catch (error) {
    ctx.log.error({ err: error }, 'database_unreachable')
    throw new AppError('unavailable', 'The database does not answer.')
  }
}

/** Anybody may ask whether the server is ready, so a write that went well counts for a while. */
const PROVEN_MS = 5_000

class WriteProbe {
  #provenUntil = 0

  /**
   * On a full disk the server stays ready: reading goes on, and writing does by itself as soon as there is space.
   * @throws AppError `unavailable` when only an operator can help
   */
  async assertPossible(ctx: Context): Promise<void> {
    const now = ctx.clock.now()
    if (now < this.#provenUntil && now > this.#provenUntil - 2 * PROVEN_MS) return
    try {
      await ctx.db.write(({ query }) => putWritten(query, timestamp(now)))
    } catch (error) {
      const cause = error instanceof AppError ? error.cause : undefined
      if (cause instanceof DiskError && cause.fault === 'full') return
      ctx.log.error(
        { cause: cause instanceof Error ? cause.message : String(error) },
        'database_not_writable',
      )
      throw new AppError('unavailable', 'The database cannot be written.')
    }
    this.#provenUntil = now + PROVEN_MS
  }
}
