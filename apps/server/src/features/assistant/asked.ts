// Who writes to the assistant has asked it: the turn is queued in the commit of the message, so that neither is there
// without the other.
import type { StoredMessage } from '../../records/stored.ts'
import { mintId } from '../../platform/ids.ts'
import type { Context, Follower } from '../context.ts'
import { assistantsIn, insertInvocation } from './invocations-rows.ts'
import { takeTurnsLater } from './turns.ts'

export const queueAsked =
  (ctx: Context): Follower =>
  async (transaction, { id: conversation_id, kind }, { messages, to }) => {
    const { query } = transaction
    for (const message of messages) {
      if (message.created_seq !== to || !mayAsk(message)) continue
      const named = message.mentions?.map(({ user_id }) => user_id) ?? []
      if (kind !== 'direct' && named.length === 0) continue
      const here = await assistantsIn(query, conversation_id)
      const assistant = here.find(({ id }) => kind === 'direct' || named.includes(id))
      if (!assistant || assistant.assistant_mode === 'off') continue
      await insertInvocation(query, {
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
