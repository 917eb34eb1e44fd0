import type { Token } from 'marked'
import { plainText } from './plain-text.ts'

const LETTER = /\p{L}/u
const FROM_THE_RIGHT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u

/** Code and formulas always run from the left, and say nothing about the words around them. */
const isProse = ({ type }: Token): boolean => type !== 'code' && type !== 'codespan' && type !== 'formula'

/**
 * The direction of what holds several paragraphs, by their first letter. `dir="auto"` cannot tell it: it passes over
 * everything that has a direction of its own, and each paragraph has one.
 */
export const directionOf = (tokens: readonly Token[]): 'ltr' | 'rtl' | 'auto' => {
  const letter = LETTER.exec(plainText(tokens, isProse))?.[0]
  if (letter === undefined) return 'auto'
  return FROM_THE_RIGHT.test(letter) ? 'rtl' : 'ltr'
}
