// Deletes bytes that are no longer needed: abandoned, deleted with their message, or never sent.
import { timestamp } from '../../platform/clock.ts'
import { ATTACHMENT_REMOVAL, removeLater } from '../changes/attachment-removal.ts'
import type { Context } from '../context.ts'
import { dropExpired, forget } from '../../records/attachments.ts'
import { findUnneeded } from './attachments-rows.ts'
import { UNFINISHED_MS } from './uploads.ts'
import { whileStored } from './while-stored.ts'

const MINUTE_MS = 60_000
/** A draft with files is kept this long. */
const UNSENT_MS = 14 * 24 * 60 * MINUTE_MS

export const registerAttachmentCleanup = (ctx: Context): void => {
  ctx.jobs.register({
    name: ATTACHMENT_REMOVAL,
    limit: 4,
    lease_ms: 30_000,
    attempts: 10,
    backoff: { first_ms: 10_000, most_ms: 60 * MINUTE_MS },
    run: ({ key }) => whileStored(() => remove(ctx, key)),
  })
  ctx.jobs.register({
    name: 'attachment_expiry',
    limit: 1,
    lease_ms: 30_000,
    attempts: 5,
    backoff: { first_ms: 10_000, most_ms: 10 * MINUTE_MS },
    every_ms: 10 * MINUTE_MS,
    run: () => expire(ctx),
  })
}

/** The row of a dropped file is deleted last, that of a rejected one stays: an attempt that dies in between is repeated. */
const remove = async (ctx: Context, id: string): Promise<void> => {
  const record = await findUnneeded(ctx.db.read, id)
  if (!record) return
  await ctx.blobs.remove(id)
  if (record.dropped_at !== null) await ctx.db.write(({ query }) => forget(query, id))
}

const expire = (ctx: Context): Promise<void> => {
  const now = ctx.clock.now()
  const expiry = { unfinished: timestamp(now - UNFINISHED_MS), unsent: timestamp(now - UNSENT_MS) }
  return ctx.db.write(async (transaction) =>
    removeLater(ctx, transaction, await dropExpired(transaction.query, expiry, timestamp(now))),
  )
}
