import type { ClientStorage } from '../core/storage.ts'
import { Cell } from '../core/store.ts'

interface Draft {
  conversation_id: string
  text: string
}

/** Unsent text by conversation and thread; kept for its author across reloads. */
export class Drafts {
  readonly #storage: ClientStorage
  readonly #cells = new Map<string, Cell<string>>()
  #user_id: string | undefined

  constructor(storage: ClientStorage) {
    this.#storage = storage
  }

  of(conversation_id: string): Cell<string> {
    const cell = this.#cells.get(conversation_id) ?? new Cell('')
    this.#cells.set(conversation_id, cell)
    return cell
  }

  async load(user_id: string): Promise<void> {
    this.#user_id = user_id
    const drafts = await this.#storage.list<Draft>('drafts', `${user_id}/`)
    if (this.#user_id !== user_id) return
    for (const { conversation_id, text } of drafts) {
      const cell = this.of(conversation_id)
      // Text that was typed while loading is newer.
      if (cell.get() === '') cell.set(text)
    }
  }

  set(conversation_id: string, text: string): void {
    this.of(conversation_id).set(text)
    if (this.#user_id === undefined) return
    const key = `${this.#user_id}/${conversation_id}`
    const saved = text
      ? this.#storage.put('drafts', key, { conversation_id, text } satisfies Draft)
      : this.#storage.delete('drafts', key)
    saved.catch(() => {})
  }

  unload(): void {
    this.#user_id = undefined
    for (const cell of this.#cells.values()) cell.set('')
  }

  /** Removes the drafts from the device at sign-out. */
  async wipe(user_id: string): Promise<void> {
    // Text typed from now on would be kept after the wipe.
    if (this.#user_id === user_id) this.#user_id = undefined
    const drafts = await this.#storage.list<Draft>('drafts', `${user_id}/`)
    for (const { conversation_id } of drafts)
      await this.#storage.delete('drafts', `${user_id}/${conversation_id}`)
  }
}
