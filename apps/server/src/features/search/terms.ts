// What the index of messages keeps of a text, and which of it a message must have to contain what is searched for. The index
// only offers messages: whether one truly contains it is decided by `matching.ts`. So a term may promise too much, and
// must never promise too little.
import type { Message } from '@lectern/protocol'
import { STOP_WORDS } from '../../platform/stop-words.ts'
import { foldForSearch, stemOf } from '../../platform/words.ts'
import type { TermMatch } from '../../records/message-terms.ts'

/** A word, a part of one, or a phrase that a message must contain. */
export interface Wanted {
  /** Folded. A phrase has single spaces. */
  text: string
  /** Another form of the word is found, too. */
  stem?: string
  quoted: boolean
}

/** A sign of private use says what a term is. People's text has none of them once it is folded. */
const SIGN = {
  gram: '\uE000',
  word: '\uE001',
  pair: '\uE002',
  conversation: '\uE003',
  sender: '\uE004',
  has: '\uE005',
  month: '\uE006',
} as const
/** Stands for an ASCII sign, which the indexes may take for their own. */
const ASCII_SIGNS = 0xe100

const PRIVATE = /\p{Co}/gu
const APOSTROPHES = /[‘’ʼ＇]/g

/** As texts and searches are compared: without case and accents, and one spelling of what looks alike. */
export const foldForMatch = (text: string): string =>
  ASCII.test(text) ? text.toLowerCase() : foldOther(text)
const ASCII = /^[\0-\x7f]*$/

const foldOther = (text: string): string =>
  foldForSearch(text).replaceAll('ς', 'σ').replace(APOSTROPHES, "'").replace(PRIVATE, ' ')

/** Written without spaces between words: each character, and each two, are terms. */
const SPACELESS_RUN =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+/gu
const WORDS = /[\p{L}\p{N}\p{M}]+/gu
/** A sign, or a letter that stands for something, is searched for alone. */
const TELLING = /[\p{Script=Greek}\p{S}]/u
const SHORT_WORD = 3

