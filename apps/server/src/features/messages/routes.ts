import { endpoints, type NewCard, type NewMessage } from '@lectern/protocol'
import type { StoredWindow } from '../../records/stored.ts'
import type { Context, Viewer } from '../context.ts'
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
import { listThreads, markThread } from './threads.ts'

/** Changes one message and returns the window. */
const change = (
  endpoint: typeof endpoints.markQuestion,
  run: (ctx: Context, viewer: Viewer, target: Target) => Promise<StoredWindow>,
): Route =>
  route(endpoint, async (ctx, viewer, { params }) => ({ body: { window: await run(ctx, viewer, params) } }))

/** Judges the words of a message that somebody has seen, and returns the window. */
const judge = (
  endpoint: typeof endpoints.acceptAnswer,
  run: (ctx: Context, viewer: Viewer, target: Target) => Promise<StoredWindow>,
): Route =>
  route(endpoint, async (ctx, viewer, { params, body }) => ({
    body: { window: await run(ctx, viewer, { ...params, ...body }) },
  }))

/** Stores a message with a card in it; the cards feature provides it. */
export type SendCard = (
  ctx: Context,
  viewer: Viewer,
  conversation_id: string,
  input: NewMessage & { card: NewCard },
) => ReturnType<typeof sendMessage>

export const messageRoutes = (sendCard: SendCard): Route[] => [
  route(endpoints.sendMessage, async (ctx, viewer, { params, body }) => {
    const { card } = body
    const sent = card
      ? sendCard(ctx, viewer, params.id, { ...body, card })
      : sendMessage(ctx, viewer, params.id, body)
    const { window, repeated } = await sent
    return { status: repeated ? 200 : 201, body: { window } }
  }),
  route(endpoints.listMessages, async (ctx, viewer, { params, query }) => ({
    body: await readHistory(ctx, viewer, params.id, query),
  })),
  route(endpoints.editMessage, async (ctx, viewer, { params, body }) => ({
    body: { window: await editMessage(ctx, viewer, params, body) },
  })),
  route(endpoints.deleteMessage, async (ctx, viewer, { params }) => ({
    body: { window: await deleteMessage(ctx, viewer, params) },
  })),
  route(endpoints.addReaction, async (ctx, viewer, { params }) => ({
    body: { window: await addReaction(ctx, viewer, params, params.emoji) },
  })),
  route(endpoints.removeReaction, async (ctx, viewer, { params }) => ({
    body: { window: await removeReaction(ctx, viewer, params, params.emoji) },
  })),
  route(endpoints.listEdits, async (ctx, viewer, { params, query }) => ({
    body: await listEdits(ctx, viewer, params, query),
  })),
  judge(endpoints.pinMessage, pinMessage),
  change(endpoints.unpinMessage, unpinMessage),
  route(endpoints.listPins, async (ctx, viewer, { params }) => ({
    body: await listPins(ctx, viewer, params.id),
  })),
  route(endpoints.saveMessage, async (ctx, viewer, { params }) => {
    await saveMessage(ctx, viewer, params.message_id)
    return { body: null }
  }),
  route(endpoints.unsaveMessage, async (ctx, viewer, { params }) => {
    await unsaveMessage(ctx, viewer, params.message_id)
    return { body: null }
  }),
  route(endpoints.listSaved, async (ctx, viewer, { query }) => ({
    body: await listSaved(ctx, viewer, query),
  })),
  change(endpoints.markQuestion, markQuestion),
  change(endpoints.unmarkQuestion, unmarkQuestion),
  judge(endpoints.acceptAnswer, acceptAnswer),
  change(endpoints.unacceptAnswer, unacceptAnswer),
  judge(endpoints.endorseAnswer, endorseAnswer),
  change(endpoints.unendorseAnswer, unendorseAnswer),
  route(endpoints.listQuestions, async (ctx, viewer, { params, query }) => ({
    body: await listQuestions(ctx, viewer, params.id, query),
  })),
  route(endpoints.listThread, async (ctx, viewer, { params, query }) => ({
    body: await listThread(ctx, viewer, params, query),
  })),
  route(endpoints.listThreads, async (ctx, viewer, { params, query }) => ({
    body: await listThreads(ctx, viewer, params.id, query),
  })),
  route(endpoints.markThread, async (ctx, viewer, { params, body }) => ({
    body: await markThread(ctx, viewer, params, body),
  })),
]
