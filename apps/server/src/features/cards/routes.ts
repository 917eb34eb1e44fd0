import { endpoints } from '@lectern/protocol'
import { route, type Route } from '../route.ts'
import { actOnCard } from './act-on-card.ts'
import { openPlace, requireCard } from './interpreter.ts'
import { recordOf } from './record.ts'
import { listReplies } from './replies.ts'

export const cardRoutes: Route[] = [
  route(endpoints.getCard, async (ctx, { params }) => {
    const message = await requireCard(ctx, ctx.db.read, await openPlace(ctx, params.id))
    return { body: recordOf(message) }
  }),
  route(endpoints.actOnCard, async (ctx, { params, body }) => ({
    body: { window: await actOnCard(ctx, params.id, body) },
  })),
  route(endpoints.listReplies, async (ctx, { params, query }) => ({
    body: await listReplies(ctx, params.id, query),
  })),
]
