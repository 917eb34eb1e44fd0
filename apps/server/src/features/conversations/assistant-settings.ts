// The assistant's settings in a conversation. They are in the conversation's row and announced in it, so that
// every member knows them.
import type { PatchConversation } from '@lectern/protocol'
import type { StoredWindow } from '../../records/stored.ts'
import { AppError } from '../../platform/errors.ts'
import { findAsMember } from '../changes/changes-rows.ts'
import { recordAudit } from '../../records/audit.ts'
import { toConversationRow, updateAssistant } from '../../records/conversations.ts'
import type { Context, Viewer } from '../context.ts'
import { maySetAssistant } from '../policy.ts'
import { manage } from './members.ts'
import { say } from './system-message.ts'

/** An omitted setting stays. */
export const setAssistant = (
  ctx: Context,
  viewer: Viewer,
  id: string,
  { assistant_mode, assistant_review }: Pick<PatchConversation, 'assistant_mode' | 'assistant_review'>,
): Promise<StoredWindow> =>
  manage(ctx, viewer, id, async (place, transaction) => {
    const { query, afterCommit } = transaction
    if (!maySetAssistant(viewer.role))
      throw new AppError('forbidden', 'Only staff decide what the assistant does.')
    const before = await findAsMember(query, id, viewer.user_id)
    if (!before) return undefined
    const mode = assistant_mode ?? before.assistant_mode
    const review = assistant_review ?? before.assistant_review === 1
    if (mode === before.assistant_mode && review === (before.assistant_review === 1)) return undefined
    const { seq } = place
    await updateAssistant(query, id, { mode, review }, seq)
    const about = { actor_id: viewer.user_id, conversation_id: id, detail: { mode, review } }
    await recordAudit(ctx, transaction, { kind: 'assistant_set', ...about })
    const curbs = mode === 'off' || (review && before.assistant_review === 0)
    if (curbs) afterCommit(() => ctx.bus.publish('assistant_curbed', { conversation_id: id }))
    const said = await say(
      ctx,
      viewer,
      { transaction, place },
      {
        type: 'assistant_set',
        params: { mode, review },
      },
    )
    const after = { ...before, assistant_mode: mode, assistant_review: review ? 1 : 0, changed_seq: seq }
    return { messages: [said], conversation: toConversationRow(after) }
  })
