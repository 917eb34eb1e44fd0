// One connection to the server for all tabs of a browser. The leading tab has it and forwards frames in both
// directions; the others are connected to the leader. A new leader opens its own connection before it lets go
// of the former leader's.
import type { DownFrame, HelloFrame, PostedFrame } from '@lectern/protocol'
import { isoTime, type Clock } from '../core/clock.ts'
import { HeadLedger } from '../sync/head-ledger.ts'
import type { Leadership } from './leadership.ts'
import { parseFrames } from '../connection/parse-frames.ts'
import type { TabChannel, TabMessages } from './tab-channel.ts'
import type { Link, LinkEvents, Transport, TransportName } from '../connection/transport.ts'
import { TabLink } from './tab-link.ts'
import { TabRequests } from './tab-requests.ts'

export interface TabTransportOptions {
  /** The connection of a leader. */
  own: Transport
  leadership: Leadership
  channel: TabChannel
  user_id: string
  clock: Clock
}

/** Frames that concern only the leader's own connection. */
const PRIVATE: readonly DownFrame['type'][] = ['hello', 'bye', 'auth_expiring', 'error']

export class TabTransport implements Transport {
  readonly #options: TabTransportOptions
  readonly #known = new HeadLedger()
  readonly #requests: TabRequests
  #link: TabLink | undefined
  /** Set while the own connection is up. */
  #hello: HelloFrame | undefined
  #leaderFallback = false
  readonly #stops: (() => void)[]

  constructor(options: TabTransportOptions) {
    this.#options = options
    const { channel, user_id, leadership, clock } = options
    this.#requests = new TabRequests(clock)
    this.#stops = [
      channel.on('join', user_id, (_, from) => this.#joined(from)),
      channel.on('up', user_id, ({ frame }, from) => this.#asked(frame, from)),
      channel.on('leave', user_id, (_, from) => this.#requests.forget(from)),
      channel.on('down', user_id, (body) => this.#heard(body)),
      channel.on('wait', user_id, () => this.#link?.waits()),
      channel.on('lost', user_id, () => this.#link?.leaderLost()),
      leadership.leading.subscribe(() => this.#link?.leadershipChanged()),
    ]
  }

  get name(): TransportName {
    return this.leading ? this.#options.own.name : 'tab'
  }

  get fallback(): boolean {
    return this.leading ? this.#options.own.fallback : this.#leaderFallback
  }

  get leading(): boolean {
    return this.#options.leadership.leading.get()
  }

  open(user_id: string, events: LinkEvents): Link {
    const { clock, leadership, channel } = this.#options
    const own = { open: this.#openOwn }
    const link = new TabLink({ user_id, events, clock, leadership, channel, own, requests: this.#requests })
    this.#link = link
    link.begin()
    return link
  }

  close(): void {
    for (const stop of this.#stops) stop()
    this.#link?.close()
  }

  /** The own connection, of which the other tabs hear too. */
  readonly #openOwn = (user_id: string, events: LinkEvents): Link =>
    this.#options.own.open(user_id, {
      opened: () => events.opened(),
      received: (text) => {
        events.received(text)
        this.#passOn(text)
      },
      closed: (code) => {
        this.#ownLost()
        events.closed(code)
      },
      failed: (error) => {
        this.#ownLost()
        events.failed(error)
      },
    })

  #say<K extends keyof TabMessages>(kind: K, body: TabMessages[K], to?: string): void {
    const { channel, user_id } = this.#options
    channel.say(kind, user_id, body, to)
  }

  /** Forwards a message of the server to the other tabs. */
  #passOn(text: string): void {
    const frames = parseFrames(text)
    for (const frame of frames) {
      this.#known.note(frame)
      if (frame.type === 'hello') {
        this.#hello = frame
        this.#greet()
      }
    }
    const shared = frames.filter(({ type }) => !PRIVATE.includes(type))
    if (shared.length > 0) this.#down(JSON.stringify(shared))
  }

  #greet(to?: string): void {
    if (!this.#hello) return
    // A tab that joins takes the time of the greeting for now.
    const server_time = isoTime(this.#options.clock.now())
    const { heads, own_seq } = this.#known
    this.#down(JSON.stringify({ ...this.#hello, server_time, heads, own_seq }), to)
  }

  #down(text: string, to?: string): void {
    this.#say('down', { text, fallback: this.fallback }, to)
  }

  #ownLost(): void {
    this.#hello = undefined
    this.#say('lost', {})
  }

  #joined(from: string): void {
    if (!this.leading) return
    if (this.#hello) this.#greet(from)
    else this.#say('wait', {}, from)
  }

  /** Forwards a frame of another tab to the server. */
  #asked(frame: PostedFrame, from: string): void {
    if (!this.leading || !this.#hello) return
    if (frame.type === 'ping') return this.#down('pong', from)
    // The connection is authenticated as the leader.
    if (frame.type === 'auth') return
    this.#link?.sendOwn(this.#requests.note(from, frame))
  }

  #heard({ text, fallback }: TabMessages['down']): void {
    this.#leaderFallback = fallback
    this.#link?.leaderSaid(text)
  }
}
