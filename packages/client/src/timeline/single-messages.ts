// Single messages of one conversation, from anywhere in its history: the target of a reply, or of a packet.
// Each is requested at its first subscription, once, and windows keep it current.
import type { Message } from '@lectern/protocol'
import type { Excerpt } from './excerpt.ts'
import type { Store } from '../core/store.ts'

/**
 * More than a screen ever shows; the one subscribed longest ago is dropped first, and requested again when
 * needed.
 */
const KEPT = 200

interface Single {
  store: Store<Message | undefined>
  release(): void
}

export class SingleMessages {
  readonly #excerptOf: (message_id: string) => Excerpt
  readonly #kept = new Map<string, Single>()

  constructor(excerptOf: (message_id: string) => Excerpt) {
    this.#excerptOf = excerptOf
  }

  /** Undefined until it is known, and if it cannot be had. */
  of(message_id: string): Store<Message | undefined> {
    const single = this.#kept.get(message_id) ?? this.#create(message_id)
    // The last in the map is the last subscribed.
    this.#kept.delete(message_id)
    this.#kept.set(message_id, single)
    for (const [oldest] of this.#kept) {
      if (this.#kept.size <= KEPT) break
      this.#drop(oldest)
    }
    return single.store
  }

  close(): void {
    for (const message_id of [...this.#kept.keys()]) this.#drop(message_id)
  }

  #create(message_id: string): Single {
    const excerpt = this.#excerptOf(message_id)
    let release: (() => void) | undefined
    return {
      store: {
        get: () => excerpt.state.get().messages[0],
        subscribe: (listener) => {
          release ??= excerpt.open()
          return excerpt.state.subscribe(listener)
        },
      },
      release: () => release?.(),
    }
  }

  #drop(message_id: string): void {
    this.#kept.get(message_id)?.release()
    this.#kept.delete(message_id)
  }
}
