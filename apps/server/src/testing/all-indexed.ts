import { hasWaiting } from '../records/message-index.ts'
import type { TestServer } from './create-test-server.ts'
import type { ManualClock } from './manual-clock.ts'

/** Turns the clock until no message waits for the index. */
export const indexAll = async ({ ctx }: TestServer, clock: ManualClock): Promise<void> => {
  while (await hasWaiting(ctx.db.read)) {
    clock.advance(1_000)
    await new Promise((resolve) => setImmediate(resolve))
    await ctx.jobs.whenSettled()
  }
}
