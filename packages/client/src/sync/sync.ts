// The window rule (SY1–SY3). Per conversation a `cursor` (how far it is applied) and a `head` (how far it is known
// to go). First load, live push, gap, duplicate and reconnect all end in: cursor < head, so ask for the difference.
import { endpoints, type AnswerOf, type HelloFrame, type Reset, type Window } from '@lectern/protocol'
import { backoffMs } from '../core/backoff.ts'
import type { Clock } from '../core/clock.ts'
import { toApiError, unreachableError } from '../core/errors.ts'
import type { Http } from '../http/http.ts'
import { Limiter } from '../core/limiter.ts'

/** The receiver of sync. All calls are synchronous unless they return a promise. */
export interface SyncTarget {
  /** Applies each change once, in order, without a gap; `since` is the former cursor. */
  apply(window: Window, since: number): void
  /** History before the cursor is gone: start again from this page. */
  reset(conversation_id: string, page: Reset): void
  /** Whether the conversation is open: it is then pulled at once instead of lazily. */
  watched(conversation_id: string): boolean
  /** Conversations that sync does not know, with their heads. */
  discover(heads: Record<string, number>): Promise<void>
  /** The conversation is missing in `hello`: the user may no longer be a member. */
  verify(conversation_id: string): Promise<void>
  /** The server says that there is no such conversation. */
  gone(conversation_id: string): void
  /** The log was replaced by another: load everything again. */
  restart(epoch: string): Promise<void>
}

export interface SyncOptions {
  http: Http
  clock: Clock
  random: () => number
}

interface Track {
  readonly conversation_id: string
  cursor: number
  head: number
  /** The head at the last request for changes. */
  asked: number
  /** The one pull under way. */
  pull: Promise<void> | undefined
  /** A pull that waits: lazily, or after a failure. */
  cancelWait: (() => void) | undefined
  failures: number
  stalls: number
}

type Greeting = Pick<HelloFrame, 'epoch' | 'heads' | 'more_heads'>

/** A greeting of which heads are still to come, and what was followed at that moment. */
interface Rest {
  greeting: number
  tracked: readonly string[]
  heads: Record<string, number>
}

const PAGE_ROWS = 100
const PARALLEL_PULLS = 4
/** Unwatched conversations wait between this and twice this long, so that a burst costs one pull. */
const LAZY_MS = 250
/** After this many answers without the head, the head counts as wrong. */
const MAX_STALLS = 3

export class Sync {
  readonly #options: SyncOptions
  #target: SyncTarget | undefined
  readonly #tracks = new Map<string, Track>()
  readonly #limiter = new Limiter(PARALLEL_PULLS)
  #epoch: string | undefined
  /** The conversations of the last `hello`. */
  #greeted: ReadonlySet<string> | undefined
  /** The number of greetings so far: what follows an earlier one is void. */
  #greetings = 0
  /** The number of forgotten conversations so far, and that number when each was forgotten. */
  #forgotten = 0
  readonly #forgottenAt = new Map<string, number>()
  /** Raised when all state becomes void: answers to earlier requests must not be applied. */
  #generation = 0

  constructor(options: SyncOptions) {
    this.#options = options
  }

  /** From now on, feeds this target. */
  feed(target: SyncTarget): void {
    this.#target = target
  }

  /** The cursor of a conversation; -1 when it is unknown. */
  cursor(conversation_id: string): number {
    return this.#tracks.get(conversation_id)?.cursor ?? -1
  }

  /** The known head of a conversation; -1 when it is unknown. */
  headOf(conversation_id: string): number {
    return this.#tracks.get(conversation_id)?.head ?? -1
  }

  /** Whether there are changes that were not applied. */
  isBehind(conversation_id: string): boolean {
    const track = this.#tracks.get(conversation_id)
    return track !== undefined && track.cursor < track.head
  }

  /** The epoch last heard of. */
  get epoch(): string | undefined {
    return this.#epoch
  }

