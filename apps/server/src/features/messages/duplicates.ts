// Questions that repeat another one: they are answered with it, in the commit that answers it.
import type { Question, QuestionStatus } from '@lectern/protocol'
import { findDuplicates, mergeItem } from '../../records/inbox.ts'
import { findMessage, updateQuestion } from '../../records/messages.ts'
import type { StoredMessage } from '../../records/stored.ts'
import type { Place } from '../changes/commit.ts'
import type { LecternTransaction } from '../context.ts'

export const statusOf = ({ accepted_id, endorsed_ids, duplicate_of }: Question): QuestionStatus =>
  accepted_id !== undefined || endorsed_ids.length > 0 || duplicate_of?.answered === true
    ? 'answered'
    : 'unanswered'

/** The row of a question that is another one from now on; undefined: one of its own. */
export const storeDuplicate = async (
  { query }: LecternTransaction,
  { seq }: Place,
  [message, before]: readonly [StoredMessage, Question],
  original: StoredMessage | undefined,
): Promise<StoredMessage> => {
  const { duplicate_of: _, ...own } = before
  const answered = original?.question?.status === 'answered'
  const question = original ? { ...own, duplicate_of: { message_id: original.id, answered } } : own
  const changed = { ...message, question: { ...question, status: statusOf(question) }, changed_seq: seq }
  await updateQuestion(query, changed)
  await mergeItem(query, changed, original?.id ?? null)
  return changed
}

/** The rows of questions that repeat one of the changed ones. If that is no question any more, they are their own. */
export const changeDuplicates = async (
  transaction: LecternTransaction,
  place: Place,
  messages: readonly StoredMessage[],
): Promise<StoredMessage[]> => {
  const changed: StoredMessage[] = []
  for (const original of messages.filter(({ created_seq }) => created_seq !== place.seq))
    for (const message of await findRepeating(transaction, original)) {
      const { question } = message
      if (!question || messages.some(({ id }) => id === message.id)) continue
      const stands = original.question !== undefined && original.deleted_at === undefined
      if (stands && question.duplicate_of?.answered === (original.question?.status === 'answered')) continue
      changed.push(
        await storeDuplicate(transaction, place, [message, question], stands ? original : undefined),
      )
    }
  return changed
}

/** The questions that repeat this one. */
export const findRepeating = async (
  { query }: LecternTransaction,
  original: StoredMessage,
): Promise<StoredMessage[]> => {
  const found: StoredMessage[] = []
  for (const id of await findDuplicates(query, original)) {
    const stored = await findMessage(query, id)
    if (stored && stored.message.deleted_at === undefined) found.push(stored.message)
  }
  return found
}
