// Whether it is quiet: by the clock on the wall of a person, on the days on which they want it.
import type { QuietHours } from '@lectern/protocol'
import { isTimeZone, onTheWall } from '../../platform/wall-clock.ts'

const dayBefore = (day: number): number => (day === 1 ? 7 : day - 1)

/** Hours that end the next day belong to the day on which they begin. */
export const isQuiet = ({ from, to, days, time_zone }: QuietHours, at: number): boolean => {
  if (!isTimeZone(time_zone)) return false
  const wall = onTheWall(at, time_zone)
  const day = wall.dayOfWeek
  const time = wall.toPlainTime().toString({ smallestUnit: 'minute' })
  if (from < to) return days.includes(day) && time >= from && time < to
  return (days.includes(day) && time >= from) || (days.includes(dayBefore(day)) && time < to)
}
