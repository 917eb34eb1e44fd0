import { describe, expect, test } from 'vitest'
import { moveMeant } from './move-meant.ts'

const twoBens = [
  { at: 0, name: 'Ben', user_id: 'b1' },
  { at: 9, name: 'Ben', user_id: 'b2' },
]
const text = '@Ben and @Ben'
const after = (changed: string) =>
  moveMeant(twoBens, { before: text, after: changed }).map(
    ({ at, user_id }) => `${user_id} ${changed.slice(at, at + 4)}`,
  )

describe('who is meant moves with the name', () => {
  test.each([
    ['Hello @Ben and @Ben', ['b1 @Ben', 'b2 @Ben']],
    ['@Ben or @Ben', ['b1 @Ben', 'b2 @Ben']],
    ['@Ben and @Ben, please', ['b1 @Ben', 'b2 @Ben']],
    ['and @Ben', ['b2 @Ben']],
    ['@Ben and ', ['b1 @Ben']],
    ['@Bn and @Ben', ['b2 @Ben']],
    ['@Ben and @Bean', ['b1 @Ben']],
    ['', []],
  ])('%s', (changed, expected) => expect(after(changed)).toEqual(expected))
})

test('a name typed before the same name does not take over who is meant', () => {
  const meant = [{ at: 0, name: 'Ben', user_id: 'b1' }]
  const change = { before: '@Ben', after: '@Ben @Ben' }
  expect(moveMeant(meant, { ...change, caret: 5 })[0]?.at).toBe(5)
  expect(moveMeant(meant, { ...change, caret: 9 })[0]?.at).toBe(0)
})
