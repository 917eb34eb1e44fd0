import { timestamp } from '../../platform/clock.ts'
import { dropSubscriptionsOf } from '../../records/push-subscriptions.ts'
import type { Context, LecternTransaction } from '../context.ts'
import { markRevoked } from './sessions-rows.ts'

/**
 * Ends one session, all of a person's, or all but one; their sockets close once it is on disk. Returns the sessions that
 * were live.
 */
export const revoke = async (
  ctx: Context,
  transaction: LecternTransaction,
  which: { id?: string; except_id?: string; user_id: string },
): Promise<string[]> => {
  const revoked = await markRevoked(transaction, which, timestamp(ctx.clock.now()))
  await dropSubscriptionsOf(transaction.query, revoked)
  transaction.afterCommit(() => {
    for (const session_id of revoked) ctx.bus.publish('session_revoked', { session_id })
  })
  return revoked
}
