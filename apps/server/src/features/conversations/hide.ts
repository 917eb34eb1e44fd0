// A direct conversation cannot be left, only hidden from one's own list. For whoever hid it, it is as if they were
// no member; for the other person nothing changes, and their next message brings it back, unless they are blocked.
import { AppError } from '../../platform/errors.ts'
import { bringBack, findChangedMembers, findHidden, hide } from '../../records/members.ts'
import { commitBySystem, commitChange } from '../changes/commit.ts'
import type { Context, LecternTransaction, Viewer } from '../context.ts'

export const hideConversation = (ctx: Context, viewer: Viewer, id: string): Promise<void> =>
  ctx.db.write((transaction) => hideForMember(ctx, viewer, transaction, id))

const hideForMember = async (
  ctx: Context,
  viewer: Viewer,
  transaction: LecternTransaction,
  conversation_id: string,
): Promise<void> => {
  await commitChange(ctx, viewer, { transaction, conversation_id }, async ({ conversation, seq, at }) => {
    if (conversation.kind !== 'direct')
      throw new AppError('conflict', 'Only a direct conversation is hidden; a group or course one leaves.')
    const place = { conversation_id, seq, at }
    await hide(transaction.query, place, viewer.user_id)
    const parting = await findHidden(transaction.query, conversation_id, viewer.user_id)
    return { ...(parting && { parting: [{ ...parting, changed_seq: seq }] }) }
  })
}

/** Nothing if they hid it already. */
export const hideDirect = async (
  ctx: Context,
  viewer: Viewer,
  transaction: LecternTransaction,
  conversation_id: string,
): Promise<void> => {
  if (await findHidden(transaction.query, conversation_id, viewer.user_id)) return
  await hideForMember(ctx, viewer, transaction, conversation_id)
}

/** Nothing if it is not hidden. */
export const bringBackDirect = async (
  ctx: Context,
  viewer: Viewer,
  transaction: LecternTransaction,
  conversation_id: string,
): Promise<void> => {
  const { query } = transaction
  if (!(await findHidden(query, conversation_id, viewer.user_id))) return
  await commitBySystem(ctx, transaction, conversation_id, async ({ seq }) => {
    await bringBack(query, { conversation_id, seq }, viewer.user_id)
    return { members: await findChangedMembers(query, conversation_id, seq - 1, seq) }
  })
}
