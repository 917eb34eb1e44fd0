// Days as numbers since 1970 (`dayOf`): adding to them knows no summer time.

const DAY_MS = 86_400_000

/** The day's first moment here. */
export const momentOf = (day: number): number => {
  const date = new Date(day * DAY_MS)
  return new Date(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()).getTime()
}

/** A month as a number since the year 0. */
export const monthOf = (day: number): number => {
  const date = new Date(day * DAY_MS)
  return date.getUTCFullYear() * 12 + date.getUTCMonth()
}

/** The first day of a month. */
export const firstOf = (month: number): number => Date.UTC(Math.floor(month / 12), month % 12) / DAY_MS

/** The same day so many months later, or the last one of a shorter month. */
export const inMonths = (day: number, months: number): number => {
  const wanted = monthOf(day) + months
  return Math.min(firstOf(wanted) + (day - firstOf(monthOf(day))), firstOf(wanted + 1) - 1)
}

/** How many days after the start of its week a day is; `begins` is the first weekday, 1 for Monday to 7. */
export const placeInWeek = (day: number, begins: number): number => (((day + 4 - begins) % 7) + 7) % 7

/** The weeks that a month touches, seven days each. */
export const weeksOf = (month: number, begins: number): number[][] => {
  const first = firstOf(month) - placeInWeek(firstOf(month), begins)
  const weeks: number[][] = []
  for (let start = first; start < firstOf(month + 1); start += 7)
    weeks.push(Array.from({ length: 7 }, (_, index) => start + index))
  return weeks
}

type WeekInfo = { firstDay: number }
type WithWeeks = Intl.Locale & { getWeekInfo?: () => WeekInfo; weekInfo?: WeekInfo }

/** The day with which a week begins there; Monday where the browser does not know. */
export const firstWeekday = (locale: string): number => {
  const known: WithWeeks = new Intl.Locale(locale)
  return (known.getWeekInfo?.() ?? known.weekInfo)?.firstDay ?? 1
}
