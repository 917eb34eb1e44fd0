import type { ReactNode } from 'react'
import type { Message } from '@lectern/protocol'
import { useLabels } from '../context/texts-context.ts'
import { RetryButton } from '../ui/RetryButton.tsx'
import { reasonOf } from '../labels/reason.ts'
import { MessageLink } from './MessageLink.tsx'
import type { OpenExcerpt } from './use-excerpt.ts'
import { Alert } from '../ui/Alert.tsx'

export interface MessageLinksProps extends OpenExcerpt {
  icon: ReactNode
  /** For the colour of the icon. */
  kind: 'unanswered' | 'answered' | 'pinned'
  state?: (message: Message) => string
  onJump: (message_id: string) => void
}

/** An excerpt as links; a load error is shown below the known messages. */
export const MessageLinks = ({ messages, error, has_more, ...props }: MessageLinksProps) => {
  const labels = useLabels()
  return (
    <>
      {messages.length > 0 && (
        <ul className="lectern-message-links" data-kind={props.kind}>
          {messages.map((message) => (
            <li key={message.id}>
              <MessageLink
                message={message}
                icon={props.icon}
                state={props.state?.(message)}
                onOpen={() => props.onJump(message.id)}
              />
            </li>
          ))}
        </ul>
      )}
      {has_more && (
        <button type="button" className="lectern-link-button" onClick={props.loadMore}>
          {labels.loadMore}
        </button>
      )}
      {error && (
        <Alert>
          <span>{`${labels.notDone(reasonOf(error, labels))} `}</span>
          <RetryButton onRetry={props.reload} />
        </Alert>
      )}
    </>
  )
}
