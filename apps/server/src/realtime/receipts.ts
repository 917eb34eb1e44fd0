import { isStaff, LIMITS } from '@lectern/protocol'
import type { Events } from '../features/context.ts'
import { Frame } from './frame.ts'
import type { Hub } from './hub.ts'

/**
 * Tells that somebody has received or read: their own devices always, whose badges follow, and those who watch. In a
 * crowd only staff: each message is received by all, and telling each of each would be the square of them.
 */
export const relayReceipt = (hub: Hub, event: Events['receipt']): void => {
  const frame = new Frame({ type: 'receipt', ...event })
  const watchers = hub.watchers(event.conversation_id)
  const crowd = watchers.length > LIMITS.typing_listeners
  for (const own of hub.ofUser(event.user_id)) own.offer(frame)
  for (const watcher of watchers) {
    const { viewer } = watcher
    if (viewer && viewer.user_id !== event.user_id && (!crowd || isStaff(viewer.role))) watcher.offer(frame)
  }
}
