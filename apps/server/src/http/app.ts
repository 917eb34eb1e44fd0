// Mounts the features' routes; any other path is a file of the app, a preflight, or a refusal.
import { Hono } from 'hono'
import type { HttpBindings } from '@hono/node-server'
import type { Context } from '../features/context.ts'
import type { Route } from '../features/route.ts'
import { AppError } from '../platform/errors.ts'
import { answerRoute } from './answer-route.ts'
import { RequestPipeline, MethodNotAllowed, type Answer, type Http } from './request-pipeline.ts'
import { preflightHeaders } from './headers.ts'
import type { Origins } from './origins.ts'
import { PathTable } from './path-table.ts'
import { problemHeaders, problemOf } from './problem.ts'
import type { Site } from './site.ts'

export type App = Hono<{ Bindings: Partial<HttpBindings> | undefined }>

export interface AppOptions {
  routes: readonly Route[]
  origins: Origins
  /** The header for answers over TLS. */
  hsts: Record<string, string>
  site: Site
  draining: AbortSignal
}

export const createApp = (ctx: Context, options: AppOptions): App => {
  const { routes, origins, site, draining } = options
  const app: App = new Hono()
  const pipeline = new RequestPipeline(ctx, origins, options.hsts)
  const paths = new PathTable(routes)
  for (const route of routes)
    app.on(route.endpoint.method.toUpperCase(), route.endpoint.path, (http) =>
      pipeline.run(http, (facts) => answerRoute({ ctx, http, origins, draining }, route, facts)),
    )
  const optionsAt = new Map(routes.map(({ endpoint, options }) => [endpoint.path as string, options]))
  for (const [path, options] of optionsAt)
    if (options)
      app.options(path, (http) => pipeline.run(http, () => answerOther(paths, site, http, options)))
  app.notFound((http) => pipeline.run(http, () => answerOther(paths, site, http)))
  return app
}

/** For a malformed request, such as one with an impossible host. */
export const answerUnreadable = (): Response => {
  const problem = problemOf(new AppError('invalid', 'The request cannot be understood.'), 'none')
  return new Response(JSON.stringify(problem), { status: 400, headers: problemHeaders(problem) })
}

type Headers = Record<string, string>

const answerOther = async (paths: PathTable, site: Site, http: Http, options?: Headers): Promise<Answer> => {
  const { method, path } = http.req
  const known = paths.methodsAt(path)
  if (known.length > 0) return answerKnownPath(method, known, options)
  const page =
    method === 'GET' || method === 'HEAD' ? await site.find(path, (name) => http.req.header(name)) : undefined
  if (page) return page
  throw new AppError('not_found', `There is nothing at ${path}.`)
}

const answerKnownPath = (method: string, known: string[], options?: Headers): Answer => {
  const allow = [...known, 'OPTIONS'].join(', ')
  if (method === 'OPTIONS')
    return { status: 204, headers: { allow, ...preflightHeaders(allow), ...options }, body: null }
  throw new MethodNotAllowed(method, allow)
}
