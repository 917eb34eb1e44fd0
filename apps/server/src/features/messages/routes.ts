import { endpoints, type NewCard, type NewMessage } from '@lectern/protocol'
import type { StoredWindow } from '../../records/stored.ts'
import type { ViewerContext } from '../context.ts'
import { route, type Route } from '../route.ts'
import type { Target } from './change-message.ts'
import { listEdits } from './edits.ts'
import { readHistory } from './history.ts'
import { addReaction, deleteMessage, editMessage, removeReaction } from './messages.ts'
import { listQuestions, listThread } from './question-lists.ts'
import {
  acceptAnswer,
  endorseAnswer,
  markQuestion,
  unacceptAnswer,
  unendorseAnswer,
  unmarkQuestion,
} from './questions.ts'
import { listPins, pinMessage, unpinMessage } from './pins.ts'
import { listSaved, saveMessage, unsaveMessage } from './saved.ts'
import { sendMessage } from './send.ts'

/** Changes one message and answers the window. */
const change = (
  endpoint: typeof endpoints.markQuestion,
  run: (ctx: ViewerContext, target: Target) => Promise<StoredWindow>,
): Route => route(endpoint, async (ctx, { params }) => ({ body: { window: await run(ctx, params) } }))

/** Stores a message with a card in it; the feature that knows cards offers it. */
export type SendCard = (
  ctx: ViewerContext,
  conversation_id: string,
  input: NewMessage & { card: NewCard },
) => ReturnType<typeof sendMessage>

export const messageRoutes = (sendCard: SendCard): Route[] => [
  route(endpoints.sendMessage, async (ctx, { params, body }) => {
    const { card } = body
    const sent = card ? sendCard(ctx, params.id, { ...body, card }) : sendMessage(ctx, params.id, body)
    const { window, repeated } = await sent
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
  route(endpoints.listEdits, async (ctx, { params, query }) => ({
    body: await listEdits(ctx, params, query),
  })),
  change(endpoints.pinMessage, pinMessage),
  change(endpoints.unpinMessage, unpinMessage),
  route(endpoints.listPins, async (ctx, { params }) => ({ body: await listPins(ctx, params.id) })),
  route(endpoints.saveMessage, async (ctx, { params }) => {
    await saveMessage(ctx, params.message_id)
    return { body: null }
  }),
  route(endpoints.unsaveMessage, async (ctx, { params }) => {
    await unsaveMessage(ctx, params.message_id)
    return { body: null }
  }),
  route(endpoints.listSaved, async (ctx, { query }) => ({ body: await listSaved(ctx, query) })),
  change(endpoints.markQuestion, markQuestion),
  change(endpoints.unmarkQuestion, unmarkQuestion),
  change(endpoints.acceptAnswer, acceptAnswer),
  change(endpoints.unacceptAnswer, unacceptAnswer),
  change(endpoints.endorseAnswer, endorseAnswer),
  change(endpoints.unendorseAnswer, unendorseAnswer),
  route(endpoints.listQuestions, async (ctx, { params, query }) => ({
    body: await listQuestions(ctx, params.id, query),
  })),
  route(endpoints.listThread, async (ctx, { params, query }) => ({
    body: await listThread(ctx, params, query),
  })),
]
