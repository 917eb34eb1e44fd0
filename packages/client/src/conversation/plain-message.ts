import type { Message, PlainFrame } from '@lectern/protocol'

/** The message in the form of the plain profile. */
export const toPlain = (message: Message): PlainFrame => ({
  conversation_id: message.conversation_id,
  content: message.content,
  sender: message.sender,
  invocation_id: message.invocation_id ?? null,
  timestamp: message.timestamp,
  message_id: message.id,
  sender_id: message.sender_id,
  sender_role: message.sender_role,
  seq: message.created_seq,
})
