// S7 to S9: no text makes a function of the server or the renderer take more than linear time. Others wait for
// the thread that reads it.
import { expect, test } from 'vitest'
import { nearness } from '../../apps/server/src/features/assistant/likeness.ts'
import { findFastGrowth } from './find-fast-growth.ts'
import { measureGrowth, TEXT_FACTOR } from './measure-growth.ts'
import { TEXT_FUNCTIONS } from './text-functions.ts'

/** The renderer reads some six hundred texts of thousands of characters. */
const PATIENCE_MS = 300_000

test.each(Object.entries(TEXT_FUNCTIONS))(
  'S8, S9 %s is at most linear in its text',
  (_, work) => {
    expect(findFastGrowth(work)).toBeUndefined()
  },
  PATIENCE_MS,
)

test('S7 comparing with a long question takes no longer than with its beginning', () => {
  const typed = 'how do we complete the square of quadratic equations with fractions'
  const words = 'Can someone explain completing squares in quadratics? '
  const [short, long] = [words.repeat(90), words.repeat(90 * TEXT_FACTOR)]
  expect(measureGrowth((text) => nearness(typed, text), short, long)).toBeLessThan(TEXT_FACTOR / 2)
})
