import { expect, test } from 'vitest'
import { snoozeTimes } from './snooze-times.ts'

test.each([
  ['a Monday', new Date(2026, 10, 30, 15)],
  ['a Wednesday', new Date(2026, 11, 2, 15)],
  ['a Sunday', new Date(2026, 11, 6, 23)],
])('on %s the next week begins on a Monday that is not today', (_, now) => {
  const times = new Map(snoozeTimes(now.getTime()))
  const week = new Date(times.get('week')!)
  expect([week.getDay(), week.getHours()]).toEqual([1, 8])
  const days = (week.getTime() - now.getTime()) / 86_400_000
  expect(days > 0 && days < 8).toBe(true)
  expect(new Date(times.get('tomorrow')!).getDate()).toBe(new Date(now.getTime() + 86_400_000).getDate())
})
