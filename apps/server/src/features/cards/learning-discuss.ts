// A discussion with an end. Its replies are in the card, not among the messages, so that hidden replies cannot
// be found anywhere: not in frames and pages, not in search, not in the unread number.
import {
  filledText,
  Id,
  LIMITS,
  NewLearningDiscuss,
  type DiscussReply,
  type LearningDiscuss,
} from '@lectern/protocol'
import * as z from 'zod/mini'
import { parseTimestamp, timestamp } from '../../platform/clock.ts'
import { languageOf } from '../../platform/language.ts'
import { AppError } from '../../platform/errors.ts'
import type { CardEntry } from '../../records/stored.ts'
import { verbsOf, type Act, type Actor, type CardOf, type Definition } from './definition.ts'
import { entriesOf, ownEntry } from './entries.ts'
import { rolesOf } from './permit.ts'

export interface DiscussData extends Pick<
  LearningDiscuss,
  'prompt' | 'mode' | 'anonymity' | 'minimum_posts' | 'window_minutes' | 'closes_at' | 'summary'
> {
  /** While it is paused. */
  left_ms?: number
}

type Card = CardOf<DiscussData>
const verb = verbsOf<DiscussData>()
const MAX_REPLIES = 500
/** The size limit of the replies in the card itself; the rest of the data fits beside them. */
const SHOWN_BYTES = 10 * 1024
const ReplyChoice = z.object({ reply_id: Id, on: z.optional(z.boolean()) })
const summary = filledText(LIMITS.card_body_chars)

const repliesOf = (card: Card): CardEntry[] => entriesOf(card, 'reply')

const requireReply = (card: Card, actor: Actor, reply_id: string): CardEntry => {
  const reply = visibleReplies(card, actor).find(({ key }) => key === reply_id)
  if (!reply) throw new AppError('not_found', 'There is no such reply.', { field: 'input.reply_id' })
  return reply
}

const open = (
  { data: { left_ms: _l, closes_at: _c, ...data }, now }: Act<DiscussData, unknown>,
  left_ms?: number,
) => {
  const ms = left_ms ?? (data.window_minutes === undefined ? undefined : data.window_minutes * 60_000)
  return { data: { ...data, ...(ms !== undefined && { closes_at: timestamp(now + ms) }) } }
}

const closeDiscussion = ({ data: { left_ms: _l, closes_at: _c, ...data } }: Act<DiscussData, unknown>) => ({
  data,
})

