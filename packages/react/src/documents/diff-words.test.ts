import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { drawRuns } from '../../../../scripts/drawn.ts'
import { diffWords } from './diff-words.ts'

const brief = (before: string, after: string) =>
  diffWords(before, after)?.map(({ is, text }) => `${{ same: '', added: '+', removed: '-' }[is]}${text}`)

describe('two texts', () => {
  test('differ in the inserted, deleted and replaced words', () => {
    expect(brief('Halve the number', 'Halve the number')).toEqual(['Halve the number'])
    expect(brief('Halve it', 'Halve it twice')).toEqual(['Halve it', '+ twice'])
    expect(brief('Halve the big number', 'Halve the number')).toEqual(['Halve the ', '-big ', 'number'])
    expect(brief('Halve the number', 'Halve a number')).toEqual(['Halve ', '-the', '+a', ' number'])
    expect(brief('', 'New')).toEqual(['+New'])
    expect(brief('完成平方的方法。', '完成平方之方法。')).toEqual(['完成平方', '-的', '+之', '方法。'])
    expect(brief('か゚な が', 'か゚に が')).toEqual(['か゚', '-な', '+に', ' が'])
    expect(brief('Old', '')).toEqual(['-Old'])
  })

  test('come out whole on both sides, with the fewest changes', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', 'c', ' ', '\n\n'), { maxLength: 30 })
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(text, text, (before, after) => {
        const pieces = diffWords(before, after)!
        const without = (is: string) =>
          pieces
            .filter((piece) => piece.is !== is)
            .map((piece) => piece.text)
            .join('')
        expect([without('added'), without('removed')]).toEqual([before, after])
      }),
      drawRuns(100),
    )
  })

  test('with nothing in common are not compared', () => {
    const words = (letter: string) =>
      Array.from({ length: 2_000 }, (_, index) => `${letter}${index}`).join(' ')
    expect(diffWords(words('a'), words('b'))).toBeUndefined()
  })
})
