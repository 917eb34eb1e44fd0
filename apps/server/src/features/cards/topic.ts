// A live reference to a message: its content and state are read anew each time. It is empty for users who may
// not read that message.
import {
  filledText,
  Id,
  LIMITS,
  NewTopic,
  type Question,
  type Topic,
  type TopicKind,
} from '@lectern/protocol'
import * as z from 'zod/mini'
import { AppError } from '../../platform/errors.ts'
import { openConversation } from '../changes/changes.ts'
import type { Context, Viewer } from '../context.ts'
import { findMessage, touchMessage } from '../../records/messages.ts'
import { findPlace } from './cards-rows.ts'
import { saveEntry } from '../../records/cards.ts'
import {
  verbsOf,
  type Act,
  type Actor,
  type Beginning,
  type CardOf,
  type Commit,
  type Definition,
} from './definition.ts'
import { entriesOf, ownEntry } from './entries.ts'
import { recordOf } from './record.ts'

/** The current version of the referenced message. */
interface Target {
  conversation_id: string
  message_id: string
  sender_id: string
  deleted: number
  question: Omit<Question, 'status'> | null
  best_answer: (Omit<NonNullable<Topic['best_answer']>, 'endorsed' | 'lang'> & { lang: string | null }) | null
  answers: number
  reader_ids: string[]
}

export interface TopicData {
  title: string
  kind: TopicKind
  body?: string
  tags: string[]
  owner: Topic['owner']
  message_id?: string
  merged_into?: string
  /** The fingerprint of the target at the last change. */
  told?: string
}

type Card = CardOf<TopicData>
const verb = verbsOf<TopicData>()
const On = z.object({ on: z.optional(z.boolean()) })
const Answer = z.object({ message_id: Id })
const LIVE = ['open', 'answered', 'endorsed'] as const
const ALL = [...LIVE, 'closed'] as const

const KINDS = { question: 'Question', discussion: 'Discussion', announcement: 'Announcement', task: 'Task' }

const targetOf = (card: Card): Target | undefined => card.target as Target | undefined

const begin = async (ctx: Context, viewer: Viewer, input: NewTopic): Promise<Beginning<TopicData>> => {
  const { title, kind, message_id, tags = [], body } = input
  if (message_id !== undefined) await requireReadable(ctx, viewer, message_id)
  const own = message_id === undefined
  return {
    state: 'open',
    fallback_text: `${KINDS[kind]}: ${title}`,
    data: {
      title,
      kind,
      tags,
      ...(body !== undefined && { body }),
      owner: { user_id: viewer.user_id, name: viewer.name },
      ...(!own && { message_id }),
    },
    ...(own ? { follows_itself: true } : { sources: [message_id] }),
    ...(own && kind === 'question' && { question: true }),
  }
}

const requireReadable = async (ctx: Context, viewer: Viewer, message_id: string): Promise<void> => {
  const refusal = new AppError('invalid', 'There is no such message.', { field: 'card.data.message_id' })
  const found = await findMessage(ctx.db.read, message_id)
  if (!found || found.message.deleted_at !== undefined) throw refusal
  await openConversation(ctx, viewer, found.message.conversation_id).catch(() => {
    throw refusal
  })
}

const stateOf = (card: Card): string => {
  const target = targetOf(card)
  if (card.state === 'closed' || !target || target.deleted) return 'closed'
  if (!target.question) return 'open'
  if (target.question.endorsed_ids.length > 0) return 'endorsed'
  return target.question.accepted_id === undefined ? 'open' : 'answered'
}

const fingerprint = (card: Card): string =>
  JSON.stringify([stateOf(card), targetOf(card)?.answers, targetOf(card)?.best_answer])

const presentAnswer = ({ lang, ...answer }: NonNullable<Target['best_answer']>) => ({
  ...answer,
  ...(lang !== null && { lang }),
})

const isEndorsed = (question: Target['question'], { message_id }: { message_id: string }): boolean =>
  question?.endorsed_ids.includes(message_id) ?? false

/** Marks the target's current version as announced. */
const markAnnounced = ({ card, data }: Act<TopicData, unknown>) => ({
  data: { ...data, told: fingerprint(card) },
})

const toggle =
  (kind: string) =>
  ({ input: { on = true } }: Act<TopicData, z.infer<typeof On>>) => ({
    entries: [{ kind, value: on ? true : undefined }],
  })

const noQuestion = (card: Card): string | undefined =>
  targetOf(card)?.question ? undefined : 'It stands for no question.'

const toward = (card: Card) => ({
  conversation_id: targetOf(card)?.conversation_id ?? card.conversation_id,
  message_id: targetOf(card)?.message_id ?? card.message_id,
})

