// Wordings of one language, one a line, as patterns on plain text. A line is a regular expression with three signs of
// its own: `~` stands for up to four words, `*` after a letter for the rest of a word, and `$` for the end of the sentence. Each gap has
// a limit, so the work grows with the text alone.
import { isSpaceless } from '../../../platform/words.ts'
import { foldWording } from './plain.ts'

const FEW_WORDS = '(?:[^ .]+ ){0,4}'
const FEW_WORDS_MORE = '(?: [^ .]+){0,4}'
const FEW_CHARS = '[^.]{0,8}'
const SENTENCE_END = '(?= \\.| $)'

const spell = (line: string): string =>
  line
    .replaceAll(' ~', FEW_WORDS_MORE)
    .replaceAll('~ ', FEW_WORDS)
    .replaceAll('~', FEW_CHARS)
    .replace(/(?<=[\p{L}\p{M}])\*/gu, '[^ .]*')

const patternOf = (line: string): string => {
  const folded = foldWording(line)
  const begins = folded.startsWith('^')
  const body = spell(folded.slice(begins ? 1 : 0)).replaceAll('$', SENTENCE_END)
  if (isSpaceless(folded)) return `(?:${begins ? '^ ' : ''}${body})`
  return `(?<=${begins ? '^ ' : ' '})(?:${body})(?= )`
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

const NEVER = /(?!)/u

/** Finds any of the lines anywhere in plain text. */
export const anyOf = (text: string | undefined): RegExp => {
  const lines = linesOf(text ?? '')
  return lines.length === 0 ? NEVER : new RegExp(lines.map(patternOf).join('|'), 'u')
}

/** Finds a whole sentence that is one of the lines. */
export const wholeOf = (text: string | undefined): RegExp => {
  const lines = linesOf(text ?? '')
  if (lines.length === 0) return NEVER
  const bodies = lines.map((line) => spell(foldWording(line)))
  return new RegExp(`^ (?:${bodies.join('|')}) (?:\\. )?$`, 'u')
}

/** The wordings of a language; each kind has lines, and a language need not have all. */
export interface Wordings {
  lang: string
  /** Its letters, where only texts with them are in it. */
  script?: RegExp
  /** Anywhere: somebody may come to harm. */
  danger: string
  /** Anywhere: sounds like danger, and is none. */
  harmless?: string
  /** Where a sentence begins that asks. */
  asks?: string
  /** Anywhere: wants to know something without asking. */
  wants?: string
  /** Whole sentences. */
  greeting?: string
  thanks?: string
  yes?: string
  no?: string
  follow_up?: string
  /** Says or asks nothing itself: "could somebody tell me". */
  filler?: string
  /** Anywhere. */
  organisation?: string
  feeling?: string
  insult?: string
  arithmetic?: string
  /** Where a sentence begins that tells of oneself. */
  remark?: string
}
