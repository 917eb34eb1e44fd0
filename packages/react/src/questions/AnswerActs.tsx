import { isStaff, type Message } from '@lectern/protocol'
import { useLabels } from '../context/texts-context.ts'
import { mayAccept, mayEndorse } from '../rows/permissions.ts'
import { useRowScope } from '../rows/row-context.ts'
import { CheckIcon, EndorsedIcon } from '../ui/icons.tsx'

/** Below a reply in its thread: invites the asker to accept answers of staff, and staff to endorse others. */
export const AnswerActs = ({ answer, question }: { answer: Message; question: Message }) => {
  const { handle, me, view } = useRowScope()
  const labels = useLabels()
  const isAccepted = answer.answer?.accepted_by !== undefined
  const isEndorsed = answer.answer?.endorsed_by !== undefined
  const invites =
    question.sender_id === me.id &&
    question.question?.status === 'unanswered' &&
    isStaff(answer.sender_role) &&
    answer.sender_id !== me.id
  const attempt = (act: Promise<void>) => void act.catch((error: unknown) => view.notice.fail(error, labels))
  const accepts = mayAccept(question, me) && !isAccepted
  const endorses = mayEndorse(me) && !isEndorsed
  if (!accepts && !endorses) return null
  return (
    <div className="lectern-answer-acts">
      {invites && <span>{labels.doesItAnswer}</span>}
      {accepts && (
        <button
          type="button"
          className={`lectern-button ${invites ? 'lectern-primary' : ''}`}
          onClick={() => attempt(handle.accept(answer.id, true))}
        >
          <CheckIcon size={16} />
          <span>{labels.accept}</span>
        </button>
      )}
      {endorses && (
        <button
          type="button"
          className="lectern-button"
          onClick={() => attempt(handle.endorse(answer.id, true))}
        >
          <EndorsedIcon size={16} />
          <span>{labels.endorse}</span>
        </button>
      )}
    </div>
  )
}
