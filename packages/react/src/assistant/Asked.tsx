// Below a message that asked the assistant: tells its author that staff check the answer first, and shows staff
// the unpublished answer and the reason for the hand-over.
import { isStaff, type Ask, type Message } from '@lectern/protocol'
import { useChat } from '../context/chat-context.ts'
import { useLabels } from '../context/texts-context.ts'
import { useStore } from '../hooks/use-store.ts'
import { useRowScope } from '../rows/row-context.ts'
import { ClockIcon, WarningIcon } from '../ui/icons.tsx'
import { AnswerFailed } from './AnswerFailed.tsx'
import { HandedOver } from './HandedOver.tsx'
import { lazyPart } from '../ui/lazy-part.tsx'
import { reviewPlace, showsDraft } from './shows-draft.ts'
import { useSaidLater } from '../hooks/use-said.ts'

/** Loaded when it is first shown. */
export const LazyDraftReview = lazyPart(async () => (await import('./DraftReview.tsx')).DraftReview)

export const Asked = ({ message, ask }: { message: Message; ask: Ask }) => {
  const { me } = useRowScope()
  const staff = isStaff(me.role)
  return (
    <>
      {ask.handed_over && <HandedOver message={message} handedOver={ask.handed_over} />}
      {showsDraft(message, me) ? (
        <LazyDraftReview key={ask.invocation_id} invocation_id={ask.invocation_id} />
      ) : (
        <Standing ask={ask} staff={staff} />
      )}
      {staff && !showsDraft(message, me) && <KeptDecision ask={ask} />}
    </>
  )
}

/** Loaded when it is first shown. */
const LazyKeptReview = lazyPart(async () => (await import('./KeptReview.tsx')).KeptReview)

/** What was typed for a decision that somebody else has made meanwhile. */
const KeptDecision = ({ ask }: { ask: Ask }) => {
  const { forms } = useChat()
  const isKept = useStore(
    forms.at(reviewPlace(ask.invocation_id)),
    (all) => all['edit'] !== undefined || all['dismiss'] !== undefined,
  )
  return isKept ? <LazyKeptReview ask={ask} /> : null
}

const Standing = ({ ask, staff }: { ask: Ask; staff: boolean }) => {
  const { assistant } = useLabels()
  const { me } = useRowScope()
  const { review, reviewer, reason, failure } = ask
  const waits =
    review === 'writing' ? assistant.writingChecked : review === 'waiting' ? assistant.waiting : undefined
  useSaidLater(waits)
  switch (review) {
    case undefined:
      return null
    case 'writing':
    case 'waiting':
      return (
        <p className="lectern-ask-state">
          <ClockIcon size={16} />
          <span>{waits}</span>
        </p>
      )
    case 'dismissed': {
      const name = reviewer?.name ?? ''
      return (
        <div className="lectern-ask-state">
          <WarningIcon size={16} />
          <span>
            {staff
              ? assistant.dismissedByStaff(name, reviewer?.user_id === me.id)
              : assistant.dismissed(name)}
          </span>
          {reason !== undefined && <blockquote dir="auto">{reason}</blockquote>}
        </div>
      )
    }
    case 'failed':
      return failure === undefined ? (
        <p className="lectern-quiet">{assistant.noDraft}</p>
      ) : (
        <AnswerFailed failure={failure} />
      )
  }
}
