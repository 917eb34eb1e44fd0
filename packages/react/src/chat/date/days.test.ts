import { describe, expect, test } from 'vitest'
import { dayOf } from '../../core/clock.ts'
import { firstOf, firstWeekday, inMonths, momentOf, monthOf, placeInWeek, weeksOf } from './days.ts'

const day = (year: number, month: number, date: number) => Date.UTC(year, month - 1, date) / 86_400_000

describe('a calendar of day numbers', () => {
  test('a day begins at its first moment here, and that moment is of the day', () => {
    for (let each = day(2024, 1, 1); each < day(2027, 1, 1); each++) expect(dayOf(momentOf(each))).toBe(each)
  })

  test('a month later is the same day, or the last one of a shorter month', () => {
    expect(inMonths(day(2026, 1, 31), 1)).toBe(day(2026, 2, 28))
    expect(inMonths(day(2024, 1, 31), 1)).toBe(day(2024, 2, 29))
    expect(inMonths(day(2026, 1, 15), -1)).toBe(day(2025, 12, 15))
    expect(inMonths(day(2024, 2, 29), 12)).toBe(day(2025, 2, 28))
  })

  test('weeks begin as they do in the region, and hold the whole month', () => {
    expect([firstWeekday('de-DE'), firstWeekday('en-US')]).toEqual([1, 7])
    // The first of November 2026 is a Sunday.
    expect([placeInWeek(day(2026, 11, 1), 1), placeInWeek(day(2026, 11, 1), 7)]).toEqual([6, 0])
    for (const begins of [1, 6, 7]) {
      for (let month = monthOf(day(2024, 1, 1)); month < monthOf(day(2027, 1, 1)); month++) {
        const days = weeksOf(month, begins).flat()
        expect(placeInWeek(days[0]!, begins)).toBe(0)
        expect(days.filter((each) => monthOf(each) === month)).toHaveLength(
          firstOf(month + 1) - firstOf(month),
        )
        expect(days.length).toBeLessThanOrEqual(42)
      }
    }
  })
})