/** Followers and supporters move to the other topic. */
const merge = async (
  { card, data, input, at, actor }: Act<TopicData, { into: string }>,
  { transaction, place }: Commit,
) => {
  const { query } = transaction
  const other = await findPlace(query, input.into)
  const stored = other && (await findMessage(query, other.message_id))
  const into = stored?.message.card && (recordOf(stored.message) as unknown as Card)
  const isTopic = into?.conversation_id === card.conversation_id && into.type === card.type
  if (!stored || !isTopic || into.id === card.id || !mayRead(into, actor))
    throw new AppError('invalid', 'There is no such topic in this conversation.', { field: 'input.into' })
  const moved = card.entries.filter(({ kind }) => kind === 'follow' || kind === 'me_too')
  for (const entry of moved) await saveEntry(query, { ...into, updated_at: at }, entry)
  await touchMessage(query, { ...stored.message, changed_seq: place.seq })
  const reread = await findMessage(query, stored.message.id)
  return {
    data: { ...data, merged_into: into.id },
    messages: reread ? [reread.message] : [],
  }
}

const mayRead = (card: Card, { user_id, role }: Actor): boolean => {
  const target = targetOf(card)
  if (!target) return false
  return (
    role === 'system' ||
    target.conversation_id === card.conversation_id ||
    target.reader_ids.includes(user_id)
  )
}

export const topic: Definition<TopicData, NewTopic> = {
  type: 'topic',
  schema: 1,
  input: NewTopic,
  states: ALL,
  creators: ['member'],
  begin,
  nothing: 'A topic',
  relations: (card, { user_id }) => (targetOf(card)?.sender_id === user_id ? ['asker'] : []),
  state: stateOf,
  verbs: {
    propose_answer: verb({
      from: LIVE,
      who: ['member'],
      label: 'Answer',
      style: 'primary',
      input: z.object({ text: filledText(LIMITS.card_body_chars) }),
      commutative: true,
      elsewhere: ({ card, input, action_id }) => ({
        is: 'message',
        conversation_id: toward(card).conversation_id,
        message: { id: action_id, content: input.text, reply_to_id: toward(card).message_id },
      }),
      effect: markAnnounced,
    }),
    me_too: verb({
      from: LIVE,
      who: ['member'],
      label: 'Me too',
      input: On,
      commutative: true,
      effect: toggle('me_too'),
    }),
    follow: verb({
      from: ALL,
      who: ['member'],
      label: 'Follow',
      input: On,
      commutative: true,
      effect: toggle('follow'),
    }),
    accept: verb({
      from: LIVE,
      who: ['asker'],
      label: 'Accept answer',
      input: Answer,
      unless: noQuestion,
      elsewhere: ({ card, input }) => ({ is: 'accept', ...toward(card), ...input }),
      effect: markAnnounced,
    }),
    endorse: verb({
      from: LIVE,
      who: ['staff'],
      label: 'Endorse answer',
      input: Answer,
      unless: noQuestion,
      elsewhere: ({ card, input }) => ({ is: 'endorse', ...toward(card), ...input }),
      effect: markAnnounced,
    }),
    close: verb({ from: LIVE, who: ['creator', 'asker', 'staff'], to: 'closed', label: 'Close' }),
    reopen: verb({
      from: ['closed'],
      who: ['creator', 'asker', 'staff'],
      to: 'open',
      label: 'Reopen',
      unless: (card) => {
        if (card.data.merged_into !== undefined) return 'It was merged into another topic.'
        return targetOf(card)?.deleted ? 'The message was deleted.' : undefined
      },
    }),
    merge: verb({
      from: LIVE,
      who: ['creator', 'staff'],
      to: 'closed',
      label: 'Merge',
      input: z.object({ into: Id }),
      effect: merge,
    }),
    refresh: verb({
      from: ALL,
      who: ['system'],
      effect: (act) => ({
        ...markAnnounced(act),
        forget: targetOf(act.card)?.deleted ? [toward(act.card).message_id] : [],
      }),
    }),
  },
  follow: async (_ctx, card) => (card.data.told === fingerprint(card) ? undefined : { verb: 'refresh' }),
  show: (card, viewer): Topic | undefined => {
    const target = targetOf(card)
    if (!target || !mayRead(card, viewer)) return undefined
    const { message_id: _m, told: _t, ...data } = card.data
    const { conversation_id, message_id, best_answer, question } = target
    return {
      ...data,
      target: { conversation_id, message_id },
      counts: {
        answers: target.answers,
        followers: entriesOf(card, 'follow').length,
        me_too: entriesOf(card, 'me_too').length,
      },
      following: ownEntry(card, viewer.user_id, 'follow') !== undefined,
      me_too: ownEntry(card, viewer.user_id, 'me_too') !== undefined,
      ...(best_answer && {
        best_answer: { ...presentAnswer(best_answer), endorsed: isEndorsed(question, best_answer) },
      }),
    }
  },
}
