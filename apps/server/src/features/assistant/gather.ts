// The input of a model for one turn: only texts that the asker can read and the conversation may show.
import type { StoredMessage } from '../../records/stored.ts'
import type { Context } from '../context.ts'
import { messagesBefore, findMessage } from '../../records/messages.ts'
import { findPassages, type FoundPassage } from '../documents/find-passages.ts'
import { readPins } from '../messages/pins-rows.ts'
import { findMarkedReplies, questionsBefore } from '../messages/questions-rows.ts'
import { findFormer, notYetCited, type Former } from './former.ts'
import { askedPart } from './kinds/asked-part.ts'
import { isAsking, kindOf, type KindOfMessage } from './kinds/kind-of.ts'
import { lookUp, type LookedUp } from './look-up.ts'
import { aboutOrganisation } from './organisation.ts'
import { findMember, hasStaff, type AssistantHere, type InvocationRecord } from './invocations-rows.ts'
import type { ModelRequest, Source, Turn, EndorsedMessage } from './model.ts'

const TURNS = 20
const PASSAGES = 6
const ANSWERED_QUESTIONS = 30
/** Questions that continue the one before. */
const FOLLOWS = /^\W*(?:and|but|why|what about|how about|und|aber|warum|wieso|was ist mit)\b/iu

/** Undefined if the asker is not a member any more, or there is nothing left to answer. */
export const gatherRequest = async (
  { db }: Pick<Context, 'db'>,
  { conversation_id, asker_id, prompt_id, prompt }: InvocationRecord,
  { name, assistant_mode }: AssistantHere,
): Promise<ModelRequest | undefined> => {
  const { read } = db
  const asker = await findMember(read, conversation_id, asker_id)
  const asking = prompt_id === null ? undefined : (await findMessage(read, prompt_id))?.message
  if (!asker || assistant_mode === 'off' || asking?.deleted_at !== undefined) return undefined
  const before = asking?.created_seq ?? Number.MAX_SAFE_INTEGER
  const { messages } = await messagesBefore(read, conversation_id, before, TURNS)
  const said = messages.filter((message) => isSaid(message) && message.id !== asking?.id)
  const question = withoutName(prompt ?? asking?.content ?? '', name)
  const told = kindOf(question)
  const { kind, lang } = told
  const find = (text: string) =>
    findPassages({ db }, { user_id: asker.id, role: asker.role }, text, { conversation_id, limit: PASSAGES })
  const former = findFormer(said, asker_id)
  const { passages, isNear } = await gatherPassages({ told, question, former }, find)
  return {
    question,
    kind,
    lang,
    history: said.map((message) => toTurn(message, asker_id)),
    passages: passages.map(toSource),
    is_near: isNear,
    ...(former && { former: { question: askedIn(former.question), was_offered: former.wasOffered } }),
    vouched: await readVouched(read, conversation_id, asking?.id),
    mode: assistant_mode,
    staff_read: asking !== undefined && (await hasStaff(read, conversation_id, asker_id)),
  }
}

const isSaid = ({ kind, deleted_at, state, content }: StoredMessage): boolean =>
  (kind === 'text' || kind === 'image') && deleted_at === undefined && state !== 'streaming' && content !== ''

/** Removes the assistant's name from the question. */
const withoutName = (text: string, name: string): string => text.replaceAll(`@${name}`, ' ').trim()

/** Without what was polite around it. */
const askedIn = (message: string): string => {
  const { kind, asking } = kindOf(message)
  return kind === 'material' && asking.length > 0 ? asking.map(askedPart).join(' ') : message
}

interface Asked {
  told: KindOfMessage
  question: string
  former: Former | undefined
}

const gatherPassages = async (
  { told, question, former }: Asked,
  find: (text: string) => Promise<FoundPassage[]>,
): Promise<LookedUp> => {
  const { kind, asking } = told
  const nothing = { passages: [], isNear: false }
  if (kind === 'organisation')
    return { passages: aboutOrganisation(await find(asking.join('\n')), question), isNear: false }
  if (kind === 'follow_up' && former && former.cited.size > 0) {
    const { passages, isNear } = await lookUp(kindOf(former.question), find)
    return { passages: notYetCited(passages, former), isNear }
  }
  if (kind !== 'material') return nothing
  const found = await lookUp(told, find)
  if (found.passages.length === 0 && former && FOLLOWS.test(question))
    return lookUp({ asking: [`${question} ${former.question}`], stating: [] }, find)
  // Words without a question are a search, or nonsense: the nearest to them is random.
  return found.isNear && !isAsking(question) ? nothing : found
}

const toSource = (
  { relevance: _r, together: _t, highlights: _h, headings = [], ...passage }: FoundPassage,
  at: number,
): Source => ({
  ...passage,
  headings,
  number: at + 1,
})

const toTurn = ({ sender_id, sender_role, sender, content }: StoredMessage, asker_id: string): Turn => ({
  by: sender_id === asker_id ? 'asker' : sender_role === 'assistant' ? 'assistant' : 'other',
  name: sender,
  content,
})

const readVouched = async (
  query: Context['db']['read'],
  conversation_id: string,
  prompt_id: string | undefined,
): Promise<EndorsedMessage[]> => {
  const pins = (await readPins(query, conversation_id)).filter(isSaid)
  const questions = await questionsBefore(query, {
    conversation_id,
    status: 'answered',
    seq: Number.MAX_SAFE_INTEGER,
    limit: ANSWERED_QUESTIONS,
  })
  const answers = await Promise.all(
    questions.map(async (asked) => {
      const question = asked.content
      const replies = (await findMarkedReplies(query, asked)).filter(
        (reply) => isSaid(reply) && reply.sender_role !== 'assistant',
      )
      return replies.map((reply) => ({ ...toVouched(reply), question }))
    }),
  )
  return [...answers.flat(), ...pins.map(toVouched)].filter(({ message_id }) => message_id !== prompt_id)
}

const toVouched = ({ id, sender, content }: StoredMessage): EndorsedMessage => ({
  message_id: id,
  author: sender,
  content,
})
