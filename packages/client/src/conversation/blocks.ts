// The people whom the signed-in person blocked. The list is kept on the device, so that their messages stay folded
// up without a network; changes need the server.
import { endpoints, type Block, type User } from '@lectern/protocol'
import { isoTime, type Clock } from '../core/clock.ts'
import { Cell, type Store } from '../core/store.ts'
import type { ClientStorage } from '../core/storage.ts'
import type { Http } from '../http/http.ts'
import { SessionEra } from '../http/session-era.ts'

export interface BlocksState {
  /** The latest first. */
  blocks: readonly Block[]
  /** Ids of the blocked people. */
  ids: ReadonlySet<string>
}

const stateOf = (blocks: readonly Block[]): BlocksState => ({
  blocks,
  ids: new Set(blocks.map(({ user }) => user.id)),
})

const NOBODY = stateOf([])

export class BlockStore {
  readonly #state = new Cell<BlocksState>(NOBODY)
  readonly state: Store<BlocksState> = this.#state
  readonly #clock: Clock
  readonly #http: Http
  readonly #storage: ClientStorage
  #user_id: string | undefined
  /** Raised at each change: answers to earlier requests are void. */
  #version = 0
  /** What a former person asked for is not of this one. */
  readonly #era = new SessionEra()

  constructor({ clock, http, storage }: { clock: Clock; http: Http; storage: ClientStorage }) {
    this.#clock = clock
    this.#http = http
    this.#storage = storage
  }

  /** Shows what the device has of this person's list. */
  async load(user_id: string): Promise<void> {
    this.#user_id = user_id
    const version = ++this.#version
    const kept = await this.#storage.get<readonly Block[]>('session', keyOf(user_id)).catch(() => undefined)
    if (version === this.#version && kept) this.#state.set(stateOf(kept))
  }

  /** A connection is live again, or there is news. */
  resume(): Promise<void> {
    return this.refresh()
  }

  /** Reads the list again; without an answer the present one stays. */
  async refresh(): Promise<void> {
    const [version, era] = [this.#version, this.#era.current]
    const answer = await this.#http.call(endpoints.listBlocks).catch(() => undefined)
    if (answer && version === this.#version) return this.#show(answer.blocks)
    // A change here overtook it; one on another device may be in neither.
    if (answer && this.#era.isCurrent(era)) await this.refresh()
  }

  /** Blocks a person: their direct conversation leaves the list, and they are not told. @throws ApiError */
  async block(user: User): Promise<void> {
    const era = this.#era.current
    await this.#http.call(endpoints.blockUser, { params: { user_id: user.id } })
    if (!this.#era.isCurrent(era)) return
    const others = this.#state.get().blocks.filter((block) => block.user.id !== user.id)
    this.#show([{ user, blocked_at: isoTime(this.#clock.now()) }, ...others])
  }

  /** Ends it; the direct conversation comes back. @throws ApiError */
  async unblock(user_id: string): Promise<void> {
    const era = this.#era.current
    await this.#http.call(endpoints.unblockUser, { params: { user_id } })
    if (this.#era.isCurrent(era))
      this.#show(this.#state.get().blocks.filter(({ user }) => user.id !== user_id))
  }

  /** The user signed out, or another one signed in. */
  clear(): void {
    this.#version++
    this.#era.begin()
    this.#user_id = undefined
    this.#state.set(NOBODY)
  }

  /** Removes what the device has of this person's list. */
  wipe(user_id: string): Promise<void> {
    return this.#storage.delete('session', keyOf(user_id))
  }

  #show(blocks: readonly Block[]): void {
    this.#version++
    this.#state.set(stateOf(blocks))
    if (this.#user_id !== undefined)
      void this.#storage.put('session', keyOf(this.#user_id), blocks).catch(() => {})
  }
}

const keyOf = (user_id: string): string => `blocks ${user_id}`
