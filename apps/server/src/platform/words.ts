// Words in the form that search compares: without case, accents and endings.
import { foldText } from './fold.ts'

const MIN_STEM = 4
const PLURAL = /(?<!s)s$/
/** Endings of inflection and of the commonest derivations in English and German, the longest first. */
const ENDINGS =
  /(?:ischen|ations?|ungen|ische|isch|ative|ation|ate|ment|ness|iert|ies|ied|ing|ung|ive|ion|ern|ity|ic|ed|en|em|er|es|et|ly|al|e|y)$/

/** Both spellings of the German sharp s become one. */
export const foldForSearch = (text: string): string => foldText(text).replaceAll('ß', 'ss')

/** A folded word without its endings; words with the same stem count as equal. */
export const stemOf = (word: string): string => shorten(shorten(word, PLURAL), ENDINGS)

const shorten = (word: string, ending: RegExp): string => {
  const shorter = word.replace(ending, '')
  return shorter.length < MIN_STEM ? word : shorter
}

export interface Word {
  /** Folded. */
  text: string
  stem: string
  start: number
  end: number
}

/** Letters, digits and their marks; a script without spaces gives one long word. */
const WORD = /[\p{L}\p{N}\p{M}]+/gu

export const wordsOf = (text: string): Word[] =>
  [...text.matchAll(WORD)].map(({ 0: found, index }) => toWord(found, index))

const ASCII = /^[\0-\x7f]*$/

const toWord = (found: string, start: number): Word => {
  const folded = ASCII.test(found) ? found.toLowerCase() : foldForSearch(found)
  return { text: folded, stem: stemOf(folded), start, end: start + found.length }
}

/** A character with its marks. */
const CHARACTER = /\P{M}\p{M}*/gu

/** Words; of a script without spaces each two characters that stand together. */
export const tokensOf = (text: string): Word[] =>
  wordsOf(text).flatMap((word) => {
    if (!isSpaceless(word.text)) return [word]
    const characters = [...text.slice(word.start, word.end).matchAll(CHARACTER)]
    if (characters.length < 2) return [word]
    return characters.slice(1).map(({ 0: second, index }, before) => {
      const first = characters[before]
      return toWord(`${first?.[0] ?? ''}${second}`, word.start + (first?.index ?? index))
    })
  })

const SPACELESS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u

/** Whether a word is of a script without spaces. */
export const isSpaceless = (word: string): boolean => SPACELESS.test(word)

/** All runs of three characters; a shorter word has none. */
export const trigramsOf = (word: string): string[] => {
  const chars = Array.from(word)
  return chars.slice(2).map((_, index) => chars.slice(index, index + 3).join(''))
}
