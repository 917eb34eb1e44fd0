import type { Context, LecternTransaction } from '../context.ts'

/** The kind of job that removes the bytes of one attachment. */
export const ATTACHMENT_REMOVAL = 'attachment_removal'

/** Call it in the transaction that drops the attachments. */
export const removeLater = async (
  { jobs }: Pick<Context, 'jobs'>,
  transaction: LecternTransaction,
  ids: readonly string[],
): Promise<void> => {
  for (const id of ids) await jobs.enqueue(transaction, ATTACHMENT_REMOVAL, id)
}
