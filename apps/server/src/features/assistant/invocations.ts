// Asking the assistant outright, stopping it, and saying whether it helped.
import { isStaff, type BodyOf, type endpoints, type Message, type Window } from '@lectern/protocol'
import { AppError } from '../../platform/errors.ts'
import { mintId } from '../../platform/ids.ts'
import { openConversation, readChange } from '../changes/changes.ts'
import { commitChange } from '../changes/commit.ts'
import type { LecternTransaction, ViewerContext } from '../context.ts'
import { findMessage } from '../messages/messages-rows.ts'
import type { Assistant } from './assistant.ts'
import { refuseOverspent } from './budget.ts'
import { beginAnswer } from './compose-answer.ts'
import {
  assistantsIn,
  findInvocation,
  insertInvocation,
  putWritten,
  rate,
  type AssistantHere,
  type InvocationRecord,
} from './invocations-rows.ts'

type Ask = BodyOf<typeof endpoints.createInvocation>

/** Its message is there at once, empty; the answer comes when it is this turn's turn. The same id is the same turn. */
export const askAssistant = async (
  ctx: ViewerContext,
  conversation_id: string,
  ask: Ask,
): Promise<Window> => {
  const id = ask.id ?? mintId(ctx.clock)
  const message_id = mintId(ctx.clock)
  const { window } = await ctx.db.write((transaction) =>
    commitChange(ctx, transaction, conversation_id, async (place) => {
      const { query, afterCommit } = transaction
      const known = await findInvocation(query, id)
      if (known) return { repeat: await repeat(ctx, transaction, conversation_id, known) }
      const assistant = await requireAssistant(transaction, conversation_id)
      const invocation = {
        id,
        conversation_id,
        asker_id: ctx.viewer.user_id,
        assistant_id: assistant.id,
        ...(await readPrompt(transaction, conversation_id, ask)),
        message_id,
        created_at: place.at,
      }
      await refuseOverspent(ctx, query, invocation)
      await insertInvocation(query, invocation)
      afterCommit(() => ctx.bus.publish('invocation_queued', { conversation_id }))
      return { messages: await beginAnswer(transaction, place, invocation, [message_id, assistant]) }
    }),
  )
  return window
}

const repeat = async (
  ctx: ViewerContext,
  { query }: LecternTransaction,
  conversation_id: string,
  known: InvocationRecord,
): Promise<Window> => {
  const stored = known.message_id === null ? undefined : await findMessage(query, known.message_id)
  if (known.conversation_id !== conversation_id || known.asker_id !== ctx.viewer.user_id || !stored)
    throw new AppError('conflict', 'Another turn of the assistant has this id.', { field: 'id' })
  return readChange(ctx, query, conversation_id, stored.message.changed_seq)
}

const requireAssistant = async (
  { query }: LecternTransaction,
  conversation_id: string,
): Promise<AssistantHere> => {
  const [assistant] = await assistantsIn(query, conversation_id)
  if (!assistant) throw new AppError('conflict', 'The assistant is no member of this conversation.')
  if (assistant.assistant_mode === 'off')
    throw new AppError('forbidden', 'The assistant is switched off in this conversation.')
  return assistant
}

/** What is asked: a message, by itself or by an answer to it; else words. */
const readPrompt = async (
  { query }: LecternTransaction,
  conversation_id: string,
  { message_id, prompt }: Ask,
): Promise<Pick<InvocationRecord, 'prompt_id' | 'prompt'>> => {
  if (message_id === undefined && prompt === undefined)
    throw new AppError('invalid', 'Say what to answer: a message, or words.', { field: 'prompt' })
  if (message_id === undefined) return { prompt_id: null, prompt: prompt ?? null }
  const named = await findMessage(query, message_id)
  const answered =
    named?.message.invocation_id === undefined
      ? undefined
      : await findInvocation(query, named.message.invocation_id)
  const found =
    answered === undefined || answered.prompt_id === null
      ? named
      : await findMessage(query, answered.prompt_id)
  if (found?.message.conversation_id !== conversation_id)
    throw new AppError('not_found', 'There is no such message.', { field: 'message_id' })
  if (answered && answered.prompt_id === null) return { prompt_id: null, prompt: prompt ?? answered.prompt }
  return { prompt_id: found.message.id, prompt: prompt ?? null }
}

/** Whoever asked, and staff. What was said until then stays. */
export const stopInvocation = async (
  ctx: ViewerContext,
  assistant: Assistant,
  id: string,
): Promise<Window> => {
  const invocation = await requireInvocation(ctx, id)
  const { user_id, role } = ctx.viewer
  if (invocation.asker_id !== user_id && !isStaff(role))
    throw new AppError('forbidden', 'Only who asked and staff may stop an answer.')
  await assistant.stop(invocation, { state: 'stopped', stopped_by: user_id })
  const ended = await findInvocation(ctx.db.read, id)
  return lastChange(ctx, ended ?? invocation)
}

const lastChange = async (ctx: ViewerContext, invocation: InvocationRecord): Promise<Window> => {
  const { conversation_id, message_id } = invocation
  const stored = message_id === null ? undefined : await findMessage(ctx.db.read, message_id)
  if (stored) return readChange(ctx, ctx.db.read, conversation_id, stored.message.changed_seq)
  const { head } = await openConversation(ctx, conversation_id)
  return { conversation_id, from: head, to: head, messages: [], members: [] }
}

export const rateInvocation = async (
  ctx: ViewerContext,
  id: string,
  helpful: boolean | null,
): Promise<Window> => {
  const { conversation_id, message_id } = await requireInvocation(ctx, id)
  const { window } = await ctx.db.write((transaction) =>
    commitChange(ctx, transaction, conversation_id, async ({ seq, at }) => {
      const { query } = transaction
      const stored = message_id === null ? undefined : await findMessage(query, message_id)
      if (!stored || stored.message.state === 'streaming' || stored.message.deleted_at !== undefined)
        throw new AppError('conflict', 'There is no finished answer to speak of.')
      const rated = await rate(query, { invocation_id: id, user_id: ctx.viewer.user_id, helpful, at })
      const message = { ...withFeedback(stored.message, rated), changed_seq: seq }
      await putWritten(query, message)
      return { messages: [message] }
    }),
  )
  return window
}

const withFeedback = (message: Message, rated: { user_id: string; helpful: number }[]): Message => {
  const { helpful: _h, unhelpful: _u, ...rest } = message.invocation ?? { asker_id: message.sender_id }
  const those = (value: number) =>
    rated.filter(({ helpful }) => helpful === value).map(({ user_id }) => user_id)
  const [helpful, unhelpful] = [those(1), those(0)]
  const invocation = {
    ...rest,
    ...(helpful.length > 0 && { helpful }),
    ...(unhelpful.length > 0 && { unhelpful }),
  }
  return { ...message, invocation }
}

/** Of a conversation of which the viewer is a member now. */
const requireInvocation = async (ctx: ViewerContext, id: string): Promise<InvocationRecord> => {
  const invocation = await findInvocation(ctx.db.read, id)
  if (!invocation) throw new AppError('not_found', 'There is no such turn of the assistant.')
  await openConversation(ctx, invocation.conversation_id)
  return invocation
}
