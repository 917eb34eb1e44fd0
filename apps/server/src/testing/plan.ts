import type { PlanMessage } from '@lectern/protocol'
import { systemClock, timestamp } from '../platform/clock.ts'

const DAY_MS = 24 * 60 * 60_000

/** A message for a day that is far, and not further than one may plan. */
export const plan = (message: Partial<PlanMessage['message']> = {}): PlanMessage => ({
  message: { content: 'Later', ...message },
  at: {
    day: timestamp(systemClock.now() + 100 * DAY_MS).slice(0, 10),
    time: '08:00',
    time_zone: 'UTC',
  },
})
