import { expect, test } from 'vitest'
import { meantIn, writeMeant } from './meant.ts'
import { Cell } from '../core/store.ts'

const twoBens = [
  { at: 0, name: 'Ben', user_id: 'b1' },
  { at: 9, name: 'Ben', user_id: 'b2' },
]

test('a draft keeps it, and it is the same until it changes', () => {
  const draft = new Cell('')
  const meant = meantIn(draft)
  expect(meant.get()).toEqual([])
  draft.set(writeMeant(twoBens))
  expect(meant.get()).toEqual(twoBens)
  expect(meant.get()).toBe(meant.get())
  draft.set(writeMeant([]))
  expect(meant.get()).toEqual([])
})
