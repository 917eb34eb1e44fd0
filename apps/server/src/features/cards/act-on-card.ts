// An action on a card, once for each id, for ever.
import { hash } from 'node:crypto'
import { LIMITS, type ActOnCard } from '@lectern/protocol'
import type { StoredWindow } from '../../records/stored.ts'
import { AppError } from '../../platform/errors.ts'
import { readChange } from '../changes/changes.ts'
import { commitChange } from '../changes/commit.ts'
import type { Context, LecternTransaction, Viewer } from '../context.ts'
import { acceptAnswer, endorseAnswer } from '../messages/questions.ts'
import { sendMessage } from '../messages/send.ts'
import { findAction, keepAction, type CardPlace } from './cards-rows.ts'
import type { Elsewhere } from './definition.ts'
import { carryOut, openPlace, prepare, requireCard } from './interpreter.ts'
import { sendCard } from './send-card.ts'

const actions = ({ limits }: Context) => limits.of('actions', { burst: 40, window_ms: LIMITS.send_window_ms })

/** A repeated id returns the card's last change without another action. */
export const actOnCard = async (
  ctx: Context,
  viewer: Viewer,
  card_id: string,
  action: ActOnCard,
): Promise<StoredWindow> => {
  const place = await openPlace(ctx, viewer, card_id)
  if (!(await findAction(ctx.db.read, action.id))) {
    actions(ctx).admit(`${viewer.user_id} ${place.conversation_id}`)
    const { act, verb } = prepare(ctx, await requireCard(ctx, viewer, ctx.db.read, place), action, viewer)
    if (verb.elsewhere) {
      await doElsewhere(ctx, viewer, verb.elsewhere(act))
      // The effect elsewhere may itself have changed the card.
      return commitAction(ctx, viewer, { place, card_id }, withoutRev(action))
    }
  }
  return commitAction(ctx, viewer, { place, card_id }, action)
}

const commitAction = async (
  ctx: Context,
  viewer: Viewer,
  { place, card_id }: { place: CardPlace; card_id: string },
  action: ActOnCard,
): Promise<StoredWindow> => {
  const card = { conversation_id: place.conversation_id, card_id }
  const { window } = await ctx.db.write((transaction) =>
    commitChange(ctx, viewer, { transaction, conversation_id: place.conversation_id }, async (at) => {
      const message = await requireCard(ctx, viewer, transaction.query, place)
      if (await isRepeat(viewer, transaction, card, action))
        return {
          repeat: await readChange(viewer, transaction.query, place.conversation_id, message.changed_seq),
        }
      const prepared = prepare(ctx, message, action, viewer)
      const changed = await carryOut({ ctx, transaction, place: at }, prepared)
      if (!(await keepAction(transaction.query, actionRow(viewer, card, action)))) throw takenError()
      return changed
    }),
  )
  return window
}

type CardKey = Record<'conversation_id' | 'card_id', string>

const withoutRev = ({ expected_rev: _, ...action }: ActOnCard): ActOnCard => action

const doElsewhere = async (ctx: Context, viewer: Viewer, deed: Elsewhere): Promise<void> => {
  const { conversation_id } = deed
  switch (deed.is) {
    case 'message': {
      const { card } = deed.message
      if (card) await sendCard(ctx, viewer, conversation_id, { ...deed.message, card })
      else await sendMessage(ctx, viewer, conversation_id, deed.message)
      return
    }
    case 'accept':
      return void (await acceptAnswer(ctx, viewer, { id: conversation_id, message_id: deed.message_id }))
    case 'endorse':
      return void (await endorseAnswer(ctx, viewer, { id: conversation_id, message_id: deed.message_id }))
  }
}

const isRepeat = async (
  viewer: Viewer,
  { query }: LecternTransaction,
  card: CardKey,
  action: ActOnCard,
): Promise<boolean> => {
  const known = await findAction(query, action.id)
  if (!known) return false
  const same = actionRow(viewer, card, action)
  if (known.card_id !== card.card_id || known.user_id !== same.user_id || known.hash !== same.hash)
    throw takenError()
  return true
}

const takenError = () => new AppError('conflict', 'Another action has this id.', { field: 'id' })

const actionRow = (viewer: Viewer, card: CardKey, { id, verb, input = {} }: ActOnCard) => ({
  ...card,
  id,
  user_id: viewer.user_id,
  hash: hash('sha256', JSON.stringify([verb, input]), 'base64url'),
})
