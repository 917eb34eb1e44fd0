import { claim, ownerKey, release, type Owner } from '../core/page.ts'

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
