// A message to the assistant is a question to it: its invocation is stored in the commit of the message, so
// that neither exists without the other. So is what the assistant tells staff if somebody may come to harm.
import type { ConversationKind } from '@lectern/protocol'
import type { StoredMessage } from '../../records/stored.ts'
import { mintId } from '../../platform/ids.ts'
import type { Context, Follower, LecternTransaction } from '../context.ts'
import { answerDirectly, noticeDanger, readsAll } from './concerns.ts'
import { findAssistants, insertInvocation, type AssistantHere } from './invocations-rows.ts'
import { takeTurnsLater } from './turns.ts'

export const queueAsked: Follower = async (ctx, transaction, { conversation, window }) => {
  for (const message of window.messages) {
    if (!mayAsk(message)) continue
    const isNew = message.created_seq === window.to
    if (isNew || message.edited_at !== undefined)
      await look(ctx, transaction, message, { kind: conversation.kind, isNew })
  }
}

const look = async (
  ctx: Context,
  transaction: LecternTransaction,
  message: StoredMessage,
  { kind, isNew }: { kind: ConversationKind; isNew: boolean },
): Promise<void> => {
  const named = message.mentions?.map(({ user_id }) => user_id) ?? []
  const mayAddress = kind === 'direct' || named.length > 0
  if (!mayAddress && !(await readsAll(ctx, transaction))) return
  const here = await findAssistants(transaction.query, message.conversation_id)
  const addressed = here.find(({ id }) => kind === 'direct' || named.includes(id))
  const [assistant = addressed] = addressed || !(await readsAll(ctx, transaction)) ? [] : here
  if (!assistant) return
  const isDanger = await noticeDanger(ctx, transaction, message, assistant)
  if (!isNew) return
  if (addressed && addressed.assistant_mode !== 'off') return queue(ctx, transaction, message, addressed)
  if (isDanger) await answerDirectly(ctx, transaction, message, assistant)
}

const queue = async (
  ctx: Context,
  transaction: LecternTransaction,
  { id: prompt_id, conversation_id, sender_id: asker_id, timestamp: created_at }: StoredMessage,
  assistant: AssistantHere,
): Promise<void> => {
  await insertInvocation(transaction.query, {
    id: mintId(ctx.clock),
    ...{ conversation_id, asker_id, assistant_id: assistant.id },
    ...{ prompt_id, prompt: null, message_id: null, created_at },
  })
  await takeTurnsLater(ctx, transaction, conversation_id)
}

const mayAsk = ({ sender_role, kind, deleted_at }: StoredMessage): boolean =>
  sender_role !== 'assistant' && (kind === 'text' || kind === 'image') && deleted_at === undefined
