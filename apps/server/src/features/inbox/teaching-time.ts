// How many minutes of teaching hours lie between two moments, by the clock on the wall of the course.
import type { TeachingHours } from '@lectern/protocol'
import { onTheWall } from '../../platform/wall-clock.ts'

const DAY = 24 * 60

const minuteOf = ({ hour, minute }: { hour: number; minute: number }): number => hour * 60 + minute

const minuteIn = (time: string): number => {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return minuteOf({ hour, minute })
}

export const teachingMinutes = (
  { days, from, to, time_zone }: TeachingHours,
  [begin, end]: readonly [number, number],
): number => {
  if (end <= begin) return 0
  const [first, last] = [onTheWall(begin, time_zone), onTheWall(end, time_zone)]
  const [opens, closes] = [minuteIn(from), minuteIn(to)]
  const taught = new Set(days)
  /** Days are counted from the first one. */
  const lastDay = first.toPlainDate().until(last.toPlainDate()).days
  // Whole weeks are alike; the rest is looked at day by day.
  const weeks = Math.max(0, Math.floor((lastDay - 1) / 7))
  let minutes = weeks * taught.size * (closes - opens)
  for (let day = weeks * 7; day <= lastDay; day++) {
    // 1 is Monday.
    if (!taught.has(((first.dayOfWeek - 1 + day) % 7) + 1)) continue
    const start = day === weeks * 7 ? minuteOf(first) : 0
    const stop = day === lastDay ? minuteOf(last) : DAY
    minutes += Math.max(0, Math.min(closes, stop) - Math.max(opens, start))
  }
  return minutes
}
