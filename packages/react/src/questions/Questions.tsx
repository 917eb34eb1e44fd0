import type { ConversationHandle, ConversationSummary } from '@lectern/client'
import { isStaff, type Message } from '@lectern/protocol'
import { useLabels } from '../context/texts-context.ts'
import { useMe } from '../hooks/hooks.ts'
import { CheckIcon, QuestionIcon } from '../ui/icons.tsx'
import type { Labels } from '../labels/labels.ts'
import { MessageLinks } from './MessageLinks.tsx'
import { useExcerpt } from './use-excerpt.ts'
import { Heading } from '../ui/Heading.tsx'

const unanswered = (handle: ConversationHandle) => handle.questions('unanswered')
const answered = (handle: ConversationHandle) => handle.questions('answered')

export interface SectionProps {
  summary: ConversationSummary
  onJump: (message_id: string) => void
}

/** The questions of a conversation, unanswered first; a press leads there. */
export const Questions = ({ summary, onJump }: SectionProps) => {
  const labels = useLabels()
  const open = useExcerpt(summary.id, unanswered)
  const done = useExcerpt(summary.id, answered)
  const me = useMe()
  const staff = me !== undefined && isStaff(me.role)
  const error = open.error ?? done.error
  const isLoading = open.status === 'loading' || done.status === 'loading'
  const isEmpty = open.messages.length + done.messages.length === 0 && !isLoading && !error
  return (
    <section aria-label={labels.questions}>
      <div className="lectern-section-head">
        <Heading as="h3" level={2}>
          <span>{`${labels.questions} `}</span>
          {!isEmpty && <span>{labels.unansweredCount(summary.open_questions)}</span>}
        </Heading>
      </div>
      {isEmpty && <p className="lectern-quiet">{labels.noQuestions}</p>}
      <MessageLinks
        {...open}
        icon={<QuestionIcon size={18} />}
        kind="unanswered"
        state={(message) => stateOf(message, labels, staff)}
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

/** The state of a question: for staff, their own tasks come first. */
const stateOf = ({ ask, question }: Message, { assistant, answers }: Labels, staff: boolean): string => {
  if (ask?.review === 'waiting') return staff ? assistant.waitingForYou : assistant.waiting
  if (staff && ask?.handed_over) return assistant.handedOver[ask.handed_over.reason]
  return answers(question?.answers ?? 0)
}
