// Questions and their answers. The question's row has its status, the answer's row who accepted or endorsed it,
// and the conversation's row the number of open ones; they change together in one commit.
import { isStaff, LIMITS, type AnswerMarks, type Question } from '@lectern/protocol'
import type { StoredMessage, StoredWindow } from '../../records/stored.ts'
import { AppError } from '../../platform/errors.ts'
import { findConversation } from '../changes/changes-rows.ts'
import { tellOpenQuestions, toConversationRow } from '../../records/conversations.ts'
import type { ChangedRows, Place } from '../changes/commit.ts'
import type { Context, LecternTransaction, Viewer } from '../context.ts'
import { requireStaff } from '../policy.ts'
import { changeMessage, messageDeletedError, type Target } from './change-message.ts'
import { findMessage, updateQuestion, updateAnswer } from '../../records/messages.ts'
import { changeDuplicates, statusOf } from './duplicates.ts'
import { countAnswers, findMarkedReplies } from './questions-rows.ts'

/** A message that is a question. */
type QuestionMessage = StoredMessage & { question: Question }

export const newQuestion = (answers = 0): Question => ({ status: 'unanswered', endorsed_ids: [], answers })

/** The author, or staff, marks a message as a question. */
export const markQuestion = (ctx: Context, viewer: Viewer, target: Target): Promise<StoredWindow> =>
  changeMessage(ctx, viewer, target, async (message, place, transaction) => {
    refuseOthers(viewer, message, 'Only its author and staff may call a message a question.')
    if (message.question) return undefined
    if (message.deleted_at !== undefined) throw messageDeletedError()
    if (message.kind === 'system') throw new AppError('conflict', 'What the system says asks nothing.')
    const question = newQuestion(await countAnswers(transaction.query, message))
    return withOpenCount(transaction, place, [
      await storeQuestion(transaction, place, { ...message, question }),
    ])
  })

export const unmarkQuestion = (ctx: Context, viewer: Viewer, target: Target): Promise<StoredWindow> =>
  changeMessage(ctx, viewer, target, async (message, place, transaction) => {
    refuseOthers(viewer, message, 'Only its author and staff may call a message no question.')
    const { question, ...plain } = message
    if (!question) return undefined
    const unmarked = await storeQuestion(transaction, place, plain)
    return withOpenCount(transaction, place, [unmarked, ...(await clearMarks(transaction, place, message))])
  })

/** The asker, or staff, accepts an answer; the last one counts. */
export const acceptAnswer = (ctx: Context, viewer: Viewer, target: Target): Promise<StoredWindow> =>
  changeMessage(ctx, viewer, target, async (answer, place, transaction) => {
    const asking = await requireQuestion(transaction, answer)
    refuseOthers(viewer, asking, 'Only who asked and staff may accept an answer.')
    const { accepted_id } = asking.question
    if (accepted_id === answer.id) return undefined
    const former = accepted_id === undefined ? undefined : await findMessage(transaction.query, accepted_id)
    return withOpenCount(transaction, place, [
      await storeQuestion(
        transaction,
        place,
        withStatus(asking, { ...asking.question, accepted_id: answer.id }),
      ),
      await storeMarks(transaction, place, answer, { ...answer.answer, accepted_by: viewer.user_id }),
      ...(former ? [await withdrawAcceptance(transaction, place, former.message)] : []),
    ])
  })

export const unacceptAnswer = (ctx: Context, viewer: Viewer, target: Target): Promise<StoredWindow> =>
  changeMessage(ctx, viewer, target, async (answer, place, transaction) => {
    const asking = await questionOf(transaction, answer)
    if (!asking) return undefined
    refuseOthers(viewer, asking, 'Only who asked and staff may take an acceptance back.')
    const { accepted_id, ...question } = asking.question
    if (accepted_id !== answer.id) return undefined
    return withOpenCount(transaction, place, [
      await storeQuestion(transaction, place, withStatus(asking, question)),
      await withdrawAcceptance(transaction, place, answer),
    ])
  })

/** Staff endorse an answer. */
export const endorseAnswer = (ctx: Context, viewer: Viewer, target: Target): Promise<StoredWindow> =>
  changeMessage(ctx, viewer, target, async (answer, place, transaction) => {
    requireStaff(viewer, 'Only staff may endorse an answer.')
    const asking = await requireQuestion(transaction, answer)
    const { endorsed_ids } = asking.question
    if (endorsed_ids.includes(answer.id)) return undefined
    refuseMany(endorsed_ids.length + 1)
    const question = { ...asking.question, endorsed_ids: [...endorsed_ids, answer.id] }
    return withOpenCount(transaction, place, [
      await storeQuestion(transaction, place, withStatus(asking, question)),
      await storeMarks(transaction, place, answer, { ...answer.answer, endorsed_by: viewer.user_id }),
    ])
  })

