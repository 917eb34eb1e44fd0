import { DropZone } from '../attachments/DropZone.tsx'
import { OfflineBanner } from '../connection/OfflineBanner.tsx'
import { useConversation, useTimeline } from '../hooks/hooks.ts'
import { ChatBox, isMissing } from './ChatBox.tsx'
import { ChatHeader, type ChatHeaderProps } from './ChatHeader.tsx'
import { ChatInput } from './composer/ChatInput.tsx'
import { useKeyboardHelp } from '../help/KeyboardHelp.tsx'
import { letterOf } from '../ui/letter-of.ts'
import { isCommand } from '../ui/command-key.ts'
import { PartBoundary } from '../ui/PartBoundary.tsx'
import { TypingIndicator } from './TypingIndicator.tsx'

export interface ChatComponentProps extends ChatHeaderProps {
  /** A message to show and mark, as from a shared link. */
  messageId?: string | undefined
  readOnlyReason?: string | undefined
  /** Leaves a conversation that the user is not a member of, or no longer. */
  onExit?: (() => void) | undefined
  className?: string
}

/**
 * A whole conversation: header, history, typing line, composer. Fills the height of its container.
 * @example <ChatComponent conversationId={id} onDetails={() => setPanel('details')} />
 */
export const ChatComponent = (props: ChatComponentProps) => {
  const { conversationId, messageId, readOnlyReason, onExit, className = '', ...header } = props
  const missing = useTimeline(conversationId, isMissing)
  const help = useKeyboardHelp()
  const title = useConversation(conversationId, (summary) => summary?.display_title)
  return (
    <section
      className={`lectern lectern-chat ${className}`}
      aria-label={title}
      onKeyDown={(event) => {
        if (letterOf(event) !== '/' || !isCommand(event)) return
        event.preventDefault()
        help.open()
      }}
    >
      <DropZone conversationId={conversationId} disabled={readOnlyReason !== undefined || missing}>
        {!missing && (
          <PartBoundary scope={conversationId}>
            <ChatHeader conversationId={conversationId} {...header} />
          </PartBoundary>
        )}
        <div className="lectern-chat-body">
          <PartBoundary>
            <OfflineBanner />
          </PartBoundary>
          <ChatBox conversationId={conversationId} messageId={messageId} onExit={onExit} />
        </div>
        {!missing && (
          <PartBoundary scope={conversationId}>
            <TypingIndicator conversationId={conversationId} />
          </PartBoundary>
        )}
        {!missing && <ChatInput conversationId={conversationId} readOnlyReason={readOnlyReason} />}
      </DropZone>
    </section>
  )
}
