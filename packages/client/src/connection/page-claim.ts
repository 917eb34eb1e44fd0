// In a page, one chat holds a user's connection. A later chat takes it over.
import { oncePerPage } from '../core/page.ts'
import type { ConnectionState } from './connection-state.ts'

/** The holder of a user's one connection. */
export interface Owner {
  state(): ConnectionState
  /** Tells the holder that another chat of this page has taken the connection over. */
  supersede(): void
}

/** The holders of the connections, by network and user. */
const owners = () => oncePerPage('owners', () => new Map<unknown, Map<string, Owner>>())

const ownersOn = (network: unknown): Map<string, Owner> => {
  const known = owners().get(network) ?? new Map<string, Owner>()
  owners().set(network, known)
  return known
}

/** Makes `owner` the holder of the connection `key` and tells the former holder to let go. */
const claim = (network: unknown, key: string, owner: Owner): void => {
  const known = ownersOn(network)
  const former = known.get(key)
  known.set(key, owner)
  if (former && former !== owner) former.supersede()
}

const release = (network: unknown, key: string, owner: Owner): void => {
  const known = ownersOn(network)
  if (known.get(key) === owner) known.delete(key)
  if (known.size === 0) owners().delete(network)
}

export const ownerOf = (network: unknown, key: string): Owner | undefined => owners().get(network)?.get(key)

export const ownerKey = (apiUrl: string, user_id: string): string => `${apiUrl} ${user_id}`

/** A chat's hold on its user's one connection in this page. */
export class PageClaim {
  readonly #network: unknown
  readonly #apiUrl: string
  readonly #owner: Owner
  #key: string | undefined

  constructor(network: unknown, apiUrl: string, owner: Owner) {
    this.#network = network
    this.#apiUrl = apiUrl
    this.#owner = owner
  }

  take(user_id: string): void {
    this.#key = ownerKey(this.#apiUrl, user_id)
    claim(this.#network, this.#key, this.#owner)
  }

  release(): void {
    if (this.#key !== undefined) release(this.#network, this.#key, this.#owner)
    this.#key = undefined
  }
}
