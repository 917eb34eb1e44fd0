// Keeps one connection to the server alive and reports frames. connection-state.ts defines what each state
// allows.
import {
  CLOSE,
  afterClose,
  type ByeFrame,
  type DownFrame,
  type HelloFrame,
  type UpFrame,
} from '@lectern/protocol'
import { backoffMs } from '../core/backoff.ts'
import type { Clock } from '../core/clock.ts'
import type { Emits } from '../core/emitter.ts'
import {
  reduce,
  type ConnectionEvent,
  type ConnectionState,
  type OfflineCause,
  type StopReason,
} from './connection-state.ts'
import { ApiError, toApiError } from '../core/errors.ts'
import { Heartbeat } from './heartbeat.ts'
import { parseFrames } from './parse-frames.ts'
import { Cell, type Store } from '../core/store.ts'
import type { Link, Transport, TransportName } from './transport.ts'
import { browserOnline, watchForWake, type WakeSign } from '../core/wake.ts'

export type LiveFrame = Exclude<DownFrame, { type: 'hello' | 'bye' | 'auth_expiring' }>

export interface ConnectionOptions {
  /** The device's own clock: that it jumps is a sign of waking up. */
  clock: Clock
  /** The server's time, for the state. */
  now: () => number
  random: () => number
  transport: Transport
  session: AccessTokens
  /** Takes the greeting. Resolves when every pull it started has ended (CN1). */
  greet: (frame: HelloFrame) => Promise<void>
  events: Emits<ConnectionReports>
}

/** The session, as far as a connection needs it. */
export interface AccessTokens {
  readonly accessToken: Store<string | undefined>
  /** Replaces this access token, unless it was replaced already. */
  renew(expired: string): Promise<unknown>
}

export interface ConnectionReports {
  frame: LiveFrame
  /** The server has ended the session. */
  revoked: undefined
  /** The device slept, or its clock was set. */
  woke: undefined
  /** The person asks for an attempt now. */
  retried: undefined
}

/** From the dial to `hello`; long enough to try each transport. */
const DIAL_MS = 30_000
/** After this long live, earlier failures no longer count. */
const STABLE_MS = 30_000
/** Several signs of waking up come at the same time. */
const REDIAL_MS = 1_000
/** Crowded out by other windows: the shortest wait for room; it doubles up to the longest. */
const ROOM_MS = 15_000
const MAX_ROOM_MS = 240_000

export class Connection {
  readonly #state = new Cell<ConnectionState>({ status: 'idle' })
  readonly state: Store<ConnectionState> = this.#state
  readonly #options: ConnectionOptions
  #user_id: string | undefined
  #link: Link | undefined
  #heartbeat: Heartbeat | undefined
  /** Reports of any earlier link are ignored (CN2). */
  #generation = 0
  #greetings = 0
  #attempt = 0
  /** How often in a row there were too many connections. */
  #crowdedOut = 0
  #downSince: number | undefined
  #dialedAt = Number.NEGATIVE_INFINITY
  #bye: ByeFrame | undefined
  #renewFirst = false
  #tokenRefused = false
  #cancelTimer = (): void => {}
  /** The timer outlives a dial that fails: the sign of waking up came too soon after that dial. */
  #cancelRedial = (): void => {}
  #stopWatching: (() => void) | undefined
  readonly #unsubscribe: () => void

  constructor(options: ConnectionOptions) {
    this.#options = options
    this.#unsubscribe = options.session.accessToken.subscribe(() => this.#authenticate())
  }

  /** The transport of the frames, while there is one. */
  get transport(): TransportName {
    return this.#options.transport.name
  }

