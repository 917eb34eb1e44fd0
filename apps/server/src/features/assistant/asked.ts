// A message to the assistant is a question to it: its invocation is stored in the commit of the message, so
// that neither exists without the other.
import type { StoredMessage } from '../../records/stored.ts'
import { mintId } from '../../platform/ids.ts'
import type { Follower } from '../context.ts'
import { findAssistants, insertInvocation } from './invocations-rows.ts'
import { takeTurnsLater } from './turns.ts'

export const queueAsked: Follower = async (ctx, transaction, { conversation, window }) => {
  const { id: conversation_id, kind } = conversation
  for (const message of window.messages) {
    if (message.created_seq !== window.to || !mayAsk(message)) continue
    const named = message.mentions?.map(({ user_id }) => user_id) ?? []
    if (kind !== 'direct' && named.length === 0) continue
    const here = await findAssistants(transaction.query, conversation_id)
    const assistant = here.find(({ id }) => kind === 'direct' || named.includes(id))
    if (!assistant || assistant.assistant_mode === 'off') continue
    await insertInvocation(transaction.query, {
      id: mintId(ctx.clock),
      conversation_id,
      asker_id: message.sender_id,
      assistant_id: assistant.id,
      prompt_id: message.id,
      prompt: null,
      message_id: null,
      created_at: message.timestamp,
    })
    await takeTurnsLater(ctx, transaction, conversation_id)
  }
}

const mayAsk = ({ sender_role, kind, deleted_at }: StoredMessage): boolean =>
  sender_role !== 'assistant' && (kind === 'text' || kind === 'image') && deleted_at === undefined
