// Whether a text contains what is searched for, how well, and where.
import { foldForMatch, halvesOf, hasSpaceless, type Wanted } from './terms.ts'

/** A text as it is compared, with the places of its characters in the text as it was written. */
export interface FoldedText {
  folded: string
  /** For each UTF-16 unit of `folded`: where its character begins in the text, and one more for the end. */
  places: readonly number[]
}

export const foldWithPlaces = (text: string): FoldedText => {
  const places: number[] = []
  let folded = ''
  let at = 0
  for (const char of text) {
    const one = foldForMatch(char)
    for (let unit = 0; unit < one.length; unit++) places.push(at)
    folded += one
    at += char.length
  }
  return { folded, places: [...places, at] }
}

/** A range of a folded text, in UTF-16 units. */
export interface Found {
  start: number
  end: number
  /** From 0, exclusive, to 1: a whole word tells most. */
  quality: number
}

const ESCAPED = /[\\^$.*+?()[\]{}|/]/g
const escape = (text: string): string => text.replace(ESCAPED, '\\$&')
const LETTERS = '[\\p{L}\\p{N}\\p{M}]'
const IS_WORD = /^[\p{L}\p{N}\p{M}]+$/u
/** Shorter ones are found only where a word begins. */
const SHORTEST_PART = 3
const QUALITY = { word: 1, beginning: 0.8, form: 0.6, part: 0.4, near: 0.3 }

/** Finds the places of one wanted thing in folded texts. */
export type Finder = (folded: string) => Found[]

/** More tell nothing new. */
const MOST_PLACES = 50

/** `part` is in every text with the pattern, and is found faster. */
const finderBy =
  (
    part: string,
    pattern: RegExp,
    qualityOf: (found: string, folded: string, start: number) => number,
  ): Finder =>
  (folded) => {
    const found: Found[] = []
    if (!folded.includes(part)) return found
    for (const { 0: whole, index } of folded.matchAll(pattern)) {
      found.push({ start: index, end: index + whole.length, quality: qualityOf(whole, folded, index) })
      if (found.length === MOST_PLACES) break
    }
    return found
  }

const isLetterAt = (text: string, index: number): boolean => {
  const char = text.codePointAt(index)
  return char !== undefined && IS_WORD.test(String.fromCodePoint(char))
}
const isLetterBefore = (text: string, index: number): boolean =>
  index > 0 && isLetterAt(text, index - (/[\udc00-\udfff]/.test(text[index - 1] ?? '') ? 2 : 1))

/** A phrase is found whatever stands between its words, other than words. */
const phraseFinder = (text: string): Finder => {
  const words = text.match(/[\p{L}\p{N}\p{M}]+|[^\s\p{L}\p{N}\p{M}]+/gu) ?? []
  const telling = words.filter((word) => IS_WORD.test(word))
  const [first] = telling
  if (first === undefined || hasSpaceless(text))
    return finderBy(text, new RegExp(escape(text), 'gu'), () => 1)
  const between = '[^\\p{L}\\p{N}\\p{M}]+'
  return finderBy(first, new RegExp(`(?<!${LETTERS})${telling.map(escape).join(between)}`, 'gu'), () => 1)
}

export const finderOf = ({ text, stem, quoted }: Wanted): Finder => {
  if (quoted) return phraseFinder(text)
  const isWord = IS_WORD.test(text)
  if (isWord && text.length === 1 && !hasSpaceless(text) && !/[^a-z0-9]/.test(text))
    return finderBy(
      text,
      new RegExp(`(?<!${LETTERS})${escape(text)}(?!${LETTERS})`, 'gu'),
      () => QUALITY.word,
    )
  if (isWord && text.length < SHORTEST_PART && !hasSpaceless(text) && !/\p{Script=Greek}/u.test(text))
    return finderBy(text, new RegExp(`(?<!${LETTERS})${escape(text)}`, 'gu'), (found, folded, start) =>
      isLetterAt(folded, start + found.length) ? QUALITY.beginning : QUALITY.word,
    )
  const exact = finderBy(text, new RegExp(escape(text), 'gu'), (found, folded, start) => {
    if (isWord && isLetterBefore(folded, start)) return QUALITY.part
    return isWord && isLetterAt(folded, start + found.length) ? QUALITY.beginning : QUALITY.word
  })
  if (stem === undefined) return exact
  const forms = finderBy(
    stem,
    new RegExp(`(?<!${LETTERS})${escape(stem)}${LETTERS}*`, 'gu'),
    () => QUALITY.form,
  )
  return (folded) => {
    const found = exact(folded)
    return found.length > 0 ? found : forms(folded)
  }
}

/** Finds words with one wrong letter; undefined for what is too short to be told by the rest. */
export const nearFinderOf = (wanted: Wanted): Finder | undefined => {
  const halves = halvesOf(wanted)
  if (!halves) return undefined
  const chars = Array.from(wanted.text)
  return (folded) => {
    if (!halves.some((half) => folded.includes(half))) return []
    return [...folded.matchAll(/[\p{L}\p{M}]+/gu)].flatMap(({ 0: word, index }) => {
      const isNear = Math.abs(word.length - wanted.text.length) <= 1 && differsOnce(Array.from(word), chars)
      return isNear ? [{ start: index, end: index + word.length, quality: QUALITY.near }] : []
    })
  }
}

/** Whether one letter more, one less, another one, or two exchanged ones make the words equal. */
const differsOnce = (one: readonly string[], other: readonly string[]): boolean => {
  let start = 0
  while (start < one.length && one[start] === other[start]) start++
  const rests = (inOne: number, inOther: number): boolean =>
    one.length - inOne === other.length - inOther &&
    one.slice(inOne).every((char, at) => char === other[inOther + at])
  const isExchanged =
    one[start] === other[start + 1] && one[start + 1] === other[start] && rests(start + 2, start + 2)
  return rests(start + 1, start + 1) || rests(start + 1, start) || rests(start, start + 1) || isExchanged
}

export interface Relevance {
  /** How many of the wanted things were found. */
  count: number
  /** From 0 to about 2. */
  relevance: number
}

/** Closer than this, in UTF-16 units, all count as one statement. */
const NEAR = 120

/** Judges a text by the places of each wanted thing. */
export const weighFound = (places: readonly (readonly Found[])[]): Relevance => {
  const found = places.filter((each) => each.length > 0)
  if (found.length === 0) return { count: 0, relevance: 0 }
  const best = found.reduce((sum, each) => sum + Math.max(...each.map(({ quality }) => quality)), 0)
  return { count: found.length, relevance: best / places.length + (isNear(found) ? 0.5 : 0) }
}

/** Whether each is found near a place of the first. */
const isNear = ([first = [], ...others]: readonly (readonly Found[])[]): boolean =>
  others.length > 0 &&
  first.some(({ start }) =>
    others.every((each) => each.some((other) => Math.abs(other.start - start) <= NEAR)),
  )
