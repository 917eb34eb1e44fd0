// Whether it is quiet: by the clock on the wall of a person, on the days on which they want it.
import type { QuietHours } from '@lectern/protocol'

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** Making one takes far longer than using it, and a school has few time zones. */
const formats = new Map<string, Intl.DateTimeFormat>()
const MOST_FORMATS = 500

const formatOf = (time_zone: string): Intl.DateTimeFormat => {
  const known = formats.get(time_zone)
  if (known) return known
  if (formats.size >= MOST_FORMATS) formats.clear()
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: time_zone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  formats.set(time_zone, made)
  return made
}

/** Whether this machine knows the time zone. */
export const isTimeZone = (time_zone: string): boolean => {
  try {
    return formatOf(time_zone) !== undefined
  } catch {
    return false
  }
}

/** The weekday (1 is Monday) and the time of the day. */
const onTheWall = (at: number, time_zone: string): { day: number; time: string } => {
  const parts = new Map(
    formatOf(time_zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  )
  return {
    day: DAYS.indexOf(parts.get('weekday') ?? '') + 1,
    time: `${parts.get('hour')}:${parts.get('minute')}`,
  }
}

const dayBefore = (day: number): number => (day === 1 ? 7 : day - 1)

/** Hours that end the next day belong to the day on which they begin. */
export const isQuiet = ({ from, to, days, time_zone }: QuietHours, at: number): boolean => {
  if (!isTimeZone(time_zone)) return false
  const { day, time } = onTheWall(at, time_zone)
  if (from < to) return days.includes(day) && time >= from && time < to
  return (days.includes(day) && time >= from) || (days.includes(dayBefore(day)) && time < to)
}
