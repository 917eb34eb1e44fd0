import type { DownFrame } from '@lectern/protocol'
import { memberPositions } from '../features/conversations/receipts-rows.ts'
import { findAsMember } from '../features/changes/changes-rows.ts'
import type { Context } from '../features/context.ts'
import type { Connection } from './connection.ts'
import { Frame } from './frame.ts'
import type { Presence } from './presence.ts'
import type { Typing } from './typing.ts'

/** In larger conversations the positions are not sent unasked; `GET /conversations/:id` has them. */
const MEMBERS_TOLD = 50

export interface WatchSources {
  ctx: Context
  presence: Presence
  typing: Typing
}

/** Marks conversations as watched by a connection and sends, in one batch, their state. */
export const watch = async (
  sources: WatchSources,
  connection: Connection,
  asked: string[],
): Promise<void> => {
  const visible = new Set(asked.filter((id) => connection.conversations.has(id)))
  const fresh = [...visible].filter((id) => !connection.watches(id))
  connection.watch(visible)
  const told = await Promise.all(fresh.map((id) => describeConversation(sources, connection, id)))
  const batch = told.flat()
  if (batch.length > 0) connection.offer(new Frame(batch))
}

/** The head once more, too: from now on changes come in full, and earlier ones were only announced. */
const describeConversation = async (
  { ctx, presence, typing }: WatchSources,
  connection: Connection,
  conversation_id: string,
): Promise<DownFrame[]> => {
  const { read } = ctx.db
  const conversation = await findAsMember(read, conversation_id, connection.viewer?.user_id ?? '')
  if (!conversation) return []
  const positions = await memberPositions(read, conversation_id, MEMBERS_TOLD + 1)
  const told = positions.length > MEMBERS_TOLD ? [] : positions
  const users = Object.fromEntries(told.map(({ user_id }) => [user_id, presence.stateOf(user_id)]))
  return [
    { type: 'head', conversation_id, seq: conversation.head },
    ...told.map((position) => ({ type: 'receipt' as const, ...position })),
    ...(told.length > 0 ? [{ type: 'presence' as const, users }] : []),
    ...typing.current(conversation_id, ctx.clock.now()),
  ]
}
