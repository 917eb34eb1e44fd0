// Marks search matches within Markdown: characters of the private use area surround them and become elements
// where the text is rendered. Formulas, code and addresses are left out, because the characters would break
// them. The reader says what is words: all matches are marked first, and those that it finds elsewhere are not.
import type { Highlight } from '@lectern/protocol'
import type { Token, Tokens } from 'marked'
import { childrenOf } from './token-children.ts'

export const MARK_BEGIN = '\uE0D0'
export const MARK_END = '\uE0D1'
const SIGNS = /[\uE0D0\uE0D1]/g

export const withoutMarks = (text: string): string => text.replaceAll(SIGNS, '')

type Read = (text: string) => readonly Token[]

/** For each highlight a sign of its own, to see where the reader puts it. */
const FIRST_PROBE = 0xe1_00
const MAX_HIGHLIGHTS = 500

export const markWords = (text: string, highlights: readonly Highlight[], read: Read): string => {
  const clean = text.replaceAll(PRIVATE, '')
  const wanted = clean === text ? inOrder(highlights).slice(0, MAX_HIGHLIGHTS) : []
  if (wanted.length === 0) return withoutMarks(text)
  const probes = wanted.map((_, index) => String.fromCharCode(FIRST_PROBE + index))
  const marked = insert(text, wanted, (index) => [probes[index] ?? '', MARK_END])
  const inWords = new Set(wordsIn(read(marked)).flatMap(probesIn))
  const free = wanted.filter((_, index) => inWords.has(probes[index] ?? ''))
  return insert(text, free, () => [MARK_BEGIN, MARK_END])
}

/** Those whose end is in the same piece. */
const probesIn = (piece: string): readonly string[] => {
  const end = piece.lastIndexOf(MARK_END)
  return [...piece.matchAll(/[\uE100-\uE2FF]/g)].flatMap(({ 0: probe, index }) =>
    index < end ? [probe] : [],
  )
}

const PRIVATE = /[\uE0D0\uE0D1\uE100-\uE2FF]/g

const inOrder = (highlights: readonly Highlight[]): Highlight[] => {
  let at = 0
  return highlights.filter(({ start, end }) => {
    const isNext = start >= at && end > start
    if (isNext) at = end
    return isNext
  })
}

const insert = (
  text: string,
  highlights: readonly Highlight[],
  signs: (index: number) => readonly [string, string],
): string => {
  let marked = ''
  let at = 0
  for (const [index, { start, end }] of highlights.entries()) {
    const [begin, finish] = signs(index)
    marked += text.slice(at, start) + begin + text.slice(start, end) + finish
    at = end
  }
  return marked + text.slice(at)
}

const isAddress = (token: Token): boolean =>
  token.type === 'link' && (token.raw === token.text || (token as Tokens.Link).autolink === true)

/** The texts that are drawn as words, also in links and quotes. */
const wordsIn = (tokens: readonly Token[]): readonly string[] =>
  tokens.flatMap((token) => {
    const inside = isAddress(token) ? [] : childrenOf(token)
    if (inside.length > 0) return wordsIn(inside)
    return token.type === 'text' ? [(token as Tokens.Text).text] : []
  })

/** The pieces of a rendered text, and which of them are marked. */
export const markedPieces = (text: string): readonly { text: string; marked: boolean }[] =>
  text
    .split(/(\uE0D0[^\uE0D0\uE0D1]*\uE0D1)/)
    .filter((piece) => piece !== '')
    .map((piece) => ({ text: withoutMarks(piece), marked: piece.startsWith(MARK_BEGIN) }))
