import { expect, test } from 'vitest'
import { changedWords } from './changed-words.ts'

const shown = (before: string, after: string): string =>
  changedWords(before, after)
    .map(({ text, is }) => (is === 'kept' ? text : is === 'new' ? `{${text}}` : `[${text}]`))
    .join('')

test.each([
  ['I got x = 3', 'I got x = −3', 'I got x = [3]{−3}'],
  ['one two three', 'one three', 'one [two ]three'],
  ['one three', 'one two three', 'one {two }three'],
  ['same', 'same', 'same'],
  ['', 'new', '{new}'],
  ['mine', 'yours entirely', '[mine]{yours entirely}'],
])('%s → %s', (before, after, expected) => {
  expect(shown(before, after)).toBe(expected)
})

test('a long text is compared as a whole, in a moment', () => {
  const [before, after] = ['a '.repeat(10_000), 'b '.repeat(10_000)]
  expect(changedWords(before, after)).toEqual([
    { text: before, is: 'gone' },
    { text: after, is: 'new' },
  ])
})

test('a word changed in a long text is found', () => {
  const words = Array.from({ length: 5_000 }, (_, index) => `word${index}`)
  const after = words.with(2_500, 'other').join(' ')
  expect(changedWords(words.join(' '), after).filter(({ is }) => is !== 'kept')).toEqual([
    { text: 'word2500 ', is: 'gone' },
    { text: 'other ', is: 'new' },
  ])
})
