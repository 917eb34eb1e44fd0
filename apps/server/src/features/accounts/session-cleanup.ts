import { timestamp } from '../../platform/clock.ts'
import { deleteAuditBefore } from '../../records/audit.ts'
import type { Context } from '../context.ts'
import { registerHourly } from '../hourly.ts'
import { deleteEnded } from './sessions-rows.ts'
import { deleteOldFailures } from './users-rows.ts'

const KEEP_ENDED_MS = 30 * 24 * 60 * 60_000
const KEEP_AUDIT_MS = 365 * 24 * 60 * 60_000
const KEEP_FAILURES_MS = 24 * 60 * 60_000

/** Once an hour, deletes the rows that can never be used again. */
export const registerSessionCleanup = (ctx: Context): void =>
  registerHourly(ctx, 'session_cleanup', async () => {
    const now = ctx.clock.now()
    const longAgo = timestamp(now - KEEP_ENDED_MS)
    await ctx.db.write(async (transaction) => {
      await deleteEnded(transaction, timestamp(now), longAgo)
      await deleteAuditBefore(transaction, timestamp(now - KEEP_AUDIT_MS))
      await deleteOldFailures(transaction, timestamp(now - KEEP_FAILURES_MS))
    })
  })
