const HOUR = 60 * 60_000
const MORNING = 8

export type SnoozeTime = 'hour' | 'hours' | 'tomorrow' | 'week'

/** When an item can come back: by the clock of this device. */
export const snoozeTimes = (now: number): [SnoozeTime, string][] => {
  const morning = (days: number) => {
    const day = new Date(now)
    return new Date(day.getFullYear(), day.getMonth(), day.getDate() + days, MORNING)
  }
  // The next Monday, never today.
  const toMonday = (8 - new Date(now).getDay()) % 7 || 7
  return [
    ['hour', new Date(now + HOUR).toISOString()],
    ['hours', new Date(now + 3 * HOUR).toISOString()],
    ['tomorrow', morning(1).toISOString()],
    ['week', morning(toMonday).toISOString()],
  ]
}
