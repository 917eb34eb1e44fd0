// Times as people say them: by the calendar and the clock on the wall of a place. `temporal-polyfill` reckons, until Node has
// Temporal.
import { Temporal } from 'temporal-polyfill'
import { AppError } from './errors.ts'

/** Asking takes far longer than remembering, and a school has few time zones. */
const known = new Map<string, boolean>()
const MOST_KNOWN = 500

const ask = (time_zone: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: time_zone }).resolvedOptions()
    return true
  } catch {
    return false
  }
}

/** Whether this machine knows the time zone. */
export const isTimeZone = (time_zone: string): boolean => {
  const remembered = known.get(time_zone)
  if (remembered !== undefined) return remembered
  if (known.size >= MOST_KNOWN) known.clear()
  const isKnown = ask(time_zone)
  known.set(time_zone, isKnown)
  return isKnown
}

/** @throws AppError `invalid` with the field */
export const requireTimeZone = (time_zone: string, field: string): void => {
  if (!isTimeZone(time_zone)) throw new AppError('invalid', 'This time zone is not known here.', { field })
}

/** What the calendar and the clock of a known time zone show at a moment (milliseconds since 1970). */
export const onTheWall = (at: number, time_zone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(time_zone)
