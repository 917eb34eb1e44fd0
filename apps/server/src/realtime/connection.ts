// One connection from the inside: its user, its watched conversations, and its capacity.
//
//   authenticating ──▶ joining ──▶ open ──▶ closed (closed from anywhere)
//
// A slow reader (BP1): above 256 KiB of unsent bytes only the newest head of each conversation is queued, and
// sent when the line is free again, so that the client pulls the rest. The plain profile has no heads: a gap
// could not be noticed there, so it is closed instead.
import { CLOSE, LIMITS, type OwnWindow } from '@lectern/protocol'
import type { Viewer } from '../features/context.ts'
import { byeFrame, headFrame, type Delivery } from './delivery.ts'
import { Frame } from './frame.ts'
import type { FrameSink } from './frame-sink.ts'

export type Profile = 'plain' | 'lectern.v1'

export type ConnectionState =
  | { is: 'authenticating'; until: number }
  | { is: 'joining'; viewer: Viewer; expires_at: number }
  | { is: 'open'; viewer: Viewer; expires_at: number; warned: boolean }
  | { is: 'closed' }

const AUTHENTICATE_WITHIN_MS = 10_000
const WARN_BEFORE_EXPIRY_MS = 60_000
const CONGESTED_BYTES = 256 * 1024
const HOPELESS_BYTES = 1024 * 1024
const CONGESTED_FOR_MS = 20_000
/** A client that pings is not probed; others answer a control frame without help of their program. */
const PROBE_AFTER_MS = LIMITS.ping_ms + LIMITS.dead_after_ms
const DEAD_AFTER_MS = LIMITS.ping_ms + 3 * LIMITS.dead_after_ms

const PONG = new Frame('pong')
const NOTHING: ReadonlySet<string> = new Set()

export class Connection {
  readonly id: string
  readonly profile: Profile
  /** The conversations of its user; kept by the hub. */
  readonly conversations = new Set<string>()
  /** The person is not at the device. */
  idle = false
  /** The conversation that the person looks at. */
  viewed: string | undefined
  readonly #sink: FrameSink
  #state: ConnectionState
  #heard_at: number
  #watched = NOTHING
  #congested: { since: number; heads: Map<string, number> } | undefined
  /** The highest number of the person's own clock that it was told, or is owed. */
  #own = 0
  #owesOwn = false

  constructor(id: string, profile: Profile, sink: FrameSink, now: number) {
    this.id = id
    this.profile = profile
    this.#sink = sink
    this.#heard_at = now
    this.#state = { is: 'authenticating', until: now + AUTHENTICATE_WITHIN_MS }
  }

  get state(): ConnectionState {
    return this.#state
  }

  get viewer(): Viewer | undefined {
    return 'viewer' in this.#state ? this.#state.viewer : undefined
  }

