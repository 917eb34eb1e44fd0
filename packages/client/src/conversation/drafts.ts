import type { Emits } from '../core/emitter.ts'
import type { ClientStorage } from '../core/storage.ts'
import { Cell } from '../core/store.ts'

/** `conversation_id` also names the thread, or the document that is written. */
export interface Draft {
  conversation_id: string
  text: string
}

export interface DraftEvents {
  /** The person typed here, or sent what they had typed; empty text: there is none any more. */
  draft_changed: { user_id: string; draft: Draft }
}

/** Ends the name of a draft that says who is meant in another. */
export const MEANT = ' meant'
/** Ends the name of a draft for an edit. */
export const EDIT = ' edit'

/** Unsent text by conversation and thread; kept for its author across reloads, the same in every tab. */
export class Drafts {
  readonly #storage: ClientStorage
  readonly #events: Emits<DraftEvents> | undefined
  readonly #cells = new Map<string, Cell<string>>()
  #user_id: string | undefined

  constructor({ storage, events }: { storage: ClientStorage; events?: Emits<DraftEvents> }) {
    this.#storage = storage
    this.#events = events
  }

  of(conversation_id: string): Cell<string> {
    const cell = this.#cells.get(conversation_id) ?? new Cell('')
    this.#cells.set(conversation_id, cell)
    return cell
  }

  /** Keeps texts for this user from now on. */
  enter(user_id: string): void {
    this.unload()
    this.#user_id = user_id
  }

  async load(user_id: string): Promise<void> {
    if (this.#user_id !== user_id) this.enter(user_id)
    const drafts = await this.#storage.list<Draft>('drafts', `${user_id}/`)
    if (this.#user_id !== user_id) return
    for (const { conversation_id, text } of drafts) {
      const cell = this.of(conversation_id)
      // Text that was typed while loading is newer.
      if (cell.get() === '') cell.set(text)
    }
  }

  /** `tell`: the other tabs show it, too. Not so for a document, of which each tab edits the version that it opened. */
  set(conversation_id: string, text: string, { tell = true }: { tell?: boolean } = {}): void {
    this.of(conversation_id).set(text)
    if (this.#user_id === undefined) return
    const key = `${this.#user_id}/${conversation_id}`
    const saved = text
      ? this.#storage.put('drafts', key, { conversation_id, text } satisfies Draft)
      : this.#storage.delete('drafts', key)
    saved.catch(() => {})
    if (tell)
      this.#events?.emit('draft_changed', { user_id: this.#user_id, draft: { conversation_id, text } })
  }

  /** The person typed this in another tab, which also stored it. */
  hear({ conversation_id, text }: Draft): void {
    if (this.#user_id !== undefined) this.of(conversation_id).set(text)
  }

  /** How many texts wait: typed, and neither sent nor saved. Who is meant in one is a part of it. */
  get count(): number {
    return [...this.#cells].filter(([id, cell]) => cell.get() !== '' && !id.endsWith(MEANT)).length
  }

  /** The same for somebody who is not at work here yet: what the device has. */
  async countKept(user_id: string): Promise<number> {
    const drafts = await this.#storage.list<Draft>('drafts', `${user_id}/`)
    return drafts.filter(({ conversation_id: id, text }) => text !== '' && !id.endsWith(MEANT)).length
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
