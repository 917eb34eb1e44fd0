// A selection of one conversation's messages from anywhere in its history: its pins, its questions, the replies
// to one of its messages. It loads page by page, and windows keep it current.
import type { Message, MessageList } from '@lectern/protocol'
import { toApiError, type ApiError } from '../core/errors.ts'
import { mergeMessages } from './timeline.ts'
import { Cell, type Store } from '../core/store.ts'

export interface ExcerptState {
  status: 'loading' | 'ready' | 'error'
  /** The error of the last attempt to load; known messages are shown nevertheless. */
  error?: ApiError
  messages: readonly Message[]
  has_more: boolean
}

export interface ExcerptOptions {
  /** @throws ApiError */
  load: (cursor?: string) => Promise<MessageList>
  /** Whether the current version of a message belongs to it. */
  holds: (message: Message) => boolean
  newestFirst: boolean
}

/** The parts of the conversation that an excerpt needs. */
export interface ExcerptHost {
  /** The messages that the device has. */
  known: () => readonly Message[]
  /** The message with the pending changes of the user. */
  optimistic: (message: Message) => Message
  enrol: (excerpt: Excerpt) => () => void
}

const NOTHING: ExcerptState = { status: 'loading', messages: [], has_more: false }

export class Excerpt {
  readonly #state = new Cell<ExcerptState>(NOTHING)
  readonly state: Store<ExcerptState> = this.#state
  readonly #options: ExcerptOptions
  readonly #host: ExcerptHost
  #rows: readonly Message[] = []
  #cursor: string | null = null
  /** Raised at each restart: answers to earlier requests are void. */
  #version = 0
  #loading: Promise<void> | undefined

  constructor(options: ExcerptOptions, host: ExcerptHost) {
    this.#options = options
    this.#host = host
  }

  /** Loads it and keeps it current until the release. */
  open(): () => void {
    const leave = this.#host.enrol(this)
    this.#rows = this.#host.known().filter((message) => this.#options.holds(message))
    this.reload()
    return () => {
      leave()
      this.#version++
      this.#loading = undefined
    }
  }

  /** Reads it again from the start; only needed after a failure. */
  reload(): void {
    this.#version++
    this.#cursor = null
    this.#loading = undefined
    this.#set({ status: 'loading', has_more: false })
    void this.#load()
  }

  /** Loads the next page. */
  loadMore(): void {
    if (this.#state.get().has_more) void this.#load(this.#cursor ?? undefined)
  }

  /**
   * Applies changed rows. Rows that no longer belong are kept while a page is on its way, because the page may
   * be older.
   */
  apply(rows: readonly Message[]): void {
    const held = new Set(this.#rows.map(({ id }) => id))
    const { holds } = this.#options
    const isLoading = this.#loading !== undefined
    const relevant = rows.filter((row) => isLoading || held.has(row.id) || holds(row))
    this.#rows = mergeMessages(this.#rows, relevant)
    this.project()
  }

  /** The history was replaced, or an optimistic change began or ended. */
  project(): void {
    this.#set({})
  }

  /** A connection is live again. */
  resume(): void {
    if (this.#state.get().status === 'error') this.reload()
  }

  /** All known messages are void. */
  restart(): void {
    this.#rows = []
    this.reload()
  }

  #load(cursor?: string): Promise<void> {
    return (this.#loading ??= this.#page(cursor, this.#version))
  }

  async #page(cursor: string | undefined, version: number): Promise<void> {
    try {
      const { messages, next_cursor } = await this.#options.load(cursor)
      if (version !== this.#version) return
      this.#rows = mergeMessages(this.#rows, messages).filter(this.#options.holds)
      this.#cursor = next_cursor
      this.#loading = undefined
      this.#set({ status: 'ready', has_more: next_cursor !== null })
    } catch (error) {
      if (version !== this.#version) return
      this.#loading = undefined
      this.#set({ status: 'error', error: toApiError(error) })
    }
  }

  #set(change: Partial<Omit<ExcerptState, 'messages'>>): void {
    const { error, ...before } = this.#state.get()
    const kept = change.status === undefined && error ? { ...before, error } : before
    const { holds, newestFirst } = this.#options
    const shown = this.#rows.map((row) => this.#host.optimistic(row)).filter(holds)
    const messages = newestFirst ? shown.toReversed() : shown
    const isSame =
      messages.length === before.messages.length && messages.every((each, i) => each === before.messages[i])
    if (isSame && Object.keys(change).length === 0) return
    this.#state.set({ ...kept, ...change, messages: isSame ? before.messages : messages })
  }
}

/** The open excerpts of a conversation. */
export class Excerpts {
  readonly #open = new Set<Excerpt>()

  enrol(excerpt: Excerpt): () => void {
    this.#open.add(excerpt)
    return () => void this.#open.delete(excerpt)
  }

  each(act: (excerpt: Excerpt) => void): void {
    for (const excerpt of this.#open) act(excerpt)
  }
}
