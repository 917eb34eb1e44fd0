import { useCallback } from 'react'
import { useChatEnvironment } from '../context/chat-context.ts'

/** Opens the thread of a message; it is shown once its conversation is. */
export const useOpenThread = (): ((conversation_id: string, message_id: string) => void) => {
  const { views } = useChatEnvironment()
  return useCallback(
    (conversation_id, message_id) => views.of(conversation_id).openThread(message_id),
    [views],
  )
}
