import { parseTimestamp } from '../../platform/clock.ts'
import type { StoredCard } from '../../records/stored.ts'
import type { Context, LecternTransaction } from '../context.ts'

/** The kind of job that does what time brings about for one card. */
export const CARD_DUE = 'card_due'

/** To be called in the transaction that stores when time acts on the card. */
export const actWhenDue = async (
  { jobs }: Pick<Context, 'jobs'>,
  transaction: LecternTransaction,
  { id, due_at }: Pick<StoredCard, 'id' | 'due_at'>,
): Promise<void> => {
  if (due_at !== undefined) await jobs.enqueue(transaction, CARD_DUE, id, { run_at: parseTimestamp(due_at) })
}
