// Puts the parts together: the one place that knows them all.
import { createServer as createHttpServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readFileSync } from 'node:fs'
import { getRequestListener } from '@hono/node-server'
import type { Config } from './config.ts'
import { RevocationWatch } from './features/accounts/revocation-watch.ts'
import { authRoutes, userRoutes } from './features/accounts/routes.ts'
import { registerSessionCleanup } from './features/accounts/session-cleanup.ts'
import { queueAsked } from './features/assistant/asked.ts'
import { Assistant } from './features/assistant/assistant.ts'
import { BuiltInModel } from './features/assistant/built-in-model.ts'
import type { Model } from './features/assistant/model.ts'
import { assistantRoutes } from './features/assistant/routes.ts'
import { registerAttachmentChecks } from './features/attachments/attachment-checks.ts'
import { registerAttachmentCleanup } from './features/attachments/attachment-cleanup.ts'
import { attachmentRoutes } from './features/attachments/routes.ts'
import { registerCardJobs, updateDependents } from './features/cards/card-jobs.ts'
import { cardRoutes } from './features/cards/routes.ts'
import { sendCard } from './features/cards/send-card.ts'
import { changeRoutes } from './features/changes/routes.ts'
import type { Context, Follower } from './features/context.ts'
import { documentRoutes } from './features/documents/routes.ts'
import { registerCitationCheck } from './features/documents/citation-check.ts'
import { conversationRoutes } from './features/conversations/routes.ts'
import { messageRoutes } from './features/messages/routes.ts'
import type { Route } from './features/route.ts'
import { answerUnreadable, createApp, type App } from './http/app.ts'
import { Origins } from './http/origins.ts'
import { Site } from './http/site.ts'
import { systemRoutes } from './http/system-routes.ts'
import { openContext } from './open-context.ts'
import { systemClock, type Clock } from './platform/clock.ts'
import { OperatorError } from './platform/errors.ts'
import type { Log } from './platform/log.ts'
import type { PasswordCost } from './platform/passwords.ts'
import { eventRoutes } from './realtime/event-routes.ts'
import { attachRealtime, isSocketUpgrade, type Realtime } from './realtime/gateway.ts'
import { Connections } from './realtime/realtime.ts'

/** Longer than proxies keep theirs, so that no request meets a connection that is just being closed. */
const KEEP_ALIVE_MS = 75_000
/** Requests under way at a shutdown get this long to end. */
const FINISH_MS = 10_000
/** Over this time sockets are told to come back, so that they do not all come at once. */
const SPREAD_MS = 2_000

export const VERSION: string = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
).version

const FOLLOWERS: readonly Follower[] = [updateDependents, queueAsked]

export interface ServerOptions {
  config: Config
  log: Log
  clock?: Clock
  password_cost?: PasswordCost
  /** Writes the assistant's answers; the configured one when left out. */
  model?: Model
  /** Runs before the first request is accepted. */
  prepare?(ctx: Context): Promise<void>
}

/** Everything but the port: what tests ask directly. */
export class System {
  readonly ctx: Context
  readonly app: App
  readonly routes: readonly Route[]
  readonly origins: Origins
  readonly site: Site
  readonly connections: Connections
  readonly assistant: Assistant
  readonly #revocations: RevocationWatch
  readonly #drain = new AbortController()

  constructor(ctx: Context, config: Config, model: Model) {
    this.ctx = ctx
    this.origins = new Origins(config.origins, config.trust_proxy)
    this.site = new Site(config.web_dir)
    this.connections = new Connections(ctx)
    registerCardJobs(ctx)
    this.assistant = new Assistant(ctx, model)
    const features = [
      ...authRoutes,
      ...userRoutes,
      ...conversationRoutes,
      ...messageRoutes(sendCard),
      ...cardRoutes,
      ...assistantRoutes(this.assistant),
      ...changeRoutes,
      ...attachmentRoutes(ctx.uploads),
      ...documentRoutes,
      ...eventRoutes(this.connections),
    ]
    const health = { version: VERSION, isDraining: () => this.draining.aborted }
    this.routes = [...features, ...systemRoutes(health, features)]
    this.app = createApp(ctx, this)
    registerAttachmentChecks(ctx)
    registerAttachmentCleanup(ctx)
    registerCitationCheck(ctx)
    this.#revocations = new RevocationWatch(ctx)
    registerSessionCleanup(ctx)
  }

