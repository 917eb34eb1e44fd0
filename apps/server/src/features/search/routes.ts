import { endpoints } from '@lectern/protocol'
import { route, type Route } from '../route.ts'
import { search } from './search.ts'

export const searchRoutes: Route[] = [
  route(endpoints.search, async (ctx, viewer, { query }) => ({ body: await search(ctx, viewer, query) })),
]
