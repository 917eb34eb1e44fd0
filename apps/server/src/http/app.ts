// Mounts the features' routes; what is none of them is a file of the app, a preflight, or a polite refusal.
import { Hono } from 'hono'
import type { HttpBindings } from '@hono/node-server'
import type { Context } from '../features/context.ts'
import type { Route } from '../features/route.ts'
import { AppError } from '../platform/errors.ts'
import { answerRoute } from './answer-route.ts'
import { Exchanges, MethodNotAllowed, type Answer, type Http } from './exchange.ts'
import { preflightHeaders } from './headers.ts'
import type { Origins } from './origins.ts'
import type { Site } from './site.ts'

export type App = Hono<{ Bindings: Partial<HttpBindings> | undefined }>

export interface AppOptions {
  routes: readonly Route[]
  origins: Origins
  site: Site
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

export const createApp = (ctx: Context, { routes, origins, site }: AppOptions): App => {
  const app: App = new Hono()
  const exchanges = new Exchanges(ctx, origins)
  for (const route of routes)
    app.on(route.endpoint.method.toUpperCase(), route.endpoint.path, (http) =>
      exchanges.run(http, (facts) => answerRoute({ ctx, origins, http }, route, facts)),
    )
  app.notFound((http) => exchanges.run(http, () => answerOther(app, site, http)))
  return app
}

const answerOther = (app: App, site: Site, http: Http): Answer => {
  const { method, path } = http.req
  const known = METHODS.filter((other) => app.router.match(other, path)[0].length > 0)
  if (known.length > 0) return answerKnownPath(method, known)
  const page =
    method === 'GET' || method === 'HEAD' ? site.find(path, (name) => http.req.header(name)) : undefined
  if (page) return page
  throw new AppError('not_found', `There is nothing at ${path}.`)
}

const answerKnownPath = (method: string, known: string[]): Answer => {
  const allow = [...known, 'OPTIONS'].join(', ')
  if (method === 'OPTIONS') return { status: 204, headers: { allow, ...preflightHeaders(allow) }, body: null }
  throw new MethodNotAllowed(method, allow)
}
