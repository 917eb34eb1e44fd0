import { useEffect, useState } from 'react'
import type { ConversationSummary } from '@lectern/client'
import type { Message } from '@lectern/protocol'
import { useConversationHandle } from '../hooks/hooks.ts'
import { CheckIcon, QuestionIcon } from '../icons.tsx'
import { useFormats, useLabels, useSurroundings } from '../instructor-chat-context.tsx'
import { useToday } from '../hooks/today.ts'
import { reasonOf } from '../reason.ts'
import { preview } from '../text/preview.ts'

/** The questions of a conversation, those without an answer first; pressing one goes there. */
export const Questions = ({ summary }: { summary: ConversationSummary }) => {
  const labels = useLabels()
  const { unanswered, answered, failure } = useQuestions(summary)
  const questions = [...unanswered, ...answered]
  if (questions.length === 0 && failure === undefined) return null
  return (
    <section className="lectern-questions" aria-label={labels.questions}>
      <div className="lectern-section-head">
        <h3>
          {labels.questions} <span>{labels.unansweredCount(summary.open_questions)}</span>
        </h3>
      </div>
      {failure !== undefined && <p role="alert">{labels.notDone(reasonOf(failure, labels))}</p>}
      <ul>
        {questions.map((question) => (
          <li key={question.id}>
            <QuestionLink question={question} />
          </li>
        ))}
      </ul>
    </section>
  )
}

const QuestionLink = ({ question }: { question: Message }) => {
  const labels = useLabels()
  const formats = useFormats()
  const { desks } = useSurroundings()
  const today = useToday()
  const isAnswered = question.question?.status === 'answered'
  return (
    <button
      type="button"
      className="lectern-question-link"
      data-answered={isAnswered || undefined}
      onClick={() => desks.of(question.conversation_id).jumpTo(question.id)}
    >
      {isAnswered ? <CheckIcon size={16} /> : <QuestionIcon size={16} />}
      <span className="lectern-question-text" dir="auto">
        {preview(question)}
      </span>
      <span className="lectern-quiet">
        {isAnswered ? labels.answered : labels.answers(question.question?.answers ?? 0)} · {question.sender} ·{' '}
        {formats.brief(Date.parse(question.timestamp), today)}
      </span>
    </button>
  )
}

const NONE: readonly Message[] = []

/** Asked for anew with every change of the conversation that may have touched one. */
const useQuestions = ({ id, open_questions, last_message }: ConversationSummary) => {
  const handle = useConversationHandle(id)
  const [unanswered, setUnanswered] = useState(NONE)
  const [answered, setAnswered] = useState(NONE)
  const [failure, setFailure] = useState<unknown>()
  const lastQuestion = last_message?.question || last_message?.reply_to_id ? last_message.changed_seq : 0
  useEffect(() => {
    let current = true
    Promise.all([handle.questions('unanswered'), handle.questions('answered')]).then(
      ([open, done]) => {
        if (!current) return
        setUnanswered(open)
        setAnswered(done)
        setFailure(undefined)
      },
      (error: unknown) => current && setFailure(error),
    )
    return () => {
      current = false
    }
  }, [handle, open_questions, lastQuestion])
  return { unanswered, answered, failure }
}
