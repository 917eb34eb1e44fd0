import type { Message, Question } from '@lectern/protocol'
import { useRowScope } from '../chat/row-context.ts'
import { CheckIcon, QuestionIcon } from '../icons.tsx'
import { useLabels } from '../instructor-chat-context.tsx'

/** What a message is to a question: one, with how it stands and the way to its answers, or an answer that counts. */
export const QuestionMarks = ({ message }: { message: Message }) => {
  const { question, answer } = message
  if (question) return <Asked message={message} question={question} />
  if (answer?.accepted_by === undefined && answer?.endorsed_by === undefined) return null
  return <Vouched message={message} />
}

const Asked = ({ message, question }: { message: Message; question: Question }) => {
  const labels = useLabels()
  const { desk } = useRowScope()
  const isAnswered = question.status === 'answered'
  return (
    <div className="lectern-asked" data-answered={isAnswered || undefined}>
      <span className="lectern-asked-mark">
        {isAnswered ? <CheckIcon size={14} /> : <QuestionIcon size={14} />}
        {isAnswered ? labels.answered : labels.question}
      </span>
      <button type="button" className="lectern-link-button" onClick={() => desk.thread.set(message.id)}>
        {labels.answers(question.answers)}
      </button>
    </div>
  )
}

/** Green, and in words: who says so matters more than that somebody does. */
export const Vouched = ({ message: { answer } }: { message: Message }) => {
  const { handle, me } = useRowScope()
  const labels = useLabels()
  const nameOf = (user_id: string) =>
    user_id === me.id
      ? labels.you
      : (handle.members.get().find((member) => member.user_id === user_id)?.name ?? '')
  return (
    <div className="lectern-vouched">
      {answer?.accepted_by !== undefined && (
        <span>
          <CheckIcon size={14} />
          {labels.accepted}
        </span>
      )}
      {answer?.endorsed_by !== undefined && (
        <span>
          <CheckIcon size={14} />
          {labels.endorsedBy(nameOf(answer.endorsed_by))}
        </span>
      )}
    </div>
  )
}
