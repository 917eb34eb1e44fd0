// Keeps the inbox: what a changed message makes of its item is stored in the commit of the change.
import { parseTimestamp, timestamp } from '../../platform/clock.ts'
import {
  endItem,
  findItem,
  holdItem,
  openItem,
  wakeItem,
  wakeItemsOf,
  type ItemRecord,
  type Waiting,
} from '../../records/inbox.ts'
import type { StoredMessage } from '../../records/stored.ts'
import type { Context, Follower, LecternTransaction } from '../context.ts'
import { hoursOf } from './hours.ts'
import { teachingMinutes } from './teaching-time.ts'

type Query = LecternTransaction['query']

interface Tutoring {
  asker: { user_id: string }
  queued_at?: string
  tutor?: { user_id: string }
  lease_until?: string
}

/** A tutoring session that needs a human, or has one. */
const tutoringOf = ({ card }: StoredMessage): Tutoring | undefined =>
  card?.type === 'tutoring_topic' && ['requested', 'queued', 'human_active'].includes(card.state)
    ? (card.data as unknown as Tutoring)
    : undefined

const tutorOf = (message: StoredMessage): Tutoring | undefined =>
  message.card?.state === 'human_active' ? tutoringOf(message) : undefined

/** What waits for staff in a message; undefined: nothing does. */
export const waitingIn = (message: StoredMessage): Waiting | undefined => {
  const { sender_id: asker_id, question, ask, deleted_at } = message
  if (deleted_at !== undefined) return undefined
  if (ask?.review === 'waiting') return { kind: 'review', asker_id, duplicate_of: null }
  if (question?.status === 'unanswered')
    return { kind: 'question', asker_id, duplicate_of: question.duplicate_of?.message_id ?? null }
  const session = tutoringOf(message)
  if (!session) return undefined
  return { kind: 'tutoring', asker_id: session.asker.user_id, duplicate_of: null, since: session.queued_at }
}

/** It was withdrawn, and not answered. */
const isWithdrawn = ({ deleted_at, question }: StoredMessage, { kind }: ItemRecord): boolean =>
  deleted_at !== undefined || (kind === 'question' && question === undefined)

export const waitedFor = async (
  query: Query,
  { conversation_id, waiting_since, waited_minutes }: ItemRecord,
  now: number,
): Promise<number> => {
  if (waited_minutes !== null) return waited_minutes
  const hours = await hoursOf(query, [conversation_id])
  return teachingMinutes(hours(conversation_id), [parseTimestamp(waiting_since), now])
}

export const keepInbox: Follower = async (ctx, transaction, { conversation, window }) => {
  let hasChanged = false
  for (const message of window.messages) {
    const isNew = message.created_seq === window.to
    if (await keep(ctx, transaction, message, isNew)) hasChanged = true
    if (isNew && (await wake(transaction.query, message, conversation.kind === 'direct'))) hasChanged = true
  }
  if (!hasChanged) return
  const { conversation_id } = window
  transaction.afterCommit(() => ctx.bus.publish('inbox_changed', { conversation_id }))
}

/** Returns whether the list is another one. */
const keep = async (
  ctx: Context,
  { query }: LecternTransaction,
  message: StoredMessage,
  isNew: boolean,
): Promise<boolean> => {
  const waiting = waitingIn(message)
  if (waiting) {
    await openItem(query, message, waiting)
    if (waiting.kind === 'tutoring') await hold(ctx, query, message)
    return true
  }
  const isMention = (message.mentions?.length ?? 0) > 0
  const item = isNew ? undefined : await findItem(query, message)
  if (!item || item.done_at !== null) return isMention
  const now = ctx.clock.now()
  const waited = isWithdrawn(message, item) ? null : await waitedFor(query, item, now)
  await endItem(query, message, { at: timestamp(now), waited })
  return true
}

/** Whoever has a tutor waits no longer; the lease is that of the session. */
const hold = async ({ clock }: Context, query: Query, message: StoredMessage): Promise<void> => {
  const session = tutorOf(message)
  const item = session && (await findItem(query, message))
  if (!session?.tutor || !item) return holdItem(query, message, null)
  await holdItem(query, message, {
    owner_id: session.tutor.user_id,
    lease_until: session.lease_until ?? null,
    waited: await waitedFor(query, item, clock.now()),
  })
}

/** What is snoozed comes back with a reply to it, and in a direct conversation with anything that the asker says. */
const wake = async (
  query: Query,
  { conversation_id, reply_to_id, sender_id }: StoredMessage,
  isDirect: boolean,
): Promise<boolean> => {
  if (reply_to_id !== undefined && (await wakeItem(query, { conversation_id, id: reply_to_id }))) return true
  return isDirect && wakeItemsOf(query, conversation_id, sender_id)
}
