// What happens to cards without anybody acting on them: a lease ends, a window closes, something they show changes.
// Changes are heard of on the bus; what a crash made inaudible is found by looking.
import type { StoredWindow } from '../../records/stored.ts'
import { timestamp } from '../../platform/clock.ts'
import type { Context } from '../context.ts'
import { findMessage } from '../../records/messages.ts'
import { dependentCards, dueCards, findPlace, lateCards } from './cards-rows.ts'
import { definitionOf } from './definitions.ts'
import { actBySystem } from './interpreter.ts'
import { recordOf } from './record.ts'

const DUE_MS = 1_000
const LATE_MS = 60_000
const AT_ONCE = 50

export class CardSweep {
  readonly #ctx: Context
  readonly #stops: (() => void)[]
  /** One after the other, so that nothing is done twice. */
  #turn: Promise<void> = Promise.resolve()
  #sweeping = false

  constructor(ctx: Context) {
    this.#ctx = ctx
    const due = ctx.clock.every(DUE_MS, () => this.#sweep())
    const late = ctx.clock.every(LATE_MS, () => this.#inTurn(() => this.#catchUp()))
    this.#stops = [
      () => due.cancel(),
      () => late.cancel(),
      ctx.bus.subscribe('window', (window) => this.#hear(window)),
      ctx.bus.subscribe('document_changed', ({ document_id }) => this.#follow([document_id])),
    ]
  }

  /** Resolves when all that was noticed so far is done. */
  settled(): Promise<void> {
    return this.#turn
  }

  async close(): Promise<void> {
    for (const stop of this.#stops) stop()
    await this.#turn
  }

  #sweep(): void {
    if (this.#sweeping) return
    this.#sweeping = true
    this.#inTurn(() => this.#actOnDue().finally(() => (this.#sweeping = false)))
  }

  async #actOnDue(): Promise<void> {
    const ids = await dueCards(this.#ctx.db.read, timestamp(this.#ctx.clock.now()), AT_ONCE)
    for (const id of ids) {
      const card = await this.#find(id)
      const verb = card && definitionOf(card.type)?.due?.(card)?.verb
      if (verb !== undefined) await actBySystem(this.#ctx, id, verb)
    }
  }

  async #catchUp(): Promise<void> {
    for (const id of await lateCards(this.#ctx.db.read)) await this.#update(id)
  }

  /** A new message changes nothing but what it replies to; a card that changed is no news to other cards. */
  #hear({ messages, from }: StoredWindow): void {
    const sources = messages.flatMap(({ id, created_seq, reply_to_id = '', card }) => {
      if (created_seq > from) return reply_to_id
      return card ? [] : [id, reply_to_id]
    })
    if (sources.some((id) => id !== '')) this.#follow(sources)
  }

  #follow(sources: string[]): void {
    this.#inTurn(async () => {
      for (const id of await dependentCards(this.#ctx.db.read, sources)) await this.#update(id)
    })
  }

  async #update(card_id: string): Promise<void> {
    const card = await this.#find(card_id)
    const next = card && (await definitionOf(card.type)?.follow?.(this.#ctx, card))
    if (next) await actBySystem(this.#ctx, card_id, next.verb, next.input)
  }

  async #find(card_id: string) {
    const { read } = this.#ctx.db
    const place = await findPlace(read, card_id)
    const stored = place && (await findMessage(read, place.message_id))
    return stored?.message.card && recordOf(stored.message)
  }

  #inTurn(work: () => Promise<void>): void {
    this.#turn = this.#turn
      .then(work)
      .catch((error: unknown) => this.#ctx.log.error({ err: error }, 'card_sweep_failed'))
  }
}
