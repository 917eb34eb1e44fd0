// The system on its port.
import { createServer as createHttpServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { OperatorError } from './platform/errors.ts'
import { attachRealtime, isSocketUpgrade, type Realtime } from './realtime/gateway.ts'
import type { Config } from './config.ts'
import type { Context } from './features/context.ts'
import { answerUnreadable } from './http/app.ts'
import { withoutBasePath } from './http/base-path.ts'
import { closeAfter, openSystem, type System, type SystemOptions } from './system.ts'

/** Longer than proxies keep theirs, so that no request meets a closing connection. */
const KEEP_ALIVE_MS = 75_000
/** Open requests at a shutdown get this long to finish. */
const FINISH_MS = 10_000
/** The times for sockets to come back are spread over this. */
const SPREAD_MS = 2_000

export interface ServerOptions extends SystemOptions {
  /** Runs before the first request is accepted; may choose the address to listen on. */
  prepare?(ctx: Context): Promise<{ host: string | undefined } | void>
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

  /** Draining lets sockets leave and requests finish; otherwise they are cut off, as by a crash. */
  async close(how: { drain: boolean }): Promise<void> {
    try {
      await this.#leave(how)
    } finally {
      await this.system.close()
    }
  }

  async #leave({ drain }: { drain: boolean }): Promise<void> {
    this.system.drain()
    if (drain) await this.#realtime.drain({ spread_ms: SPREAD_MS })
    const closed = new Promise<void>((resolve) => this.#http.close(() => resolve()))
    if (drain) await this.#finish(closed)
    this.#realtime.close()
    this.#http.closeAllConnections()
    await closed
  }

  async #finish(closed: Promise<void>): Promise<void> {
    const { clock } = this.ctx
    const idle = clock.every(50, () => this.#http.closeIdleConnections())
    await Promise.race([closed, new Promise<void>((resolve) => clock.after(FINISH_MS, resolve))])
    idle.cancel()
  }
}

/** @throws OperatorError if the port or the data folder cannot be used */
export const createServer = async (options: ServerOptions): Promise<LecternServer> => {
  const system = await openSystem(options)
  try {
    const prepared = await options.prepare?.(system.ctx)
    return await listen(system, { ...options.config, ...prepared })
  } catch (error) {
    return closeAfter(error, system.close(), options.log)
  }
}

export const listen = async (system: System, config: Config): Promise<LecternServer> => {
  const http = createHttpServer(
    { keepAliveTimeout: KEEP_ALIVE_MS, shouldUpgradeCallback: isSocketUpgrade },
    getRequestListener(system.app.fetch, { hostname: 'localhost', errorHandler: answerUnreadable }),
  )
  // Before anything looks at a request.
  const takeOffPath = (request: IncomingMessage) =>
    void (request.url = withoutBasePath(request.url ?? '', config.base_path))
  http.prependListener('request', takeOffPath)
  http.prependListener('upgrade', takeOffPath)
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

/** Why a port could not be opened, and what to do. */
export const listenError = (error: NodeJS.ErrnoException, port: number, host = 'every address'): Error => {
  if (error.code === 'EADDRINUSE')
    return new OperatorError(`Port ${port} is in use; set PORT to another, or stop what uses it.`)
  if (error.code === 'EACCES')
    return new OperatorError(`Port ${port} needs more rights than this user has; set PORT to one above 1023.`)
  return new OperatorError(`Cannot listen on ${host}, port ${port}: ${error.message}.`)
}
