// The only file of this package that reads the time or sets a timer.

/** Milliseconds since the epoch. */
export const now = (): number => Date.now()

/** Calls `run` once, `delayMs` from now, unless the returned function is called before. */
export const after = (delayMs: number, run: () => void): (() => void) => {
  const timer = setTimeout(run, delayMs)
  return () => clearTimeout(timer)
}

/** The local day of a moment, as the time of its first instant: equal for two moments of one day. */
export const dayOf = (moment: number): number => new Date(moment).setHours(0, 0, 0, 0)

/** The first instant of the day `days` later, also across clock changes. */
export const addDays = (day: number, days: number): number => {
  const date = new Date(day)
  return date.setDate(date.getDate() + days)
}
