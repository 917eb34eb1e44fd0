// Begins an invocation: public, or for staff to see first. The commit that begins it decides, so that no answer
// is written in public once staff review them.
import type { StoredMessage } from '../../records/stored.ts'
import { mintId } from '../../platform/ids.ts'
import { commitBySystem, type ChangedRows, type Place } from '../changes/commit.ts'
import type { Context, LecternTransaction } from '../context.ts'
import { findMessage, updateAsk, updateInvocation } from '../../records/messages.ts'
import { openQuestion, withOpenCount } from '../messages/questions.ts'
import { beginAnswer } from './compose-answer.ts'
import { withAsk } from './draft.ts'
import { findRepeatedQuestion, handOver } from './hand-over.ts'
import { findAssistants, putAnswer, type AssistantHere, type InvocationRecord } from './invocations-rows.ts'

type Begun = { checked: true } | { checked: false; invocation: InvocationRecord & { message_id: string } }

export interface TurnToBegin {
  /** Nobody reviews it first. */
  isUrgent: boolean
  /** Of a question, which may have been asked before. */
  mayRepeat: boolean
}

/** Undefined if there is nothing to answer any more, or no assistant. */
export const beginTurn = (
  ctx: Context,
  invocation: InvocationRecord,
  { isUrgent, mayRepeat }: TurnToBegin,
): Promise<Begun | undefined> =>
  ctx.db.write(async (transaction) => {
    const { conversation_id, assistant_id, message_id } = invocation
    const here = await findAssistants(transaction.query, conversation_id)
    const assistant = here.find(({ id }) => id === assistant_id)
    if (!assistant || assistant.assistant_mode === 'off') return undefined
    if (assistant.assistant_review === 1 && !isUrgent)
      return beginDraft(ctx, transaction, [invocation, mayRepeat])
    if (message_id !== null) return { checked: false, invocation: { ...invocation, message_id } }
    return beginInTheOpen(ctx, transaction, [invocation, assistant, mayRepeat])
  })

const beginInTheOpen = async (
  ctx: Context,
  transaction: LecternTransaction,
  [invocation, assistant, mayRepeat]: readonly [InvocationRecord, AssistantHere, boolean],
): Promise<Begun> => {
  const message_id = mintId(ctx.clock)
  const { id, conversation_id } = invocation
  await commitBySystem(ctx, transaction, conversation_id, async (place) => {
    await putAnswer(transaction.query, id, message_id)
    const former = mayRepeat ? await findRepeatedQuestion(ctx, transaction, invocation) : undefined
    const beginning = { message_id, assistant, asked_again: former !== undefined }
    const answer = await beginAnswer(transaction, place, invocation, beginning)
    const messages = withRow(answer, await endWriting(transaction, place, invocation))
    if (!former) return { messages }
    const passed = await handOver(transaction, place, invocation, { reason: 'asked_again', ...former })
    return withOpenCount(transaction, place, withRow(messages, passed))
  })
  return { checked: false, invocation: { ...invocation, message_id } }
}

/** Adds the current row; each row occurs once (SY6). */
export const withRow = (
  messages: readonly StoredMessage[],
  row: StoredMessage | undefined,
): StoredMessage[] => (row ? [...messages.filter(({ id }) => id !== row.id), row] : [...messages])

const beginDraft = async (
  ctx: Context,
  transaction: LecternTransaction,
  [invocation, mayRepeat]: readonly [InvocationRecord, boolean],
): Promise<Begun | undefined> => {
  const { id, conversation_id, prompt_id, message_id } = invocation
  const { query } = transaction
  const prompt = prompt_id === null ? undefined : (await findMessage(query, prompt_id))?.message
  if (!prompt || prompt.deleted_at !== undefined) return undefined
  const isMarked = prompt.ask?.invocation_id === id && prompt.ask.review === 'writing'
  if (isMarked && message_id === null) return { checked: true }
  await commitBySystem(ctx, transaction, conversation_id, async (place): Promise<ChangedRows> => {
    const waiting = await markWriting(transaction, place, [prompt, id])
    const former = mayRepeat ? await findRepeatedQuestion(ctx, transaction, invocation) : undefined
    const passed =
      former && (await handOver(transaction, place, invocation, { reason: 'asked_again', ...former }))
    const given = message_id === null ? undefined : await takeBack(transaction, place, [id, message_id])
    return withOpenCount(transaction, place, withRow(withRow(given ? [given] : [], waiting), passed))
  })
  return { checked: true }
}

/** The question is open until staff have published an answer, so that they find it. */
export const markWriting = async (
  transaction: LecternTransaction,
  place: Place,
  [prompt, invocation_id]: readonly [StoredMessage, string],
): Promise<StoredMessage> => {
  const asking = await openQuestion(transaction, place, prompt)
  const marked = { ...withAsk(asking, { invocation_id, review: 'writing' }), changed_seq: place.seq }
  await updateAsk(transaction.query, marked)
  return marked
}

/** The message that asks waits for no review any more: what was to be checked is said at once. */
const endWriting = async (
  { query }: LecternTransaction,
  { seq }: Place,
  { id, prompt_id }: InvocationRecord,
): Promise<StoredMessage | undefined> => {
  const prompt = prompt_id === null ? undefined : (await findMessage(query, prompt_id))?.message
  if (prompt?.ask?.invocation_id !== id || prompt.ask.review === undefined) return undefined
  const free = { ...withAsk(prompt, { invocation_id: id, review: undefined }), changed_seq: seq }
  await updateAsk(query, free)
  return free
}

/** Deletes the empty message of an invocation that was to be public when it was requested. */
const takeBack = async (
  { query }: LecternTransaction,
  { seq }: Place,
  [id, message_id]: readonly [string, string],
): Promise<StoredMessage | undefined> => {
  await putAnswer(query, id, null)
  const stored = await findMessage(query, message_id)
  if (!stored || stored.message.deleted_at !== undefined) return undefined
  const ended: StoredMessage = { ...stored.message, state: 'interrupted', changed_seq: seq }
  await updateInvocation(query, ended)
  return ended
}
