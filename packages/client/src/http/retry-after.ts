import { parseTime, type Clock } from '../core/clock.ts'

/** A longer wait is not believed: it comes from a wrong clock, or from maintenance that may end early. */
const MOST_MS = 10 * 60_000

/** The wait in a `Retry-After` header, in seconds or as a date: 0 to 10 minutes; undefined without one. */
export const retryAfterMs = (header: string | null, clock: Pick<Clock, 'now'>): number | undefined => {
  if (header === null || header.trim() === '') return undefined
  const seconds = Number(header)
  const waitMs = Number.isNaN(seconds) ? parseTime(header) - clock.now() : seconds * 1000
  return Number.isNaN(waitMs) ? undefined : Math.min(Math.max(0, waitMs), MOST_MS)
}
