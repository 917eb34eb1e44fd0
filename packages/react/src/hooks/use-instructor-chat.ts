import { useCallback } from 'react'
import {
  sendInstructorMessage as send,
  type ApiError,
  type Chat,
  type SendOptions,
  type TimelineRow,
} from '@lectern/client'
import { useChatEnvironment } from '../context/chat-context.ts'
import { useConversationHandle, useMembers, useTimeline, useTyping } from './hooks.ts'

export interface InstructorChat {
  chat: Chat
  conversation_id: string
  /** Oldest first, unsent rows last. */
  history: readonly TimelineRow[]
  typing: { people: readonly string[]; assistant: boolean }
  /** `history`: the first page; `earlier`: an older page. */
  loading: { history: boolean; earlier: boolean }
  error: ApiError | undefined
  /** Shows the message at once, sends it when possible, and returns its id. */
  sendInstructorMessage: (content: string, options?: SendOptions) => string
}

/**
 * One conversation for a custom interface: the given one, or the provider's `conversationId`. Throws without
 * either.
 */
export const useInstructorChat = (conversationId?: string): InstructorChat => {
  const { chat, conversation_id } = useChatEnvironment()
  const id = conversationId ?? conversation_id
  if (id === undefined)
    throw new Error('useInstructorChat needs a conversation id, its own or the provider’s.')
  const handle = useConversationHandle(id)
  const timeline = useTimeline(id)
  const typing = useTyping(id)
  const assistants = useMembers(id).filter(({ role }) => role === 'assistant')
  const writes = (user_id: string) => assistants.some((assistant) => assistant.user_id === user_id)
  return {
    chat,
    conversation_id: id,
    history: timeline.rows,
    typing: {
      people: typing.filter((user_id) => !writes(user_id)),
      assistant: typing.some(writes) || timeline.rows.some(({ message }) => message.state === 'streaming'),
    },
    loading: { history: timeline.status === 'loading', earlier: timeline.loading_before },
    error: timeline.error,
    sendInstructorMessage: useCallback(
      (content, options) => send(chat, handle.id, content, options),
      [chat, handle],
    ),
  }
}
