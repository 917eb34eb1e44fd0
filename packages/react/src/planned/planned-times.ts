// The days and times that are offered, by the clock of this device.
import { now } from '../core/clock.ts'

const two = (value: number): string => String(value).padStart(2, '0')

/** `2026-11-23`, as a field for days has it. */
export const dayText = (moment: number): string => {
  const date = new Date(moment)
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** `08:05`, as a field for times has it. */
export const timeText = (moment: number): string => {
  const date = new Date(moment)
  return `${two(date.getHours())}:${two(date.getMinutes())}`
}

export const zoneHere = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone

export interface Offer {
  name: 'soonToday' | 'tomorrow' | 'monday'
  moment: number
}

const MORNING = 8
const EVENING = 18
/** Nobody plans what is as good as now. */
const SOON_MS = 30 * 60_000

const at = (days: number, hour: number): number => {
  const date = new Date(now())
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days, hour).getTime()
}

/** This evening, tomorrow morning, and Monday morning, as far as they are to come and differ. */
export const offeredTimes = (): Offer[] => {
  const weekday = new Date(now()).getDay()
  const toMonday = (8 - weekday) % 7 || 7
  const offers: Offer[] = [
    { name: 'soonToday', moment: at(0, EVENING) },
    { name: 'tomorrow', moment: at(1, MORNING) },
    ...(toMonday > 1 ? [{ name: 'monday' as const, moment: at(toMonday, MORNING) }] : []),
  ]
  return offers.filter(({ moment }) => moment > now() + SOON_MS)
}
