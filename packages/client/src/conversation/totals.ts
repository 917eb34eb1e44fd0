// What waits in all conversations of a person. Loaded ones are counted here; as long as the list has further pages,
// the server counts all, and changes of loaded ones are added to its answer.
import { endpoints, type ConversationTotals } from '@lectern/protocol'
import type { Context } from './context.ts'
import { SessionEra } from '../http/session-era.ts'
import type { ConversationSummary } from './summary.ts'

/** Several conversations come and go at the same time. */
const ASK_MS = 300
/** A change so near to an answer may be in it already: the server is asked again a little later. */
const DOUBT_MS = 3_000
const HEAL_MS = 10_000

interface Stated {
  totals: ConversationTotals
  /** The conversations that were loaded when the server was asked, and what they counted then. */
  loaded: ReadonlySet<string>
  counted: Counts
  /** Of the answer, in monotonic milliseconds. */
  at: number
}

/** With those of what one sets for oneself, which an older server leaves out. */
export type Counts = Required<ConversationTotals>

export const totalsOf = (items: readonly ConversationSummary[]): Counts => {
  const shown = items.filter(({ archived }) => !archived)
  const count = (is: (item: ConversationSummary) => boolean) => shown.filter(is).length
  const sum = (of: (item: ConversationSummary) => number) => shown.reduce((all, item) => all + of(item), 0)
  return {
    conversations: items.length,
    unread: count(({ counted }) => counted > 0),
    unread_messages: sum(({ counted }) => counted),
    open_questions: sum(({ open_questions }) => open_questions),
    mentions: count(({ unread_mentions }) => unread_mentions.length > 0),
    pinned: count(({ own }) => own?.pinned_at !== undefined),
    archived: items.length - shown.length,
    ...unreadBySection(shown),
  }
}

const unreadBySection = (shown: readonly ConversationSummary[]) => {
  const sections = { unread_pinned: 0, unread_course: 0, unread_group: 0, unread_direct: 0 }
  for (const { own, kind, counted } of shown)
    if (counted > 0) sections[`unread_${own?.pinned_at === undefined ? kind : 'pinned'}`]++
  return sections
}

export class Totals {
  readonly #context: Pick<Context, 'clock' | 'http'>
  readonly #changed: () => void
  #stated: Stated | undefined
  #items: readonly ConversationSummary[] = []
  #isPart = false
  #cancel: (() => void) | undefined
  /** What a former person asked for is not of this one. */
  readonly #era = new SessionEra()

  /** `changed`: there is a new answer. */
  constructor(context: Pick<Context, 'clock' | 'http'>, changed: () => void) {
    this.#context = context
    this.#changed = changed
  }

  /** @param isPart - the server has more than these */
  of(items: readonly ConversationSummary[], isPart: boolean): Counts {
    this.#items = items
    this.#isPart = isPart
    if (!isPart) return totalsOf(items)
    const stated = this.#stated
    if (!stated || items.some(({ id }) => !stated.loaded.has(id))) this.ask()
    if (!stated) return totalsOf(items)
    const now = totalsOf(items.filter(({ id }) => stated.loaded.has(id)))
    const { totals, counted } = stated
    const since = (field: keyof Counts) => now[field] - counted[field]
    const sum = (field: keyof Counts) => Math.max(0, (totals[field] ?? counted[field]) + since(field))
    if (since('unread_messages') !== 0 || since('open_questions') !== 0) this.#doubt(stated)
    const fields = Object.keys(now) as (keyof Counts)[]
    return Object.fromEntries(fields.map((field) => [field, sum(field)])) as Counts
  }

  /** Something may have changed in a conversation that is not loaded. */
  ask(): void {
    if (this.#isPart) this.#askIn(ASK_MS)
  }

  /** The user signed out, another one signed in, or the chat is closed. */
  clear(): void {
    this.#era.begin()
    this.#cancel?.()
    this.#cancel = this.#stated = undefined
    this.#items = []
    this.#isPart = false
  }

  #doubt({ at }: Stated): void {
    if (this.#context.clock.monotonic() - at < DOUBT_MS) this.#askIn(HEAL_MS)
  }

  #askIn(delay_ms: number): void {
    this.#cancel ??= this.#context.clock.after(delay_ms, () => {
      this.#cancel = undefined
      void this.#read()
    })
  }

  /** Without an answer the last one stays; the next connection asks again. */
  async #read(): Promise<void> {
    const { http, clock } = this.#context
    const era = this.#era.current
    const loaded = new Set(this.#items.map(({ id }) => id))
    const counted = totalsOf(this.#items)
    const totals = await http.call(endpoints.getConversationTotals).catch(() => undefined)
    if (!totals || !this.#era.isCurrent(era)) return
    this.#stated = { totals, loaded, counted, at: clock.monotonic() }
    this.#changed()
  }
}
