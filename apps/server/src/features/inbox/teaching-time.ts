// How many minutes of teaching hours lie between two moments, by the clock on the wall of the course.
import type { TeachingHours } from '@lectern/protocol'

/** Making one takes far longer than using it, and a school has few time zones. */
const formats = new Map<string, Intl.DateTimeFormat>()
const MOST_FORMATS = 500

const formatOf = (time_zone: string): Intl.DateTimeFormat => {
  const known = formats.get(time_zone)
  if (known) return known
  if (formats.size >= MOST_FORMATS) formats.clear()
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: time_zone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  })
  formats.set(time_zone, made)
  return made
}

const DAY = 24 * 60

/** The number of a day, counted from 1 March of the year 0; it was a Wednesday. */
const dayNumber = (year: number, month: number, day: number): number => {
  const [y, m] = month > 2 ? [year, month - 3] : [year - 1, month + 9]
  return (
    365 * y +
    Math.floor(y / 4) -
    Math.floor(y / 100) +
    Math.floor(y / 400) +
    Math.floor((153 * m + 2) / 5) +
    day -
    1
  )
}

/** 1 is Monday. */
const weekday = (number: number): number => ((number + 2) % 7) + 1

interface Wall {
  day: number
  minute: number
}

const onTheWall = (at: number, time_zone: string): Wall => {
  const parts = new Map(
    formatOf(time_zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0
  return { day: dayNumber(of('year'), of('month'), of('day')), minute: of('hour') * 60 + of('minute') }
}

const minuteOf = (time: string): number => {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return hour * 60 + minute
}

export const teachingMinutes = (
  { days, from, to, time_zone }: TeachingHours,
  [begin, end]: readonly [number, number],
): number => {
  if (end <= begin) return 0
  const [first, last] = [onTheWall(begin, time_zone), onTheWall(end, time_zone)]
  const [opens, closes] = [minuteOf(from), minuteOf(to)]
  const taught = new Set(days)
  // Whole weeks are alike; the rest is looked at day by day.
  const weeks = Math.max(0, Math.floor((last.day - first.day - 1) / 7))
  let minutes = weeks * taught.size * (closes - opens)
  for (let day = first.day + weeks * 7; day <= last.day; day++) {
    if (!taught.has(weekday(day))) continue
    const start = day === first.day + weeks * 7 ? first.minute : 0
    const stop = day === last.day ? last.minute : DAY
    minutes += Math.max(0, Math.min(closes, stop) - Math.max(opens, start))
  }
  return minutes
}
