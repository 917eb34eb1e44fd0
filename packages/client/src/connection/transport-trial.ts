// A link on trial: it holds frames back until a greeting and an answered `ping` have shown that both directions
// work. Proxies may accept a socket and carry nothing, or withhold a stream until it ends.
import { CLOSE, type PostedFrame } from '@lectern/protocol'
import type { Clock } from '../core/clock.ts'
import { parseFrames } from './parse-frames.ts'
import type { Link, LinkEvents, Transport } from './transport.ts'

export interface TrialEvents extends LinkEvents {
  /** The link has passed its trial; the frames that were held back follow at once. */
  proven(): void
  /** This transport seems to be blocked. */
  blocked(): void
}

/** Without proof for this long a transport counts as blocked; the limit is longer for the last one. */
const LIMIT_MS = { websocket: 8_000, sse: 5_000, poll: 20_000, tab: 8_000 } as const
/** The server's own codes prove that the client reached it. */
const FIRST_OWN_CODE: number = CLOSE.drain

export class Trial implements Link {
  readonly #events: TrialEvents
  readonly #link: Link
  #held: string[] | undefined = []
  #greeted = false
  #answered = false
  #over = false
  #cancelLimit = (): void => {}

  constructor(transport: Transport, user_id: string, clock: Clock, events: TrialEvents) {
    this.#events = events
    this.#cancelLimit = clock.after(LIMIT_MS[transport.name], () => this.#end(() => events.blocked()))
    this.#link = transport.open(user_id, {
      opened: () => this.#opened(),
      received: (text) => this.#received(text),
      closed: (code) => this.#closed(code),
      failed: (error) => this.#end(() => events.failed(error)),
    })
  }

  send(frame: PostedFrame): void {
    this.#link.send(frame)
  }

  close(): void {
    this.#over = true
    this.#cancelLimit()
    this.#link.close()
  }

  #opened(): void {
    if (this.#over) return
    this.#events.opened()
    this.#link.send({ type: 'ping' })
  }

  #received(text: string): void {
    if (this.#over) return
    if (!this.#held) return this.#events.received(text)
    this.#held.push(text)
    if (text === 'pong') this.#answered = true
    else this.#greeted ||= parseFrames(text).some(({ type }) => type === 'hello')
    if (this.#greeted && this.#answered) this.#proven(this.#held)
  }

  #proven(held: readonly string[]): void {
    this.#cancelLimit()
    this.#held = undefined
    this.#events.proven()
    for (const text of held) this.#received(text)
  }

  #closed(code: number | undefined): void {
    if (!this.#held) return this.#end(() => this.#events.closed(code))
    const told = code !== undefined && code >= FIRST_OWN_CODE ? code : this.#farewell()
    this.#end(() => (told === undefined ? this.#events.blocked() : this.#events.closed(told)))
  }

  /** Transports without close codes carry the code in `bye`. */
  #farewell(): number | undefined {
    const frames = (this.#held ?? []).flatMap(parseFrames)
    return frames.find((frame) => frame.type === 'bye')?.code
  }

  #end(report: () => void): void {
    if (this.#over) return
    this.close()
    report()
  }
}
