// One tutoring session. A claim is a lease: a tutor who does not renew it loses it, and the student is next in
// the queue.
import { LIMITS, NewTutoringTopic, text, filledText, type TutoringTopic } from '@lectern/protocol'
import * as z from 'zod/mini'
import { parseTimestamp, timestamp } from '../../platform/clock.ts'
import { AppError } from '../../platform/errors.ts'
import type { Context, Viewer } from '../context.ts'
import { findMembers } from './cards-rows.ts'
import {
  verbsOf,
  type Act,
  type Actor,
  type CardOf,
  type Commit,
  type Definition,
  type Outcome,
} from './definition.ts'
import { rolesOf } from './permit.ts'
import { updateQueue } from './queue.ts'

const LEASE_MS = 120_000
const WRAP_UP_MS = 24 * 3_600_000
const REOPEN_MS = 7 * 24 * 3_600_000
const HINTS = 3

type Person = TutoringTopic['asker']

export interface TutoringData extends Omit<TutoringTopic, 'question'> {
  question: string
  hint_level: number
  hand_offs: NonNullable<TutoringTopic['hand_offs']>
  notes: NonNullable<TutoringTopic['notes']>
  /** The conversation's assistant when the session began. */
  assistant?: Person
  wrapping_at?: string
}

type Card = CardOf<TutoringData>
const verb = verbsOf<TutoringData>()
const said = text(LIMITS.card_packet_chars)

const LIVE = ['assistant_active', 'human_active'] as const
const OVER = ['wrapping', 'done'] as const
const ALL = ['requested', 'queued', ...LIVE, ...OVER] as const

const begin = async (
  ctx: Context,
  viewer: Viewer,
  { subject, question, asker_id }: NewTutoringTopic,
  conversation_id: string,
) => {
  const members = await findMembers(ctx.db.read, conversation_id, [asker_id ?? viewer.user_id])
  const asker = members.find(({ user_id }) => user_id === (asker_id ?? viewer.user_id))
  if (!asker) throw new AppError('invalid', 'There is no such member.', { field: 'card.data.asker_id' })
  if (viewer.role === 'student' && asker.user_id !== viewer.user_id)
    throw new AppError('forbidden', 'Only staff may ask for somebody else.', { field: 'card.data.asker_id' })
  const assistant = members.find(({ role }) => role === 'assistant')
  return {
    state: 'requested',
    fallback_text: `Tutoring: ${subject}`,
    data: {
      subject,
      question,
      asker: toPerson(asker),
      ...(assistant && { assistant: toPerson(assistant) }),
      hint_level: 0,
      hand_offs: [],
      notes: [],
    },
  }
}

const toPerson = ({ user_id, name }: { user_id: string; name: string }): Person => ({ user_id, name })

/** Unclaimed and waiting since `at`. */
const waiting = (
  { tutor: _t, lease_until: _l, done_at: _d, wrapping_at: _w, ...data }: TutoringData,
  at: string,
) => ({
  ...data,
  queued_at: at,
})

const free = ({
  queued_at: _q,
  queue_place: _p,
  lease_until: _l,
  tutor: _t,
  ...data
}: TutoringData): TutoringData => data

const queue = async (act: Act<TutoringData, unknown>, commit: Commit): Promise<Outcome<TutoringData>> =>
  updateQueue(act.card, commit, waiting(act.data, act.at), 'queued')

const byAssistant = (data: TutoringData): TutoringData => ({
  ...free(data),
  ...(data.assistant && { tutor: data.assistant }),
})

const noAssistant = ({ data }: Card) =>
  data.assistant ? undefined : 'There is no assistant in this conversation.'

