import { t } from './texts/texts.ts'

/** Minutes of teaching time in words, the larger the coarser. */
export const waitWords = (minutes: number): string => {
  const hours = Math.floor(minutes / 60)
  if (hours === 0) return t.minutes(minutes)
  return hours < 10 && minutes % 60 > 0 ? t.hoursMinutes(hours, minutes % 60) : t.hours(hours)
}
