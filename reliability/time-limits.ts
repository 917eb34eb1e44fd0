/** `small` is the share in `npm test`, `full` is `npm run reliability`. */
export type Size = 'small' | 'full'

/** The judgement of durations. */
export interface TimeLimits {
  /** The limit for something of which `ms` are promised. */
  allow(ms: number): number
  /** Whether times may be compared with each other, such as the returns of many clients. */
  readonly exact: boolean
}

const LENIENCE = 10
/** A longer test hangs. A limit above it stays. */
const LONGEST_MS = 120_000

/**
 * At full size the machine belongs to the run, and promises hold to the millisecond. The small share runs
 * beside other tests, where a process can wait for seconds to be scheduled: there a limit only separates what
 * happened from what never happens.
 */
export const timeLimits = (size: Size): TimeLimits =>
  size === 'full'
    ? { exact: true, allow: (ms) => ms }
    : { exact: false, allow: (ms) => Math.max(ms, Math.min(LENIENCE * ms, LONGEST_MS)) }
