// When a planned message is due: by the calendar and the clock of its writer, also across the days on which clocks are changed.
import type { PlannedTime, PlanMessage, Repeats } from '@lectern/protocol'
import { Temporal } from 'temporal-polyfill'
import { onTheWall } from '../../platform/wall-clock.ts'

type Day = Temporal.PlainDate

/** A time that the clocks leave out is as much later; of one that comes twice it is the first. */
const momentOf = (day: Day, { time, time_zone }: PlannedTime): number =>
  day.toZonedDateTime({ timeZone: time_zone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds

const SATURDAY = 6

const onWorkday = (day: Day): Day => (day.dayOfWeek < SATURDAY ? day : day.add({ days: 8 - day.dayOfWeek }))

const inSteps =
  (days: number) =>
  (start: Day, least: Day): Day => {
    const behind = start.until(least, { largestUnit: 'days' }).days
    return start.add({ days: Math.ceil(behind / days) * days })
  }

const inMonths = (start: Day, least: Day): Day => {
  const { months } = start.until(least, { largestUnit: 'months' })
  const day = start.add({ months })
  // Counted from the first day each time: a series from the 31st comes back to it.
  return Temporal.PlainDate.compare(day, least) < 0 ? start.add({ months: months + 1 }) : day
}

/** The first day of a series that is not before `least`, which is not before its first day. */
const NEXT: Record<Repeats, (start: Day, least: Day) => Day> = {
  day: (_, least) => least,
  workday: (_, least) => onWorkday(least),
  week: inSteps(7),
  two_weeks: inSteps(14),
  month: inMonths,
}

const laterOf = (one: Day, other: Day): Day => (Temporal.PlainDate.compare(one, other) < 0 ? other : one)

/** The next time after a moment (milliseconds since 1970); nothing if there is none any more. */
export const nextTime = (
  { at, repeats, until }: Pick<PlanMessage, 'at' | 'repeats' | 'until'>,
  after: number,
): number | undefined => {
  const start = Temporal.PlainDate.from(at.day)
  if (repeats === undefined) {
    const moment = momentOf(start, at)
    return moment > after ? moment : undefined
  }
  const today = onTheWall(after, at.time_zone).toPlainDate()
  const first = NEXT[repeats](start, laterOf(start, today))
  const isOver = momentOf(first, at) <= after
  const day = isOver ? NEXT[repeats](start, first.add({ days: 1 })) : first
  return until !== undefined && day.toString() > until ? undefined : momentOf(day, at)
}
