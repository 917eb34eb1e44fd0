// Requests an answer of the assistant, stops it, and rates it.
import { isStaff, type BodyOf, type endpoints } from '@lectern/protocol'
import type { StoredMessage, StoredWindow } from '../../records/stored.ts'
import { AppError, notFound } from '../../platform/errors.ts'
import { mintId } from '../../platform/ids.ts'
import { openConversation, readChange } from '../changes/changes.ts'
import { commitChange, type ChangedRows, type Place } from '../changes/commit.ts'
import type { Context, LecternTransaction, Viewer } from '../context.ts'
import { findMessage, updateInvocation } from '../../records/messages.ts'
import { withOpenCount } from '../messages/questions.ts'
import type { Assistant } from './assistant.ts'
import { refuseOverspent } from './budget.ts'
import { markWriting, withRow } from './begin-turn.ts'
import { beginAnswer } from './compose-answer.ts'
import { noticeDanger } from './concerns.ts'
import { handOver } from './hand-over.ts'
import {
  findAssistants,
  findInvocation,
  insertInvocation,
  rate,
  type AssistantHere,
  type InvocationRecord,
} from './invocations-rows.ts'
import { takeTurnsLater } from './turns.ts'

type Ask = BodyOf<typeof endpoints.createInvocation>

/**
 * Stores an empty message at once; the answer comes when its turn comes. The same id is the same invocation.
 */
export const askAssistant = async (
  ctx: Context,
  viewer: Viewer,
  conversation_id: string,
  ask: Ask,
): Promise<StoredWindow> => {
  const id = ask.id ?? mintId(ctx.clock)
  const message_id = mintId(ctx.clock)
  const { window } = await ctx.db.write((transaction) =>
    commitChange(ctx, viewer, { transaction, conversation_id }, async (place) => {
      const { query } = transaction
      const known = await findInvocation(query, id)
      if (known) return { repeat: await repeat(viewer, transaction, conversation_id, known) }
      const assistant = await requireAssistant(transaction, conversation_id)
      const invocation = {
        id,
        conversation_id,
        asker_id: viewer.user_id,
        assistant_id: assistant.id,
        ...(await readPrompt(transaction, conversation_id, ask)),
        message_id: assistant.assistant_review === 1 ? null : message_id,
        created_at: place.at,
      }
      await refuseOverspent(ctx, query, invocation)
      await insertInvocation(query, invocation)
      await takeTurnsLater(ctx, transaction, conversation_id)
      if (invocation.prompt !== null)
        await noticeDanger(
          ctx,
          transaction,
          { id: null, conversation_id, sender_id: viewer.user_id, content: invocation.prompt },
          assistant,
        )
      if (assistant.assistant_review === 1) return beginChecked(transaction, place, invocation)
      return { messages: await beginAnswer(transaction, place, invocation, { message_id, assistant }) }
    }),
  )
  return window
}

/**
 * There is no message of the assistant until staff have published one; the message that asks says that an
 * answer is on its way.
 */
const beginChecked = async (
  transaction: LecternTransaction,
  place: Place,
  { id, prompt_id }: Pick<InvocationRecord, 'id' | 'prompt_id'>,
): Promise<ChangedRows> => {
  const prompt = prompt_id === null ? undefined : (await findMessage(transaction.query, prompt_id))?.message
  if (!prompt)
    throw new AppError('invalid', 'Where staff check answers first, ask by a message.', {
      field: 'message_id',
    })
  if (prompt.deleted_at !== undefined) throw new AppError('conflict', 'The question was deleted.')
  if (prompt.ask?.review === 'writing' || prompt.ask?.review === 'waiting')
    throw new AppError('conflict', 'An answer to this waits for staff already.')
  return withOpenCount(transaction, place, [await markWriting(transaction, place, [prompt, id])])
}

