import { endpoints } from '@lectern/protocol'
import { route, type Route } from '../route.ts'
import { getHearing } from './hearing.ts'
import { dismissNotices, listNotices } from './notices.ts'
import { getNoticeSettings, patchNoticeSettings } from './settings.ts'

export const noticeRoutes: Route[] = [
  route(endpoints.listNotices, async (ctx, viewer, { query }) => ({
    body: await listNotices(ctx, viewer, query),
  })),
  route(endpoints.dismissNotices, async (ctx, viewer, { body }) => {
    await dismissNotices(ctx, viewer, body)
    return { status: 204, body: null }
  }),
  route(endpoints.getNoticeSettings, async (ctx, viewer) => ({
    body: await getNoticeSettings(ctx, viewer),
  })),
  route(endpoints.patchNoticeSettings, async (ctx, viewer, { body }) => ({
    body: await patchNoticeSettings(ctx, viewer, body),
  })),
  route(endpoints.getHearing, async (ctx, viewer, { params, query }) => ({
    body: await getHearing(ctx, viewer, params, query.user_id),
  })),
]