  /** Connects as `user_id`; joins an attempt that is under way (CN3). */
  connect(user_id: string): void {
    if (this.#user_id === user_id && this.#stopWatching) return
    this.disconnect()
    this.#user_id = user_id
    this.#stopWatching = watchForWake(this.#options.clock, (sign) => this.#wake(sign))
    this.#dial()
  }

  /** Ends the connection: `idle`, or the reason why it does not reconnect by itself. */
  disconnect(reason?: StopReason | 'unauthorized'): void {
    this.#drop()
    this.#cancelRedial()
    this.#stopWatching?.()
    this.#stopWatching = undefined
    this.#user_id = undefined
    this.#attempt = 0
    this.#downSince = undefined
    this.#crowdedOut = 0
    this.#renewFirst = this.#tokenRefused = false
    if (reason === 'unauthorized') this.#dispatch({ type: 'unauthorized' })
    else if (reason) this.#dispatch({ type: 'stop', reason })
    else this.#dispatch({ type: 'reset' })
  }

  /** Attempts now instead of at the planned time. */
  retryNow(by: { told?: boolean } = {}): void {
    const { status } = this.#state.get()
    if (!this.#user_id || !['offline', 'auth_required', 'stopped'].includes(status)) return
    this.#attempt = 0
    if (!by.told) this.#options.events.emit('retried', undefined)
    this.#dial()
  }

  /** Sends an ephemeral frame; false without a connection. */
  send(frame: UpFrame): boolean {
    if (!this.#link || !['catching_up', 'live', 'degraded'].includes(this.#state.get().status)) return false
    this.#link.send(frame)
    return true
  }

  /** Another request to the server got no answer: pings to see whether the connection is dead. */
  doubt(): void {
    this.#heartbeat?.probe()
  }

  close(): void {
    this.disconnect('closed')
    this.#unsubscribe()
  }

  #dispatch(event: ConnectionEvent): void {
    this.#state.set(reduce(this.#state.get(), event))
  }

  #dial(): void {
    this.#drop()
    this.#cancelRedial()
    const generation = this.#generation
    this.#dialedAt = this.#options.clock.monotonic()
    this.#cancelTimer = this.#options.clock.after(DIAL_MS, () => this.#lost())
    this.#dispatch({ type: 'dial', attempt: this.#attempt })
    void this.#open(generation)
  }

  async #open(generation: number): Promise<void> {
    const { transport } = this.#options
    try {
      if (this.#renewFirst) await this.#renew()
      if (generation !== this.#generation || !this.#user_id) return
      this.#renewFirst = false
      this.#link = transport.open(this.#user_id, {
        opened: () => generation === this.#generation && this.#opened(),
        received: (text) => generation === this.#generation && this.#received(text),
        closed: (code) => generation === this.#generation && this.#closed(code),
        failed: (error) => generation === this.#generation && this.#refused(error),
      })
    } catch (error) {
      if (generation === this.#generation) this.#refused(toApiError(error))
    }
  }

  #refused(error: ApiError): void {
    if (error.code === 'unauthorized') this.#end({ type: 'unauthorized' })
    else if (error.isFault) this.#end({ type: 'stop', reason: 'fault' })
    else this.#lost(error.problem.status === 0 ? 'network' : 'server', error.problem.retry_after_ms)
  }