/** ASCII signs and controls, but white space. */
const SIGNS = /(?!\s)[!-/:-@[-`{-~\p{Cc}]/gu
const codeOf = (sign: string): string => String.fromCharCode(ASCII_SIGNS + sign.charCodeAt(0))
/** A folded text without signs that an index may take for its own. */
const encode = (text: string): string => text.replace(SIGNS, codeOf)

/** Runs of so many characters. */
const runsOf = (text: string, length: number): string[] => {
  const runs: string[] = []
  if (!PAIRED.test(text)) {
    for (let at = 0; at + length <= text.length; at++) runs.push(text.slice(at, at + length))
    return runs
  }
  const chars = Array.from(text)
  return chars.slice(length - 1).map((_, index) => chars.slice(index, index + length).join(''))
}
/** A character of two UTF-16 units. */
const PAIRED = /[\ud800-\udfff]/

interface Piece {
  /** Encoded. */
  text: string
  spaceless: boolean
}

const WHITE = /\s+/
const HAS_SPACELESS = new RegExp(SPACELESS_RUN.source, 'u')

/** Whether some of it is of a script without spaces. */
export const hasSpaceless = (text: string): boolean => HAS_SPACELESS.test(text)

/** The parts of an encoded text without white space, by whether their script has spaces. */
const piecesOf = (encoded: string): Piece[] => {
  const pieces: Piece[] = []
  const add = (text: string, spaceless: boolean): void => {
    if (text !== '') pieces.push({ text, spaceless })
  }
  const isMixed = hasSpaceless(encoded)
  for (const chunk of encoded.split(WHITE)) {
    let end = 0
    if (isMixed)
      for (const { 0: run, index } of chunk.matchAll(SPACELESS_RUN)) {
        add(chunk.slice(end, index), false)
        add(run, true)
        end = index + run.length
      }
    add(chunk.slice(end), false)
  }
  return pieces
}

/** Words in the order of the text; those of scripts without spaces are left out. */
export const spacedWordsOf = (folded: string): string[] =>
  (hasSpaceless(folded) ? folded.replace(SPACELESS_RUN, ' ') : folded).match(WORDS) ?? []

const isPaired = (first: string, second: string): boolean =>
  [first, second].some((word) => word.length <= SHORT_WORD || STOP_WORDS.has(word))

const pairTerm = (first: string, second: string): string => `${SIGN.pair}${first}${codeOf(' ')}${second}`
const wordTerm = (word: string): string =>
  SIGN.word + (PAIRED.test(word) ? Array.from(word).slice(0, 2).join('') : word.slice(0, 2))
const gramTerm = (gram: string): string => SIGN.gram + gram
/** Two characters with a sign among them, such as `c#` or `->`. */
const isSignPair = (pair: string): boolean => OTHER.test(pair)
const OTHER = /[^\p{L}\p{N}\p{M}]/u

/** All terms of a folded text. */
export const termsOf = (folded: string): Set<string> => {
  const terms = new Set<string>()
  const addGrams = (grams: readonly string[]): void => {
    for (const gram of grams) terms.add(SIGN.gram + gram)
  }
  for (const { text, spaceless } of piecesOf(encode(folded)))
    if (spaceless) {
      addGrams(Array.from(text))
      addGrams(runsOf(text, 2))
    } else {
      addGrams(runsOf(text, 3))
      if (OTHER.test(text)) addGrams(runsOf(text, 2).filter(isSignPair))
      if (TELLING.test(text)) addGrams(Array.from(text).filter((char) => TELLING.test(char)))
    }
  let before: string | undefined
  for (const word of spacedWordsOf(folded)) {
    terms.add(wordTerm(word))
    if (before !== undefined && isPaired(before, word)) terms.add(pairTerm(before, word))
    before = word
  }
  return terms
}

/** More say little, and each costs a look. */
const MOST_GRAMS = 8

/** So many of a list, spread over it. */
const spread = <T>(list: readonly T[], most: number): T[] => {
  const step = Math.max(1, (list.length - 1) / (most - 1))
  return list.filter((_, index) => Math.floor(index / step) > Math.floor((index - 1) / step))
}

/** What any message that contains a piece of a search has; nothing for what no term tells of. */
const pieceMatch = ({ text, spaceless }: Piece): string[] => {
  const { length } = Array.from(text)
  if (spaceless) return spread(length === 1 ? [text] : runsOf(text, 2), MOST_GRAMS).map(gramTerm)
  if (length >= 3) return spread(runsOf(text, 3), MOST_GRAMS).map(gramTerm)
  if (length === 2 && isSignPair(text)) return [gramTerm(text)]
  if (length === 1 && TELLING.test(text)) return [gramTerm(text)]
  return (text.match(WORDS) ?? []).map(wordTerm)
}

const allOf = (inner: readonly TermMatch[]): TermMatch | undefined =>
  inner.length > 0 ? { all: inner } : undefined

/** What every message has that contains it; undefined if no term tells of it. */
export const wantedMatch = ({ text, stem, quoted }: Wanted): TermMatch | undefined => {
  if (!quoted) return allOf(piecesOf(encode(stem ?? text)).flatMap(pieceMatch))
  const words = spacedWordsOf(text)
  const pairs = words.slice(1, -1).flatMap((word, index) => {
    // The last word of a search may be the beginning of one.
    const before = words[index] ?? ''
    return isPaired(before, word) ? [pairTerm(before, word)] : []
  })
  const inner = words.filter((word) => word.length >= 3).flatMap((word) => runsOf(word, 3))
  const spaceless = piecesOf(encode(text)).filter((piece) => piece.spaceless)
  const short = words.length === 1 || pairs.length === 0 ? words.map(wordTerm) : []
  const terms = [
    ...spread(pairs, MOST_GRAMS),
    ...spread(inner, MOST_GRAMS).map(gramTerm),
    ...spaceless.flatMap(pieceMatch),
    ...short,
  ]
  return allOf(terms.length > 0 ? terms : piecesOf(encode(text)).flatMap(pieceMatch))
}

/** With one wrong letter, one half of a word is right. */
export const nearMatch = (wanted: Wanted): TermMatch | undefined => {
  const halves = halvesOf(wanted)
  return halves && { any: halves.map((half) => ({ all: runsOf(half, 3).map(gramTerm) })) }
}

/** Of a word that is also found with one wrong letter. */
export const halvesOf = ({ text, quoted }: Wanted): [string, string] | undefined => {
  if (quoted || !isLongWord(text)) return undefined
  const chars = Array.from(text)
  const half = Math.floor(chars.length / 2)
  return [chars.slice(0, half).join(''), chars.slice(-half).join('')]
}

/** The shortest word that is also found with one wrong letter: each half has a run of three. */
const MISTYPED = 6
const isLongWord = (text: string): boolean => text.length >= MISTYPED && /^[\p{L}\p{M}]+$/u.test(text)

export const HAS = ['image', 'file', 'link', 'card', 'document'] as const
export type Has = (typeof HAS)[number]

const LINK = /\b(?:https?:\/\/|www\.)\S/i

/** What a message has besides words. */
export const hasOf = ({ kind, content, parts }: Pick<Message, 'kind' | 'content' | 'parts'>): Set<Has> => {
  const has = new Set<Has>()
  for (const { type } of parts) if (type === 'image' || type === 'file' || type === 'document') has.add(type)
  if (LINK.test(content)) has.add('link')
  if (kind === 'card') has.add('card')
  return has
}

export const conversationTerm = (id: string): string => SIGN.conversation + encode(id)
export const senderTerm = (id: string): string => SIGN.sender + encode(id)
export const hasTerm = (has: Has): string => SIGN.has + has
/** Of a time as ISO 8601, in UTC. */
export const monthTerm = (time: string): string => SIGN.month + encode(time.slice(0, 7))

/** A longer time is not narrowed by its months. */
const MOST_MONTHS = 36

/** The months from one time to another, both as ISO 8601; undefined if there are many. */
export const monthsMatch = (after: string, before: string): TermMatch | undefined => {
  const [first, last] = [countMonths(after), countMonths(before)]
  if (last - first > MOST_MONTHS) return undefined
  const months = Array.from({ length: Math.max(1, last - first + 1) }, (_, index) => nameMonth(first + index))
  return { any: months.map(monthTerm) }
}

/** Since the year 0. */
const countMonths = (time: string): number => Number(time.slice(0, 4)) * 12 + Number(time.slice(5, 7)) - 1
const nameMonth = (count: number): string =>
  `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}`

/** The beginning that a word shares with its other forms; undefined for what is no word. */
export const stemFor = (text: string): string | undefined => {
  const stem = /^[\p{L}\p{M}]+$/u.test(text) ? stemOf(text) : text
  return stem !== text && text.startsWith(stem) ? stem : undefined
}
