// S7 to S9: no text makes a function of the server or the renderer take more than linear time. Others wait for
// the thread that reads it.
import { expect, test } from 'vitest'
import { findFastGrowth } from './find-fast-growth.ts'
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
