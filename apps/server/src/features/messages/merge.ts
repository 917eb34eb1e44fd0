// Staff say that a question is another one of the same conversation. It is answered with that one, whose answers its asker hears of.
import type { Question } from '@lectern/protocol'
import { AppError, notFound } from '../../platform/errors.ts'
import { findMessage } from '../../records/messages.ts'
import type { StoredMessage, StoredWindow } from '../../records/stored.ts'
import type { Context, LecternTransaction, Viewer } from '../context.ts'
import { requireStaff } from '../policy.ts'
import { changeMessage, type Target } from './change-message.ts'
import { findRepeating, storeDuplicate } from './duplicates.ts'
import { withOpenCount } from './questions.ts'

const STAFF = 'Only staff say that a question is another one.'

export const mergeQuestion = (
  ctx: Context,
  viewer: Viewer,
  target: Target,
  original_id: string,
): Promise<StoredWindow> =>
  changeMessage(ctx, viewer, target, async (message, place, transaction) => {
    requireStaff(viewer, STAFF)
    const { question } = message
    if (!question) throw new AppError('conflict', 'The message asks nothing.')
    const original = await findOriginal(transaction, message, original_id)
    if (question.duplicate_of?.message_id === original.id) return undefined
    if (question.status === 'answered') throw new AppError('conflict', 'The question is answered already.')
    const moved: StoredMessage[] = []
    for (const other of await findRepeating(transaction, message))
      if (other.question)
        moved.push(await storeDuplicate(transaction, place, [other, other.question], original))
    const merged = await storeDuplicate(transaction, place, [message, question], original)
    return withOpenCount(transaction, place, [merged, ...moved])
  })

export const unmergeQuestion = (ctx: Context, viewer: Viewer, target: Target): Promise<StoredWindow> =>
  changeMessage(ctx, viewer, target, async (message, place, transaction) => {
    requireStaff(viewer, STAFF)
    const { question } = message
    if (!question?.duplicate_of) return undefined
    return withOpenCount(transaction, place, [
      await storeDuplicate(transaction, place, [message, question], undefined),
    ])
  })

/** The question itself, or the one that it repeats. */
const findOriginal = async (
  { query }: LecternTransaction,
  { id, conversation_id }: StoredMessage,
  original_id: string,
): Promise<StoredMessage & { question: Question }> => {
  const named = (await findMessage(query, original_id))?.message
  const repeated = named?.question?.duplicate_of?.message_id
  const found = repeated === undefined ? named : (await findMessage(query, repeated))?.message
  if (found?.conversation_id !== conversation_id || found.deleted_at !== undefined) throw notFound('message')
  const { question } = found
  if (!question) throw new AppError('conflict', 'That message asks nothing.', { field: 'message_id' })
  if (found.id === id) throw new AppError('conflict', 'That is the same question.', { field: 'message_id' })
  return { ...found, question }
}
