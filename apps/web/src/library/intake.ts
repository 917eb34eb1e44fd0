// Files on their way to become documents: they go on while one looks at something else.
import { ApiError, Cell, type Chat, type DocumentPlace, type Store } from '@lectern/client'

export interface IntakeItem {
  id: string
  file: File
  place: DocumentPlace
  status: 'reading' | 'done' | 'failed'
  error?: unknown
  document_id?: string
}

export class Intake {
  readonly #chat: Chat
  readonly #items = new Cell<readonly IntakeItem[]>([])
  readonly items: Store<readonly IntakeItem[]> = this.#items
  readonly #aborts = new Map<string, AbortController>()

  constructor(chat: Chat) {
    this.#chat = chat
  }

  add(files: readonly File[], place: DocumentPlace): void {
    for (const file of files) {
      const id = this.#chat.documents.mintId()
      this.#items.update((items) => [...items, { id, file, place, status: 'reading' }])
      void this.#run(id)
    }
  }

  retry(id: string): void {
    this.#change(id, { status: 'reading' })
    void this.#run(id)
  }

  /** Gives up one that is under way; takes one that is not from the list. */
  dismiss(id: string): void {
    this.#aborts.get(id)?.abort()
    this.#items.update((items) => items.filter((item) => item.id !== id))
  }

  close(): void {
    for (const abort of this.#aborts.values()) abort.abort()
  }

  async #run(id: string): Promise<void> {
    const item = this.#items.get().find((each) => each.id === id)
    if (!item) return
    const abort = new AbortController()
    this.#aborts.set(id, abort)
    try {
      const document = await this.#chat.documents.addFile(item.file, { id, ...item.place }, abort.signal)
      this.#change(id, { status: 'done', document_id: document.id })
    } catch (error) {
      this.#change(id, { status: 'failed', error })
    } finally {
      this.#aborts.delete(id)
    }
  }

  #change(id: string, change: Partial<IntakeItem>): void {
    this.#items.update((items) => items.map((item) => (item.id === id ? { ...item, ...change } : item)))
  }
}

/** Trying the same again may help. */
export const isWorthRetrying = (error: unknown): boolean => error instanceof ApiError && error.transient
