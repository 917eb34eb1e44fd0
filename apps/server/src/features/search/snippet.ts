// The piece of a text that shows why it was found.
import type { SearchHit } from '@lectern/protocol'
import type { FoldedText, Found } from './matching.ts'

/** In UTF-16 units. */
const LENGTH = 180
const BEFORE = 50

type Snippet = Pick<SearchHit, 'snippet' | 'marks'>

/** Around the place with the most of what was found; from the beginning if nothing was. */
export const cutSnippet = (text: string, { places }: FoldedText, found: readonly Found[]): Snippet => {
  const marks = joined(
    found.map(({ start, end }) => [places[start] ?? 0, places[end] ?? text.length] as const),
  )
  const first = densest(marks)
  const start = beginOfWord(text, Math.max(0, first - BEFORE), first)
  const end = endOfWord(text, Math.min(text.length, start + LENGTH))
  const before = start > 0 ? 1 : 0
  return {
    snippet: `${start > 0 ? '…' : ''}${text.slice(start, end)}${end < text.length ? '…' : ''}`,
    marks: marks
      .filter(([from, to]) => from >= start && to <= end)
      .map(([from, to]) => ({ start: from - start + before, end: to - start + before })),
  }
}

type Range = readonly [start: number, end: number]

/** In order, and without overlaps. */
const joined = (ranges: readonly Range[]): Range[] => {
  const all: [number, number][] = []
  for (const [start, end] of ranges.filter(([from, to]) => from < to).toSorted((a, b) => a[0] - b[0])) {
    const last = all.at(-1)
    if (last && start <= last[1]) last[1] = Math.max(last[1], end)
    else all.push([start, end])
  }
  return all
}

/** The beginning of the range after which the most others fit into one snippet. */
const densest = (ranges: readonly Range[]): number => {
  let [most, at, last] = [0, 0, 0]
  ranges.forEach(([start], index) => {
    while ((ranges[last]?.[1] ?? Infinity) <= start + LENGTH - BEFORE) last++
    if (last - index > most) [most, at] = [last - index, start]
  })
  return at
}

const SPACE = /\s/
const WITHIN = 20

/** Words are not cut, unless they are long. */
const beginOfWord = (text: string, from: number, to: number): number => {
  if (from === 0) return 0
  for (let at = from; at < Math.min(to, from + WITHIN); at++) if (SPACE.test(text[at] ?? '')) return at + 1
  return isLow(text, from) ? from - 1 : from
}
const endOfWord = (text: string, to: number): number => {
  if (to === text.length) return to
  for (let at = to; at > to - WITHIN; at--) if (SPACE.test(text[at] ?? '')) return at
  return isLow(text, to) ? to - 1 : to
}

/** The second half of a character outside of the basic plane. */
const isLow = (text: string, at: number): boolean => /[\udc00-\udfff]/.test(text[at] ?? '')
