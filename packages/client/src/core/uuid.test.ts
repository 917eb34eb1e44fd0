import { Id } from '@lectern/protocol'
import { expect, test } from 'vitest'
import { ManualClock } from '../testing/index.ts'
import { uuidv7 } from './uuid.ts'

test('is a version 7 UUID that begins with the time in milliseconds', () => {
  const id = uuidv7(new ManualClock(0x0123456789ab))
  expect(id).toMatch(/^01234567-89ab-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(Id.parse(id)).toBe(id)
})

test('takes a clock with fractions and never repeats', () => {
  const clock = new ManualClock(1_700_000_000_000.25)
  expect(new Set(Array.from({ length: 1_000 }, () => uuidv7(clock))).size).toBe(1_000)
})
