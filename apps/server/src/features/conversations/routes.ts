import { endpoints, type PatchConversation } from '@lectern/protocol'
import type { StoredWindow } from '../../records/stored.ts'
import type { Context, Viewer } from '../context.ts'
import { route, type Route } from '../route.ts'
import { setAssistant } from './assistant-settings.ts'
import { countConversations, getConversation, listConversations } from './conversations.ts'
import { createConversation } from './create.ts'
import { hideConversation } from './hide.ts'
import { addMembers, removeMember, renameConversation } from './members.ts'
import { getOwnChanges, setOwn } from './own-settings.ts'
import { putReceipt } from './receipts.ts'
import { setTyping } from './typing.ts'

/** Two changes with a system message each: the one with the stricter permission comes first. */
const patchConversation = async (
  ctx: Context,
  viewer: Viewer,
  id: string,
  { title, ...settings }: PatchConversation,
): Promise<StoredWindow> => {
  const isSet = settings.assistant_mode !== undefined || settings.assistant_review !== undefined
  const set = isSet ? await setAssistant(ctx, viewer, id, settings) : undefined
  return set && title === undefined ? set : renameConversation(ctx, viewer, id, title)
}

export const conversationRoutes: Route[] = [
  route(endpoints.listConversations, async (ctx, viewer, { query }) => ({
    body: await listConversations(ctx, viewer, query),
  })),
  route(endpoints.getConversationTotals, async (ctx, viewer) => ({
    body: await countConversations(ctx, viewer),
  })),
  route(endpoints.getOwnChanges, async (ctx, viewer, { query }) => ({
    body: await getOwnChanges(ctx, viewer, query),
  })),
  route(endpoints.createConversation, async (ctx, viewer, { body }) => {
    const { conversation, created } = await createConversation(ctx, viewer, body)
    return { status: created ? 201 : 200, body: conversation }
  }),
  route(endpoints.getConversation, async (ctx, viewer, { params }) => ({
    body: await getConversation(ctx, viewer, params.id),
  })),
  route(endpoints.patchConversation, async (ctx, viewer, { params, body }) => ({
    body: { window: await patchConversation(ctx, viewer, params.id, body) },
  })),
  route(endpoints.hideConversation, async (ctx, viewer, { params }) => {
    await hideConversation(ctx, viewer, params.id)
    return { body: null }
  }),
  route(endpoints.patchOwnSettings, async (ctx, viewer, { params, body }) => ({
    body: await setOwn(ctx, viewer, params.id, body),
  })),
  route(endpoints.addMembers, async (ctx, viewer, { params, body }) => ({
    body: { window: await addMembers(ctx, viewer, params.id, body.user_ids) },
  })),
  route(endpoints.removeMember, async (ctx, viewer, { params }) => ({
    body: { window: await removeMember(ctx, viewer, params.id, params.user_id) },
  })),
  route(endpoints.putReceipt, async (ctx, viewer, { params, body }) => ({
    body: await putReceipt(ctx, viewer, params.id, body),
  })),
  route(endpoints.postTyping, async (ctx, viewer, { params, body }) => {
    await setTyping(ctx, viewer, params.id, body.on)
    return { body: null }
  }),
]
