import type { SearchHit } from '@lectern/protocol'

interface MarkedProps {
  hit: Pick<SearchHit, 'snippet' | 'marks'>
  /** In one line: the first mark is near its beginning. */
  short?: boolean
}

/** Signs of Markdown say nothing in a line of plain text. */
const plain = (text: string): string => text.replace(/\*\*|`|^#{1,6} |^> ?/gm, '')

/** Before the first mark, in UTF-16 units. */
const LEAD = 24

/** The snippet, with what was searched for marked. */
export const Marked = ({ hit: { snippet, marks }, short = false }: MarkedProps) => {
  const first = marks[0]?.start ?? 0
  const begin = short && first > LEAD ? snippet.indexOf(' ', first - LEAD) + 1 : 0
  const from = begin > first ? 0 : begin
  const ends = [from, ...marks.map(({ end }) => end)]
  return (
    <>
      {from > 0 && <span>…</span>}
      {marks.map(({ start, end }, index) => (
        <span key={start}>
          <span>{plain(snippet.slice(ends[index], start))}</span>
          <mark>{plain(snippet.slice(start, end))}</mark>
        </span>
      ))}
      <span>{plain(snippet.slice(ends.at(-1)))}</span>
    </>
  )
}