  /**
   * Call it before a request for memberships. The result says whether the user may have been removed from a
   * conversation in the answer: the conversation was forgotten meanwhile, or a `hello` meanwhile did not name
   * it.
   */
  doubts(): (conversation_id: string) => boolean {
    const [greeted, forgotten] = [this.#greeted, this.#forgotten]
    return (id) =>
      (this.#forgottenAt.get(id) ?? 0) > forgotten ||
      (this.#greeted !== undefined && this.#greeted !== greeted && !this.#greeted.has(id))
  }

  /** Takes the epoch of the last visit, so that a change between two visits is noticed. */
  expectEpoch(epoch: string | undefined): void {
    this.#epoch = epoch
  }

  /** Follows a conversation from `cursor`; if it is already followed, only the head may rise. */
  track(conversation_id: string, cursor: number, head: number): void {
    if (!this.#tracks.has(conversation_id)) {
      const idle = { pull: undefined, cancelWait: undefined, failures: 0, stalls: 0 }
      this.#tracks.set(conversation_id, { conversation_id, cursor, head: cursor, asked: cursor, ...idle })
    }
    this.head(conversation_id, head)
  }

  forget(conversation_id: string): void {
    this.#tracks.get(conversation_id)?.cancelWait?.()
    this.#tracks.delete(conversation_id)
    this.#forgottenAt.set(conversation_id, ++this.#forgotten)
  }

  /** Forgets everything, for another user or another epoch. */
  clear(): void {
    this.#greetings++
    this.#generation++
    this.#greeted = undefined
    for (const id of [...this.#tracks.keys()]) this.forget(id)
    this.#forgottenAt.clear()
  }

  /**
   * Call it before a command; the result takes the answer's window, and returns false when all state became
   * void meanwhile.
   */
  receiver(): (window: Window) => boolean {
    const generation = this.#generation
    return (window) => {
      if (generation !== this.#generation) return false
      this.receive(window)
      return true
    }
  }

  receive(window: Window): void {
    const track = this.#tracks.get(window.conversation_id)
    if (!track) return void this.#target?.discover({ [window.conversation_id]: window.to })
    this.#take(track, window)
    this.#advance(track)
  }

  head(conversation_id: string, seq: number): void {
    const track = this.#tracks.get(conversation_id)
    if (!track) return void this.#target?.discover({ [conversation_id]: seq })
    track.head = Math.max(track.head, seq)
    this.#advance(track)
  }

  /** A person opened the conversation: pulls without the lazy wait. */
  wake(conversation_id: string): void {
    const track = this.#tracks.get(conversation_id)
    if (track) void this.#pullNow(track)
  }

  /**
   * Resolves when every pull it started has ended, with success or not (CN1). The heads of very many conversations
   * come in pages after it.
   */
  async hello({ epoch, heads, more_heads }: Greeting): Promise<void> {
    const target = this.#target
    if (!target) return
    const greeting = ++this.#greetings
    const changed = this.#epoch !== undefined && this.#epoch !== epoch
    this.#epoch = epoch
    if (changed) {
      this.clear()
      await target.restart(epoch)
    }
    const tracked = [...this.#tracks.keys()]
    const first = this.#compare(target, heads)
    if (more_heads) await this.#compareRest(target, { greeting, tracked, heads }, 0)
    else await this.#verifyMissing(target, tracked, heads)
    await first
  }

  /** Pulls what is behind, and tells of what is unknown. */
  async #compare(target: SyncTarget, heads: Record<string, number>): Promise<void> {
    const unknown = Object.entries(heads).filter(([id]) => !this.#tracks.has(id))
    const known = Object.entries(heads).flatMap(([id, seq]) => this.#raised(id, seq))
    const discovered = target.discover(Object.fromEntries(unknown))
    await Promise.allSettled([...known.map((track) => this.#pullNow(track)), discovered])
  }

  async #verifyMissing(
    target: SyncTarget,
    tracked: readonly string[],
    heads: Record<string, number>,
  ): Promise<void> {
    this.#greeted = new Set(Object.keys(heads))
    const missing = tracked.filter((id) => !(id in heads) && this.#tracks.has(id))
    await Promise.allSettled(missing.map((id) => target.verify(id)))
  }

  /** Compares all heads, page by page; after a failure it goes on in the background. */
  async #compareRest(target: SyncTarget, rest: Rest, attempt: number): Promise<void> {
    const { greeting, tracked } = rest
    try {
      const heads = await this.#readHeads(rest)
      if (greeting !== this.#greetings || !heads) return
      await Promise.all([this.#compare(target, heads), this.#verifyMissing(target, tracked, heads)])
    } catch {
      const { clock, random } = this.#options
      clock.after(backoffMs(attempt, random), () => {
        if (greeting === this.#greetings) void this.#compareRest(target, rest, attempt + 1)
      })
    }
  }

  /** All heads of the user; undefined when they are of no use any more. */
  async #readHeads({ greeting, heads }: Rest): Promise<Record<string, number> | undefined> {
    const all = { ...heads }
    for (let after: string | undefined, isMore = true; isMore;) {
      const page = after === undefined ? {} : { after }
      const answer = await this.#options.http.call(endpoints.sync, { body: { heads: {}, page } })
      if (greeting !== this.#greetings || answer.epoch !== this.#epoch) return undefined
      Object.assign(all, answer.heads)
      after = Object.keys(answer.heads).sort().at(-1)
      isMore = answer.more_heads === true && after !== undefined
    }
    return all
  }

  #raised(conversation_id: string, seq: number): Track[] {
    const track = this.#tracks.get(conversation_id)
    if (!track) return []
    track.head = Math.max(track.head, seq)
    return [track]
  }

  #take(track: Track, window: Window): void {
    track.head = Math.max(track.head, window.to) // SY1
    if (window.from > track.cursor || window.to <= track.cursor) return
    const since = track.cursor
    track.cursor = window.to // SY2
    this.#target?.apply(after(since, window), since)
  }

  #advance(track: Track): void {
    if (track.cursor >= track.head || track.pull || track.cancelWait) return
    const { random } = this.#options
    if (this.#target?.watched(track.conversation_id)) void this.#pullNow(track)
    else this.#pullAfter(track, LAZY_MS * (1 + random()))
  }

  #pullAfter(track: Track, delayMs: number): void {
    track.cancelWait = this.#options.clock.after(delayMs, () => void this.#pullNow(track))
  }

  /** SY3, one at a time. */
  #pullNow(track: Track): Promise<void> {
    track.cancelWait?.()
    track.cancelWait = undefined
    if (track.cursor >= track.head) return track.pull ?? Promise.resolve()
    track.pull ??= this.#limiter.run(() => this.#pull(track))
    return track.pull
  }

  async #pull(track: Track): Promise<void> {
    try {
      while (this.#holds(track) && track.cursor < track.head) await this.#pullPage(track)
      track.failures = 0
    } catch (error) {
      if (this.#holds(track)) this.#failed(track, error)
    } finally {
      track.pull = undefined
    }
    if (this.#holds(track)) this.#advance(track)
  }

  async #pullPage(track: Track): Promise<void> {
    const since = track.cursor
    track.asked = track.head
    const answer = await this.#options.http.call(endpoints.getChanges, {
      params: { id: track.conversation_id },
      query: { since, limit: PAGE_ROWS },
    })
    if (!this.#holds(track)) return
    if ('reset' in answer) return this.#restart(track, answer)
    this.#take(track, answer.window)
    track.head = Math.max(track.head, answer.head)
    this.#checkProgress(track, since, answer)
  }

  #restart(track: Track, page: Reset): void {
    track.cursor = track.head = page.head
    this.#target?.reset(track.conversation_id, page)
  }

  /** A head from a former log would be asked for for ever. */
  #checkProgress(
    track: Track,
    since: number,
    answer: Exclude<AnswerOf<typeof endpoints.getChanges>, Reset>,
  ): void {
    if (track.cursor > since) track.stalls = 0
    else if (++track.stalls < MAX_STALLS) throw unreachableError('The server does not know of the change yet')
    else track.head = Math.max(track.cursor, answer.head)
  }

  #failed(track: Track, error: unknown): void {
    const { code } = toApiError(error)
    const isRefused = code === 'not_found' || code === 'forbidden'
    // There was news meanwhile: the user may have left and joined again.
    if (isRefused && track.head === track.asked) return this.#target?.gone(track.conversation_id)
    this.#pullAfter(track, backoffMs(track.failures++, this.#options.random))
  }

  #holds(track: Track): boolean {
    return this.#tracks.get(track.conversation_id) === track
  }
}

/** A window may overlap applied changes, as a pull's answer does when pushes came meanwhile. */
const after = (since: number, window: Window): Window => {
  const isNew = ({ changed_seq }: { changed_seq: number }) => changed_seq > since
  return { ...window, messages: window.messages.filter(isNew), members: window.members.filter(isNew) }
}
