// Messages of one conversation that have something in common, wherever in its history they lie: its pins, its
// questions, the replies to one of its messages. Loaded page by page, and kept current by the windows that come.
import type { Message, MessageList } from '@lectern/protocol'
import { toApiError, type ApiError } from '../core/errors.ts'
import { mergeMessages } from './timeline.ts'
import { Cell, type Store } from '../core/store.ts'

export interface ExcerptState {
  status: 'loading' | 'ready' | 'error'
  /** Of the last try to load; what is known is shown nevertheless. */
  error?: ApiError
  messages: readonly Message[]
  has_more: boolean
}

export interface ExcerptOptions {
  /** @throws ApiError */
  load: (cursor?: string) => Promise<MessageList>
  /** Whether a message belongs to it as it is now. */
  holds: (message: Message) => boolean
  newestFirst: boolean
}

/** What it needs of the conversation. */
export interface ExcerptHost {
  /** What the device knows without asking. */
  known: () => readonly Message[]
  /** As the person has it who changed it a moment ago. */
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
  /** Raised when it starts anew: answers to what was asked before are void. */
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

  /** Reads it again from the start; needed after a failure only. */
  reload(): void {
    this.#version++
    this.#cursor = null
    this.#loading = undefined
    this.#set({ status: 'loading', has_more: false })
    void this.#load()
  }

  /** The next page. */
  loadMore(): void {
    if (this.#state.get().has_more) void this.#load(this.#cursor ?? undefined)
  }

  /** Changed rows. Those that belong no longer are kept while a page is on its way, which may not know it yet. */
  apply(rows: readonly Message[]): void {
    const held = new Set(this.#rows.map(({ id }) => id))
    const { holds } = this.#options
    const isLoading = this.#loading !== undefined
    const relevant = rows.filter((row) => isLoading || held.has(row.id) || holds(row))
    this.#rows = mergeMessages(this.#rows, relevant)
    this.project()
  }

  /** The history was replaced, or what is shown changed before the server heard of it. */
  project(): void {
    this.#set({})
  }

  /** A connection is live again. */
  resume(): void {
    if (this.#state.get().status === 'error') this.reload()
  }

  /** Everything known is void. */
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

/** The open ones of a conversation. */
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
