import type { AnswerOf, DownFrame, endpoints, HelloFrame, PostedFrame } from '@lectern/protocol'
import type { Clock } from '../core/clock.ts'
import type { ApiError } from '../core/errors.ts'
import type { FallbackCore } from './fallback-core.ts'
import type { HeadLedger } from '../sync/head-ledger.ts'
import type { Http } from '../http/http.ts'
import { PostedFrames } from './posted-frames.ts'
import type { Link, LinkEvents, Transport } from './transport.ts'

/** Receives frames as answers to long polls: works over any HTTP. */
export class PollTransport implements Transport {
  readonly name = 'poll'
  readonly fallback = true
  readonly #parts: PollParts

  constructor(parts: PollParts) {
    this.#parts = parts
  }

  open(_user_id: string, events: LinkEvents): Link {
    return new PollLink(this.#parts, events)
  }
}

export interface PollParts {
  http: Http
  clock: Clock
  core: FallbackCore
}

type Answer = AnswerOf<typeof endpoints.sync>

/**
 * Answers may get lost. The server keeps the connection, and the client repairs the loss with a greeting made
 * of all heads.
 */
const TRIES = 3
const PAUSE_MS = 1_000
/** A body with more heads grows with the account, until the server refuses its size. */
const HEADS_PER_POLL = 1_000
/** The server reports only on newly watched conversations, so this stops watching first. */
const LOOK_AWAY: PostedFrame = { type: 'watch', conversation_ids: [] }

class PollLink implements Link {
  readonly #http: Http
  readonly #clock: Clock
  readonly #core: FallbackCore
  readonly #events: LinkEvents
  readonly #abort = new AbortController()
  readonly #known: HeadLedger
  readonly #up: PostedFrames
  #connection_id: string | undefined
  #hello: HelloFrame | undefined
  /** The last `watch` frame that was sent. */
  #watch: PostedFrame | undefined
  #failures = 0
  /** The number of polls so far: of many heads each asks for others. */
  #polls = 0

  constructor({ http, clock, core }: PollParts, events: LinkEvents) {
    this.#http = http
    this.#clock = clock
    this.#core = core
    this.#events = events
    this.#known = new core.HeadLedger()
    const gone = () => this.#end(() => events.closed(undefined))
    this.#up = new PostedFrames({ http, core }, this.#abort.signal, gone)
    void this.#run()
  }

  send(frame: PostedFrame): void {
    if (frame.type === 'watch') this.#watch = frame
    this.#up.send(frame)
  }

  close(): void {
    this.#abort.abort()
  }

  /** Sends one request after the other, never two at once. */
  async #run(): Promise<void> {
    while (!this.#abort.signal.aborted) {
      const askedAt = this.#clock.monotonic()
      const answer = await this.#poll()
      if (this.#abort.signal.aborted) return
      const isNews = answer !== undefined && this.#take(answer)
      // An answer that comes at once without news, from an overloaded server or a cache, must not lead to a
      // busy loop.
      if (!isNews && this.#clock.monotonic() - askedAt < PAUSE_MS)
        await this.#core.sleep(this.#clock, PAUSE_MS, this.#abort.signal)
    }
  }

  async #poll(): Promise<Answer | undefined> {
    const { LIMITS } = this.#core
    const { epoch } = this.#known
    const connection = this.#connection_id ?? 'new'
    const body = { ...(epoch ? { epoch } : {}), ...this.#heads(), connection, wait_ms: LIMITS.sync_wait_ms }
    try {
      const options = {
        body,
        signal: this.#abort.signal,
        timeoutMs: LIMITS.sync_wait_ms + LIMITS.dead_after_ms,
      }
      return await this.#http.call(this.#core.endpoints.sync, options)
    } catch (error) {
      this.#refused(this.#core.toApiError(error))
      return undefined
    }
  }

  #heads(): { heads: Readonly<Record<string, number>>; partial?: true } {
    // Without heads in the request the server answers with all heads.
    if (this.#failures > 0) return { heads: {} }
    const all = Object.entries(this.#known.heads)
    if (all.length <= HEADS_PER_POLL && !this.#hello?.more_heads) return { heads: this.#known.heads }
    const from = (this.#polls++ * HEADS_PER_POLL) % all.length
    return { heads: Object.fromEntries(all.slice(from, from + HEADS_PER_POLL)), partial: true }
  }

  #refused(error: ApiError): void {
    const isLost = error.problem.status === 0 && this.#connection_id !== undefined
    if (isLost && ++this.#failures < TRIES) return
    const isGone = error.code === 'not_found'
    this.#end(() => (isGone ? this.#events.closed(undefined) : this.#events.failed(error)))
  }

  /** True if the answer brought news. */
  #take({ connection_id, epoch, heads, more_heads = false, own_seq, frames = [] }: Answer): boolean {
    if (this.#connection_id === undefined) this.#open(connection_id)
    else if (epoch !== this.#known.epoch && this.#known.epoch !== '') return this.#restored()
    if (this.#failures > 0) this.#greetAgain({ heads, more_heads, own_seq })
    this.#failures = 0
    for (const frame of frames) this.#receive(typeof frame === 'string' ? frame : JSON.stringify(frame))
    // The frames of a lost answer are gone, but the heads still show which conversations have news.
    const missed = Object.entries(heads).filter(([id, seq]) => this.#known.raise(id, seq))
    if (this.#known.epoch !== '')
      for (const [conversation_id, seq] of missed)
        this.#receive(JSON.stringify({ type: 'head', conversation_id, seq }))
    return frames.length > 0 || missed.length > 0
  }

  /**
   * The lost answer may have contained anything, even a removal from a conversation, which heads do not show.
   */
  #greetAgain(now: Pick<HelloFrame, 'heads' | 'more_heads' | 'own_seq'>): void {
    if (!this.#hello) return
    // Heads do not show receipts either; the server sends them to each new watcher.
    this.#up.send(LOOK_AWAY)
    if (this.#watch) this.#up.send(this.#watch)
    this.#receive(JSON.stringify({ ...this.#hello, ...now }))
  }

  #open(connection_id: string | undefined): void {
    if (connection_id === undefined) return this.#end(() => this.#events.closed(undefined))
    this.#connection_id = connection_id
    this.#up.greeted(connection_id)
    this.#events.opened()
  }

  /** The log was replaced: only a new greeting can give the heads. */
  #restored(): boolean {
    this.#end(() => this.#events.closed(this.#core.CLOSE.epoch_changed))
    return true
  }

  #receive(text: string): void {
    if (this.#abort.signal.aborted) return
    const frames = this.#core.parseFrames(text)
    for (const frame of frames) this.#note(frame)
    this.#events.received(text)
    // Polling has no close event: asked to drain, the client stays until it has another connection.
    const bye = frames.find((frame) => frame.type === 'bye')
    if (bye && bye.code !== this.#core.CLOSE.drain) this.#end(() => this.#events.closed(bye.code))
  }

  #note(frame: DownFrame): void {
    this.#known.note(frame)
    if (frame.type === 'hello') this.#hello = frame
  }

  #end(report: () => void): void {
    if (this.#abort.signal.aborted) return
    this.#abort.abort()
    report()
  }
}
