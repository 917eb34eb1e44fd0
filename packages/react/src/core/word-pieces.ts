// Words for a comparison. Some scripts write words without blanks between them: there each character is a piece, with its
// marks, so that one changed character is one difference and not the whole paragraph.

const WITHOUT_BLANKS = [
  'Han',
  'Hiragana',
  'Katakana',
  'Bopomofo',
  'Yi',
  'Thai',
  'Lao',
  'Khmer',
  'Myanmar',
  'Tibetan',
]
  .map((script) => `\\p{scx=${script}}`)
  .join('')
/** Also their punctuation and wide forms. */
const SINGLE = `[${WITHOUT_BLANKS}\\u3000-\\u303f\\uff00-\\uffef]`
const CHARACTER = `${SINGLE}(?:[\\p{M}\\u200d\\u{e0100}-\\u{e01ef}])*`
const WORD = `(?:(?!${SINGLE})\\S)+`

const PIECES = new RegExp(`\\n{2,}|\\s|${CHARACTER}|${WORD}`, 'gu')
const WITH_BLANKS = new RegExp(`(?:${CHARACTER}|${WORD})\\s*|\\s+`, 'gu')

/** Words, blanks and line ends; an empty line is one piece. */
export const wordPieces = (text: string): string[] => text.match(PIECES) ?? []

/** Words with the blanks after them. */
export const wordsWithBlanks = (text: string): string[] => text.match(WITH_BLANKS) ?? []
