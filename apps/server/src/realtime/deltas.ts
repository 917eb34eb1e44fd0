import type { Events } from '../features/context.ts'
import { Frame } from './frame.ts'
import type { Hub } from './hub.ts'

/** Sends a delta of a streaming message to all watchers; it may be lost (EP1). */
export const relayDelta = (hub: Hub, delta: Events['delta']): void => {
  const watchers = hub.watchers(delta.conversation_id)
  if (watchers.length === 0) return
  const frame = new Frame({ type: 'delta', ...delta })
  for (const watcher of watchers) watcher.offer(frame)
}