export const learningDiscuss: Definition<DiscussData, NewLearningDiscuss> = {
  type: 'learning_discuss',
  schema: 1,
  input: NewLearningDiscuss,
  states: ['draft', 'open', 'paused', 'closed', 'wrapped'],
  creators: ['staff'],
  proposed: 'draft',
  begin: async (_ctx, _viewer, { anonymity = 'named', minimum_posts = 0, ...input }) => ({
    state: 'draft',
    fallback_text: `Discussion: ${input.prompt}`,
    data: { ...input, anonymity, minimum_posts },
  }),
  nothing: 'A discussion',
  verbs: {
    open: verb({
      from: ['draft'],
      who: ['staff'],
      to: 'open',
      label: 'Open',
      style: 'primary',
      effect: (act) => open(act),
    }),
    reply: verb({
      from: ['open'],
      who: ['member'],
      label: 'Reply',
      style: 'primary',
      input: z.object({ text: filledText(LIMITS.card_body_chars) }),
      commutative: true,
      unless: (card) =>
        repliesOf(card).length < MAX_REPLIES ? undefined : `A discussion holds ${MAX_REPLIES} replies.`,
      effect: ({ input: { text }, action_id: key }) => ({
        entries: [
          { kind: 'reply', key, value: text },
          { kind: 'lang', key, value: languageOf(text) },
        ],
      }),
    }),
    upvote: verb({
      from: ['open', 'paused'],
      who: ['member'],
      label: 'Upvote',
      input: ReplyChoice,
      commutative: true,
      effect: ({ card, actor, input: { reply_id, on = true } }) => {
        if (requireReply(card, actor, reply_id).user_id === actor.user_id)
          throw new AppError('forbidden', 'One does not vote for oneself.', { field: 'input.reply_id' })
        return { entries: [{ kind: 'upvote', key: reply_id, value: on ? true : undefined }] }
      },
    }),
    endorse: verb({
      from: ['open', 'paused', 'closed', 'wrapped'],
      who: ['staff'],
      label: 'Endorse',
      input: ReplyChoice,
      commutative: true,
      effect: ({ card, actor, input: { reply_id, on = true } }) => {
        requireReply(card, actor, reply_id)
        const by = entriesOf(card, 'endorse', reply_id).map(({ user_id }) => user_id)
        const value = on ? true : undefined
        const whose = on ? [actor.user_id] : by
        return { entries: whose.map((user_id) => ({ kind: 'endorse', key: reply_id, user_id, value })) }
      },
    }),
    remove: verb({
      from: ['open', 'paused', 'closed'],
      who: ['member'],
      label: 'Remove reply',
      style: 'danger',
      input: z.object({ reply_id: Id }),
      commutative: true,
      effect: ({ card, actor, input: { reply_id } }) => {
        const { user_id } = requireReply(card, actor, reply_id)
        if (user_id !== actor.user_id && !rolesOf(actor).includes('staff'))
          throw new AppError('forbidden', 'Only its author and staff may remove a reply.')
        const gone = card.entries.filter(({ key }) => key === reply_id)
        return {
          entries: gone.map(({ kind, key, user_id: whose }) => ({
            kind,
            key,
            user_id: whose,
            value: undefined,
          })),
        }
      },
    }),
    pause: verb({
      from: ['open'],
      who: ['staff'],
      to: 'paused',
      label: 'Pause',
      effect: (act) => {
        const { closes_at } = act.data
        const { data } = closeDiscussion(act)
        return {
          data: closes_at === undefined ? data : { ...data, left_ms: parseTimestamp(closes_at) - act.now },
        }
      },
    }),
    resume: verb({
      from: ['paused'],
      who: ['staff'],
      to: 'open',
      label: 'Resume',
      style: 'primary',
      effect: (act) => open(act, act.data.left_ms),
    }),
    close: verb({
      from: ['open', 'paused'],
      who: ['staff'],
      to: 'closed',
      label: 'Close',
      effect: closeDiscussion,
    }),
    summarise: verb({
      from: ['closed'],
      who: ['staff'],
      to: 'wrapped',
      label: 'Summarise',
      style: 'primary',
      input: z.object({ summary }),
      effect: ({ data, input }) => ({ data: { ...data, ...input } }),
    }),
    reopen: verb({
      from: ['closed', 'wrapped'],
      who: ['staff'],
      to: 'open',
      label: 'Reopen',
      effect: (act) => open(act),
    }),
    lapse: verb({ from: ['open'], who: ['system'], to: 'closed', effect: closeDiscussion }),
  },
  due: ({ state, data }) =>
    state === 'open' && data.closes_at !== undefined ? { at: data.closes_at, verb: 'lapse' } : undefined,
  show: (card, viewer) => {
    const isOwner =
      rolesOf(viewer).includes('staff') || viewer.role === 'system' || viewer.user_id === card.created_by
    if (card.state === 'draft' && !isOwner) return undefined
    const { left_ms: _, ...data } = card.data
    const all = repliesOf(card)
    return {
      ...data,
      replies: selectFitting(visibleReplies(card, viewer).map((reply) => presentReply(card, reply, viewer))),
      reply_count: all.length,
      people_count: new Set(all.map(({ user_id }) => user_id)).size,
      own_posts: all.filter(({ user_id }) => user_id === viewer.user_id).length,
      hidden: !seesOthers(card, viewer),
    }
  },
}

const seesOthers = (card: Card, viewer: Actor): boolean =>
  card.data.mode === 'open' ||
  rolesOf(viewer).includes('staff') ||
  repliesOf(card).some(({ user_id }) => user_id === viewer.user_id)

/** Newest first. */
export const visibleReplies = (card: Card, viewer: Actor): CardEntry[] => {
  const isAllowed = seesOthers(card, viewer)
  return repliesOf(card)
    .filter(({ user_id }) => isAllowed || user_id === viewer.user_id)
    .toReversed()
}

/** For peers its author is a number, given in the order of first replies. */
export const presentReply = (
  card: Card,
  { key, user_id, name, value, at }: CardEntry,
  viewer: Actor,
): DiscussReply => {
  const mine = user_id === viewer.user_id
  const isNamed = mine || card.data.anonymity === 'named' || rolesOf(viewer).includes('staff')
  const people = [...new Set(repliesOf(card).map((reply) => reply.user_id))]
  return {
    id: key,
    ...(isNamed ? { author: { user_id, name } } : { number: people.indexOf(user_id) + 1 }),
    text: String(value),
    ...langOf(card, key),
    at,
    mine,
    upvotes: entriesOf(card, 'upvote', key).length,
    upvoted: ownEntry(card, viewer.user_id, 'upvote', key) !== undefined,
    endorsed: entriesOf(card, 'endorse', key).length > 0,
  }
}

const langOf = (card: Card, reply_id: string): Pick<DiscussReply, 'lang'> => {
  const lang = entriesOf(card, 'lang', reply_id)[0]?.value
  return typeof lang === 'string' ? { lang } : {}
}

/** The endorsed replies, then the newest, as many as fit. */
const selectFitting = (replies: DiscussReply[]): DiscussReply[] => {
  const ordered = [
    ...replies.filter(({ endorsed }) => endorsed),
    ...replies.filter(({ endorsed }) => !endorsed),
  ]
  let bytes = 0
  return ordered.slice(0, LIMITS.card_list_items).filter((reply) => {
    bytes += Buffer.byteLength(JSON.stringify(reply))
    return bytes <= SHOWN_BYTES
  })
}
