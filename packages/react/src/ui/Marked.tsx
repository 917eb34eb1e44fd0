import type { SearchHit } from '@lectern/protocol'
import { useLabels } from '../context/texts-context.ts'

interface MarkedProps {
  hit: Pick<SearchHit, 'snippet' | 'marks' | 'of'>
  /** In one line: the first mark is near its beginning. */
  short?: boolean
}

/** Signs of Markdown say nothing in a line of plain text. */
const plain = (text: string): string => text.replace(/\*\*|`|^#{1,6} |^> ?/gm, '')

/** Before the first mark, in UTF-16 units. */
const LEAD = 24

/** The snippet, with what was searched for marked. */
export const Marked = ({ hit: { snippet, marks, of }, short = false }: MarkedProps) => {
  const { search } = useLabels()
  const first = marks[0]?.start ?? 0
  const begin = short && first > LEAD ? snippet.indexOf(' ', first - LEAD) + 1 : 0
  const from = begin > first ? 0 : begin
  const ends = [from, ...marks.map(({ end }) => end)]
  return (
    <>
      {of && <span>{snippet === '' ? search.kindOf[of] : search.named(search.kindOf[of])}</span>}
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
