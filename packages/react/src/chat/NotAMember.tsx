import { isBlank } from '@lectern/protocol'
import { useLabels } from '../context/texts-context.ts'
import { useConversationHandle, useTimeline } from '../hooks/hooks.ts'
import { useSnapshot } from '../hooks/use-store.ts'
import { PeopleIcon } from '../ui/icons.tsx'
import { CopyButton } from '../ui/CopyButton.tsx'
import { Heading } from '../ui/Heading.tsx'
import { Alert } from '../ui/Alert.tsx'

export interface NotAMemberProps {
  conversationId: string
  /** Leads to another place; without it there is no button. */
  onExit?: (() => void) | undefined
}

/** Shown to a person who is not a member. It disappears by itself when they are added. */
export const NotAMember = ({ conversationId, onExit }: NotAMemberProps) => {
  const labels = useLabels()
  const left = useTimeline(conversationId, (timeline) => timeline.left === true)
  return (
    <div className="lectern-not-a-member">
      <div className="lectern-empty">
        <span className="lectern-empty-mark">
          <PeopleIcon size={22} />
        </span>
        <Alert as="div">
          <Heading as="h2">{left ? labels.left : labels.notHere}</Heading>
          <p>{left ? labels.leftWhy : labels.notHereWhy}</p>
        </Alert>
        <Unsent conversationId={conversationId} />
        {onExit && (
          <button type="button" className="lectern-button lectern-primary" onClick={onExit}>
            {labels.toConversations}
          </button>
        )}
      </div>
    </div>
  )
}

/** Shows the unsent text of the person, so that it is not lost with the conversation. */
const Unsent = ({ conversationId }: { conversationId: string }) => {
  const labels = useLabels()
  const draft = useSnapshot(useConversationHandle(conversationId).draft)
  const rows = useTimeline(conversationId, (timeline) => timeline.rows)
  const texts = rows
    .filter(({ status }) => status !== 'stored')
    .map(({ id, message }) => ({ id, text: message.content }))
  if (!isBlank(draft)) texts.push({ id: 'draft', text: draft })
  if (texts.length === 0) return null
  return (
    <section className="lectern-unsent" aria-label={labels.unsentHere}>
      <Heading as="h3">{labels.unsentHere}</Heading>
      <ul>
        {texts.map(({ id, text }) => (
          <li key={id}>
            <p dir="auto">{text}</p>
            <CopyButton text={text} label={labels.copyText} />
          </li>
        ))}
      </ul>
    </section>
  )
}
