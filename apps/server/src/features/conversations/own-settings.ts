// What a member sets for themselves in a conversation. Nobody else hears of it, so it is no change of the conversation:
// the person's own clock numbers it, and all devices of the person follow that clock by the window rule.
import { LIMITS, type OwnChanges, type PatchOwnSettings } from '@lectern/protocol'
import { timestamp } from '../../platform/clock.ts'
import { AppError, notFound } from '../../platform/errors.ts'
import { beginUnread, updateOwn, updatePositions, type OwnRecord } from '../../records/members.ts'
import { nextOwnSeq, readOwnSeq } from '../../records/own-clock.ts'
import { lockOwn, toOwnSettings, type LockedOwn } from '../../records/own-settings.ts'
import { exemptOwnAfter } from '../../records/unread.ts'
import type { Context, LecternTransaction, Viewer } from '../context.ts'
import { endRead } from './receipts.ts'
import { findOwnAfter, findUnreadPlace, type UnreadPlace } from './own-settings-rows.ts'

/** An omitted field stays. Sets what it is told: a repeat changes nothing. */
export const setOwn = (
  ctx: Context,
  viewer: Viewer,
  conversation_id: string,
  asked: PatchOwnSettings,
): Promise<OwnChanges> =>
  ctx.db.write(async (transaction) => {
    const { query, afterCommit } = transaction
    const { user_id } = viewer
    const stored = await lockOwn(query, conversation_id, user_id)
    if (!stored) throw notFound('conversation')
    const place = await placeOf(transaction, viewer, conversation_id, { asked, stored })
    const wanted = applied(stored, asked, { at: timestamp(ctx.clock.now()), place })
    if (FIELDS.every((field) => wanted[field] === stored[field])) {
      const seq = await readOwnSeq(query, user_id)
      return { window: { from: seq, to: seq, settings: [] }, head: seq }
    }
    const own = { ...wanted, own_seq: await nextOwnSeq(query, user_id) }
    await updateOwn(query, conversation_id, user_id, own)
    if (wanted.unread_from !== stored.unread_from)
      await moveUnread(ctx, transaction, { conversation_id, user_id }, { stored, place })
    const settings = [toOwnSettings(conversation_id, own)]
    const window = { from: own.own_seq - 1, to: own.own_seq, settings }
    afterCommit(() => ctx.bus.publish('own_window', { user_id, window }))
    return { window, head: window.to }
  })

const FIELDS = ['pinned_at', 'muted_until', 'archived_seq', 'unread_from', 'level'] as const

const applied = (
  stored: LockedOwn,
  { pinned, muted_until, archived_seq, level }: PatchOwnSettings,
  { at, place }: { at: string; place: UnreadPlace | null | undefined },
): Pick<OwnRecord, (typeof FIELDS)[number]> => ({
  pinned_at: pinned === undefined ? stored.pinned_at : pinned ? (stored.pinned_at ?? at) : null,
  muted_until: muted_until === undefined ? stored.muted_until : muted_until,
  archived_seq:
    typeof archived_seq === 'number'
      ? Math.min(archived_seq, stored.head)
      : archived_seq === null
        ? null
        : stored.archived_seq,
  level: level === undefined ? stored.level : level,
  unread_from: place === undefined ? stored.unread_from : (place?.created_seq ?? null),
})

/** Where the unread messages are to begin; null: nowhere, undefined: where they do. */
const placeOf = async (
  { query }: LecternTransaction,
  { user_id }: Viewer,
  conversation_id: string,
  { asked: { unread_from }, stored }: { asked: PatchOwnSettings; stored: LockedOwn },
): Promise<UnreadPlace | null | undefined> => {
  if (unread_from === undefined || unread_from === null) return unread_from
  const place = await findUnreadPlace(query, conversation_id, unread_from, user_id)
  if (!place)
    throw new AppError('conflict', 'From there on nobody else wrote anything.', { field: 'unread_from' })
  const [limit, actual] = [LIMITS.unread_again, stored.last_ordinal - place.ordinal + 1]
  if (actual > limit)
    throw new AppError('too_large', `The last ${limit} messages can be marked as unread.`, {
      ...{ field: 'unread_from', limit, actual },
    })
  return place
}

/** Others still see what the person has read. What lies before the mark is read, too. */
const moveUnread = async (
  ctx: Context,
  transaction: LecternTransaction,
  { conversation_id, user_id }: { conversation_id: string; user_id: string },
  { stored, place }: { stored: LockedOwn; place: UnreadPlace | null | undefined },
): Promise<void> => {
  const { query, afterCommit } = transaction
  const read_seq = Math.max(stored.read_seq, (place?.created_seq ?? 0) - 1)
  const delivered_seq = Math.max(stored.delivered_seq, read_seq)
  await updatePositions(query, conversation_id, user_id, { delivered_seq, read_seq })
  if (place) {
    await beginUnread(query, { conversation_id, ...place }, user_id)
    await exemptOwnAfter(query, { conversation_id, user_id }, place.created_seq - 1)
  }
  if (read_seq === stored.read_seq) return
  await endRead(ctx, transaction, { conversation_id, user_id, read_seq })
  afterCommit(() => ctx.bus.publish('receipt', { conversation_id, user_id, delivered_seq, read_seq }))
}

/** The settings that changed since; the head is read before them (SY4). */
export const getOwnChanges = async (
  { db }: Context,
  { user_id }: Viewer,
  { since, limit = LIMITS.page_rows }: { since: number; limit?: number },
): Promise<OwnChanges> => {
  const head = await readOwnSeq(db.read, user_id)
  const settings = await findOwnAfter(db.read, user_id, since, limit)
  // Each number has one row at most. Rows after the head are of a later commit: they are part of a full page only.
  const to = settings.length < limit ? Math.max(head, since) : (settings.at(-1)?.changed_seq ?? head)
  return {
    window: { from: since, to, settings: settings.filter(({ changed_seq }) => changed_seq <= to) },
    head,
  }
}