export const tutoringTopic: Definition<TutoringData, NewTutoringTopic> = {
  type: 'tutoring_topic',
  schema: 1,
  input: NewTutoringTopic,
  states: ALL,
  creators: ['member'],
  proposed: 'requested',
  begin,
  relations: ({ data }, { user_id }) => [
    ...(data.asker.user_id === user_id ? (['asker'] as const) : []),
    ...(data.tutor?.user_id === user_id ? (['tutor'] as const) : []),
  ],
  verbs: {
    ask_human: verb({
      from: ['requested', 'assistant_active', 'wrapping'],
      who: ['asker', 'creator'],
      to: 'queued',
      label: 'Ask a person',
      style: 'primary',
      effect: queue,
    }),
    join_queue: verb({
      from: ['requested'],
      who: ['asker', 'creator'],
      to: 'queued',
      label: 'Join the queue',
      commutative: true,
      effect: queue,
    }),
    start_assistant: verb({
      from: ['requested', 'queued'],
      who: ['asker'],
      to: 'assistant_active',
      label: 'Ask the assistant',
      unless: noAssistant,
      elsewhere: ({ card, data, action_id }) => ({
        is: 'message',
        conversation_id: card.conversation_id,
        message: {
          id: action_id,
          content: `@${data.assistant?.name} ${data.question}`,
          mentions: data.assistant ? [data.assistant.user_id] : [],
          reply_to_id: card.message_id,
        },
      }),
      effect: ({ card, data }, commit) => updateQueue(card, commit, byAssistant(data), 'assistant_active'),
    }),
    claim: verb({
      from: ['requested', 'queued', ...LIVE],
      who: ['staff'],
      to: 'human_active',
      label: 'Take over',
      style: 'primary',
      unless: ({ state, data }, { user_id }) =>
        state === 'human_active' && data.tutor?.user_id !== user_id
          ? `${data.tutor?.name} has taken this.`
          : undefined,
      effect: ({ card, data, actor, now }, commit) =>
        updateQueue(
          card,
          commit,
          { ...free(data), tutor: toPerson(actor), lease_until: timestamp(now + LEASE_MS) },
          'human_active',
        ),
    }),
    hand_off: verb({
      from: LIVE,
      who: ['tutor', 'staff'],
      label: 'Hand off',
      input: z.object({ to: z.enum(['queue', 'assistant']), summary: said, note: z.optional(said) }),
      unless: ({ data }) => full(data.hand_offs, 'hand-offs'),
      effect: ({ card, data, actor, input, at }, commit) => {
        const missing = input.to === 'assistant' && noAssistant(card)
        if (missing) throw new AppError('invalid', missing, { field: 'input.to' })
        const next = { ...data, hand_offs: [...data.hand_offs, { by: toPerson(actor), ...input, at }] }
        return input.to === 'queue'
          ? updateQueue(card, commit, waiting(next, at), 'queued')
          : { data: byAssistant(next), state: 'assistant_active' }
      },
    }),
    hint: verb({
      from: LIVE,
      who: ['asker', 'tutor'],
      label: 'More help',
      commutative: true,
      unless: ({ data }) => (data.hint_level < HINTS ? undefined : 'All hints were given.'),
      effect: ({ data }) => ({ data: { ...data, hint_level: data.hint_level + 1 } }),
    }),
    note: verb({
      from: ALL,
      who: ['staff'],
      label: 'Note for staff',
      input: z.object({ text: filledText(LIMITS.card_packet_chars) }),
      commutative: true,
      unless: ({ data }) => full(data.notes, 'notes'),
      effect: ({ data, actor, input, at }) => ({
        data: { ...data, notes: [...data.notes, { by: toPerson(actor), ...input, at }] },
      }),
    }),
    solved: verb({
      from: ['requested', 'queued', ...LIVE],
      who: ['asker', 'tutor', 'staff'],
      to: 'wrapping',
      label: 'Solved',
      input: z.object({ outcome: z.optional(said) }),
      effect: ({ card, data, input, at }, commit) => {
        const { queued_at: _q, queue_place: _p, lease_until: _l, ...rest } = data
        const outcome = input.outcome ?? ''
        const next: TutoringData = { ...rest, ...(outcome !== '' && { outcome }), wrapping_at: at }
        return updateQueue(card, commit, next, 'wrapping')
      },
    }),
    rate: verb({
      from: OVER,
      who: ['asker'],
      to: 'done',
      label: 'Rate',
      input: z.object({ stars: z.int().check(z.minimum(1), z.maximum(5)), comment: z.optional(said) }),
      unless: ({ data }) => (data.stars === undefined ? undefined : 'It was rated already.'),
      effect: ({ data, input, at }) => ({ data: { ...data, ...input, done_at: data.done_at ?? at } }),
    }),
    reopen: verb({
      from: OVER,
      who: ['asker', 'staff'],
      to: 'queued',
      label: 'Reopen',
      unless: ({ data }, _actor, now) =>
        data.done_at !== undefined && now - parseTimestamp(data.done_at) > REOPEN_MS
          ? 'It can be reopened for 7 days.'
          : undefined,
      effect: queue,
    }),
    lapse: verb({ from: ['human_active'], who: ['system'], to: 'queued', effect: queue }),
    finish: verb({
      from: ['wrapping'],
      who: ['system'],
      to: 'done',
      effect: ({ data, at }) => ({ data: { ...data, done_at: at } }),
    }),
  },
  due: ({ state, data }) => {
    if (state === 'human_active' && data.lease_until) return { at: data.lease_until, verb: 'lapse' }
    if (state !== 'wrapping' || !data.wrapping_at) return undefined
    return { at: timestamp(parseTimestamp(data.wrapping_at) + WRAP_UP_MS), verb: 'finish' }
  },
  show: (card, viewer) => {
    const { assistant: _a, wrapping_at: _w, notes, hand_offs, ...data } = card.data
    if (rolesOf(viewer).includes('staff')) return { ...data, notes, hand_offs }
    if (!takesPart(card, viewer)) return { subject: data.subject, asker: data.asker }
    return { ...data, hand_offs: hand_offs.map(({ note: _n, ...rest }) => rest) }
  },
}

const takesPart = ({ data, created_by }: Card, { user_id, role }: Actor): boolean =>
  role === 'assistant' || [data.asker.user_id, created_by].includes(user_id)

const full = (list: readonly unknown[], what: string): string | undefined =>
  list.length < LIMITS.card_list_items ? undefined : `A card holds ${LIMITS.card_list_items} ${what}.`
