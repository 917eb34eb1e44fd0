import { describe, expect, test } from 'vitest'
import { lexPage } from './lex-page.ts'
import { markedPieces, markWords } from './mark-words.ts'

const find = (text: string, ...words: string[]) =>
  words
    .map((word) => ({ start: text.indexOf(word), end: text.indexOf(word) + word.length }))
    .sort((a, b) => a.start - b.start)
const marked = (text: string, ...words: string[]) =>
  markedPieces(markWords(text, find(text, ...words), lexPage))
    .filter((piece) => piece.marked)
    .map((piece) => piece.text)

describe('matching words', () => {
  test('are marked in the text', () => {
    expect(marked('Halve the **coefficient** of x.', 'Halve', 'coefficient')).toEqual([
      'Halve',
      'coefficient',
    ])
  })

  test.each([
    ['a formula', 'see $\\frac{b}{2}$', 'frac'],
    ['code', 'call `halve(x)`', 'halve'],
    ['an address', 'https://example.edu/halve', 'halve'],
    ['where a link leads', '[here](/halve)', 'halve'],
    ['code of several ticks', '``call `halve` ``', 'halve'],
    ['indented code', 'text\n\n    halve(x)', 'halve'],
    ['a fence of tildes', '~~~\nhalve\n~~~', 'halve'],
    ['a formula of several lines', '$$\nhalve\n$$', 'halve'],
  ])('are left alone in %s', (_, text, word) => {
    expect(markWords(text, find(text, word), lexPage)).toBe(text)
  })

  test('are marked beside prices, in links, quotes, lists and cells', () => {
    expect(marked('$5 to halve and 10$', 'halve')).toEqual(['halve'])
    expect(marked('[halve it](https://a.example)', 'halve')).toEqual(['halve'])
    expect(marked('> halve it\n\n- two\n\n| three |\n|---|\n| four |', 'halve', 'two', 'four')).toEqual([
      'halve',
      'two',
      'four',
    ])
  })

  test('neither remove nor add text', () => {
    const text = 'Halve it. \uE0D0 Square it.'
    const pieces = markedPieces(markWords(text, find(text, 'Square'), lexPage))
    expect(pieces.map((piece) => piece.text).join('')).toBe('Halve it.  Square it.')
  })
})
