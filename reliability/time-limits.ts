/** `small` is the share in `npm test`, `full` is `npm run reliability`. */
export type Size = 'small' | 'full'

/** What may be said about how long something took. */
export interface TimeLimits {
  /** How long something may take of which `ms` are promised. */
  allow(ms: number): number
  /** Whether times may be compared with each other, such as when many clients came back. */
  readonly exact: boolean
}

const LENIENCE = 10
/** Longer is a test that hangs. A limit above it stays as it is. */
const LONGEST_MS = 120_000

/**
 * At full size the machine belongs to the run, and what is promised holds to the millisecond. The small share runs
 * beside other tests, where a process can wait for seconds to be scheduled: there a limit only tells what happened from
 * what never happens.
 */
export const timeLimits = (size: Size): TimeLimits =>
  size === 'full'
    ? { exact: true, allow: (ms) => ms }
    : { exact: false, allow: (ms) => Math.max(ms, Math.min(LENIENCE * ms, LONGEST_MS)) }
