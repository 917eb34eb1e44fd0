import { endpoints } from '@lectern/protocol'
import { route, type Route } from '../route.ts'
import { blockUser, listBlocks, unblockUser } from './blocks.ts'

export const blockRoutes: Route[] = [
  route(endpoints.listBlocks, async (ctx, viewer) => ({
    body: { blocks: await listBlocks(ctx, viewer), next_cursor: null },
  })),
  route(endpoints.blockUser, async (ctx, viewer, { params }) => {
    await blockUser(ctx, viewer, params.user_id)
    return { body: null }
  }),
  route(endpoints.unblockUser, async (ctx, viewer, { params }) => {
    await unblockUser(ctx, viewer, params.user_id)
    return { body: null }
  }),
]
