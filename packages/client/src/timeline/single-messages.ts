// Single messages of one conversation, wherever in its history they lie: what a reply quotes, what a packet names. Each is
// asked for when somebody first looks, once, and kept current by the windows that come.
import type { Message } from '@lectern/protocol'
import type { Excerpt } from './excerpt.ts'
import type { Store } from '../core/store.ts'

/** More than are ever on a screen; the one that was asked for longest ago goes first, and is asked for again. */
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

  /** Undefined until it is known, and where it cannot be had. */
  of(message_id: string): Store<Message | undefined> {
    const single = this.#kept.get(message_id) ?? this.#create(message_id)
    // The last in the map is the one that was asked for last.
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
