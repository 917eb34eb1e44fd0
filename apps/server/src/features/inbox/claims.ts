// Who works on an item: a claim is a lease that is renewed while one does, and ends by the clock. Each request says what
// shall be, so that it may be repeated over a cut line.
import { isStaff, type ClaimItem, type InboxItem, type PatchInboxItem } from '@lectern/protocol'
import { timestamp } from '../../platform/clock.ts'
import { AppError, notFound } from '../../platform/errors.ts'
import { mintId } from '../../platform/ids.ts'
import { claimItem, findItem, releaseItem, snoozeItem, type ItemRecord } from '../../records/inbox.ts'
import { findMessage } from '../../records/messages.ts'
import { actOnCard } from '../cards/act-on-card.ts'
import { findAsMember } from '../changes/changes-rows.ts'
import type { Context, LecternTransaction, Viewer } from '../context.ts'
import { findUser } from '../accounts/users-rows.ts'
import { requireStaff } from '../policy.ts'
import { NOT_STAFF, requireItem } from './inbox.ts'
import { setTags } from './tags-rows.ts'

type Query = LecternTransaction['query']

/** While one works the client renews it. */
export const LEASE_MS = 15 * 60_000
/** Whoever gets it may be away. */
export const HAND_OVER_MS = 24 * 60 * 60_000

export interface ItemTarget {
  id: string
  message_id: string
}

const keyOf = ({ id, message_id }: ItemTarget) => ({ conversation_id: id, id: message_id })

/** @throws AppError `not_found` unless the viewer is a member, and the message has waited there */
export const requireOpen = async (query: Query, viewer: Viewer, target: ItemTarget): Promise<ItemRecord> => {
  if (!(await findAsMember(query, target.id, viewer.user_id))) throw notFound('inbox item')
  const item = await findItem(query, keyOf(target))
  if (!item) throw notFound('inbox item')
  return item
}

const refuseDone = ({ done_at }: ItemRecord): void => {
  if (done_at !== null) throw new AppError('conflict', 'Nobody waits for it any more.')
}

export const claim = async (
  ctx: Context,
  viewer: Viewer,
  target: ItemTarget,
  { user_id: owner_id = viewer.user_id }: ClaimItem = {},
): Promise<InboxItem> => {
  requireStaff(viewer, NOT_STAFF)
  const item = await requireOpen(ctx.db.read, viewer, target)
  if (item.kind === 'tutoring') return claimSession(ctx, viewer, target, owner_id)
  return ctx.db.write(async (transaction) => {
    const { query } = transaction
    const now = ctx.clock.now()
    refuseDone(await requireOpen(query, viewer, target))
    if (owner_id !== viewer.user_id) await requireColleague(query, target, owner_id)
    const lease_ms = owner_id === viewer.user_id ? LEASE_MS : HAND_OVER_MS
    const has = await claimItem(query, keyOf(target), {
      by: viewer.user_id,
      owner_id,
      now: timestamp(now),
      lease_until: timestamp(now + lease_ms),
    })
    const claimed = await requireItem(ctx, query, keyOf(target))
    // A repeat of a hand-over finds it done.
    if (!has && claimed.owner?.user_id !== owner_id)
      throw new AppError('conflict', `${claimed.owner?.name ?? 'Somebody'} has it.`)
    if (has) tell(ctx, transaction, target)
    return claimed
  })
}

const tell = (ctx: Context, { afterCommit }: LecternTransaction, { id: conversation_id }: ItemTarget): void =>
  afterCommit(() => ctx.bus.publish('inbox_changed', { conversation_id }))

const requireColleague = async (query: Query, { id }: ItemTarget, user_id: string): Promise<void> => {
  const user = await findUser(query, user_id)
  const isThere = user && user.disabled_at === null && (await findAsMember(query, id, user_id))
  if (!isThere || !isStaff(user.role))
    throw new AppError('invalid', 'Only staff of the conversation can have it.', { field: 'user_id' })
}

/** A tutoring session is claimed on its card, whose lease this is. */
const claimSession = async (
  ctx: Context,
  viewer: Viewer,
  target: ItemTarget,
  owner_id: string,
): Promise<InboxItem> => {
  if (owner_id !== viewer.user_id)
    throw new AppError('conflict', 'A tutoring session is handed over on its card.')
  await actOnCard(ctx, viewer, await cardOf(ctx.db.read, target), { id: mintId(ctx.clock), verb: 'claim' })
  return requireItem(ctx, ctx.db.read, keyOf(target))
}

const cardOf = async (query: Query, { message_id }: ItemTarget): Promise<string> => {
  const card = (await findMessage(query, message_id))?.message.card
  if (!card) throw notFound('card')
  return card.id
}

export const release = async (ctx: Context, viewer: Viewer, target: ItemTarget): Promise<InboxItem> => {
  requireStaff(viewer, NOT_STAFF)
  const item = await requireOpen(ctx.db.read, viewer, target)
  if (item.kind === 'tutoring' && item.owner_id === viewer.user_id) {
    const input = { to: 'queue', summary: '' }
    const action = { id: mintId(ctx.clock), verb: 'hand_off', input }
    await actOnCard(ctx, viewer, await cardOf(ctx.db.read, target), action)
    return requireItem(ctx, ctx.db.read, keyOf(target))
  }
  return ctx.db.write(async (transaction) => {
    const { query } = transaction
    if (await releaseItem(query, keyOf(target), viewer.user_id)) tell(ctx, transaction, target)
    const now = await requireItem(ctx, query, keyOf(target))
    if (now.owner) throw new AppError('conflict', `${now.owner.name} has it.`)
    return now
  })
}

export const patchItem = (
  ctx: Context,
  viewer: Viewer,
  target: ItemTarget,
  { snoozed_until, tags }: PatchInboxItem,
): Promise<InboxItem> => {
  requireStaff(viewer, NOT_STAFF)
  return ctx.db.write(async (transaction) => {
    const { query } = transaction
    refuseDone(await requireOpen(query, viewer, target))
    if (snoozed_until !== undefined) await snoozeItem(query, keyOf(target), snoozed_until)
    if (tags) await setTags(query, keyOf(target), tags)
    tell(ctx, transaction, target)
    return requireItem(ctx, query, keyOf(target))
  })
}
