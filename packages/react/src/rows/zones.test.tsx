// @vitest-environment jsdom
// A day begins at midnight of the reader's own clock. These tests run in the zones farthest from UTC and in one
// whose clock changes: a day by UTC would be right in London alone.
import { act, cleanup, renderHook } from '@testing-library/react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { useToday } from '../hooks/today.ts'
import { Formats } from '../labels/formats.ts'
import { englishLabels } from '../labels/english-labels.ts'
import { ADA, BEN, message, row } from '../testing/samples.ts'
import { addDays, dayOf } from '../core/clock.ts'
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
  cleanup()
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
    expect(today).toBe(begins)
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
    const { result } = renderHook(() => useToday())
    expect(result.current).toBe(dayOf(begins - MINUTE))
    act(() => void vi.advanceTimersByTime(MINUTE - 1))
    expect(result.current).toBe(dayOf(begins - MINUTE))
    act(() => void vi.advanceTimersByTime(1))
    expect(result.current).toBe(begins)
    act(() => void vi.advanceTimersByTime(24 * 60 * MINUTE))
    expect(result.current).toBe(nextDay)
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
    expect([addDays(day, 1), addDays(next, -1)]).toEqual([next, day])
    expect(formats.day(day, next)).toBe('Yesterday')
    expect(formats.day(day - MINUTE, next)).not.toBe('Yesterday')
  })
})