export const unendorseAnswer = (ctx: Context, viewer: Viewer, target: Target): Promise<StoredWindow> =>
  changeMessage(ctx, viewer, target, async (answer, place, transaction) => {
    requireStaff(viewer, 'Only staff may endorse an answer.')
    const asking = await questionOf(transaction, answer)
    if (!asking?.question.endorsed_ids.includes(answer.id)) return undefined
    const { endorsed_by: _, ...marks } = answer.answer ?? {}
    return withOpenCount(transaction, place, [
      await storeQuestion(
        transaction,
        place,
        withStatus(asking, withoutEndorsement(asking.question, answer.id)),
      ),
      await storeMarks(transaction, place, answer, marks),
    ])
  })

/** Whether a reply answers: not while it is written, not if its writing failed, and not if it says that nothing was found. */
const isAnswer = ({ state, content, invocation }: StoredMessage): boolean =>
  (state === 'done' || (state === 'interrupted' && content !== '')) && !invocation?.unanswered

/** After a reply is complete: its question with the new count. `target`: what it replies to, if that was read already. */
export const countAnswer = async (
  transaction: LecternTransaction,
  place: Place,
  reply: StoredMessage,
  target?: StoredMessage,
): Promise<StoredMessage[]> => {
  if (!isAnswer(reply)) return []
  const asking = target ? asQuestion(target) : await questionOf(transaction, reply)
  if (!asking) return []
  const { question } = asking
  return [
    await storeQuestion(transaction, place, {
      ...asking,
      question: { ...question, answers: question.answers + 1 },
    }),
  ]
}

/** The rows that change with a deleted message: its question, and its answers. */
export const withdrawAnswer = async (
  transaction: LecternTransaction,
  place: Place,
  message: StoredMessage,
): Promise<StoredMessage[]> => {
  const cleared = message.question ? await clearMarks(transaction, place, message) : []
  const asking = await questionOf(transaction, message)
  if (!asking) return cleared
  const { accepted_id, ...rest } = withoutEndorsement(asking.question, message.id)
  const kept = accepted_id === undefined || accepted_id === message.id ? rest : { ...rest, accepted_id }
  return [
    ...cleared,
    await storeQuestion(
      transaction,
      place,
      withStatus(asking, { ...kept, answers: await countAnswers(transaction.query, asking) }),
    ),
  ]
}

/**
 * Returns `edited` and the rows that change because it has another text: a judgement holds for the words that were
 * judged. The marks of an answer fall off, and those of the answers to a question; marks that the author gave stay.
 */
export const withdrawJudgements = async (
  transaction: LecternTransaction,
  place: Place,
  edited: StoredMessage,
): Promise<StoredMessage[]> => {
  const { sender_id: author } = edited
  const [asked, answers] = await withdrawFromAnswers(transaction, place, edited)
  const marks = marksOf(asked, author)
  if (isEqualMarks(marks, asked.answer)) return [asked, ...answers]
  const answer = await storeMarks(transaction, place, asked, marks)
  const target = await questionOf(transaction, answer)
  if (!target) return [answer, ...answers]
  const question = withMarks(target.question, answer)
  return [answer, ...answers, await storeQuestion(transaction, place, withStatus(target, question))]
}

/** Returns the message, and the answers to it that lost a mark. */
const withdrawFromAnswers = async (
  transaction: LecternTransaction,
  place: Place,
  message: StoredMessage,
): Promise<[StoredMessage, StoredMessage[]]> => {
  let { question } = message
  if (!question) return [message, []]
  const changed: StoredMessage[] = []
  for (const reply of await findMarkedReplies(transaction.query, message)) {
    const marks = marksOf(reply, message.sender_id)
    if (isEqualMarks(marks, reply.answer)) continue
    const answer = await storeMarks(transaction, place, reply, marks)
    changed.push(answer)
    question = withMarks(question, answer)
  }
  if (changed.length === 0) return [message, []]
  return [await storeQuestion(transaction, place, withStatus({ ...message, question }, question)), changed]
}

/** The marks that `giver` gave. */
const marksOf = ({ answer = {} }: StoredMessage, giver: string): AnswerMarks => ({
  ...(answer.accepted_by === giver && { accepted_by: giver }),
  ...(answer.endorsed_by === giver && { endorsed_by: giver }),
})

const isEqualMarks = (marks: AnswerMarks, before: AnswerMarks = {}): boolean =>
  marks.accepted_by === before.accepted_by && marks.endorsed_by === before.endorsed_by

