import type { PresenceState } from '@lectern/protocol'
import { Cell, type Store } from '../core/store.ts'

/** Who is online, as the live connection reports it; unknown without a connection. */
export class Presence {
  readonly #people = new Cell<Record<string, PresenceState>>({})
  readonly store: Store<Record<string, PresenceState>> = this.#people

  receive(users: Record<string, PresenceState>): void {
    const people = this.#people.get()
    const isNews = Object.entries(users).some(([id, state]) => people[id] !== state)
    if (isNews) this.#people.set({ ...people, ...users })
  }

  clear(): void {
    if (Object.keys(this.#people.get()).length > 0) this.#people.set({})
  }
}
