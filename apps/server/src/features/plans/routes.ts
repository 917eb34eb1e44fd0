import { endpoints } from '@lectern/protocol'
import { route, type Route } from '../route.ts'
import { cancelPlanned, listPlanned, planMessage } from './planned.ts'
import { sendPlanned } from './sending.ts'

const placeOf = ({ id, planned_id }: { id: string; planned_id: string }) => ({
  conversation_id: id,
  id: planned_id,
})

export const plannedRoutes: Route[] = [
  route(endpoints.listPlanned, async (ctx, viewer, { query }) => ({
    body: await listPlanned(ctx, viewer, query),
  })),
  route(endpoints.planMessage, async (ctx, viewer, { params, body }) => ({
    body: await planMessage(ctx, viewer, placeOf(params), body),
  })),
  route(endpoints.cancelPlanned, async (ctx, viewer, { params }) => {
    await cancelPlanned(ctx, viewer, placeOf(params))
    return { status: 204, body: null }
  }),
  route(endpoints.sendPlanned, async (ctx, viewer, { params }) => ({
    body: await sendPlanned(ctx, viewer, placeOf(params)),
  })),
]
