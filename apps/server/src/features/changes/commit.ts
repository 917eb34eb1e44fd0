// The only way to change a conversation: every change gets its number here.
import type { ConversationRow, Member } from '@lectern/protocol'
import type { StoredMessage, StoredWindow } from '../../records/stored.ts'
import { notFound } from '../../platform/errors.ts'
import { foldText } from '../../platform/fold.ts'
import { timestamp } from '../../platform/clock.ts'
import type { Context, LecternTransaction, Viewer } from '../context.ts'
import {
  insertConversation,
  raiseHead,
  toConversationRow,
  type ConversationRecord,
} from '../../records/conversations.ts'
import { insertMembers, findChangedMembers } from '../../records/members.ts'
import { raiseOrdinal } from '../../records/unread.ts'
import { lockAsMember, lockBySystem, type LockedConversation } from './changes-rows.ts'

/** The place of a change in the conversation's history. */
export interface Place {
  conversation: LockedConversation
  /** The number of this change. */
  seq: number
  /** The time of this change. */
  at: string
}

/** The rows that a change wrote, as all members see them; each carries `changed_seq = seq`. */
export interface ChangedRows {
  messages?: StoredMessage[]
  members?: Member[]
  conversation?: ConversationRow
  /** Who hid the conversation: nobody else is told. */
  parting?: Member[]
}

type Change = (place: Place) => Promise<ChangedRows | { repeat: StoredWindow }>

/**
 * Locks the conversation, numbers the change, lets `change` write its rows, and publishes the window once it is
 * on disk. `change` may return a finished window instead: then nothing changes (an idempotent repeat).
 * @throws AppError `not_found` for a non-member (AU1)
 */
export const commitChange = async (
  ctx: Context,
  viewer: Viewer,
  { transaction, conversation_id }: { transaction: LecternTransaction; conversation_id: string },
  change: Change,
): Promise<Committed> =>
  commit(ctx, transaction, await lockAsMember(transaction.query, conversation_id, viewer.user_id), change)

/** The same for a change by the system, without a viewer. */
export const commitBySystem = async (
  ctx: Context,
  transaction: LecternTransaction,
  conversation_id: string,
  change: Change,
): Promise<Committed> =>
  commit(ctx, transaction, await lockBySystem(transaction.query, conversation_id), change)

interface Committed {
  window: StoredWindow
  repeated: boolean
}

const commit = async (
  ctx: Context,
  transaction: LecternTransaction,
  conversation: LockedConversation | undefined,
  change: Change,
): Promise<Committed> => {
  if (!conversation) throw notFound('conversation')
  const place = { conversation, seq: conversation.head + 1, at: timestamp(ctx.clock.now()) }
  const changed = await change(place)
  if ('repeat' in changed) return { window: changed.repeat, repeated: true }
  await raiseHead(transaction.query, {
    ...{ id: conversation.id, head: place.seq, changed_at: place.at },
    last_ordinal: ordinalAfter(place, changed),
  })
  const window = windowOf(conversation.id, place.seq, changed)
  for (const follow of ctx.followers) await follow(ctx, transaction, { conversation, window })
  transaction.afterCommit(() => ctx.bus.publish('committed', window))
  return { window, repeated: false }
}

/** A change that creates a message has its row. */
const ordinalAfter = ({ conversation, seq }: Place, { messages = [] }: ChangedRows): number => {
  const created = messages.find(({ created_seq }) => created_seq === seq)
  return created ? raiseOrdinal(conversation.last_ordinal, created) : conversation.last_ordinal
}

interface Creation extends Pick<ConversationRecord, 'id' | 'kind' | 'title' | 'created_hash'> {
  /** Of a direct conversation. */
  direct_key: string | null
  user_ids: string[]
}

/** The first change of a conversation is its creation, with all its members. */
export const commitCreation = async (
  ctx: Context,
  viewer: Viewer,
  { query, afterCommit }: LecternTransaction,
  { user_ids, direct_key, ...creation }: Creation,
): Promise<void> => {
  const seq = 1
  const at = timestamp(ctx.clock.now())
  const record: ConversationRecord = {
    ...creation,
    title_key: creation.title && foldText(creation.title),
    created_by: viewer.user_id,
    created_at: at,
    changed_at: at,
    head: seq,
    changed_seq: seq,
    purged_seq: 0,
    open_questions: 0,
    last_ordinal: 0,
    assistant_mode: 'explain',
    assistant_review: 0,
  }
  await insertConversation(query, record, direct_key)
  await insertMembers(query, { conversation_id: record.id, seq, at }, user_ids)
  const members = await findChangedMembers(query, record.id, 0, seq)
  const window = windowOf(record.id, seq, { members, conversation: toConversationRow(record) })
  afterCommit(() => ctx.bus.publish('committed', window))
}

/** The window of a single change. */
export const windowOf = (conversation_id: string, seq: number, changed: ChangedRows): StoredWindow => ({
  conversation_id,
  from: seq - 1,
  to: seq,
  messages: changed.messages ?? [],
  members: changed.members ?? [],
  ...(changed.conversation && { conversation: changed.conversation }),
  ...(changed.parting && { parting: changed.parting }),
})
