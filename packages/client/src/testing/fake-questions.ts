// Transitions of questions and answers in the fake server.
import type { Me, Message, Question } from '@lectern/protocol'

export type MessageChange = readonly [Message, Partial<Message>]
export type Mark = 'accepted_by' | 'endorsed_by'

/** The answer with or without an endorsement. */
export const markAnswer = (answer: Message, mark: Mark, by: Me | undefined): MessageChange => {
  const { [mark]: _, ...others } = answer.answer ?? {}
  const marks = by ? { ...others, [mark]: by.id } : others
  return [answer, { answer: Object.keys(marks).length > 0 ? marks : undefined }]
}

/** The question after one of its answers was endorsed, or no longer is. */
export const markQuestion = (
  { accepted_id, ...question }: Question,
  id: string,
  mark: Mark,
  on: boolean,
): Question => {
  const others = question.endorsed_ids.filter((each) => each !== id)
  const endorsed_ids = mark === 'accepted_by' ? question.endorsed_ids : on ? [...others, id] : others
  const accepted = mark === 'endorsed_by' ? accepted_id : on ? id : undefined
  return withStatus({ ...question, endorsed_ids, ...(accepted !== undefined && { accepted_id: accepted }) })
}

const withStatus = (question: Question): Question => {
  const isAnswered = question.accepted_id !== undefined || question.endorsed_ids.length > 0
  return { ...question, status: isAnswered ? 'answered' : 'unanswered' }
}

/** The replies to a message that is no longer a question, without their marks. */
export const unmarkReplies = (all: readonly Message[], id: string): MessageChange[] =>
  all
    .filter(({ reply_to_id, answer }) => reply_to_id === id && answer !== undefined)
    .map((reply) => [reply, { answer: undefined }])

/** The other messages that change when a message is deleted: its question, and the answers to it. */
export const withdrawAnswer = (all: readonly Message[], { id, reply_to_id }: Message): MessageChange[] => {
  const asking = all.find((message) => message.id === reply_to_id)
  const replies = unmarkReplies(all, id)
  if (!asking?.question) return replies
  const { accepted_id, ...rest } = asking.question
  const kept = {
    ...rest,
    endorsed_ids: rest.endorsed_ids.filter((each) => each !== id),
    ...(accepted_id !== undefined && accepted_id !== id && { accepted_id }),
  }
  return [...replies, [asking, { question: withStatus(kept) }]]
}

/** What falls off when a message has another text: each pin and mark that its author did not give. */
export const withdrawJudgements = (all: readonly Message[], message: Message): MessageChange[] => {
  const { id, sender_id, reply_to_id, pinned_by } = message
  const isAnswer = ({ answer, ...reply }: Message) => answer !== undefined && reply.reply_to_id === id
  const answers = message.question ? all.filter(isAnswer) : []
  const asking = all.find((other) => other.id === reply_to_id)
  return [
    ...(pinned_by !== undefined && pinned_by !== sender_id ? [unpin(message)] : []),
    ...answers.flatMap((answer) => withdrawMarks(message, answer, sender_id)),
    ...(asking?.question && message.answer ? withdrawMarks(asking, message, sender_id) : []),
  ]
}

const unpin = (message: Message): MessageChange => [message, { pinned_at: undefined, pinned_by: undefined }]

/** Changes question and answer at once, so that the next answer of the same question sees it. */
const withdrawMarks = (asking: Message, answer: Message, author: string): MessageChange[] => {
  const others = (['accepted_by', 'endorsed_by'] as const).filter(
    (mark) => answer.answer?.[mark] !== undefined && answer.answer[mark] !== author,
  )
  for (const mark of others) {
    Object.assign(...markAnswer(answer, mark, undefined))
    if (asking.question) asking.question = markQuestion(asking.question, answer.id, mark, false)
  }
  return others.length === 0
    ? []
    : [
        [answer, {}],
        [asking, {}],
      ]
}
