// What waits for staff, by the server's list: a frame, an act and each connection make it read again, as far as it is shown.
import {
  endpoints,
  type CannedAnswer,
  type InboxCounts,
  type InboxItem,
  type InboxKind,
  type InboxNote,
  type InboxPlace,
  type Member,
  type Message,
  type PutCannedAnswer,
  type TeachingHours,
  type TeachingHoursInForce,
  type Waits,
} from '@lectern/protocol'
import { backoffMs } from '../core/backoff.ts'
import { toApiError, type ApiError } from '../core/errors.ts'
import { Cell, type Store } from '../core/store.ts'
import { uuidv7 } from '../core/uuid.ts'
import { SessionEra } from '../http/session-era.ts'
import type { InboxOptions } from './inbox-door.ts'

export interface InboxFilter {
  conversation_id?: string
  kind?: InboxKind
  owner?: 'me' | 'nobody'
  tag?: string
  snoozed?: 'true'
}

export interface InboxState {
  status: 'unknown' | 'loading' | 'ready' | 'error'
  error?: ApiError
  filter: InboxFilter
  /** Whoever has waited longest comes first. */
  items: readonly InboxItem[]
  has_more: boolean
  /** Over all items, loaded or not; of the conversation of the filter, if it has one. */
  counts: InboxCounts
  places: readonly InboxPlace[]
  tags: readonly string[]
  /** Over all conversations, whatever the filter. */
  open: number
}

const NOTHING: InboxCounts = {
  ...{ open: 0, mine: 0, unclaimed: 0, snoozed: 0 },
  ...{ question: 0, review: 0, tutoring: 0, mention: 0 },
}
const UNKNOWN: InboxState = {
  ...{ status: 'unknown', filter: {}, items: [], has_more: false },
  ...{ counts: NOTHING, places: [], tags: [], open: 0 },
}
const PAGE_ROWS = 30
const MOST_ROWS = 100
/** Many changes at once are read once. */
const TOGETHER_MS = 300

type Item = Pick<InboxItem, 'conversation_id' | 'message_id'>
const paramsOf = ({ conversation_id: id, message_id }: Item) => ({ id, message_id })
const keyOf = ({ message_id }: Item): string => message_id

export class InboxDesk {
  readonly state: Store<InboxState>
  readonly #state = new Cell<InboxState>(UNKNOWN)
  readonly #options: InboxOptions
  /** What a former person asked for is not of this one. */
  readonly #era = new SessionEra()
  #cursor: string | null = null
  /** Raised at each new read: answers to earlier requests are void. */
  #version = 0
  #cancel = (): void => {}

  constructor(options: InboxOptions) {
    this.#options = options
    this.state = this.#state
  }

  /** Reads the list unless it is known. */
  ensure(): void {
    if (this.#state.get().status === 'unknown') void this.refresh()
  }

  /** Shows what the filter lets through. */
  async show(filter: InboxFilter): Promise<void> {
    this.#state.update((state) => ({ ...state, filter, items: [], has_more: false, status: 'loading' }))
    await this.#read()
  }

  /** Reads the list again; the state tells failures. */
  async refresh(): Promise<void> {
    const { error: _, ...state } = this.#state.get()
    this.#state.set({ ...state, status: state.status === 'ready' ? 'ready' : 'loading' })
    await this.#read()
  }

  /** Reads the next page. */
  async loadMore(): Promise<void> {
    const cursor = this.#cursor
    if (cursor === null) return
    const { filter } = this.#state.get()
    try {
      const query = { ...filter, limit: PAGE_ROWS, cursor }
      const page = await this.#options.http.call(endpoints.listInbox, { query })
      // It was read anew meanwhile.
      if (this.#cursor !== cursor) return
      this.#cursor = page.next_cursor
      this.#state.update((state) => {
        const known = new Set(state.items.map(keyOf))
        const more = page.items.filter((item) => !known.has(keyOf(item)))
        return { ...state, items: [...state.items, ...more], has_more: page.next_cursor !== null }
      })
    } catch (error) {
      this.#state.update((state) => ({ ...state, error: toApiError(error) }))
    }
  }

  /** Claims it, or goes on with it; with a colleague it is handed over. @throws ApiError `conflict` if somebody has it */
  claim(item: Item, user_id?: string): Promise<void> {
    const body = user_id === undefined ? {} : { user_id }
    return this.#act(() => this.#call(endpoints.claimInboxItem, { params: paramsOf(item), body }))
  }

  /** @throws ApiError */
  release(item: Item): Promise<void> {
    return this.#act(() => this.#call(endpoints.releaseInboxItem, { params: paramsOf(item) }))
  }

  /** null: it is back. @throws ApiError */
  snooze(item: Item, snoozed_until: string | null): Promise<void> {
    const body = { snoozed_until }
    return this.#act(() => this.#call(endpoints.patchInboxItem, { params: paramsOf(item), body }))
  }

  /** These and no others. @throws ApiError */
  tag(item: Item, tags: string[]): Promise<void> {
    return this.#act(() => this.#call(endpoints.patchInboxItem, { params: paramsOf(item), body: { tags } }))
  }

  /** The question is answered with another one. @throws ApiError */
  merge(item: Item, message_id: string): Promise<void> {
    const body = { message_id }
    return this.#act(
      async () => void (await this.#call(endpoints.mergeQuestion, { params: paramsOf(item), body })),
    )
  }