  /** Aborted once the system is about to close: what waits for something to happen then waits no longer. */
  get draining(): AbortSignal {
    return this.#drain.signal
  }

  drain(): void {
    this.#drain.abort()
  }

  async close(): Promise<void> {
    this.drain()
    this.connections.close()
    this.#revocations.close()
    this.ctx.media.close()
    await this.ctx.jobs.close()
    await this.assistant.close()
    await this.ctx.db.close()
  }
}

export const openSystem = async (options: ServerOptions): Promise<System> => {
  const { config, log, clock = systemClock, password_cost } = options
  const { data_dir, blobs_dir, upload_bytes, user_bytes } = config
  const uploads = { max_bytes: upload_bytes, user_bytes }
  const cost = password_cost && { password_cost }
  const ctx = await openContext({ data_dir, blobs_dir, uploads, clock, log, followers: FOLLOWERS, ...cost })
  return new System(ctx, config, options.model ?? (await openModel(config, clock)))
}

/** Loaded only where it is wanted: the library of providers is as large as the rest of the server. */
const openModel = async ({ assistant }: Config, clock: Clock): Promise<Model> => {
  if (!assistant) return new BuiltInModel()
  const { openProvider } = await import('./features/assistant/providers/open-provider.ts')
  return openProvider(assistant, clock)
}

export class LecternServer {
  readonly system: System
  readonly #http: Server
  readonly #realtime: Realtime

  constructor(system: System, http: Server, realtime: Realtime) {
    this.system = system
    this.#http = http
    this.#realtime = realtime
  }

  get ctx(): Context {
    return this.system.ctx
  }

  get port(): number {
    return (this.#http.address() as AddressInfo).port
  }

  /** Draining lets sockets leave and requests finish; else they are cut off, as a crash would. */
  async close({ drain }: { drain: boolean }): Promise<void> {
    this.system.drain()
    if (drain) await this.#realtime.drain({ spread_ms: SPREAD_MS })
    const closed = new Promise<void>((resolve) => this.#http.close(() => resolve()))
    if (drain) await this.#finish(closed)
    this.#realtime.close()
    this.#http.closeAllConnections()
    await closed
    await this.system.close()
  }

  async #finish(closed: Promise<void>): Promise<void> {
    const { clock } = this.ctx
    const idle = clock.every(50, () => this.#http.closeIdleConnections())
    await Promise.race([closed, new Promise<void>((resolve) => clock.after(FINISH_MS, resolve))])
    idle.cancel()
  }
}

/** @throws OperatorError when the port cannot be had or the data folder cannot be used */
export const createServer = async (options: ServerOptions): Promise<LecternServer> => {
  const system = await openSystem(options)
  try {
    await options.prepare?.(system.ctx)
    return await listen(system, options.config)
  } catch (error) {
    await system.close()
    throw error
  }
}

export const listen = async (system: System, config: Config): Promise<LecternServer> => {
  const http = createHttpServer(
    { keepAliveTimeout: KEEP_ALIVE_MS, shouldUpgradeCallback: isSocketUpgrade },
    getRequestListener(system.app.fetch, { hostname: 'localhost', errorHandler: answerUnreadable }),
  )
  const realtime = attachRealtime(http, system.connections, system.origins)
  try {
    await bind(http, config)
  } catch (error) {
    realtime.close()
    throw error
  }
  return new LecternServer(system, http, realtime)
}

const bind = (http: Server, { port, host }: Pick<Config, 'port' | 'host'>): Promise<void> =>
  new Promise((resolve, reject) => {
    http.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, port, host)))
    http.listen(port, host, resolve)
  })

const listenError = (error: NodeJS.ErrnoException, port: number, host = 'every address'): Error => {
  if (error.code === 'EADDRINUSE')
    return new OperatorError(`Port ${port} is in use; set PORT to another, or stop what uses it.`)
  if (error.code === 'EACCES')
    return new OperatorError(`Port ${port} needs more rights than this user has; set PORT to one above 1023.`)
  return new OperatorError(`Cannot listen on ${host}, port ${port}: ${error.message}.`)
}
