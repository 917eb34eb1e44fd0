// A day begins at midnight of the reader's own clock. These tests run in the zones farthest from UTC and in one
// whose clock changes: a day by UTC would be right in London alone.
import { afterEach, describe, expect, test, vi } from 'vitest'
import { Today } from '../core/today.ts'
import { Formats } from '../labels/formats.ts'
import { englishLabels } from '../labels/english-labels.ts'
import { ADA, BEN, message, row } from '../testing/samples.ts'
import { dayOf, now } from '../core/clock.ts'
import { timelineItems } from './timeline-items.ts'

const MINUTE = 60_000
/** The midnight at which the 24th of November 2026 begins. */
const ZONES = [
  { zone: 'Pacific/Kiritimati', midnight: '2026-11-23T10:00:00Z' },
  { zone: 'America/Los_Angeles', midnight: '2026-11-24T08:00:00Z' },
  { zone: 'Europe/Berlin', midnight: '2026-11-23T23:00:00Z' },
]
const at = (time: string): number => Date.parse(time)
const liveIn = (zone: string): void => {
  vi.stubEnv('TZ', zone)
  expect(new Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(zone)
}
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllEnvs()
})

const lines = (...moments: number[]): string =>
  timelineItems({
    rows: moments.map((moment, index) =>
      row(message(index + 1, BEN, 'Hello', { timestamp: new Date(moment).toISOString() }), ADA),
    ),
    has_more_before: false,
  })
    .map(({ type }) => type)
    .join(' ')

describe.each(ZONES)('in $zone', ({ zone, midnight }) => {
  const begins = at(midnight)
  const nextDay = begins + 24 * 60 * MINUTE

  test('a day line is between the last minute of a day and the first of the next', () => {
    liveIn(zone)
    expect(lines(begins - MINUTE, begins)).toBe('beginning day message day message')
    expect(lines(begins, nextDay - MINUTE)).toBe('beginning day message message')
  })

  test('a run ends at midnight, and at no other hour', () => {
    liveIn(zone)
    const startsOf = (moment: number) =>
      timelineItems({
        rows: [moment - MINUTE, moment].map((each, index) =>
          row(message(index + 1, BEN, 'Hello', { timestamp: new Date(each).toISOString() }), ADA),
        ),
        has_more_before: true,
      }).flatMap((item) => (item.type === 'message' ? [item.starts_run] : []))
    expect(startsOf(begins)).toEqual([true, true])
    expect(startsOf(at('2026-11-24T00:00:00Z'))).toEqual([true, false])
  })

  test("a day has the reader's name", () => {
    liveIn(zone)
    const formats = new Formats(englishLabels, 'en-GB')
    const today = dayOf(begins + 60 * MINUTE)
    expect(today).toBe(dayOf(begins))
    expect(formats.day(begins, today)).toBe('Today')
    expect(formats.day(begins - MINUTE, today)).toBe('Yesterday')
    expect(formats.brief(nextDay - MINUTE, today)).toBe('23:59')
    expect(formats.day(nextDay, today)).toBe('Wednesday 25 November')
    expect(formats.day(begins - 6 * 24 * 60 * MINUTE, today)).toBe('Wednesday')
    expect(formats.day(begins - 6 * 24 * 60 * MINUTE - MINUTE, today)).toBe('Tuesday 17 November')
    expect(formats.brief(begins - 6 * 24 * 60 * MINUTE - MINUTE, today)).toBe('17 Nov')
  })

  test('today changes at midnight, without a reload', () => {
    liveIn(zone)
    vi.useFakeTimers()
    vi.setSystemTime(begins - MINUTE)
    const today = new Today(now)
    const told = vi.fn()
    const stop = today.subscribe(told)
    vi.advanceTimersByTime(MINUTE - 1)
    expect(today.get()).toBe(dayOf(begins - MINUTE))
    expect(told).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(today.get()).toBe(dayOf(begins))
    vi.advanceTimersByTime(24 * 60 * MINUTE)
    expect(today.get()).toBe(dayOf(nextDay))
    expect(told).toHaveBeenCalledTimes(2)
    stop()
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('a clock change', () => {
  test.each([
    ['back, on a day of 25 hours', '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z'],
    ['forward, on a day of 23 hours', '2027-03-27T23:00:00Z', '2027-03-28T22:00:00Z'],
  ])('%s', (_, begin, end) => {
    liveIn('Europe/Berlin')
    const formats = new Formats(englishLabels, 'en-GB')
    const [day, next] = [at(begin), at(end)]
    expect(lines(day - MINUTE, day, next - MINUTE, next)).toBe(
      'beginning day message day message message day message',
    )
    expect(dayOf(next) - dayOf(day)).toBe(1)
    expect(formats.day(day, dayOf(next))).toBe('Yesterday')
    expect(formats.day(day - MINUTE, dayOf(next))).not.toBe('Yesterday')
  })
})

// The clock is put forward at midnight: these days begin at one o'clock. In the last ones midnight comes twice.
describe.each([
  ['Asia/Beirut', '2026-03-28T22:00:00Z', '2026-03-29T21:00:00Z'],
  ['Africa/Cairo', '2026-04-23T22:00:00Z', '2026-04-24T21:00:00Z'],
  ['America/Havana', '2026-03-08T05:00:00Z', '2026-03-09T04:00:00Z'],
  ['America/Santiago', '2026-09-06T04:00:00Z', '2026-09-07T03:00:00Z'],
  ['America/Havana', '2026-11-01T04:00:00Z', '2026-11-02T05:00:00Z'],
  ['Africa/Cairo', '2026-10-29T22:00:00Z', '2026-10-30T22:00:00Z'],
])('a day without one midnight in %s', (zone, begin, end) => {
  test('has one line, one name, and the right neighbours', () => {
    liveIn(zone)
    const formats = new Formats(englishLabels, 'en-GB')
    const [day, next] = [at(begin), at(end)]
    expect(lines(day - MINUTE, day, day + 90 * MINUTE, next - MINUTE, next)).toBe(
      'beginning day message day message message message day message',
    )
    expect([dayOf(day) - dayOf(day - 1), dayOf(next) - dayOf(next - 1)]).toEqual([1, 1])
    for (const moment of [day, day + 30 * MINUTE, next - 1]) {
      expect(formats.day(moment, dayOf(next))).toBe('Yesterday')
      expect(formats.day(moment, dayOf(next - 1))).toBe('Today')
    }
    expect(formats.day(day - 1, dayOf(day))).toBe('Yesterday')
    expect(formats.day(day - 7 * 24 * 60 * MINUTE, dayOf(day))).not.toMatch(/^\p{L}+day$/u)
  })

  test('begins when it begins', () => {
    liveIn(zone)
    vi.useFakeTimers()
    vi.setSystemTime(at(begin) - 1_000)
    const today = new Today(now)
    const stop = today.subscribe(() => {})
    vi.advanceTimersByTime(999)
    expect(today.get()).toBe(dayOf(at(begin)) - 1)
    vi.advanceTimersByTime(1)
    expect(today.get()).toBe(dayOf(at(begin)))
    stop()
  })
})