  /** Extends the leases of what one owns, in one conversation or all. Failures are left: a later call repeats it. */
  async renew(conversation_id?: string): Promise<void> {
    const of = conversation_id === undefined ? {} : { conversation_id }
    try {
      const query = { ...of, owner: 'me' as const, limit: MOST_ROWS }
      const { items } = await this.#call(endpoints.listInbox, { query })
      for (const item of items)
        await this.#call(endpoints.claimInboxItem, { params: paramsOf(item), body: {} })
    } catch {
      // The lease may end meanwhile, and somebody else may take it: that is its purpose.
    }
  }

  /** The other staff of a conversation, to whom an item can be handed over. @throws ApiError */
  async colleagues(id: string, me_id: string): Promise<Member[]> {
    const { members } = await this.#call(endpoints.getConversation, { params: { id } })
    return members.filter(
      ({ user_id, role, left_at }) =>
        user_id !== me_id && left_at === undefined && (role === 'instructor' || role === 'admin'),
    )
  }

  /** The last questions of its conversation that it may repeat. @throws ApiError */
  async others({ conversation_id: id, message_id }: Item): Promise<Message[]> {
    const { messages } = await this.#call(endpoints.listQuestions, { params: { id }, query: {} })
    return messages.filter(
      ({ id: other_id, question }) => other_id !== message_id && question?.duplicate_of === undefined,
    )
  }

  /** What staff wrote about it, for staff alone. @throws ApiError */
  async notes(item: Item): Promise<InboxNote[]> {
    return (await this.#call(endpoints.listInboxNotes, { params: paramsOf(item) })).notes
  }

  /** @throws ApiError */
  addNote(item: Item, text: string, id = uuidv7(this.#options.clock)): Promise<InboxNote> {
    return this.#call(endpoints.addInboxNote, { params: paramsOf(item), body: { id, text } })
  }

  /** One of one's own. @throws ApiError */
  async deleteNote(item: Item, note_id: string): Promise<void> {
    await this.#call(endpoints.deleteInboxNote, { params: { ...paramsOf(item), note_id } })
  }

  /** How long people wait. @throws ApiError */
  waits(conversation_id?: string): Promise<Waits> {
    return this.#call(endpoints.listWaits, {
      query: conversation_id === undefined ? {} : { conversation_id },
    })
  }

  /** Those for one conversation, or all that one may use. @throws ApiError */
  async canned(conversation_id?: string): Promise<CannedAnswer[]> {
    const query = conversation_id === undefined ? {} : { conversation_id }
    return (await this.#call(endpoints.listCannedAnswers, { query })).answers
  }

  /** Makes or changes one. @throws ApiError */
  putCanned(body: PutCannedAnswer, id = uuidv7(this.#options.clock)): Promise<CannedAnswer> {
    return this.#call(endpoints.putCannedAnswer, { params: { id }, body })
  }

  /** @throws ApiError */
  async deleteCanned(id: string): Promise<void> {
    await this.#call(endpoints.deleteCannedAnswer, { params: { id } })
  }

  /** When a conversation is taught; the school without one. @throws ApiError */
  hours(conversation_id?: string): Promise<TeachingHoursInForce> {
    return this.#call(endpoints.getTeachingHours, {
      query: conversation_id === undefined ? {} : { conversation_id },
    })
  }

  /** null: as the school has them, or as by default. @throws ApiError */
  setHours(hours: TeachingHours | null, conversation_id?: string): Promise<TeachingHoursInForce> {
    const of = conversation_id === undefined ? {} : { conversation_id }
    return this.#call(endpoints.putTeachingHours, { body: { hours, ...of } })
  }

  /** A frame came, or a connection is live again. */
  resume(): void {
    if (this.#state.get().status === 'unknown') return
    this.#cancel()
    this.#cancel = this.#options.clock.after(TOGETHER_MS, () => void this.#read())
  }

  /** The user signed out, or another one signed in. */
  clear(): void {
    this.#era.begin()
    this.#version++
    this.#cancel()
    this.#cursor = null
    this.#state.set(UNKNOWN)
  }

  get #call(): InboxOptions['http']['call'] {
    const { http } = this.#options
    return http.call.bind(http) as InboxOptions['http']['call']
  }

  async #act(run: () => Promise<unknown>): Promise<void> {
    const era = this.#era.current
    try {
      await run()
    } finally {
      if (this.#era.isCurrent(era) && this.#state.get().status !== 'unknown') await this.#read()
    }
  }

  /** As much as is shown, so that the list does not grow shorter below the reader. */
  async #read(attempt = 0): Promise<void> {
    this.#cancel()
    const { http, clock, random } = this.#options
    const era = this.#era.current
    const version = ++this.#version
    const isCurrent = () => this.#era.isCurrent(era) && version === this.#version
    try {
      const { filter, items } = this.#state.get()
      const limit = Math.min(MOST_ROWS, Math.max(PAGE_ROWS, items.length))
      const page = await http.call(endpoints.listInbox, { query: { ...filter, limit } })
      if (!isCurrent()) return
      this.#cursor = page.next_cursor
      const { counts, places, tags } = page
      const open = places.reduce((sum, place) => sum + place.open, 0)
      const has_more = page.next_cursor !== null
      this.#state.set({ status: 'ready', filter, items: page.items, has_more, counts, places, tags, open })
    } catch (error) {
      if (!isCurrent()) return
      this.#state.update((state) => ({
        ...state,
        status: state.status === 'ready' ? 'ready' : 'error',
        error: toApiError(error),
      }))
      this.#cancel = clock.after(backoffMs(attempt, random), () => void this.#read(attempt + 1))
    }
  }
}
