import { expect, it } from 'vitest'
import { teachingMinutes } from './teaching-time.ts'

const hours = { days: [1, 2, 3, 4, 5], from: '08:00', to: '18:00', time_zone: 'Europe/Berlin' }
const between = (begin: string, end: string) => teachingMinutes(hours, [Date.parse(begin), Date.parse(end)])

it('counts within a day, by the clock on the wall', () => {
  // 7:30 to 9:00 in Berlin.
  expect(between('2026-11-30T06:30:00Z', '2026-11-30T08:00:00Z')).toBe(60)
  expect(between('2026-11-30T17:30:00Z', '2026-11-30T20:00:00Z')).toBe(0)
})

it('leaves out nights and weekends', () => {
  // Friday 17:00 to Monday 9:00.
  expect(between('2026-11-27T16:00:00Z', '2026-11-30T08:00:00Z')).toBe(120)
  expect(between('2026-11-28T00:00:00Z', '2026-11-29T20:00:00Z')).toBe(0)
})

it('counts weeks, and over a change of the clocks', () => {
  expect(between('2026-10-19T06:00:00Z', '2026-11-02T07:00:00Z')).toBe(10 * 600)
})

it('is the sum of its minutes, whatever the moments', () => {
  const start = Date.parse('2026-10-20T00:00:00Z')
  for (const [from, to] of [
    [0, 3_000],
    [777, 13_111],
    [1_439, 11_521],
  ] as const) {
    let sum = 0
    for (let minute = from; minute < to; minute++)
      sum += teachingMinutes(hours, [start + minute * 60_000, start + (minute + 1) * 60_000])
    expect(teachingMinutes(hours, [start + from * 60_000, start + to * 60_000])).toBe(sum)
  }
})

it('is nothing backwards', () => {
  expect(between('2026-11-30T10:00:00Z', '2026-11-30T09:00:00Z')).toBe(0)
})
