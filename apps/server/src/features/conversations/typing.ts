import { LIMITS } from '@lectern/protocol'
import { RateLimit } from '../../platform/rate-limit.ts'
import { openConversation } from '../changes/changes.ts'
import type { Context, Viewer } from '../context.ts'
import { perSystem } from '../per-system.ts'

/** Starting, going on and stopping within one interval is normal; more signals are redundant. */
const SIGNALS_PER_INTERVAL = 4

const signals = perSystem(
  ({ clock }) => new RateLimit(clock, { burst: SIGNALS_PER_INTERVAL, window_ms: LIMITS.typing_interval_ms }),
)

/** Tells the others that a person types, or stopped. Too many signals are dropped silently. */
export const setTyping = async (
  ctx: Context,
  viewer: Viewer,
  conversation_id: string,
  on: boolean,
): Promise<void> => {
  const { user_id } = viewer
  await openConversation(ctx, viewer, conversation_id)
  if (signals(ctx).take(`${user_id} ${conversation_id}`) > 0) return
  ctx.bus.publish('typing', { conversation_id, user_id, on })
}
