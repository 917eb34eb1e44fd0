import { endpoints } from '@lectern/protocol'
import { route, type Route } from '../route.ts'
import { readHistory } from './history.ts'
import { addReaction, deleteMessage, editMessage, removeReaction } from './messages.ts'
import { sendMessage } from './send.ts'

export const messageRoutes: Route[] = [
  route(endpoints.sendMessage, async (ctx, { params, body }) => {
    const { window, repeated } = await sendMessage(ctx, params.id, body)
    return { status: repeated ? 200 : 201, body: { window } }
  }),
  route(endpoints.listMessages, async (ctx, { params, query }) => ({
    body: await readHistory(ctx, params.id, query),
  })),
  route(endpoints.editMessage, async (ctx, { params, body }) => ({
    body: { window: await editMessage(ctx, params, body.content) },
  })),
  route(endpoints.deleteMessage, async (ctx, { params }) => ({
    body: { window: await deleteMessage(ctx, params) },
  })),
  route(endpoints.addReaction, async (ctx, { params }) => ({
    body: { window: await addReaction(ctx, params, params.emoji) },
  })),
  route(endpoints.removeReaction, async (ctx, { params }) => ({
    body: { window: await removeReaction(ctx, params, params.emoji) },
  })),
]
