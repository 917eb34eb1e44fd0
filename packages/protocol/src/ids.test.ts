import { expect, test } from 'vitest'
import { Id, Seq, Timestamp } from './index.ts'

test('an id is a UUID; capitals become small, so that ids compare as text', () => {
  expect(Id.parse('018F3C1E-7B00-7A00-8000-0000000000AD')).toBe('018f3c1e-7b00-7a00-8000-0000000000ad')
})

test.each([
  '',
  '1',
  '018f3c1e7b007a0080000000000000ad',
  '018f3c1e-7b00-7a00-8000-0000000000ad ',
  '{018f3c1e-7b00-7a00-8000-0000000000ad}',
  '../018f3c1e-7b00-7a00-8000-0000000000a',
  '018f3c1e-7b00-7a00-8000-0000000000zz',
])('%j is not an id', (value) => {
  expect(Id.safeParse(value).success).toBe(false)
})

test.each([0, 1, Number.MAX_SAFE_INTEGER])('%d is a number of the clock', (value) => {
  expect(Seq.parse(value)).toBe(value)
})

test.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, Number.MAX_SAFE_INTEGER + 1, '1', null])(
  '%j is not a number of the clock',
  (value) => {
    expect(Seq.safeParse(value).success).toBe(false)
  },
)

test('a timestamp is UTC with milliseconds', () => {
  expect(Timestamp.safeParse('2026-11-23T14:02:00.000Z').success).toBe(true)
})

test.each([
  '2026-11-23T14:02:00Z',
  '2026-11-23T14:02:00.000+01:00',
  '2026-11-23T14:02:00.000',
  '2026-11-23',
  '2026-02-30T00:00:00.000Z',
  '2026-11-23T25:00:00.000Z',
])('%j is not a timestamp', (value) => {
  expect(Timestamp.safeParse(value).success).toBe(false)
})