/** The question once one of its answers has lost marks. */
const withMarks = (question: Question, { id, answer = {} }: StoredMessage): Question => {
  const kept = answer.endorsed_by === undefined ? withoutEndorsement(question, id) : question
  const { accepted_id, ...rest } = kept
  return accepted_id === id && answer.accepted_by === undefined ? rest : kept
}

/** The changed rows, with the conversation's row if its number of open questions changed. */
export const withOpenCount = async (
  transaction: LecternTransaction,
  place: Place,
  changed: StoredMessage[],
): Promise<ChangedRows> => {
  const { query } = transaction
  const { conversation: before, seq } = place
  const messages = [...changed, ...(await changeDuplicates(transaction, place, changed))]
  if (!(await tellOpenQuestions(query, before, seq))) return { messages }
  const conversation = await findConversation(query, before.id)
  return { messages, ...(conversation && { conversation: toConversationRow(conversation) }) }
}

/** Turns a message that is not a question yet into an open one. */
export const openQuestion = async (
  transaction: LecternTransaction,
  place: Place,
  message: StoredMessage,
): Promise<StoredMessage> => {
  if (message.question || (message.kind !== 'text' && message.kind !== 'image')) return message
  const question = newQuestion(await countAnswers(transaction.query, message))
  return storeQuestion(transaction, place, { ...message, question })
}

/** Stores a new answer of staff as endorsed; returns the question's row and its own. */
export const endorseReply = async (
  transaction: LecternTransaction,
  place: Place,
  [question, answer]: readonly [StoredMessage, StoredMessage],
  endorsed_by: string,
): Promise<[StoredMessage, StoredMessage]> => {
  const asking = question.question ?? newQuestion()
  refuseMany(asking.endorsed_ids.length + 1)
  const endorsed = {
    ...asking,
    answers: asking.answers + 1,
    endorsed_ids: [...asking.endorsed_ids, answer.id],
  }
  return [
    await storeQuestion(transaction, place, withStatus({ ...question, question: asking }, endorsed)),
    await storeMarks(transaction, place, answer, { endorsed_by }),
  ]
}

const withStatus = (asking: QuestionMessage, question: Question): QuestionMessage => {
  return { ...asking, question: { ...question, status: statusOf(question) } }
}

const withoutEndorsement = (question: Question, id: string): Question => ({
  ...question,
  endorsed_ids: question.endorsed_ids.filter((each) => each !== id),
})

const storeQuestion = async (
  { query }: LecternTransaction,
  { seq }: Place,
  message: StoredMessage,
): Promise<StoredMessage> => {
  const changed = { ...message, changed_seq: seq }
  await updateQuestion(query, changed)
  return changed
}

const storeMarks = async (
  { query }: LecternTransaction,
  { seq }: Place,
  { answer: _, ...message }: StoredMessage,
  marks: AnswerMarks,
): Promise<StoredMessage> => {
  const isMarked = Object.keys(marks).length > 0
  const changed = { ...message, ...(isMarked && { answer: marks }), changed_seq: seq }
  await updateAnswer(query, changed)
  return changed
}

const withdrawAcceptance = (
  transaction: LecternTransaction,
  place: Place,
  answer: StoredMessage,
): Promise<StoredMessage> => {
  const { accepted_by: _, ...marks } = answer.answer ?? {}
  return storeMarks(transaction, place, answer, marks)
}

const clearMarks = async (
  transaction: LecternTransaction,
  place: Place,
  message: StoredMessage,
): Promise<StoredMessage[]> => {
  const cleared: StoredMessage[] = []
  for (const reply of await findMarkedReplies(transaction.query, message))
    cleared.push(await storeMarks(transaction, place, reply, {}))
  return cleared
}

const questionOf = async (
  { query }: LecternTransaction,
  { reply_to_id }: StoredMessage,
): Promise<QuestionMessage | undefined> => {
  const target = reply_to_id === undefined ? undefined : await findMessage(query, reply_to_id)
  return target && asQuestion(target.message)
}

const asQuestion = (message: StoredMessage): QuestionMessage | undefined =>
  message.question && { ...message, question: message.question }

const requireQuestion = async (
  transaction: LecternTransaction,
  answer: StoredMessage,
): Promise<QuestionMessage> => {
  const asking = await questionOf(transaction, answer)
  if (answer.deleted_at !== undefined) throw messageDeletedError()
  if (!asking) throw new AppError('conflict', 'The message answers no question.')
  return asking
}

const refuseOthers = (viewer: Viewer, message: StoredMessage, reason: string): void => {
  if (message.sender_id !== viewer.user_id && !isStaff(viewer.role)) throw new AppError('forbidden', reason)
}

const refuseMany = (actual: number): void => {
  const limit = LIMITS.endorsed_per_question
  if (actual > limit)
    throw new AppError('too_large', `A question can have ${limit} endorsed answers.`, { limit, actual })
}
