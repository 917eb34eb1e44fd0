// Somebody's account changed in a way that their conversations show: the name, or that it is disabled. The change
// may come from another process, such as the command line, so a job carries it into the conversations.
import type { Context, LecternTransaction } from './context.ts'

export const ACCOUNT_CHANGED = 'account_changed'

export const accountChanged = (
  { jobs }: Pick<Context, 'jobs'>,
  transaction: LecternTransaction,
  user_id: string,
): Promise<void> => jobs.enqueue(transaction, ACCOUNT_CHANGED, user_id)
