// The input of a model for one turn: only texts that the asker can read and the conversation may show.
import type { StoredMessage } from '../../records/stored.ts'
import type { Context } from '../context.ts'
import { messagesBefore, findMessage } from '../../records/messages.ts'
import { findPassages, type FoundPassage } from '../documents/find-passages.ts'
import { readPins } from '../messages/pins-rows.ts'
import { findMarkedReplies, questionsBefore } from '../messages/questions-rows.ts'
import { kindOf } from './kinds/kind-of.ts'
import { aboutOrganisation } from './organisation.ts'
import { findMember, hasStaff, type AssistantHere, type InvocationRecord } from './invocations-rows.ts'
import type { ModelRequest, Source, Turn, EndorsedMessage } from './model.ts'

const TURNS = 20
const PASSAGES = 6
const ANSWERED_QUESTIONS = 30
/** Passages that cover less of the question are irrelevant. */
const RELEVANT = 0.42
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
  const { kind, lang, asking: sentences } = kindOf(question)
  const former = said.findLast(({ sender_id }) => sender_id === asker_id)
  const find = (text: string) =>
    findPassages({ db }, { user_id: asker.id, role: asker.role }, text, { conversation_id, limit: PASSAGES })
  const passagesFor = async (): Promise<FoundPassage[]> => {
    if (kind === 'organisation') return aboutOrganisation(await find(sentences.join('\n')), question)
    if (kind !== 'material') return []
    const found = relevant(await find(question))
    if (found.length > 0 || !former || !FOLLOWS.test(question)) return found
    return relevant(await find(`${question}\n${former.content}`))
  }
  return {
    question,
    kind,
    lang,
    history: said.map((message) => toTurn(message, asker_id)),
    passages: (await passagesFor()).map(toSource),
    vouched: await readVouched(read, conversation_id, asking?.id),
    mode: assistant_mode,
    staff_read: asking !== undefined && (await hasStaff(read, conversation_id, asker_id)),
  }
}

const isSaid = ({ kind, deleted_at, state, content }: StoredMessage): boolean =>
  (kind === 'text' || kind === 'image') && deleted_at === undefined && state !== 'streaming' && content !== ''

/** Removes the assistant's name from the question. */
const withoutName = (text: string, name: string): string => text.replaceAll(`@${name}`, ' ').trim()

const relevant = (found: FoundPassage[]): FoundPassage[] =>
  found.filter(({ relevance }) => relevance >= RELEVANT)

const toSource = (
  { relevance: _r, highlights: _h, headings = [], ...passage }: FoundPassage,
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
