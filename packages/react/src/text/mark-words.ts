// Marks search matches within Markdown: characters of the private use area surround them and become elements
// where the text is rendered. Formulas, code and addresses are left out, because the characters would break
// them.
import type { Highlight } from '@lectern/protocol'

export const MARK_BEGIN = '\uE0D0'
export const MARK_END = '\uE0D1'
const SIGNS = /[\uE0D0\uE0D1]/g

const UNTOUCHED =
  /```[\s\S]*?(?:```|$)|\$\$[\s\S]+?\$\$|\$[^$\n]+\$|\\\([\s\S]+?\\\)|\\\[[\s\S]+?\\\]|`[^`\n]*`|\]\([^)\n]*\)|https?:\/\/\S+/g

export const withoutMarks = (text: string): string => text.replaceAll(SIGNS, '')

export const markWords = (text: string, highlights: readonly Highlight[]): string => {
  const untouched = [...text.matchAll(UNTOUCHED)].map(({ 0: { length }, index }) => [index, index + length])
  const isFree = ({ start, end }: Highlight) =>
    untouched.every(([from = 0, to = 0]) => end <= from || start >= to)
  let marked = ''
  let at = 0
  for (const { start, end } of highlights.filter(isFree)) {
    if (start < at) continue
    marked += `${withoutMarks(text.slice(at, start))}${MARK_BEGIN}${withoutMarks(text.slice(start, end))}${MARK_END}`
    at = end
  }
  return marked + withoutMarks(text.slice(at))
}

/** The pieces of a rendered text, and which of them are marked. */
export const markedPieces = (text: string): readonly { text: string; marked: boolean }[] =>
  text
    .split(/(\uE0D0[^\uE0D0\uE0D1]*\uE0D1)/)
    .filter((piece) => piece !== '')
    .map((piece) => ({ text: withoutMarks(piece), marked: piece.startsWith(MARK_BEGIN) }))
