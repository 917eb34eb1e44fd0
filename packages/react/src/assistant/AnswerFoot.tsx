import { isStaff, type Message } from '@lectern/protocol'
import { useLabels } from '../context/texts-context.ts'
import { useRowScope } from '../rows/row-context.ts'
import { NotHelpfulIcon, HelpfulIcon, RetryIcon, StopIcon } from '../ui/icons.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { AskInstructor } from './AskInstructor.tsx'

/**
 * The line below an answer of the assistant. It exists from the first word on, so that nothing moves at the
 * end.
 */
export const AnswerFoot = ({ message }: { message: Message }) => {
  const { me } = useRowScope()
  const { invocation, state } = message
  if (!invocation) return null
  const asked = invocation.asker_id === me.id
  return (
    <div className="lectern-answer-foot">
      {state === 'streaming' ? (
        (asked || isStaff(me.role)) && <Stop message={message} />
      ) : (
        <>
          {asked && isWanting(message, me.id) && <AskInstructor message={message} />}
          {state === 'done' && <Rating message={message} />}
          {asked && <Again message={message} />}
        </>
      )}
    </div>
  )
}

/** The assistant found nothing, failed before or now, or did not help. */
const isWanting = ({ invocation, state }: Message, me: string): boolean =>
  invocation?.unanswered === true ||
  invocation?.asked_again === true ||
  invocation?.unhelpful?.includes(me) === true ||
  state === 'failed'

const useAttempt = () => {
  const { view } = useRowScope()
  const labels = useLabels()
  return (act: Promise<void>) => void act.catch((error: unknown) => view.notice.fail(error, labels))
}

const Stop = ({ message: { invocation_id } }: { message: Message }) => {
  const { handle } = useRowScope()
  const { assistant } = useLabels()
  const attempt = useAttempt()
  if (invocation_id === undefined) return null
  return (
    <button
      type="button"
      className="lectern-button lectern-stop"
      onClick={() => attempt(handle.answers.stop(invocation_id))}
    >
      <StopIcon size={16} />
      <span>{assistant.stop}</span>
    </button>
  )
}

const Again = ({ message: { id } }: { message: Message }) => {
  const { handle } = useRowScope()
  const { assistant } = useLabels()
  const attempt = useAttempt()
  return (
    <IconButton
      label={assistant.again}
      icon={<RetryIcon size={16} />}
      onClick={() => attempt(handle.answers.ask(id))}
    />
  )
}

const Rating = ({ message }: { message: Message }) => {
  const { handle, me } = useRowScope()
  const { assistant } = useLabels()
  const attempt = useAttempt()
  const { helpful = [], unhelpful = [] } = message.invocation ?? {}
  const button = (value: boolean, ids: readonly string[]) => {
    const chosen = ids.includes(me.id)
    const Icon = value ? HelpfulIcon : NotHelpfulIcon
    return (
      <IconButton
        label={value ? assistant.helpful : assistant.notHelpful}
        icon={<Icon size={16} />}
        aria-pressed={chosen}
        onClick={() => attempt(handle.answers.rate(message, chosen ? null : value))}
      />
    )
  }
  return (
    <>
      {button(true, helpful)}
      {button(false, unhelpful)}
    </>
  )
}
