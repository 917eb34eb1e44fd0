// The messages that the signed-in person saved. No window carries them: other devices read them when they
// connect or ask.
import { endpoints, type SavedList, type SavedMessage } from '@lectern/protocol'
import { toApiError, type ApiError } from '../core/errors.ts'
import type { Http } from '../http/http.ts'
import { SessionEra } from '../http/session-era.ts'
import { Cell, type Store } from '../core/store.ts'

export interface SavedState {
  status: 'unknown' | 'loading' | 'ready' | 'error'
  error?: ApiError
  /** The latest first. */
  items: readonly SavedMessage[]
  /** All ids known to be saved, including those saved a moment ago. */
  ids: ReadonlySet<string>
  has_more: boolean
}

const UNKNOWN: SavedState = { status: 'unknown', items: [], ids: new Set(), has_more: false }
const PAGE_ROWS = 50

/** What the server has of a message while acts on it are under way. */
interface Pending {
  isSaved: boolean
  /** As it was in the list. */
  item: SavedMessage | undefined
  /** The latest act: it decides what is shown. */
  latest: symbol
  /** How many acts are not answered. */
  open: number
}

export class SavedStore {
  readonly #state = new Cell<SavedState>(UNKNOWN)
  readonly state: Store<SavedState> = this.#state
  readonly #http: Http
  #cursor: string | null = null
  /** Raised at each new read: answers to earlier requests are void. */
  #version = 0
  /** What a former person asked for is not of this one. */
  readonly #era = new SessionEra()

  /** The messages with acts that the server has not answered. */
  readonly #pending = new Map<string, Pending>()

  constructor(http: Http) {
    this.#http = http
  }

  /** Reads the list unless it is known. */
  ensure(): void {
    if (this.#state.get().status === 'unknown') void this.refresh()
  }

  /** Reads the list again; the state tells failures. */
  async refresh(): Promise<void> {
    const { error: _, ...state } = this.#state.get()
    this.#state.set({ ...state, status: state.status === 'ready' ? 'ready' : 'loading' })
    await this.#load(++this.#version)
  }

  async loadMore(): Promise<void> {
    if (this.#cursor !== null) await this.#load(this.#version, this.#cursor)
  }

  /** Those of one conversation, a page at a time, the latest first. @throws ApiError */
  listIn(conversation_id: string, cursor?: string): Promise<SavedList> {
    const query = { conversation_id, limit: PAGE_ROWS, ...(cursor !== undefined && { cursor }) }
    return this.#http.call(endpoints.listSaved, { query })
  }

  /**
   * Saves a message, or removes it from the saved ones. Shown at once and taken back when refused. @throws
   * ApiError
   */
  async set(message_id: string, on: boolean): Promise<void> {
    const [era, pending] = [this.#era.current, this.#begin(message_id)]
    const act = (pending.latest = Symbol(message_id))
    this.#show(message_id, on)
    try {
      const params = { message_id }
      await this.#http.call(on ? endpoints.saveMessage : endpoints.unsaveMessage, { params })
      pending.isSaved = on
    } catch (error) {
      // A later act on the same message decides what is shown.
      if (this.#era.isCurrent(era) && pending.latest === act) this.#restore(message_id, pending)
      throw error
    } finally {
      if (--pending.open === 0 && this.#pending.get(message_id) === pending) this.#pending.delete(message_id)
    }
    if (on && this.#era.isCurrent(era)) await this.refresh()
  }

  #begin(message_id: string): Pending {
    const { items, ids } = this.#state.get()
    const item = items.find(({ message }) => message.id === message_id)
    const known = this.#pending.get(message_id)
    const pending = known ?? { isSaved: ids.has(message_id), item, latest: Symbol(), open: 0 }
    this.#pending.set(message_id, pending)
    pending.open++
    return pending
  }

  /** As the server has it, whatever of the acts before this one was refused as well. */
  #restore(message_id: string, { isSaved, item }: Pending): void {
    this.#show(message_id, isSaved)
    if (isSaved && item) this.#putBack(item)
  }

  /** A connection is live again. */
  resume(): void {
    if (this.#state.get().status !== 'unknown') void this.refresh()
  }

  /** The user signed out, or another one signed in. */
  clear(): void {
    this.#version++
    this.#era.begin()
    this.#pending.clear()
    this.#cursor = null
    this.#state.set(UNKNOWN)
  }

  #show(message_id: string, on: boolean): void {
    const { ids: known, items, ...state } = this.#state.get()
    const ids = new Set(known)
    if (on) ids.add(message_id)
    else ids.delete(message_id)
    this.#state.set({ ...state, ids, items: items.filter(({ message }) => on || message.id !== message_id) })
  }

  /** Only this one: others were saved and removed meanwhile. */
  #putBack(item: SavedMessage): void {
    this.#state.update((state) => {
      const { items } = state
      if (items.some(({ message }) => message.id === item.message.id)) return state
      const at = items.findIndex(({ saved_at }) => saved_at < item.saved_at)
      return { ...state, items: items.toSpliced(at < 0 ? items.length : at, 0, item) }
    })
  }

  async #load(version: number, cursor?: string): Promise<void> {
    try {
      const page = await this.#http.call(endpoints.listSaved, {
        query: { limit: PAGE_ROWS, ...(cursor === undefined ? {} : { cursor }) },
      })
      if (version !== this.#version) return
      this.#cursor = page.next_cursor
      const items = cursor === undefined ? page.saved : [...this.#state.get().items, ...page.saved]
      const ids = new Set(items.map(({ message }) => message.id))
      this.#state.set({ status: 'ready', items, ids, has_more: page.next_cursor !== null })
    } catch (error) {
      if (version !== this.#version) return
      this.#state.update((state) => ({
        ...state,
        status: state.status === 'ready' ? 'ready' : 'error',
        error: toApiError(error),
      }))
    }
  }
}
