// A session may be revoked by another process (the command line, later another node): the database is asked often
// enough for its sockets to close within a second (AU3).
import { timestamp, type Timer } from '../../platform/clock.ts'
import type { Context } from '../context.ts'
import { deleteEnded, findRevokedSince } from './sessions-rows.ts'
import { deleteOldFailures } from './users-rows.ts'

const POLL_MS = 400
/** Clocks differ and commits take time, so each look reaches back over the one before. */
const OVERLAP_MS = 10_000
const SWEEP_MS = 60 * 60_000
const KEEP_ENDED_MS = 30 * 24 * 60 * 60_000

export class Revocations {
  readonly #ctx: Context
  readonly #timers: Timer[]
  readonly #unsubscribe: () => void
  #announced = new Set<string>()
  #looked_at: number

  constructor(ctx: Context) {
    this.#ctx = ctx
    this.#looked_at = ctx.clock.now()
    this.#unsubscribe = ctx.bus.subscribe('session_revoked', ({ session_id }) => {
      ctx.sessions.delete(session_id)
    })
    this.#timers = [
      ctx.clock.every(POLL_MS, () => void this.look().catch(this.#report)),
      ctx.clock.every(SWEEP_MS, () => void this.#sweep().catch(this.#report)),
    ]
  }

  /** Announces what was revoked since the last look. */
  async look(): Promise<void> {
    const now = this.#ctx.clock.now()
    const revoked = await findRevokedSince(this.#ctx.db.read, timestamp(this.#looked_at - OVERLAP_MS))
    this.#looked_at = now
    const fresh = revoked.filter((id) => !this.#announced.has(id))
    this.#announced = new Set(revoked)
    for (const session_id of fresh) this.#ctx.bus.publish('session_revoked', { session_id })
  }

  close(): void {
    for (const timer of this.#timers) timer.cancel()
    this.#unsubscribe()
  }

  #sweep(): Promise<void> {
    const now = this.#ctx.clock.now()
    const longAgo = timestamp(now - KEEP_ENDED_MS)
    return this.#ctx.db.write(async (transaction) => {
      await deleteEnded(transaction, timestamp(now), longAgo)
      await deleteOldFailures(transaction, longAgo)
    })
  }

  readonly #report = (error: unknown): void => this.#ctx.log.error({ err: error }, 'revocations_failed')
}
