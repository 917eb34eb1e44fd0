import { endpoints } from '@lectern/protocol'
import { openRoute, route, type Route } from '../route.ts'
import { deletePush, getPush, putPush, renewPush, testPush, type MaybePush } from './push.ts'

export const pushRoutes = (push: MaybePush): Route[] => [
  route(endpoints.getPush, async (ctx, viewer) => ({ body: await getPush(ctx, push, viewer) })),
  route(endpoints.putPush, async (ctx, viewer, { body }) => ({
    body: await putPush(ctx, push, viewer, body),
  })),
  route(endpoints.deletePush, async (ctx, viewer) => {
    await deletePush(ctx, viewer)
    return { body: null }
  }),
  route(endpoints.testPush, async (ctx, viewer) => {
    await testPush(ctx, push, viewer)
    return { body: null }
  }),
  openRoute(endpoints.renewPush, async (ctx, { body, address }) => {
    await renewPush(ctx, push, body, address)
    return { body: null }
  }),
]
