import { isStaff, LIMITS } from '@lectern/protocol'
import type { Events } from '../features/context.ts'
import { Frame } from './frame.ts'
import type { Hub } from './hub.ts'

/**
 * Reports received and read positions: to the user's own devices always, for their unread number, and to
 * watchers. In a large group only to staff: each message is received by all, so reports to all would grow with
 * the square of the members.
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
