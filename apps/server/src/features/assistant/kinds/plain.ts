// The form in which a message is compared with wordings: folded words with single spaces between them, and a point where
// a sentence ends. Apostrophes are left out, because people leave them out.
import { foldForSearch } from '../../../platform/words.ts'

const APOSTROPHES = /['’‘ʼ`´]/g
const SENTENCE_END = /[.!?。！？؟…।\n]+/g
const OTHER = /[^\p{L}\p{M}\p{N}.+]+/gu
/** Letters that are written in two ways. */
const SAME: readonly (readonly [RegExp, string])[] = [
  [/ı/g, 'i'],
  [/ى/g, 'ي'],
  [/ة/g, 'ه'],
  [/ـ/g, ''],
  [/ς/g, 'σ'],
  [/œ/g, 'oe'],
  [/ø/g, 'o'],
  [/ł/g, 'l'],
  [/đ/g, 'd'],
]

/** Folded letters; signs stay. */
export const foldWording = (text: string): string =>
  SAME.reduce((folded, [letter, other]) => folded.replace(letter, other), foldForSearch(text)).replace(
    APOSTROPHES,
    '',
  )

/** Begins and ends with a space. */
export const plain = (text: string): string =>
  ` ${foldWording(text).replace(SENTENCE_END, ' . ').replace(OTHER, ' ')} `.replace(/ {2,}/g, ' ')
