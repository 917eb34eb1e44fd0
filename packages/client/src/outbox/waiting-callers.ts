// The callers that wait for the outcome of an item. In a tab without such a caller, and after a reload, a refused
// item stays and its row tells; otherwise its caller does.
import { failureError } from '../core/send-failure.ts'
import type { OutboxItem } from './outbox-item.ts'
import { deferred } from '../core/deferred.ts'

interface Caller {
  resolve: () => void
  reject: (error: Error) => void
}

export class WaitingCallers {
  readonly #callers = new Map<string, Caller>()

  /** Resolves when the item is done. @throws ApiError when it was refused */
  wait(id: string): Promise<void> {
    const { promise, resolve, reject } = deferred<void>()
    this.#callers.set(id, { resolve, reject })
    return promise
  }

  /** Tells the callers of items that have an outcome. Returns the refused items, which are told now. */
  tell(itemOf: (id: string) => OutboxItem | undefined): OutboxItem[] {
    const told: OutboxItem[] = []
    for (const [id, caller] of this.#callers) {
      const item = itemOf(id)
      if (item?.status === 'failed') {
        told.push(item)
        caller.reject(failureError(item.failure))
      } else if (!item || item.status === 'acknowledged') caller.resolve()
      else continue
      this.#callers.delete(id)
    }
    return told
  }

  /** Its author discards the item: it neither succeeded nor was refused. */
  giveUp(id: string): void {
    this.#callers.get(id)?.reject(new DOMException('Discarded', 'AbortError'))
    this.#callers.delete(id)
  }

  clear(): void {
    this.#callers.clear()
  }
}
