import { endpoints, type PatchConversation } from '@lectern/protocol'
import type { StoredWindow } from '../../records/stored.ts'
import type { ViewerContext } from '../context.ts'
import { route, type Route } from '../route.ts'
import { setAssistant } from './assistant-settings.ts'
import { getConversation, listConversations } from './conversations.ts'
import { createConversation } from './create.ts'
import { addMembers, removeMember, renameConversation } from './members.ts'
import { putReceipt } from './receipts.ts'
import { setTyping } from './typing.ts'

/** Two changes, each of which says so in the conversation: the one that fewer may make comes first. */
const patchConversation = async (
  ctx: ViewerContext,
  id: string,
  { title, ...settings }: PatchConversation,
): Promise<StoredWindow> => {
  const isSet = settings.assistant_mode !== undefined || settings.assistant_review !== undefined
  const set = isSet ? await setAssistant(ctx, id, settings) : undefined
  return set && title === undefined ? set : renameConversation(ctx, id, title)
}

export const conversationRoutes: Route[] = [
  route(endpoints.listConversations, async (ctx, { query }) => ({
    body: await listConversations(ctx, query),
  })),
  route(endpoints.createConversation, async (ctx, { body }) => {
    const { conversation, created } = await createConversation(ctx, body)
    return { status: created ? 201 : 200, body: conversation }
  }),
  route(endpoints.getConversation, async (ctx, { params }) => ({
    body: await getConversation(ctx, params.id),
  })),
  route(endpoints.patchConversation, async (ctx, { params, body }) => ({
    body: { window: await patchConversation(ctx, params.id, body) },
  })),
  route(endpoints.addMembers, async (ctx, { params, body }) => ({
    body: { window: await addMembers(ctx, params.id, body.user_ids) },
  })),
  route(endpoints.removeMember, async (ctx, { params }) => ({
    body: { window: await removeMember(ctx, params.id, params.user_id) },
  })),
  route(endpoints.putReceipt, async (ctx, { params, body }) => ({
    body: await putReceipt(ctx, params.id, body),
  })),
  route(endpoints.postTyping, async (ctx, { params, body }) => {
    await setTyping(ctx, params.id, body.on)
    return { body: null }
  }),
]
