import { expect, test } from 'vitest'
import { splitMentions } from './mentions.ts'

const ADA = { user_id: 'a', name: 'Ada' }
const ADAM = { user_id: 'b', name: 'Ada M. (she)' }

test.each([
  ['Thank you, @Ada!', ['Thank you, ', ADA, '!']],
  ['@Ada M. (she) and @Ada', [ADAM, ' and ', ADA]],
  ['ada@Adam.example, @Adam, x@Ada', ['ada@Adam.example, @Adam, x@Ada']],
  ['Nobody', ['Nobody']],
  ['@Ada', [ADA]],
])('%s', (text, pieces) => {
  expect(splitMentions(text, [ADA, ADAM])).toEqual(pieces)
})

test('two people of one name are taken in turn', () => {
  const twins = [ADA, { user_id: 'b', name: 'Ada' }]
  const ids = (text: string) =>
    splitMentions(text, twins).flatMap((piece) => (typeof piece === 'string' ? [] : [piece.user_id]))
  expect(ids('@Ada and @Ada')).toEqual(['a', 'b'])
  expect(ids('@Ada')).toEqual(['a'])
})

test('a name of no member is text', () => {
  expect(splitMentions('@ and @Ben', [{ user_id: 'x', name: '' }])).toEqual(['@ and @Ben'])
})
