import type { Context, LecternTransaction } from '../context.ts'

/** The kind of job that takes the turns of one conversation, as long as there are any. */
export const ASSISTANT_TURNS = 'assistant_turns'

/** To be called in the transaction that stores an invocation. */
export const takeTurnsLater = (
  { jobs }: Pick<Context, 'jobs'>,
  transaction: LecternTransaction,
  conversation_id: string,
): Promise<void> => jobs.enqueue(transaction, ASSISTANT_TURNS, conversation_id)
