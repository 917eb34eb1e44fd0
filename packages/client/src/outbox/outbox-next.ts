import { hasWish, type OutboxItem } from './outbox-item.ts'

/** What was written this long ago may not be meant any more. */
const HOLD_AFTER_MS = 24 * 3_600_000

/**
 * The first that is to be sent, or to be changed where it has arrived; those too old for it are
 * held, and those taken back before they left are removed.
 */
export const nextToSend = (
  items: readonly OutboxItem[],
  now: number,
  shelf: { put(item: OutboxItem): unknown; remove(item: OutboxItem): unknown },
): OutboxItem | undefined => {
  for (const item of items) {
    if (item.status === 'acknowledged' && hasWish(item)) return item
    // A lane that is free sends nothing: a tab that is gone left it so.
    if (item.status === 'sending') return item
    if (item.status !== 'queued') continue
    if (item.undone && !item.tried) {
      void shelf.remove(item)
      continue
    }
    if (item.held && !item.undone) continue
    const isOld = item.held === undefined && now - item.created_at >= HOLD_AFTER_MS
    if (!isOld || item.again !== undefined || item.undone) return item
    shelf.put({ ...item, held: true })
  }
  return undefined
}
