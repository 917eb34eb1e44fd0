// Marks search matches within Markdown: characters of the private use area surround them and become elements
// where the text is rendered. Formulas, code and addresses are left out, because the characters would break
// them.
import type { Highlight } from '@lectern/protocol'

export const MARK_BEGIN = '\uE0D0'
export const MARK_END = '\uE0D1'
const SIGNS = /[\uE0D0\uE0D1]/g

interface Stretch {
  from: number
  to: number
}

interface Kind {
  open: string
  /** Finds the end. */
  close: RegExp
  /** The fewest characters between. */
  least: number
  /** Without an end it goes on to the end of the text. */
  endless?: true
}

/** In the order in which they are tried at a place. */
const KINDS: readonly Kind[] = [
  { open: '```', close: /```/g, least: 0, endless: true },
  { open: '$$', close: /\$\$/g, least: 1 },
  { open: '$', close: /\$|\n/g, least: 0 },
  { open: '\\(', close: /\\\)/g, least: 1 },
  { open: '\\[', close: /\\\]/g, least: 1 },
  { open: '`', close: /`|\n/g, least: 0 },
  { open: '](', close: /\)|\n/g, least: 0 },
]
const BEGIN = /```|\$|\\[([]|`|\]\(|https?:\/\//g
const ADDRESS = /https?:\/\/\S+/y

/** One expression for all of them would begin anew at each sign; this looks for each end once. */
const untouchedIn = (text: string): Stretch[] => {
  const ends = new Map(KINDS.map((kind) => [kind, finder(text, kind.close)]))
  const found: Stretch[] = []
  let done = 0
  for (const { index: from } of text.matchAll(BEGIN)) {
    if (from < done) continue
    const to = endAt(text, from, ends)
    if (to !== undefined) found.push({ from, to: (done = to) })
  }
  return found
}

type Finder = (from: number) => RegExpExecArray | undefined

const endAt = (text: string, from: number, ends: ReadonlyMap<Kind, Finder>): number | undefined => {
  for (const [kind, find] of ends) {
    if (!text.startsWith(kind.open, from)) continue
    const stop = find(from + kind.open.length + kind.least)
    if (!stop && kind.endless) return text.length
    const isEmpty = kind.open === '$' && stop?.index === from + 1
    if (stop && stop[0] !== '\n' && !isEmpty) return stop.index + stop[0].length
  }
  ADDRESS.lastIndex = from
  return ADDRESS.test(text) ? ADDRESS.lastIndex : undefined
}

/** Finds from a place that only grows: looks again when the last find is behind it. */
const finder = (text: string, close: RegExp): Finder => {
  let last: RegExpExecArray | null | undefined
  return (from) => {
    if (last === undefined || (last && last.index < from)) {
      close.lastIndex = from
      last = close.exec(text)
    }
    return last ?? undefined
  }
}

/** Whether a place meets none of them; they are in order. */
const isFree = (untouched: readonly Stretch[], { start, end }: Highlight): boolean => {
  let [low, high] = [0, untouched.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((untouched[middle]?.to ?? 0) <= start) low = middle + 1
    else high = middle
  }
  return (untouched[low]?.from ?? Infinity) >= end
}

export const withoutMarks = (text: string): string => text.replaceAll(SIGNS, '')

export const markWords = (text: string, highlights: readonly Highlight[]): string => {
  const untouched = untouchedIn(text)
  let marked = ''
  let at = 0
  for (const { start, end } of highlights.filter((each) => isFree(untouched, each))) {
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
