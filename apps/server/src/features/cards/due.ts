import { parseTimestamp } from '../../platform/clock.ts'
import type { StoredCard } from '../../records/stored.ts'
import type { Context, LecternTransaction } from '../context.ts'

/** The kind of job that runs the system's action on one card. */
export const CARD_DUE = 'card_due'

/** Call it in the transaction that stores the time of the system's action. */
export const actWhenDue = async (
  { jobs }: Pick<Context, 'jobs'>,
  transaction: LecternTransaction,
  { id, due_at }: Pick<StoredCard, 'id' | 'due_at'>,
): Promise<void> => {
  if (due_at !== undefined) await jobs.enqueue(transaction, CARD_DUE, id, { run_at: parseTimestamp(due_at) })
}