  #opened(): void {
    this.#cancelRedial()
    this.#dispatch({ type: 'open' })
    // The transport may change between opening and greeting.
    this.#heartbeat ??= new Heartbeat(
      this.#options.clock,
      () => this.#link?.send({ type: 'ping' }),
      () => this.#lost(),
    )
  }

  #received(text: string): void {
    this.#heartbeat?.alive()
    const generation = this.#generation
    for (const frame of parseFrames(text)) {
      if (generation === this.#generation) this.#take(frame)
    }
  }

  #take(frame: DownFrame): void {
    switch (frame.type) {
      case 'hello':
        return void this.#greeted(frame)
      case 'bye':
        // A transport without close codes repeats `bye` at its end, without the time to wait.
        if (this.#bye?.code !== frame.code) this.#bye = frame
        return
      case 'auth_expiring':
        return void this.#renew().catch(() => {})
      default:
        this.#options.events.emit('frame', frame)
    }
  }

  async #greeted(frame: HelloFrame): Promise<void> {
    const generation = this.#generation
    const greeting = ++this.#greetings
    this.#cancelTimer()
    this.#tokenRefused = false
    this.#bye = undefined
    // A connection that was replaced without a break greets again; the state stays live (CN4).
    this.#dispatch({ type: 'hello' })
    await this.#options.greet(frame)
    if (generation !== this.#generation || greeting !== this.#greetings) return
    this.#downSince = undefined
    this.#crowdedOut = 0
    this.#cancelTimer = this.#options.clock.after(STABLE_MS, () => (this.#attempt = 0))
    this.#dispatch({ type: 'caught_up', fallback: this.#options.transport.fallback })
  }

  #renew(): Promise<unknown> {
    const { session } = this.#options
    return session.renew(session.accessToken.get() ?? '')
  }

  /** A new token goes over the open connection: no reconnect, no gap. */
  #authenticate(): void {
    const token = this.#options.session.accessToken.get()
    if (token !== undefined) this.send({ type: 'auth', token })
  }

  #closed(code: number | undefined): void {
    // A proxy or a lost network hides the code; an earlier `bye` may have told it (CN5).
    const known = code !== undefined && code >= 4000 ? code : (this.#bye?.code ?? 1006)
    switch (afterClose(known)) {
      case 'refresh':
        this.#renewFirst = true
        return this.#lost('server', this.#bye?.retry_after_ms)
      case 'stop':
        return this.#stopped(known)
      default:
        return this.#lost(known >= 4000 ? 'server' : undefined, this.#bye?.retry_after_ms)
    }
  }

  #stopped(code: number): void {
    if (code === CLOSE.token_invalid && !this.#tokenRefused) {
      // The token may have expired on its way, or the server's keys have changed. Only a second refusal in a
      // row counts.
      this.#tokenRefused = this.#renewFirst = true
      return this.#lost('server')
    }
    if (code === CLOSE.token_invalid) return this.#end({ type: 'unauthorized' })
    this.#end({ type: 'stop', reason: stopReason(code) })
    if (code === CLOSE.too_many_connections) this.#waitForRoom()
    if (code === CLOSE.session_revoked) this.#options.events.emit('revoked', undefined)
  }

  /** Other windows may close: it tries again, more and more rarely, as long as it is still crowded out. */
  #waitForRoom(): void {
    const { clock, random } = this.#options
    const delayMs = Math.min(ROOM_MS * 2 ** this.#crowdedOut++, MAX_ROOM_MS) * (1 + random())
    this.#cancelTimer = clock.after(delayMs, () => this.#dial())
  }

  #end(event: ConnectionEvent): void {
    this.#drop()
    this.#dispatch(event)
  }

  #lost(cause?: OfflineCause, retryAfterMs = 0): void {
    this.#drop()
    const { clock, now, random } = this.#options
    const attempt = this.#attempt++
    const delayMs = Math.max(backoffMs(attempt, random), retryAfterMs)
    this.#downSince ??= now()
    this.#cancelTimer = clock.after(delayMs, () => this.#dial())
    this.#dispatch({
      type: 'lost',
      since: this.#downSince,
      attempt,
      retry_at: now() + delayMs,
      cause: browserOnline() ? (cause ?? 'network') : 'browser_offline',
    })
  }

  #drop(): void {
    this.#generation++
    this.#cancelTimer()
    this.#heartbeat?.close()
    this.#link?.close()
    this.#heartbeat = undefined
    this.#link = undefined
    this.#bye = undefined
  }

  #wake(sign: WakeSign): void {
    if (sign === 'anew') this.#options.events.emit('woke', undefined)
    if (this.#heartbeat) return this.#heartbeat.probe()
    const { status } = this.#state.get()
    if (status !== 'offline' && !(status === 'connecting' && sign === 'anew')) return
    const { clock } = this.#options
    const waitMs = this.#dialedAt + REDIAL_MS - clock.monotonic()
    this.#cancelRedial()
    if (waitMs > 0) this.#cancelRedial = clock.after(waitMs, () => this.#redial())
    else this.#redial()
  }

  #redial(): void {
    const { status } = this.#state.get()
    if (status === 'offline') this.retryNow()
    // A dial that began on the former network would never be answered.
    else if (status === 'connecting') this.#dial()
  }
}

const stopReason = (code: number): StopReason => {
  if (code === CLOSE.session_revoked) return 'revoked'
  return code === CLOSE.too_many_connections ? 'too_many_connections' : 'protocol'
}
