import { describe, expect, it } from 'vitest'
import { nextTime } from './times.ts'

const BERLIN = 'Europe/Berlin'
const at = (day: string, time: string, time_zone = BERLIN) => ({ day, time, time_zone })
const iso = (moment: number | undefined) =>
  moment === undefined ? undefined : new Date(moment).toISOString().slice(0, 16)
const next = (plan: Parameters<typeof nextTime>[0], after: string) =>
  iso(nextTime(plan, Date.parse(`${after}:00Z`)))

describe('the time of a planned message', () => {
  it('is by the clock of the writer, in summer and in winter', () => {
    expect(next({ at: at('2026-12-01', '08:00') }, '2026-11-30T20:00')).toBe('2026-12-01T07:00')
    expect(next({ at: at('2027-07-01', '08:00') }, '2026-11-30T20:00')).toBe('2027-07-01T06:00')
    expect(next({ at: at('2026-12-01', '08:00', 'Asia/Kolkata') }, '2026-11-30T20:00')).toBe(
      '2026-12-01T02:30',
    )
  })

  it('is nothing once it is over, at the very moment, too', () => {
    const plan = { at: at('2026-12-01', '08:00') }
    expect(next(plan, '2026-12-01T06:59')).toBe('2026-12-01T07:00')
    expect(next(plan, '2026-12-01T07:00')).toBeUndefined()
  })

  it('that the clocks leave out is as much later; of one that comes twice it is the first', () => {
    expect(next({ at: at('2027-03-28', '02:30') }, '2027-03-01T00:00')).toBe('2027-03-28T01:30')
    expect(next({ at: at('2026-10-25', '02:30') }, '2026-10-01T00:00')).toBe('2026-10-25T00:30')
  })
})

describe('the next of a series', () => {
  it('stays at the time of the wall when the clocks change', () => {
    const plan = { at: at('2027-03-27', '08:00'), repeats: 'day' } as const
    expect(next(plan, '2027-03-27T07:00')).toBe('2027-03-28T06:00')
    expect(next(plan, '2027-03-26T00:00')).toBe('2027-03-27T07:00')
  })

  it('is on a workday', () => {
    const plan = { at: at('2026-11-27', '08:00'), repeats: 'workday' } as const
    expect(next(plan, '2026-11-27T07:00')).toBe('2026-11-30T07:00')
    expect(next({ ...plan, at: at('2026-11-28', '08:00') }, '2026-11-27T07:00')).toBe('2026-11-30T07:00')
  })

  it('is weeks later on the same weekday, however long nothing was sent', () => {
    const plan = { at: at('2026-11-30', '08:00'), repeats: 'two_weeks' } as const
    expect(next(plan, '2026-11-30T07:00')).toBe('2026-12-14T07:00')
    expect(next(plan, '2027-01-01T00:00')).toBe('2027-01-11T07:00')
    expect(next({ ...plan, repeats: 'week' }, '2027-01-01T00:00')).toBe('2027-01-04T07:00')
  })

  it('in a short month is its last day, and comes back to the 31st', () => {
    const plan = { at: at('2027-01-31', '08:00'), repeats: 'month' } as const
    expect(next(plan, '2027-01-31T07:00')).toBe('2027-02-28T07:00')
    expect(next(plan, '2027-02-28T07:00')).toBe('2027-03-31T06:00')
    expect(next(plan, '2027-03-31T06:00')).toBe('2027-04-30T06:00')
  })

  it('is nothing after its last day', () => {
    const plan = { at: at('2026-11-30', '08:00'), repeats: 'day', until: '2026-12-01' } as const
    expect(next(plan, '2026-11-30T07:00')).toBe('2026-12-01T07:00')
    expect(next(plan, '2026-12-01T07:00')).toBeUndefined()
  })

  it('comes after each of a thousand moments, and is the first that does', () => {
    for (const repeats of ['day', 'workday', 'week', 'two_weeks', 'month'] as const) {
      const plan = { at: at('2026-10-20', '02:30'), repeats }
      let after = Date.parse('2026-10-01T00:00:00Z')
      for (let count = 0; count < 200; count++) {
        const found = nextTime(plan, after)
        expect(found).toBeGreaterThan(after)
        // A moment between: the same one is next.
        expect(nextTime(plan, Math.floor((after + (found ?? 0)) / 2))).toBe(found)
        after = found ?? 0
      }
    }
  })
})
