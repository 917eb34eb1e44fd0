import type { Message, Question } from '@lectern/protocol'
import { useLabels } from '../context/texts-context.ts'
import { useRowScope } from '../rows/row-context.ts'
import { useNameOf } from '../hooks/use-name-of.ts'
import { useRoleOf } from '../hooks/use-role-of.ts'
import { CheckIcon, EndorsedIcon, QuestionIcon, ThreadIcon } from '../ui/icons.tsx'
import { RoleMark } from '../ui/RoleMark.tsx'
import { AnswerActs } from './AnswerActs.tsx'

/**
 * The relation of a message to a question: a question with its state and a link to its answers, or an answer.
 */
export const QuestionMarks = ({ message }: { message: Message }) => {
  const asked = useRowScope().question
  const { question, answer } = message
  if (question) return <Asked message={message} question={question} />
  return (
    <>
      {answer && <Vouched message={message} />}
      {asked?.question && asked.id === message.reply_to_id && message.created_seq > 0 && (
        <AnswerActs answer={message} question={asked} />
      )}
    </>
  )
}

const Asked = ({ message, question }: { message: Message; question: Question }) => {
  const labels = useLabels()
  const { view, question: asked } = useRowScope()
  const isAnswered = question.status === 'answered'
  return (
    <div className="lectern-asked">
      <span className="lectern-mark" data-question={question.status}>
        {isAnswered ? <CheckIcon size={14} /> : <QuestionIcon size={14} />}
        <span>{isAnswered ? labels.answered : labels.question}</span>
      </span>
      {question.duplicate_of && (
        <button
          type="button"
          className="lectern-answers"
          onClick={() => view.jumpTo(question.duplicate_of?.message_id ?? message.id)}
        >
          <QuestionIcon size={16} />
          <span>{labels.sameQuestion}</span>
        </button>
      )}
      {asked?.id !== message.id && message.created_seq > 0 && (
        <button type="button" className="lectern-answers" onClick={() => view.openThread(message.id)}>
          <ThreadIcon size={16} />
          <span>{question.answers === 0 ? labels.answerIt : labels.answers(question.answers)}</span>
        </button>
      )}
    </div>
  )
}

/** Green, with words: the name of the person matters. */
const Vouched = ({ message: { answer } }: { message: Message }) => {
  const { handle, me } = useRowScope()
  const labels = useLabels()
  const nameOf = useNameOf(handle.id)
  const roleOf = useRoleOf(handle.id)
  const { accepted_by, endorsed_by } = answer ?? {}
  return (
    <div className="lectern-asked">
      {accepted_by !== undefined && (
        <span className="lectern-mark" data-question="answered">
          <CheckIcon size={14} />
          <span>{labels.acceptedBy(nameOf(accepted_by), accepted_by === me.id)}</span>
          {accepted_by !== me.id && <RoleMark role={roleOf(accepted_by)} />}
        </span>
      )}
      {endorsed_by !== undefined && (
        <span className="lectern-mark" data-question="answered">
          <EndorsedIcon size={14} />
          <span>{labels.endorsedBy(nameOf(endorsed_by), endorsed_by === me.id)}</span>
          {endorsed_by !== me.id && <RoleMark role={roleOf(endorsed_by)} />}
        </span>
      )}
    </div>
  )
}
