// What the signed-in person set for themselves in their conversations. A clock of their own numbers the changes on all
// devices, and the window rule (SY1–SY3) holds for it. What the outbox still has is shown over it.
import {
  endpoints,
  type Conversation,
  type OwnSettings,
  type OwnWindow,
  type PatchOwnSettings,
} from '@lectern/protocol'
import { backoffMs } from '../core/backoff.ts'
import { isoTime, parseTime, type Clock } from '../core/clock.ts'
import type { ApiError } from '../core/errors.ts'
import { callSafely } from '../core/store.ts'
import type { Http } from '../http/http.ts'
import type { Outbox } from '../outbox/outbox.ts'

export interface OwnSettingsOptions {
  http: Http
  clock: Clock
  random: () => number
  outbox: Pick<Outbox, 'ownOf'>
}

/** What was set in an earlier visit, or in a tab that is gone, and is taken back. */
export interface OwnRefusal {
  conversation_id: string
  error: ApiError
}

export class OwnSettingsStore {
  readonly #options: OwnSettingsOptions
  readonly #changed: (conversation_id: string) => void
  readonly #stored = new Map<string, OwnSettings>()
  #cursor = 0
  #head = 0
  #pull: Promise<void> | undefined
  #session = new AbortController()
  #cancelEnd: (() => void) | undefined
  /** Until somebody listens. */
  #refusals: OwnRefusal[] = []
  readonly #listeners = new Set<(refusal: OwnRefusal) => void>()

  /** `changed`: the settings of this conversation, or whether it is muted. */
  constructor(options: OwnSettingsOptions, changed: (conversation_id: string) => void) {
    this.#options = options
    this.#changed = changed
  }

  /** As the person wants them. */
  of(conversation_id: string): OwnSettings | undefined {
    const stored = this.#stored.get(conversation_id)
    const items = this.#options.outbox.ownOf(conversation_id)
    if (items.length === 0) return stored
    const known: OwnSettings = stored ?? { conversation_id, changed_seq: 0 }
    return items.reduce(
      (own, { own: wish, created_at }) => patched(own, wish?.patch ?? {}, created_at),
      known,
    )
  }

  /** With what the server has: what waits in the outbox comes from there again, and may be refused. */
  asStored<T extends Pick<Conversation, 'id' | 'own'>>({ own: _shown, ...shared }: T): Omit<T, 'own'> {
    const own = this.#stored.get(shared.id)
    return { ...shared, ...(own && { own }) }
  }

  /** Whether the server has what is shown. */
  isSettled(conversation_id: string): boolean {
    return this.#options.outbox.ownOf(conversation_id).length === 0
  }

  isMuted({ muted_until }: Pick<OwnSettings, 'muted_until'> = {}): boolean {
    return (muted_until ?? '') > isoTime(this.#options.clock.now())
  }

  /** Takes the server's settings of a conversation, unless newer ones are known. */
  take(own: OwnSettings): void {
    const { conversation_id, changed_seq } = own
    if ((this.#stored.get(conversation_id)?.changed_seq ?? 0) > changed_seq) return
    this.#stored.set(conversation_id, own)
    this.#awaitEnd()
    this.#changed(conversation_id)
  }

  /** Resolves when the pull that it started has ended, with success or not (CN1). */
  receive({ from, to, settings }: OwnWindow): Promise<void> {
    this.#head = Math.max(this.#head, to)
    if (from <= this.#cursor && to > this.#cursor) {
      this.#cursor = to
      for (const own of settings) this.take(own)
    }
    return this.#catchUp()
  }

  /** The head of the own clock. */
  hello(seq = 0): Promise<void> {
    return this.receive({ from: seq, to: seq, settings: [] })
  }

  /** Nobody waits for the answer any more: whoever listens says it. */
  refused(refusal: OwnRefusal): void {
    if (this.#listeners.size === 0) this.#refusals.push(refusal)
    for (const listener of this.#listeners) callSafely(() => listener(refusal))
  }

  /** What an earlier visit or a closed tab set is refused and taken back: told once. Returns the end of listening. */
  onRefused(listener: (refusal: OwnRefusal) => void): () => void {
    this.#listeners.add(listener)
    for (const refusal of this.#refusals.splice(0)) callSafely(() => listener(refusal))
    return () => void this.#listeners.delete(listener)
  }

  /** The user left the conversation. */
  forget(conversation_id: string): void {
    this.#stored.delete(conversation_id)
  }

  /** Forgets everything, for another user or another log. */
  clear(): void {
    this.#session.abort()
    this.#session = new AbortController()
    this.#cancelEnd?.()
    this.#cancelEnd = this.#pull = undefined
    this.#stored.clear()
    this.#refusals = []
    this.#cursor = this.#head = 0
  }

  /** One at a time. */
  #catchUp(): Promise<void> {
    if (this.#cursor >= this.#head) return Promise.resolve()
    this.#pull ??= this.#read(this.#session.signal)
    return this.#pull
  }

  /** Makes one attempt that can be awaited; after a failure it goes on in the background. Never rejects. */
  async #read(signal: AbortSignal, attempt = 0): Promise<void> {
    const { http, clock, random } = this.#options
    try {
      while (this.#cursor < this.#head) {
        const since = this.#cursor
        const { window, head } = await http.call(endpoints.getOwnChanges, { query: { since } })
        if (signal.aborted) return
        // A head that the server does not have is of a former log.
        if (window.to <= since) this.#head = head
        void this.receive(window)
      }
      this.#pull = undefined
    } catch {
      clock.after(backoffMs(attempt, random), () => {
        if (!signal.aborted) void this.#read(signal, attempt + 1)
      })
    }
  }

  /** What is muted for a time counts again when it has passed. */
  #awaitEnd(): void {
    const { clock } = this.#options
    this.#cancelEnd?.()
    this.#cancelEnd = undefined
    const muted = [...this.#stored.values()].filter((own) => this.isMuted(own))
    if (muted.length === 0) return
    const waits = muted.map(({ muted_until = '' }) => parseTime(muted_until) - clock.now())
    this.#cancelEnd = clock.after(Math.min(LONGEST_MS, ...waits), () => {
      this.#awaitEnd()
      for (const own of muted) if (!this.isMuted(own)) this.#changed(own.conversation_id)
    })
  }
}

/** A device sleeps meanwhile, and its timers with it. */
const LONGEST_MS = 3_600_000

const patched = (own: OwnSettings, patch: PatchOwnSettings, created_at: number): OwnSettings => {
  const { pinned, ...fields } = patch
  const pinned_at = pinned ? (own.pinned_at ?? isoTime(created_at)) : null
  const next = { ...own, ...fields, ...(pinned !== undefined && { pinned_at }) }
  return Object.fromEntries(
    Object.entries(next).filter(([, value]) => value !== null),
  ) as unknown as OwnSettings
}
