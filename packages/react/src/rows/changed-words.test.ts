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
  ['今天天气很好', '今天天氣很好', '今天天[气]{氣}很好'],
  ['これは本です。', 'これは木です。', 'これは[本]{木}です。'],
  ['ฉันกินข้าวแล้ว', 'ฉันกินน้ำแล้ว', 'ฉันกิน[ข้าว]{น้ำ}แล้ว'],
  ['我用 Python 写', '我用 Rust 写', '我用 [Python ]{Rust }写'],
  ['Ça va, 你好 Ben', 'Ça va, 您好 Ben', 'Ça va, [你]{您}好 Ben'],
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
