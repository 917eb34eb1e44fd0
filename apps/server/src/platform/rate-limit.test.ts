import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { entriesOf } from '../testing/holdings.ts'
import { drawRuns } from '../../../../scripts/drawn.ts'
import { ManualClock } from '../testing/manual-clock.ts'
import { RateLimit } from './rate-limit.ts'

const RATE = { burst: 20, window_ms: 10_000 }

/** The same rule as a leaky bucket. */
class LeakyBucket {
  #level = 0
  #at = 0

  take(now: number): boolean {
    this.#level = Math.max(0, this.#level - ((now - this.#at) * RATE.burst) / RATE.window_ms)
    this.#at = now
    if (this.#level + 1 > RATE.burst + 1e-9) return false
    this.#level++
    return true
  }
}

describe('a rate limit', () => {
  it('forgets idle keys, if there are very many', () => {
    const clock = new ManualClock()
    const limit = new RateLimit(clock, RATE)
    for (let key = 0; key < 50_000; key++) limit.take(`${key}`)
    clock.advance(RATE.window_ms)
    for (let taken = 0; taken < RATE.burst; taken++) expect(limit.take('busy')).toBe(0)
    expect(entriesOf(limit)).toEqual({ '#emptyAt': 1 })
    expect(limit.take('busy')).toBeGreaterThan(0)
  })

  it('agrees with a leaky bucket, for any sequence', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2_000 }), { maxLength: 200 }), (pauses) => {
        const clock = new ManualClock(0)
        const limit = new RateLimit(clock, RATE)
        const bucket = new LeakyBucket()
        for (const pause of pauses) {
          clock.advance(pause)
          expect(limit.take('Ada') === 0).toBe(bucket.take(clock.now()))
        }
      }),
      drawRuns(100),
    )
  })

  it('gives a wait after which it admits, and not before', () => {
    const clock = new ManualClock()
    const limit = new RateLimit(clock, RATE)
    for (let sends = 0; sends < 20; sends++) expect(limit.take('Ada')).toBe(0)
    const waitMs = limit.take('Ada')
    expect(waitMs).toBe(500)
    clock.advance(waitMs - 1)
    expect(limit.take('Ada')).toBe(1)
    clock.advance(1)
    expect(limit.take('Ada')).toBe(0)
  })

  it('locks nobody out when the clock is set back', () => {
    const clock = new ManualClock()
    const limit = new RateLimit(clock, RATE)
    for (let sends = 0; sends < 20; sends++) limit.take('Ada')
    clock.jump(-3_600_000)
    expect(limit.take('Ada')).toBe(0)
  })

  it('counts each key separately', () => {
    const limit = new RateLimit(new ManualClock(), RATE)
    for (let student = 0; student < 300; student++) expect(limit.take(`student ${student}`)).toBe(0)
  })

  it('refuses with the wait and the limit', () => {
    const limit = new RateLimit(new ManualClock(), { burst: 1, window_ms: 1_000 })
    limit.admit('Ada')
    expect(() => limit.admit('Ada')).toThrow(
      expect.objectContaining({ code: 'rate_limited', refusal: { limit: 1, retry_after_ms: 1_000 } }),
    )
  })
})
