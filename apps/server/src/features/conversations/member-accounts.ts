// Tells the members of a conversation that the account of one of them changed.
import { findChangedMembers, memberships, touch } from '../../records/members.ts'
import { ACCOUNT_CHANGED } from '../account-changed.ts'
import { commitBySystem } from '../changes/commit.ts'
import type { Context } from '../context.ts'

export const registerMemberAccounts = (ctx: Context): void => {
  ctx.jobs.register({
    name: ACCOUNT_CHANGED,
    limit: 1,
    lease_ms: 15_000,
    attempts: 8,
    backoff: { first_ms: 1_000, most_ms: 300_000 },
    run: ({ key, signal }) => tellMembers(ctx, key, signal),
  })
}

/** One change for each conversation. An attempt that begins again tells some of them twice, which does no harm. */
const tellMembers = async (ctx: Context, user_id: string, signal: AbortSignal): Promise<void> => {
  for (const conversation_id of await memberships(ctx.db.read, user_id)) {
    signal.throwIfAborted()
    await ctx.db.write((transaction) =>
      commitBySystem(ctx, transaction, conversation_id, async ({ seq }) => {
        await touch(transaction.query, { conversation_id, seq }, user_id)
        return { members: await findChangedMembers(transaction.query, conversation_id, seq - 1, seq) }
      }),
    )
  }
}
