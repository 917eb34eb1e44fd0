// Another process (the command line, another node) may revoke a session. This polls the database often enough
// to close its sockets within a second (AU3). It is fan-out, not work for one node: each node has its own
// sockets.
import { timestamp, type Timer } from '../../platform/clock.ts'
import type { Context } from '../context.ts'
import { findRevokedSince } from './sessions-rows.ts'

const POLL_MS = 400
/** Clocks differ and commits take time, so each poll overlaps the one before. */
const OVERLAP_MS = 10_000

export class RevocationWatch {
  readonly #ctx: Context
  readonly #timer: Timer
  readonly #unsubscribe: () => void
  #announced = new Set<string>()
  #looked_at: number

  constructor(ctx: Context) {
    this.#ctx = ctx
    this.#looked_at = ctx.clock.now()
    this.#unsubscribe = ctx.bus.subscribe('session_revoked', ({ session_id }) => {
      ctx.sessions.delete(session_id)
    })
    this.#timer = ctx.clock.every(POLL_MS, () => void this.#look().catch(this.#report))
  }

  close(): void {
    this.#timer.cancel()
    this.#unsubscribe()
  }

  /** Announces the revocations since the last poll. */
  async #look(): Promise<void> {
    const now = this.#ctx.clock.now()
    const revoked = await findRevokedSince(this.#ctx.db.read, timestamp(this.#looked_at - OVERLAP_MS))
    this.#looked_at = now
    const fresh = revoked.filter((id) => !this.#announced.has(id))
    this.#announced = new Set(revoked)
    for (const session_id of fresh) this.#ctx.bus.publish('session_revoked', { session_id })
  }

  readonly #report = (error: unknown): void => this.#ctx.log.error({ err: error }, 'revocation_watch_failed')
}
