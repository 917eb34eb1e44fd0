// The only file of this package that reads the time or sets a timer.

/** Milliseconds since the epoch. */
export const now = (): number => Date.now()

/** Milliseconds that never go back; for measuring durations. */
export const ticks = (): number => performance.now()

/** Calls `run` once, `delayMs` from now, unless the returned function is called before. */
export const after = (delayMs: number, run: () => void): (() => void) => {
  const timer = setTimeout(run, delayMs)
  return () => clearTimeout(timer)
}

/**
 * The local calendar date of a moment, as the number of days since 1 January 1970. A day is not an instant: some
 * begin at one o'clock, and some have an hour twice.
 */
export const dayOf = (moment: number): number => {
  const date = new Date(moment)
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 86_400_000
}

/** Milliseconds until the local date changes. */
export const untilNextDay = (moment: number): number => {
  const date = new Date(moment)
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime() - moment
}
