// One connection to the server for all tabs of a browser. The leading tab has it and forwards frames in both
// directions; the others are connected to the leader. A new leader opens its own connection before it lets go
// of the former leader's.
import type { DownFrame, HelloFrame, PostedFrame } from '@lectern/protocol'
import type { Clock } from '../core/clock.ts'
import { HeadLedger } from '../sync/head-ledger.ts'
import type { Leadership } from './leadership.ts'
import { parseFrames } from '../connection/parse-frames.ts'
import type { TabChannel, TabMessages } from './tab-channel.ts'
import type { Link, LinkEvents, Transport, TransportName } from '../connection/transport.ts'
import { TabRequests } from './tab-requests.ts'

export interface TabTransportOptions {
  /** The connection of a leader. */
  own: Transport
  leadership: Leadership
  channel: TabChannel
  user_id: string
  clock: Clock
}

/** A leader that is silent for this long is frozen: its lock is taken. */
const SILENCE_MS = 800
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
    const { own, clock, leadership } = this.#options
    const link = new TabLink({
      clock,
      events,
      leading: () => this.leading,
      steal: () => leadership.steal(),
      join: () => this.#say('join', {}),
      leave: () => this.#say('leave', {}),
      up: (frame) => this.#say('up', { frame }),
      own: (tap) =>
        own.open(user_id, {
          ...tap,
          received: (text) => {
            tap.received(text)
            this.#passOn(text)
          },
        }),
      ownLost: () => this.#ownLost(),
      request: (frame) => this.#requests.note('', frame),
    })
    this.#link = link
    link.begin()
    return link
  }

  close(): void {
    for (const stop of this.#stops) stop()
    this.#link?.close()
  }

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
    if (this.#hello) this.#down(JSON.stringify({ ...this.#hello, heads: this.#known.heads }), to)
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

interface TabLinkOptions {
  clock: Clock
  events: LinkEvents
  leading: () => boolean
  steal: () => void
  join: () => void
  leave: () => void
  up: (frame: PostedFrame) => void
  own: (tap: LinkEvents) => Link
  ownLost: () => void
  /** Returns the frame to send instead: the requests of all tabs in one. */
  request: (frame: PostedFrame) => PostedFrame
}

class TabLink implements Link {
  readonly #options: TabLinkOptions
  #own: Link | undefined
  /** The own connection has greeted: the former leader's is no longer needed. */
  #independent = false
  #greeted = false
  #closed = false
  #cancelSilence = (): void => {}

  constructor(options: TabLinkOptions) {
    this.#options = options
  }

  begin(): void {
    if (this.#options.leading()) this.#openOwn()
    else this.#join()
  }

  send(frame: PostedFrame): void {
    if (this.#independent) this.sendOwn(this.#options.request(frame))
    else if (!this.#options.leading()) this.#options.up(frame)
  }

  sendOwn(frame: PostedFrame): void {
    this.#own?.send(frame)
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#cancelSilence()
    if (this.#own) this.#own.close()
    else this.#options.leave()
  }

  waits(): void {
    this.#cancelSilence()
  }

  leadershipChanged(): void {
    if (this.#closed) return
    if (this.#options.leading()) this.#openOwn()
    else this.#stepDown()
  }

  leaderSaid(text: string): void {
    if (this.#closed || this.#independent) return
    this.#cancelSilence()
    if (!this.#greeted && !text.includes('"hello"')) return
    if (!this.#greeted) this.#options.events.opened()
    this.#greeted = true
    this.#options.events.received(text)
  }

  leaderLost(): void {
    if (!this.#own) this.#end(() => this.#options.events.closed(undefined))
  }

  #join(): void {
    this.#cancelSilence = this.#options.clock.after(SILENCE_MS, () => this.#options.steal())
    this.#options.join()
  }

  #openOwn(): void {
    this.#cancelSilence()
    const { own, events } = this.#options
    this.#own ??= own({
      opened: () => this.#closed || events.opened(),
      received: (text) => this.#receivedOwn(text),
      closed: (code) => this.#lost(() => events.closed(code)),
      failed: (error) => this.#lost(() => events.failed(error)),
    })
  }

  #receivedOwn(text: string): void {
    if (this.#closed) return
    this.#independent = true
    this.#options.events.received(text)
  }

  #lost(report: () => void): void {
    if (this.#closed) return
    this.#options.ownLost()
    this.#end(report)
  }

  /** Another tab took the lead, because this one seemed frozen. */
  #stepDown(): void {
    if (!this.#own) return
    this.#own.close()
    this.#own = undefined
    this.#independent = this.#greeted = false
    this.#join()
  }

  #end(report: () => void): void {
    if (this.#closed) return
    this.close()
    report()
  }
}
