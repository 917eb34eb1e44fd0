import { expect, it } from 'vitest'
import { isTimeZone, onTheWall, requireTimeZone } from './wall-clock.ts'

it('a time zone is one of this machine, also when it is asked again', () => {
  const zones = ['Europe/Berlin', 'UTC', 'Mars/Olympus', 'Moon/Sea_of_Tranquility', '']
  for (let time = 0; time < 2; time++)
    expect(zones.map(isTimeZone)).toEqual([true, true, false, false, false])
})

it('an unknown one is refused with its field', () => {
  expect(requireTimeZone('UTC', 'at.time_zone')).toBeUndefined()
  expect(() => requireTimeZone('Mars/Olympus', 'at.time_zone')).toThrow(
    expect.objectContaining({ code: 'invalid', refusal: { field: 'at.time_zone' } }),
  )
})

it('the wall shows summer time, and 1 for Monday', () => {
  const { dayOfWeek, hour, minute } = onTheWall(Date.parse('2026-07-06T21:30:00Z'), 'Europe/Berlin')
  expect([dayOfWeek, hour, minute]).toEqual([1, 23, 30])
})
