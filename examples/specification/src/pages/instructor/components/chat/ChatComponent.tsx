import { ChatBox, ChatHeader, ChatInput, TypingIndicator } from '@lectern/react'
import { useInstructorChat } from '../../../../contexts/InstructorChatContext.tsx'

/** The chat, put together from its parts. `MessageBubble` is what `ChatBox` shows for each message. */
export const ChatComponent = ({ conversationId }: { conversationId: string }) => {
  const { history, loading, error, sendInstructorMessage } = useInstructorChat(conversationId)
  return (
    <section className="chat">
      <ChatHeader conversationId={conversationId} />
      <p className="chat-state">
        {loading.history ? 'Loading …' : `${history.length} messages`}
        {error && ` (${error.code})`}
        <button type="button" onClick={() => sendInstructorMessage('Good morning')}>
          Say good morning
        </button>
      </p>
      <ChatBox conversationId={conversationId} />
      <TypingIndicator conversationId={conversationId} />
      <ChatInput conversationId={conversationId} />
    </section>
  )
}
