// Sees to it that bytes go when nothing needs them: given up, deleted with their message, or forgotten by everyone.
import { timestamp, type Timer } from '../../platform/clock.ts'
import type { Context } from '../context.ts'
import { dropExpired, forget } from '../../records/attachments.ts'
import { findDropped } from './attachments-rows.ts'
import { checksOf } from './checks.ts'
import { UNFINISHED_MS } from './uploads.ts'

const SWEEP_MS = 10 * 60_000
/** A draft may wait this long to be sent with its files. */
const UNSENT_MS = 14 * 24 * 60 * 60_000

export class Custody {
  readonly #ctx: Context
  readonly #timer: Timer
  readonly #unsubscribe: () => void
  #removing: Promise<void> = Promise.resolve()

  constructor(ctx: Context) {
    this.#ctx = ctx
    this.#unsubscribe = ctx.bus.subscribe('attachments_dropped', () => void this.removed())
    this.#timer = ctx.clock.every(SWEEP_MS, () => void this.sweep())
    void checksOf(ctx).resume().catch(this.#report)
    void this.removed()
  }

  async sweep(): Promise<void> {
    const now = this.#ctx.clock.now()
    const expiry = { unfinished: timestamp(now - UNFINISHED_MS), unsent: timestamp(now - UNSENT_MS) }
    await this.#ctx.db.write(({ query }) => dropExpired(query, expiry, timestamp(now))).catch(this.#report)
    await this.removed()
  }

  /** Resolves when the bytes of everything that was given up until now are gone. */
  removed(): Promise<void> {
    this.#removing = this.#removing.then(() => this.#removeDropped()).catch(this.#report)
    return this.#removing
  }

  async close(): Promise<void> {
    this.#timer.cancel()
    this.#unsubscribe()
    this.#ctx.media.close()
    await this.#removing
  }

  /** The rows go last: a process that dies in between finds them again. */
  async #removeDropped(): Promise<void> {
    const ids = await findDropped(this.#ctx.db.read)
    if (ids.length === 0) return
    for (const id of ids) await this.#ctx.blobs.remove(id)
    await this.#ctx.db.write(({ query }) => forget(query, ids))
  }

  readonly #report = (error: unknown): void => this.#ctx.log.error({ err: error }, 'custody_failed')
}
