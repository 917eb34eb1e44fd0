import { placeInText } from '../../../text/place-in-text.ts'
import { guessLanguage } from './guess-language.ts'
import { htmlAsMarkdown } from './html-as-markdown.ts'

export interface PasteResult {
  /** The text to insert. */
  text: string
  /** The alternative to offer. */
  offer?: { kind: 'code'; name: string; text: string } | { kind: 'plain'; text: string }
}

export interface Clip {
  plain: string
  html: string
  /** The text before, inside and after the selection. */
  before: string
  selected: string
  after: string
}

/** Longer than any message; its structure is of no use. */
const MAX_CHARS = 60_000

/** The insertion for the clipboard, or undefined if the browser's own paste is right. */
export const convertPaste = (clip: Clip): PasteResult | undefined => {
  const plain = clip.plain.replace(/\r\n?/gu, '\n')
  if (plain.trim() === '' || plain.length > MAX_CHARS) return undefined
  if (clip.before !== '' && placeInText(clip.before, clip.after) === 'code') return undefined
  if (isAddress(plain.trim()) && isWords(clip.selected)) return { text: link(clip.selected, plain.trim()) }
  const isTable = /<t[dh][\s>]/iu.test(clip.html)
  const guess = isTable ? undefined : guessLanguage(plain)
  const rich = guess || clip.html.length > MAX_CHARS * 10 ? undefined : htmlAsMarkdown(clip.html)
  if (rich && removeSpaces(rich) !== removeSpaces(plain))
    return { text: rich, offer: { kind: 'plain', text: plain } }
  if (!guess) return undefined
  return { text: plain, offer: { kind: 'code', name: guess.name, text: fenced(plain, guess.language, clip) } }
}

const isAddress = (text: string): boolean => /^https?:\/\/\S+$/iu.test(text)
const isWords = (text: string): boolean =>
  text.trim() !== '' && !/[\n[\]]/u.test(text) && !isAddress(text.trim())

const link = (words: string, address: string): string =>
  `[${words.trim()}](${address.replace(/[()]/gu, (sign) => (sign === '(' ? '%28' : '%29'))})`

const removeSpaces = (text: string): string => text.replace(/\s+/gu, '')

const fenced = (code: string, language: string, { before, after }: Clip): string => {
  const longest = Math.max(2, ...(code.match(/`{3,}/gu) ?? []).map(({ length }) => length))
  const fence = '`'.repeat(longest + 1)
  const lead = before === '' || before.endsWith('\n') ? '' : '\n'
  const trail = after === '' || after.startsWith('\n') ? '' : '\n'
  return `${lead}${fence}${language}\n${code.replace(/\n+$/u, '')}\n${fence}${trail}`
}
