import { describe, expect, test } from 'vitest'
import { markedPieces, markWords } from './mark-words.ts'

const find = (text: string, ...words: string[]) =>
  words
    .map((word) => ({ start: text.indexOf(word), end: text.indexOf(word) + word.length }))
    .sort((a, b) => a.start - b.start)
const marked = (text: string, ...words: string[]) =>
  markedPieces(markWords(text, find(text, ...words)))
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
  ])('are left alone in %s', (_, text, word) => {
    expect(markWords(text, find(text, word))).toBe(text)
  })

  test('neither remove nor add text', () => {
    const text = 'Halve it. \uE0D0 Square it.'
    const pieces = markedPieces(markWords(text, find(text, 'Square')))
    expect(pieces.map((piece) => piece.text).join('')).toBe('Halve it.  Square it.')
  })
})
