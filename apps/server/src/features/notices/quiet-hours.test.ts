import { describe, expect, it } from 'vitest'
import { isQuiet } from './quiet-hours.ts'

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]
const at = (time: string) => Date.parse(time)

describe('quiet hours', () => {
  it('go past midnight, and belong to the day on which they begin', () => {
    const friday = { from: '22:00', to: '07:00', days: [5], time_zone: 'Europe/Berlin' }
    // 27 November 2026 is a Friday; Berlin is an hour ahead.
    expect(isQuiet(friday, at('2026-11-27T20:59:00.000Z'))).toBe(false)
    expect(isQuiet(friday, at('2026-11-27T21:00:00.000Z'))).toBe(true)
    expect(isQuiet(friday, at('2026-11-28T05:59:00.000Z'))).toBe(true)
    expect(isQuiet(friday, at('2026-11-28T06:00:00.000Z'))).toBe(false)
    expect(isQuiet(friday, at('2026-11-28T22:00:00.000Z'))).toBe(false)
  })

  it('within one day end on it', () => {
    const lunch = { from: '12:00', to: '13:00', days: EVERY_DAY, time_zone: 'UTC' }
    expect(isQuiet(lunch, at('2026-11-27T12:00:00.000Z'))).toBe(true)
    expect(isQuiet(lunch, at('2026-11-27T13:00:00.000Z'))).toBe(false)
  })

  it('with two equal times are a whole day', () => {
    const sunday = { from: '00:00', to: '00:00', days: [7], time_zone: 'Asia/Tokyo' }
    // Sunday begins in Tokyo on Saturday afternoon of UTC.
    expect(isQuiet(sunday, at('2026-11-28T14:59:00.000Z'))).toBe(false)
    expect(isQuiet(sunday, at('2026-11-28T15:00:00.000Z'))).toBe(true)
    expect(isQuiet(sunday, at('2026-11-29T14:59:00.000Z'))).toBe(true)
    expect(isQuiet(sunday, at('2026-11-29T15:00:00.000Z'))).toBe(false)
  })

  it('follow the clock on the wall over its changes', () => {
    const night = { from: '22:00', to: '07:00', days: EVERY_DAY, time_zone: 'Europe/Berlin' }
    // Summer time ends on 25 October 2026.
    expect(isQuiet(night, at('2026-10-24T20:00:00.000Z'))).toBe(true)
    expect(isQuiet(night, at('2026-10-25T05:30:00.000Z'))).toBe(true)
    expect(isQuiet(night, at('2026-10-25T06:00:00.000Z'))).toBe(false)
    expect(isQuiet(night, at('2026-10-25T20:30:00.000Z'))).toBe(false)
  })

  it('on no day are never, and an unknown zone is never quiet', () => {
    const never = { from: '00:00', to: '00:00', days: [], time_zone: 'UTC' }
    expect(isQuiet(never, at('2026-11-27T12:00:00.000Z'))).toBe(false)
    expect(isQuiet({ ...never, days: EVERY_DAY, time_zone: 'Moon/Base' }, 0)).toBe(false)
  })
})
