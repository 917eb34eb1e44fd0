import type { Token } from 'marked'
import { plainText } from './plain-text.ts'

const LETTER = /\p{L}/u
const FROM_THE_RIGHT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u

/** Code and formulas always run left to right, and say nothing about the words around them. */
const isProse = ({ type }: Token): boolean => type !== 'code' && type !== 'codespan' && type !== 'formula'

/**
 * The direction of a container of paragraphs, by its first letter. `dir="auto"` cannot tell it: it skips every
 * element with its own direction, and each paragraph has one.
 */
export const directionOf = (tokens: readonly Token[]): 'ltr' | 'rtl' | 'auto' => {
  const letter = LETTER.exec(plainText(tokens, isProse))?.[0]
  if (letter === undefined) return 'auto'
  return FROM_THE_RIGHT.test(letter) ? 'rtl' : 'ltr'
}
