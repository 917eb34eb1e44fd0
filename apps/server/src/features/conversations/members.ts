// Renaming, adding and removing members. Each adds a `system` message: its content is one English sentence, its
// sender the actor, and `system` has the event for other languages.
import { mayAdd, type ConversationRow, type Member } from '@lectern/protocol'
import type { StoredWindow } from '../../records/stored.ts'
import { AppError, notFound } from '../../platform/errors.ts'
import { commitChange, type ChangedRows, type Place } from '../changes/commit.ts'
import { findAsMember } from '../changes/changes-rows.ts'
import { recordAudit } from '../../records/audit.ts'
import { toConversationRow, updateCreator, updateTitle } from '../../records/conversations.ts'
import { findChangedMembers, findMemberIds, join, leave } from '../../records/members.ts'
import type { Context, LecternTransaction, Viewer } from '../context.ts'
import { mayManage } from '../policy.ts'
import { readPolicy } from '../../records/policies.ts'
import { findPeople, type Person } from './conversations-rows.ts'
import { findSuccessor } from './pass-on.ts'
import { requirePeople, refuseCrowd } from './people.ts'
import { addedEvent, leftEvent, removedEvent, say } from './system-message.ts'

/** Changes the title of the conversation; an equal title changes nothing. */
export const renameConversation = (
  ctx: Context,
  viewer: Viewer,
  id: string,
  title?: string,
): Promise<StoredWindow> =>
  manage(ctx, viewer, id, async (place, transaction) => {
    if (place.conversation.kind === 'direct')
      throw new AppError('forbidden', 'A direct conversation is called by its people.')
    refuseStranger(viewer, place)
    const { query } = transaction
    const before = await findAsMember(query, id, viewer.user_id)
    if (!before || title === undefined || title === before.title) return undefined
    const { seq } = place
    await updateTitle(query, id, title, seq)
    const said = await say(ctx, viewer, { transaction, place }, { type: 'renamed', params: { title } })
    return { messages: [said], conversation: toConversationRow({ ...before, title, changed_seq: seq }) }
  })

/** Present members stay unchanged; former members come back. */
export const addMembers = (
  ctx: Context,
  viewer: Viewer,
  id: string,
  user_ids: string[],
): Promise<StoredWindow> =>
  manage(ctx, viewer, id, async (place, transaction) => {
    refuseStranger(viewer, place)
    if (!mayAdd(viewer.role, await readPolicy(transaction.query)))
      throw new AppError('forbidden', 'Only staff may add people here.')
    const current = await findMemberIds(transaction.query, id)
    const fresh = [...new Set(user_ids)].filter((user_id) => !current.has(user_id))
    const people = await requirePeople(viewer, transaction, fresh, 'user_ids')
    if (fresh.length === 0) return undefined
    refuseCrowd(current.size + fresh.length, 'user_ids')
    await join(transaction.query, { conversation_id: id, ...place }, fresh)
    for (const user_id of fresh)
      await recordMember(ctx, viewer, transaction, { kind: 'member_added', conversation_id: id, user_id })
    const said = await say(ctx, viewer, { transaction, place }, addedEvent(people))
    return { messages: [said], members: await membersOf(transaction, place) }
  })

/** Staff and the creator remove others; anyone may leave. */
export const removeMember = (
  ctx: Context,
  viewer: Viewer,
  id: string,
  user_id: string,
): Promise<StoredWindow> =>
  manage(ctx, viewer, id, async (place, transaction) => {
    const leaving = user_id === viewer.user_id
    if (leaving) refuseDirect(place)
    else refuseStranger(viewer, place)
    const current = await findMemberIds(transaction.query, id)
    if (!current.has(user_id)) throw notFound('member')
    const successor = leaving ? await findSuccessor(viewer, place, transaction) : undefined
    const conversation = successor && (await passOn(viewer, place, transaction, successor))
    await leave(transaction.query, { conversation_id: id, ...place }, user_id)
    await recordMember(ctx, viewer, transaction, { kind: 'member_removed', conversation_id: id, user_id })
    const [person] = leaving ? [] : await findPeople(transaction.query, [user_id])
    const event = leaving ? leftEvent(successor) : removedEvent(user_id, person)
    const said = await say(ctx, viewer, { transaction, place }, event)
    const members = await membersOf(transaction, place)
    return { messages: [said], members, ...(conversation && { conversation }) }
  })

/** Whoever started it leaves: `successor` is now who may change it. */
const passOn = async (
  viewer: Viewer,
  { conversation: { id }, seq }: Place,
  { query }: LecternTransaction,
  successor: Person,
): Promise<ConversationRow | undefined> => {
  const before = await findAsMember(query, id, viewer.user_id)
  if (!before) return undefined
  await updateCreator(query, id, successor.id, seq)
  return toConversationRow({ ...before, created_by: successor.id, changed_seq: seq })
}

const recordMember = (
  ctx: Context,
  { user_id: actor_id }: Viewer,
  transaction: LecternTransaction,
  event: { kind: 'member_added' | 'member_removed'; conversation_id: string; user_id: string },
): Promise<void> => recordAudit(ctx, transaction, { ...event, actor_id, detail: {} })

type Change = (place: Place, transaction: LecternTransaction) => Promise<ChangedRows | undefined>

/** Commits the rows of `change`; undefined means that nothing has to change, and the window is empty. */
export const manage = async (
  ctx: Context,
  viewer: Viewer,
  id: string,
  change: Change,
): Promise<StoredWindow> => {
  const { window } = await ctx.db.write((transaction) =>
    commitChange(ctx, viewer, { transaction, conversation_id: id }, async (place) => {
      const { head } = place.conversation
      const unchanged = { conversation_id: id, from: head, to: head, messages: [], members: [] }
      return (await change(place, transaction)) ?? { repeat: unchanged }
    }),
  )
  return window
}

const refuseDirect = ({ conversation }: Place): void => {
  if (conversation.kind === 'direct')
    throw new AppError('conflict', 'A direct conversation stays between its two people.')
}

const refuseStranger = (viewer: Viewer, place: Place): void => {
  refuseDirect(place)
  if (!mayManage({ id: viewer.user_id, role: viewer.role }, place.conversation))
    throw new AppError('forbidden', 'Only staff and whoever started the conversation may do this.')
}

const membersOf = ({ query }: LecternTransaction, { conversation, seq }: Place): Promise<Member[]> =>
  findChangedMembers(query, conversation.id, seq - 1, seq)
