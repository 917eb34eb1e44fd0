// What the assistant does when somebody may come to harm: it tells staff, privately and in the commit of the message, and
// sees to it that the writer gets words of help. Where it cannot answer in the conversation itself, because it is switched
// off or was not asked, it writes to them directly.
import type { Policy } from '@lectern/protocol'
import type { StoredMessage } from '../../records/stored.ts'
import { readPolicy } from '../../records/policies.ts'
import { mintId } from '../../platform/ids.ts'
import { commitCreation } from '../changes/commit.ts'
import type { Context, LecternTransaction, Viewer } from '../context.ts'
import { findDirect } from '../conversations/conversations-rows.ts'
import { directKeyOf } from '../conversations/direct-key.ts'
import { perSystem } from '../per-system.ts'
import { raiseConcern } from '../reports/reports.ts'
import { insertInvocation, type AssistantHere } from './invocations-rows.ts'
import { dangerIn } from './kinds/danger.ts'
import { takeTurnsLater } from './turns.ts'

/** Each message would ask for the setting otherwise. */
const FRESH_MS = 10_000

const lately = perSystem(() => ({ concerns: 'asked' as Policy['concerns'], until: -Infinity }))

/** Whether it looks at messages that do not address it. A change of the setting counts here within ten seconds. */
export const readsAll = async (ctx: Context, { query }: LecternTransaction): Promise<boolean> => {
  const known = lately(ctx)
  const now = ctx.clock.now()
  if (now >= known.until) {
    known.concerns = (await readPolicy(query)).concerns
    known.until = now + FRESH_MS
  }
  return known.concerns === 'present'
}

/** Tells staff, if the message sounds like danger; returns whether it does. */
export const noticeDanger = async (
  ctx: Context,
  transaction: LecternTransaction,
  message: Pick<StoredMessage, 'conversation_id' | 'sender_id' | 'content'> & { id: string | null },
  assistant: Pick<AssistantHere, 'id'>,
): Promise<boolean> => {
  const { id: message_id, conversation_id, sender_id: user_id, content } = message
  if (dangerIn(content) === undefined) return false
  const { concerns } = await readPolicy(transaction.query)
  if (concerns !== 'nowhere')
    await raiseConcern(ctx, transaction, {
      assistant_id: assistant.id,
      ...{ user_id, conversation_id, message_id, content },
    })
  return true
}

/** Answers a message in the direct conversation of its writer and the assistant, which begins if there is none. */
export const answerDirectly = async (
  ctx: Context,
  transaction: LecternTransaction,
  { sender_id: asker_id, content, timestamp }: StoredMessage,
  assistant: Pick<AssistantHere, 'id' | 'name'>,
): Promise<void> => {
  const { query } = transaction
  const direct_key = directKeyOf(asker_id, assistant.id)
  const known = await findDirect(query, direct_key)
  const conversation_id = known?.id ?? mintId(ctx.clock)
  if (!known) {
    const viewer: Viewer = { user_id: assistant.id, session_id: '', name: assistant.name, role: 'assistant' }
    await commitCreation(ctx, viewer, transaction, {
      ...{ id: conversation_id, kind: 'direct', title: null, created_hash: '', direct_key },
      user_ids: [assistant.id, asker_id],
    })
  }
  await insertInvocation(query, {
    id: mintId(ctx.clock),
    ...{ conversation_id, asker_id, assistant_id: assistant.id },
    ...{ prompt_id: null, prompt: content, message_id: null, created_at: timestamp },
  })
  await takeTurnsLater(ctx, transaction, conversation_id)
}
