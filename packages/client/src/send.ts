import type { Chat } from './chat.ts'
import type { SendOptions } from './conversation/command-options.ts'

/**
 * Sends a message: shown at once, sent as soon as there is a connection, in order, exactly once.
 * @returns the message's id, which never changes
 * @example sendInstructorMessage(chat, conversation.id, 'Please hand in by Friday.')
 */
export const sendInstructorMessage = (
  chat: Chat,
  conversation_id: string,
  content: string,
  options: SendOptions = {},
): string => chat.conversation(conversation_id).send(content, options)
