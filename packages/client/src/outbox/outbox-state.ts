import type { OutboxItem } from './outbox-item.ts'

/** How many messages are not sent yet, over all conversations. */
export interface OutboxState {
  /** Queued or being sent: they go by themselves. */
  pending: number
  /** Older than a day: their author decides with `retry` or `discard`. */
  held: number
  /** Refused for good: edit, retry or discard. */
  failed: number
}

export const NOTHING: OutboxState = { pending: 0, held: 0, failed: 0 }

export const counted = (items: readonly OutboxItem[]): OutboxState => {
  const count = (is: (item: OutboxItem) => boolean | undefined) =>
    items.filter((item) => !item.undone && is(item)).length
  return {
    pending: count(({ status, held }) => status === 'sending' || (status === 'queued' && !held)),
    held: count(({ status, held }) => status === 'queued' && held),
    failed: count(({ status }) => status === 'failed'),
  }
}

export const sameCounts = (a: OutboxState, b: OutboxState): boolean =>
  a.pending === b.pending && a.held === b.held && a.failed === b.failed
