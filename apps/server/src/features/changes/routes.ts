import { endpoints } from '@lectern/protocol'
import { route, type Route } from '../route.ts'
import { readChanges } from './changes.ts'

export const changeRoutes: Route[] = [
  route(endpoints.getChanges, async (ctx, viewer, { params, query }) => ({
    body: await readChanges(ctx, viewer, params.id, query),
  })),
]
