import { endpoints } from '@lectern/protocol'
import { route, type Route } from '../route.ts'
import { actOnCard } from './act-on-card.ts'
import { openPlace, requireCard } from './interpreter.ts'
import { recordOf } from './record.ts'
import { listReplies } from './replies.ts'

export const cardRoutes: Route[] = [
  route(endpoints.getCard, async (ctx, viewer, { params }) => {
    const message = await requireCard(ctx, viewer, ctx.db.read, await openPlace(ctx, viewer, params.id))
    return { body: recordOf(message) }
  }),
  route(endpoints.actOnCard, async (ctx, viewer, { params, body }) => ({
    body: { window: await actOnCard(ctx, viewer, params.id, body) },
  })),
  route(endpoints.listReplies, async (ctx, viewer, { params, query }) => ({
    body: await listReplies(ctx, viewer, params.id, query),
  })),
]
