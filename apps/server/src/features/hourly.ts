import type { Context } from './context.ts'

/** Runs once an hour, on one node: for rows that can never be used again. */
export const registerHourly = (ctx: Context, name: string, run: () => Promise<void>): void => {
  ctx.jobs.register({
    name,
    limit: 1,
    lease_ms: 60_000,
    attempts: 5,
    backoff: { first_ms: 10_000, most_ms: 600_000 },
    every_ms: 60 * 60_000,
    run,
  })
}
