import type { StoredMessage } from '../../records/stored.ts'
import type { Place } from '../changes/commit.ts'
import { insertMessage, findMessage } from '../../records/messages.ts'
import type { LecternTransaction } from '../context.ts'
import type { AssistantHere, NewInvocation } from './invocations-rows.ts'

export interface Beginning {
  message_id: string
  assistant: AssistantHere
  /** The asker had asked the same before. */
  asked_again?: boolean
}

/** Stores the message of the answer, and returns the changed rows: itself first. */
export const beginAnswer = async (
  transaction: LecternTransaction,
  place: Place,
  invocation: NewInvocation,
  { message_id, assistant, asked_again = false }: Beginning,
): Promise<[StoredMessage, ...StoredMessage[]]> => {
  const { conversation } = place
  const { prompt_id } = invocation
  const asking = prompt_id === null ? undefined : (await findMessage(transaction.query, prompt_id))?.message
  // Between two people, the target of the answer is clear.
  const replies = asking !== undefined && (conversation.kind !== 'direct' || asking.question !== undefined)
  const message: StoredMessage = {
    ...answerTo(place, { id: message_id, invocation, assistant }),
    ...(replies && { reply_to_id: asking.id }),
    // The assistant answers in the language of the question; its own words tell more as they come.
    ...(asking?.lang !== undefined && { lang: asking.lang }),
    invocation: {
      asker_id: invocation.asker_id,
      ...(prompt_id !== null && { prompt_id }),
      ...(asked_again && { asked_again }),
    },
  }
  await insertMessage(transaction.query, conversation, message)
  return [message]
}

/** The assistant's message in an invocation, still empty. */
export const answerTo = (
  { conversation, seq, at }: Place,
  { id, invocation, assistant }: { id: string; invocation: { id: string }; assistant: Person },
): StoredMessage => ({
  id,
  conversation_id: conversation.id,
  sender_id: assistant.id,
  sender: assistant.name,
  sender_role: 'assistant',
  kind: 'text',
  state: 'streaming',
  content: '',
  parts: [],
  invocation_id: invocation.id,
  reactions: [],
  created_seq: seq,
  changed_seq: seq,
  timestamp: at,
})

interface Person {
  id: string
  name: string
}
