import { describe, expect, it } from 'vitest'
import { ManualClock } from '../testing/manual-clock.ts'
import { mintId, mintSecret } from './ids.ts'

describe('ids', () => {
  it('are UUIDs of version 7 with their time', () => {
    const clock = new ManualClock(0x0123456789ab)
    expect(mintId(clock)).toMatch(/^01234567-89ab-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })

  it('sort in the order of their making, and never repeat', () => {
    const clock = new ManualClock()
    const ids = Array.from({ length: 1_000 }, () => {
      clock.advance(1)
      return mintId(clock)
    })
    expect(ids.toSorted()).toEqual(ids)
    const atOnce = Array.from({ length: 1_000 }, () => mintId(clock))
    expect(new Set(atOnce).size).toBe(1_000)
  })

  it('and secrets are 256 random bits', () => {
    expect(Buffer.from(mintSecret(), 'base64url')).toHaveLength(32)
    expect(mintSecret()).not.toBe(mintSecret())
  })
})
