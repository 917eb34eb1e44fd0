// The connection as one tab has it: its own while it leads, else through the tab that leads.
import type { PostedFrame } from '@lectern/protocol'
import type { Link, LinkEvents, Transport } from '../connection/transport.ts'
import type { Clock } from '../core/clock.ts'
import type { Leadership } from './leadership.ts'
import type { TabChannel, TabMessages } from './tab-channel.ts'
import type { TabRequests } from './tab-requests.ts'

export interface TabLinkOptions {
  user_id: string
  events: LinkEvents
  clock: Clock
  leadership: Leadership
  channel: TabChannel
  /** Opens the connection of a leader. */
  own: Pick<Transport, 'open'>
  requests: TabRequests
}

/** A leader that is silent for this long is frozen: its lock is taken. */
const SILENCE_MS = 800

export class TabLink implements Link {
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
    if (this.#leads) this.#openOwn()
    else this.#join()
  }

  send(frame: PostedFrame): void {
    const { requests } = this.#options
    if (this.#independent) this.sendOwn(requests.note('', frame))
    else if (!this.#leads) this.#say('up', { frame })
  }

  sendOwn(frame: PostedFrame): void {
    this.#own?.send(frame)
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#cancelSilence()
    if (this.#own) this.#own.close()
    else this.#say('leave', {})
  }

  waits(): void {
    this.#cancelSilence()
  }

  leadershipChanged(): void {
    if (this.#closed) return
    if (this.#leads) this.#openOwn()
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

  get #leads(): boolean {
    return this.#options.leadership.leading.get()
  }

  #say<K extends 'join' | 'leave' | 'up'>(kind: K, body: TabMessages[K]): void {
    const { channel, user_id } = this.#options
    channel.say(kind, user_id, body)
  }

  #join(): void {
    const { clock, leadership } = this.#options
    this.#cancelSilence = clock.after(SILENCE_MS, () => {
      // Locks may not answer, either.
      this.#cancelSilence = clock.after(SILENCE_MS, () => leadership.leadAlone())
      leadership.steal()
    })
    this.#say('join', {})
  }

  #openOwn(): void {
    this.#cancelSilence()
    const { own, user_id, events } = this.#options
    this.#own ??= own.open(user_id, {
      opened: () => this.#closed || events.opened(),
      received: (text) => this.#receivedOwn(text),
      closed: (code) => this.#end(() => events.closed(code)),
      failed: (error) => this.#end(() => events.failed(error)),
    })
  }

  #receivedOwn(text: string): void {
    if (this.#closed) return
    this.#independent = true
    this.#options.events.received(text)
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
