import type { ConversationHandle, ConversationSummary } from '@lectern/client'
import { CheckIcon, QuestionIcon } from '../icons.tsx'
import { useLabels } from '../instructor-chat-context.tsx'
import { MessageLinks } from './MessageLinks.tsx'
import { useExcerpt } from './use-excerpt.ts'

const unanswered = (handle: ConversationHandle) => handle.questions('unanswered')
const answered = (handle: ConversationHandle) => handle.questions('answered')

export interface SectionProps {
  summary: ConversationSummary
  onJump: (message_id: string) => void
}

/** The questions of a conversation, those without an answer first; pressing one goes there. */
export const Questions = ({ summary, onJump }: SectionProps) => {
  const labels = useLabels()
  const open = useExcerpt(summary.id, unanswered)
  const done = useExcerpt(summary.id, answered)
  const error = open.error ?? done.error
  if (open.messages.length + done.messages.length === 0 && !error) return null
  return (
    <section aria-label={labels.questions}>
      <div className="lectern-section-head">
        <h3>
          {labels.questions} <span>{labels.unansweredCount(summary.open_questions)}</span>
        </h3>
      </div>
      <MessageLinks
        {...open}
        icon={<QuestionIcon size={18} />}
        kind="unanswered"
        state={({ question }) => labels.answers(question?.answers ?? 0)}
        onJump={onJump}
      />
      <MessageLinks
        {...done}
        icon={<CheckIcon size={18} />}
        kind="answered"
        state={() => labels.answered}
        onJump={onJump}
      />
    </section>
  )
}
