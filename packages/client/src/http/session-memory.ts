// What the device and this tab keep of a session. The device's part is of whoever signed in last in this browser; the
// tab's part is of the person of this tab.
import * as z from 'zod/mini'
import { Me, type Tokens } from '@lectern/protocol'
import { unreachableError } from '../core/errors.ts'
import type { ClientStorage } from '../core/storage.ts'
import type { KeptValue } from '../core/tab-memory.ts'

export class SessionMemory {
  readonly #storage: ClientStorage
  readonly #tab: KeptValue | undefined

  /** Without `tab`, the person of the tab is forgotten at a reload. */
  constructor(storage: ClientStorage, tab: KeptValue | undefined) {
    this.#storage = storage
    this.#tab = tab
  }

  /** The person who signed in last in this browser. */
  user(): Promise<Me | undefined> {
    return this.#storage.get<Me>('session', 'user')
  }

  /** @throws ApiError `unavailable` while the device's storage does not answer: there may be a token */
  async refreshToken(): Promise<string | undefined> {
    const token = await this.#storage.get<string>('session', 'refresh_token')
    if (token === undefined && this.silence) throw unreachableError("The device's storage does not answer")
    return token
  }

  /** While the device's storage does not answer: resolves when it does. */
  get silence(): Promise<void> | undefined {
    return this.#storage.silence
  }

  /** The person whom this tab showed before it was loaded again. */
  tabUser(): Me | undefined {
    const kept = z.safeParse(Me, this.#tab?.read())
    return kept.success ? kept.data : undefined
  }

  async isSignedOut(): Promise<boolean> {
    return (await this.#storage.get('session', 'signed_out')) !== undefined
  }

  /** Scripts cannot delete the refresh cookie: without this mark a reload would sign its person in again. */
  markSignedOut(): Promise<void> {
    return this.#storage.put('session', 'signed_out', true)
  }

  unmarkSignedOut(): Promise<void> {
    return this.#storage.delete('session', 'signed_out')
  }

  /**
   * Starts all writes at once: the storage keeps their order, so the next sign-in or sign-out writes after
   * them.
   */
  async keep(user: Me, refresh_token?: Tokens['refresh_token']): Promise<void> {
    this.#tab?.write(user)
    await Promise.all([
      this.#storage.put('session', 'user', user),
      refresh_token && this.#storage.put('session', 'refresh_token', refresh_token),
    ])
  }

  forgetTabUser(): void {
    this.#tab?.write(undefined)
  }

  /** Forgets this person, unless another one has signed in in this browser, or `isTaken` says so of this tab. */
  async forget(user_id: string | undefined, isTaken: () => boolean): Promise<void> {
    const kept = await this.user()
    if (isTaken() || (kept && user_id !== undefined && kept.id !== user_id)) return
    // Starts both at once: after an await they would delete the next user's values.
    await Promise.all([
      this.#storage.delete('session', 'refresh_token'),
      this.#storage.delete('session', 'user'),
    ])
  }
}