const repeat = async (
  viewer: Viewer,
  { query }: LecternTransaction,
  conversation_id: string,
  known: InvocationRecord,
): Promise<StoredWindow> => {
  const told = known.message_id ?? known.prompt_id
  const stored = told === null ? undefined : await findMessage(query, told)
  if (known.conversation_id !== conversation_id || known.asker_id !== viewer.user_id || !stored)
    throw new AppError('conflict', 'Another turn of the assistant has this id.', { field: 'id' })
  return readChange(viewer, query, conversation_id, stored.message.changed_seq)
}

const requireAssistant = async (
  { query }: LecternTransaction,
  conversation_id: string,
): Promise<AssistantHere> => {
  const [assistant] = await findAssistants(query, conversation_id)
  if (!assistant) throw new AppError('conflict', 'The assistant is no member of this conversation.')
  if (assistant.assistant_mode === 'off')
    throw new AppError('forbidden', 'The assistant is switched off in this conversation.')
  return assistant
}

/** The question: a message, directly or by an answer to it; else a text. */
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

/** For the asker and staff. The text so far stays. */
export const stopInvocation = async (
  ctx: Context,
  viewer: Viewer,
  assistant: Assistant,
  id: string,
): Promise<StoredWindow> => {
  const invocation = await requireInvocation(ctx, viewer, id)
  const { user_id, role } = viewer
  if (invocation.asker_id !== user_id && !isStaff(role))
    throw new AppError('forbidden', 'Only who asked and staff may stop an answer.')
  await assistant.stop(invocation, { state: 'stopped', stopped_by: user_id })
  const ended = await findInvocation(ctx.db.read, id)
  return lastChange(ctx, viewer, ended ?? invocation)
}

const lastChange = async (
  ctx: Context,
  viewer: Viewer,
  invocation: InvocationRecord,
): Promise<StoredWindow> => {
  const { conversation_id, message_id, prompt_id } = invocation
  const told = message_id ?? prompt_id
  const stored = told === null ? undefined : await findMessage(ctx.db.read, told)
  if (stored) return readChange(viewer, ctx.db.read, conversation_id, stored.message.changed_seq)
  const { head } = await openConversation(ctx, viewer, conversation_id)
  return { conversation_id, from: head, to: head, messages: [], members: [] }
}

export const rateInvocation = async (
  ctx: Context,
  viewer: Viewer,
  id: string,
  helpful: boolean | null,
): Promise<StoredWindow> => {
  const invocation = await requireInvocation(ctx, viewer, id)
  const { conversation_id, asker_id, message_id } = invocation
  const { window } = await ctx.db.write((transaction) =>
    commitChange(ctx, viewer, { transaction, conversation_id }, async (place) => {
      const { seq, at } = place
      const { query } = transaction
      const stored = message_id === null ? undefined : await findMessage(query, message_id)
      if (!stored || stored.message.state === 'streaming' || stored.message.deleted_at !== undefined)
        throw new AppError('conflict', 'There is no finished answer to speak of.')
      const rated = await rate(query, {
        conversation_id,
        invocation_id: id,
        user_id: viewer.user_id,
        helpful,
        at,
      })
      const message = { ...withFeedback(stored.message, rated), changed_seq: seq }
      await updateInvocation(query, message)
      if (helpful !== false || asker_id !== viewer.user_id) return { messages: [message] }
      const why = { reason: 'unhelpful' as const, answer_ids: [message.id] }
      const passed = await handOver(transaction, place, invocation, why)
      return withOpenCount(transaction, place, withRow([message], passed))
    }),
  )
  return window
}

const withFeedback = (
  message: StoredMessage,
  rated: { user_id: string; helpful: number }[],
): StoredMessage => {
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

/** The invocation, in a conversation of which the viewer is a member now. */
export const requireInvocation = async (
  ctx: Context,
  viewer: Viewer,
  id: string,
): Promise<InvocationRecord> => {
  const invocation = await findInvocation(ctx.db.read, id)
  const asked = 'turn of the assistant'
  if (!invocation) throw notFound(asked)
  await openConversation(ctx, viewer, invocation.conversation_id, asked)
  return invocation
}
