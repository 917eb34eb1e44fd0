// Chooses WebSocket, else server-sent events, else long poll: the first that completes a real round trip. The
// choice is remembered for a day; better transports are tried again in the background and taken over without a
// break (CN4).
//
// Before a step down the server has to answer a plain request, so a lost network never looks like a blocked
// socket.
import { CLOSE, type PostedFrame } from '@lectern/protocol'
import type { Clock } from '../core/clock.ts'
import { toApiError } from '../core/errors.ts'
import { parseFrames } from './parse-frames.ts'
import type { ClientStorage } from '../core/storage.ts'
import { Trial, type TrialEvents } from './transport-trial.ts'
import type { Link, LinkEvents, Transport, TransportName } from './transport.ts'

export interface LadderOptions {
  /** Best first; at least one. */
  rungs: readonly [Transport, ...Transport[]]
  clock: Clock
  /** Remembers the transport that worked. */
  storage: ClientStorage
  /** Resolves when the server answers a request. @throws ApiError without an answer */
  reach: () => Promise<unknown>
}

const KEY = 'transport'
const REMEMBERED_MS = 24 * 3_600_000
const FIRST_PROBE_MS = 60_000
const LAST_PROBE_MS = 15 * 60_000

interface Remembered {
  name: TransportName
  until: number
}

export class TransportLadder implements Transport {
  readonly #options: LadderOptions
  #current: Transport

  constructor(options: LadderOptions) {
    this.#options = options
    this.#current = options.rungs[0]
  }

  get name(): TransportName {
    return this.#current.name
  }

  get fallback(): boolean {
    return this.#current.fallback
  }

  open(user_id: string, events: LinkEvents): Link {
    const { rungs, clock, reach } = this.#options
    const standOn = (rung: Transport) => this.#standOn(rung)
    const start = this.#remembered()
    return new LadderLink({ rungs, clock, reach, user_id, events, standOn, start })
  }

  async #remembered(): Promise<number> {
    const { rungs, clock, storage } = this.#options
    const known = await storage.get<Remembered>('session', KEY).catch(() => undefined)
    const leftMs = (known?.until ?? 0) - clock.now()
    const isFresh = leftMs > 0 && leftMs <= REMEMBERED_MS
    return isFresh
      ? Math.max(
          0,
          rungs.findIndex(({ name }) => name === known?.name),
        )
      : 0
  }

  #standOn(rung: Transport): void {
    this.#current = rung
    const { clock, storage } = this.#options
    const value: Remembered = { name: rung.name, until: clock.now() + REMEMBERED_MS }
    const saved = rung.fallback ? storage.put('session', KEY, value) : storage.delete('session', KEY)
    saved.catch(() => {})
  }
}

interface LadderLinkOptions {
  rungs: readonly Transport[]
  clock: Clock
  reach: () => Promise<unknown>
  user_id: string
  events: LinkEvents
  standOn: (rung: Transport) => void
  /** The rung to begin with. */
  start: Promise<number>
}

class LadderLink implements Link {
  readonly #options: LadderLinkOptions
  readonly #events: LinkEvents
  #rung = 0
  #link: Link | undefined
  /** The attempt that may become the link. */
  #candidate: Link | undefined
  #probes = 0
  #closed = false
  #leaving = false
  #cancelProbe = (): void => {}

  constructor(options: LadderLinkOptions) {
    this.#options = options
    this.#events = options.events
    void options.start.then((rung) => this.#descend(rung))
  }

  send(frame: PostedFrame): void {
    this.#link?.send(frame)
  }

  close(): void {
    this.#closed = true
    this.#cancelProbe()
    this.#candidate?.close()
    this.#link?.close()
  }

  #descend(index: number): void {
    if (this.#closed) return
    if (index >= this.#options.rungs.length) return this.#end(() => this.#events.closed(undefined))
    this.#try(index, {
      opened: () => this.#events.opened(),
      blocked: () => void this.#stepDown(index),
      closed: (code) => this.#end(() => this.#events.closed(code)),
      failed: (error) => this.#end(() => this.#events.failed(error)),
    })
  }

  async #stepDown(from: number): Promise<void> {
    try {
      await this.#options.reach()
      this.#descend(from + 1)
    } catch (error) {
      this.#end(() => this.#events.failed(toApiError(error)))
    }
  }

  /** While the link goes on, tries the better rungs, best first. */
  #probe(index: number): void {
    if (this.#closed) return
    if (index >= this.#rung) return this.#probeLater()
    const next = () => this.#probe(index + 1)
    this.#try(index, { opened: () => {}, blocked: next, closed: next, failed: () => this.#probeLater() })
  }

  #probeLater(): void {
    this.#cancelProbe()
    if (this.#rung === 0) return
    const delayMs = Math.min(LAST_PROBE_MS, FIRST_PROBE_MS * 2 ** this.#probes++)
    this.#cancelProbe = this.#options.clock.after(delayMs, () => this.#probe(0))
  }

  /** `otherwise` handles the events before the proof. */
  #try(index: number, otherwise: Omit<TrialEvents, 'proven' | 'received'>): void {
    const { rungs, clock, user_id } = this.#options
    const transport = rungs[index] as Transport
    this.#candidate?.close()
    let isProven = false
    const candidate: Link = new Trial(transport, user_id, clock, {
      opened: otherwise.opened,
      proven: () => {
        isProven = true
        this.#adopt(candidate, index)
      },
      received: (text) => this.#received(text),
      blocked: otherwise.blocked,
      closed: (code) => (isProven ? this.#end(() => this.#events.closed(code)) : otherwise.closed(code)),
      failed: (error) => (isProven ? this.#end(() => this.#events.failed(error)) : otherwise.failed(error)),
    })
    this.#candidate = candidate
  }

  #adopt(link: Link, index: number): void {
    this.#link?.close()
    this.#link = link
    this.#candidate = undefined
    this.#leaving = false
    if (index !== this.#rung) this.#probes = 0
    this.#rung = index
    this.#options.standOn(this.#options.rungs[index] as Transport)
    this.#probeLater()
  }

  #received(text: string): void {
    if (this.#closed) return
    if (text.includes('"bye"')) this.#prepareLeave(text)
    this.#events.received(text)
  }

  /**
   * The server asks the client to leave, but the connection is still open: this makes another one before it
   * breaks, at the moment the server wants.
   */
  #prepareLeave(text: string): void {
    const bye = parseFrames(text).find((frame) => frame.type === 'bye')
    if (bye?.code !== CLOSE.drain || this.#leaving) return
    this.#leaving = true
    this.#cancelProbe()
    const stay = () => this.#probeLater()
    this.#cancelProbe = this.#options.clock.after(bye.retry_after_ms, () =>
      this.#try(this.#rung, { opened: () => {}, blocked: stay, closed: stay, failed: stay }),
    )
  }

  #end(report: () => void): void {
    if (this.#closed) return
    this.close()
    report()
  }
}
