import { diffArrays } from 'diff'
import { wordsWithBlanks } from '../core/word-pieces.ts'

/** A piece of a text, compared with an earlier one. */
export interface Piece {
  text: string
  is: 'kept' | 'new' | 'gone'
}

/** With more inserted or deleted words only the whole is compared: the time grows with their square. */
const MAX_CHANGES = 400

/** The changes of a text, word by word. */
export const changedWords = (before: string, after: string): readonly Piece[] => {
  const changes = diffArrays(wordsWithBlanks(before), wordsWithBlanks(after), { maxEditLength: MAX_CHANGES })
  return (
    changes?.map(({ value, added, removed }) => ({
      text: value.join(''),
      is: added ? 'new' : removed ? 'gone' : 'kept',
    })) ?? [
      { text: before, is: 'gone' },
      { text: after, is: 'new' },
    ]
  )
}