  join(viewer: Viewer, expires_at: number): void {
    if (this.#state.is === 'authenticating') this.#state = { is: 'joining', viewer, expires_at }
  }

  /** From here on frames flow; `hello` is the first. The plain profile has none. */
  open(hello: Frame, own_seq = 0): void {
    if (this.#state.is !== 'joining') return
    this.#own = own_seq
    this.#state = { ...this.#state, is: 'open', warned: false }
    if (this.profile === 'lectern.v1') this.#sink.write(hello)
  }

  /** The client sent a newer token of the same session. */
  renew(viewer: Viewer, expires_at: number): void {
    if (this.#state.is === 'open') this.#state = { is: 'open', viewer, expires_at, warned: false }
  }

  watch(conversation_ids: ReadonlySet<string>): void {
    this.#watched = conversation_ids
  }

  watches(conversation_id: string): boolean {
    return this.#watched.has(conversation_id)
  }

  heard(now: number): void {
    this.#heard_at = now
  }

  pong(): void {
    if (!this.#isCongested()) this.#sink.write(PONG)
  }

  /** A change that must reach the client: now in full, or later by its head. */
  deliver(delivery: Delivery): void {
    if (this.#state.is !== 'open') return
    if (this.#isCongested()) return this.#owe(delivery)
    if (this.profile === 'plain') for (const frame of delivery.plainFrames) this.#sink.write(frame)
    else if (this.watches(delivery.conversation_id))
      this.#sink.write(delivery.changesFrame(this.#state.viewer))
    else this.#sink.write(delivery.headFrame)
    if (this.#sink.buffered > HOPELESS_BYTES) this.close(CLOSE.slow_consumer)
  }

  /** A change of the person's own settings, which must reach the client: now, or later by its number. */
  tellOwn(window: OwnWindow): void {
    if (this.#state.is !== 'open' || this.profile === 'plain') return
    this.#own = Math.max(this.#own, window.to)
    if (this.#congested) return void (this.#owesOwn = true)
    this.#sink.write(new Frame({ type: 'own', ...window }))
  }

  /** The person's own clock is at this number, perhaps since a hint that was lost. */
  noteOwn(seq: number): void {
    if (seq > this.#own) this.tellOwn({ from: seq, to: seq, settings: [] })
  }

  /** A frame that may be lost (EP1). */
  offer(frame: Frame): void {
    if (this.#state.is === 'open' && this.profile === 'lectern.v1' && !this.#isCongested())
      this.#sink.write(frame)
  }

  /** A frame that is sent whatever else is waiting. */
  insist(frame: Frame): void {
    if (this.#state.is === 'open' && this.profile === 'lectern.v1') this.#sink.write(frame)
  }

  /** Checks the time limits; called about every second. */
  sweep(now: number): void {
    const state = this.#state
    if (state.is === 'closed') return
    if (state.is === 'authenticating' && now >= state.until) return this.close(CLOSE.token_invalid)
    if (now - this.#heard_at >= DEAD_AFTER_MS) return this.close(CLOSE.heartbeat)
    if (now - this.#heard_at >= PROBE_AFTER_MS) this.#sink.probe()
    if (this.#congested && now - this.#congested.since >= CONGESTED_FOR_MS)
      return this.close(CLOSE.slow_consumer)
    if (state.is === 'open') this.#sweepToken(state, now)
  }

  /** With `retry_after_ms` the client learns when to come back; the plain profile has no field for it. */
  close(code: number, retry_after_ms?: number): void {
    const { is } = this.#state
    if (is === 'closed') return
    const speaks = is === 'open' && this.profile === 'lectern.v1' && retry_after_ms !== undefined
    this.ended()
    this.#sink.close(code, speaks ? byeFrame(code, retry_after_ms) : undefined)
  }

  /** The connection is gone. */
  ended(): void {
    this.#state = { is: 'closed' }
    this.#congested = undefined
  }

  #sweepToken(state: ConnectionState & { is: 'open' }, now: number): void {
    const in_ms = state.expires_at - now
    if (in_ms <= 0) return this.close(CLOSE.token_expired)
    if (state.warned || in_ms > WARN_BEFORE_EXPIRY_MS) return
    state.warned = true
    this.insist(new Frame({ type: 'auth_expiring', in_ms }))
  }

  #isCongested(): boolean {
    return this.#congested !== undefined || this.#sink.buffered > CONGESTED_BYTES
  }

  #owe({ conversation_id, head, now }: Delivery): void {
    if (this.profile === 'plain') return this.close(CLOSE.slow_consumer)
    if (!this.#congested) {
      this.#congested = { since: now, heads: new Map() }
      this.#sink.onDrain(() => this.#payHeads())
    }
    this.#congested.heads.set(conversation_id, head)
  }

  #payHeads(): void {
    const heads = this.#congested?.heads ?? new Map<string, number>()
    this.#congested = undefined
    for (const [conversation_id, seq] of heads) this.insist(headFrame(conversation_id, seq))
    if (!this.#owesOwn) return
    this.#owesOwn = false
    this.tellOwn({ from: this.#own, to: this.#own, settings: [] })
  }
}
