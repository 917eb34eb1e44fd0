// What there is once per page, whatever the number of copies of this module (hot reload, several bundles).
import type { ConnectionState } from '../connection/connection-state.ts'
import { callSafely } from './store.ts'

/** Listeners by topic. */
export class Topics {
  readonly #listeners = new Map<string, Set<(event: unknown) => void>>()

  on(topic: string, listener: (event: unknown) => void): () => void {
    const listeners = this.#listeners.get(topic) ?? new Set()
    this.#listeners.set(topic, listeners)
    const entry = (event: unknown) => listener(event)
    listeners.add(entry)
    return () => {
      listeners.delete(entry)
      if (listeners.size === 0 && this.#listeners.get(topic) === listeners) this.#listeners.delete(topic)
    }
  }

  emit(topic: string, event: unknown): void {
    for (const listener of [...(this.#listeners.get(topic) ?? [])]) callSafely(() => listener(event))
  }
}

/** Whoever holds a user's one connection. */
export interface Owner {
  state(): ConnectionState
  /** Another chat of this page takes the user's connection over. */
  supersede(): void
}

interface Page {
  events: Topics
  /** New messages by recipient, for `WebSocketManager`. */
  inbox: Topics
  /** Who holds the one connection, by network and user. */
  owners: Map<unknown, Map<string, Owner>>
  singletons: Map<string, unknown>
}

const KEY = Symbol.for('lectern.page')

/** The registry of this page. */
export const page = (): Page => {
  const place = globalThis as { [KEY]?: Page }
  return (place[KEY] ??= {
    events: new Topics(),
    inbox: new Topics(),
    owners: new Map(),
    singletons: new Map(),
  })
}

const ownersOn = (network: unknown): Map<string, Owner> => {
  const owners = page().owners.get(network) ?? new Map<string, Owner>()
  page().owners.set(network, owners)
  return owners
}

/** Makes `owner` the one that holds the connection of `key`; whoever held it is told to let go. */
export const claim = (network: unknown, key: string, owner: Owner): void => {
  const owners = ownersOn(network)
  const former = owners.get(key)
  owners.set(key, owner)
  if (former && former !== owner) former.supersede()
}

export const release = (network: unknown, key: string, owner: Owner): void => {
  const owners = ownersOn(network)
  if (owners.get(key) === owner) owners.delete(key)
  if (owners.size === 0) page().owners.delete(network)
}

export const ownerOf = (network: unknown, key: string): Owner | undefined =>
  page().owners.get(network)?.get(key)

export const ownerKey = (apiUrl: string, user_id: string): string => `${apiUrl} ${user_id}`
