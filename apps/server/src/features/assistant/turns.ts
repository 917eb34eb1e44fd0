import type { Context, LecternTransaction } from '../context.ts'

/** The kind of job that runs the turns of one conversation until none is left. */
export const ASSISTANT_TURNS = 'assistant_turns'

/** Call it in the transaction that stores an invocation. */
export const takeTurnsLater = (
  { jobs }: Pick<Context, 'jobs'>,
  transaction: LecternTransaction,
  conversation_id: string,
): Promise<void> => jobs.enqueue(transaction, ASSISTANT_TURNS, conversation_id)
