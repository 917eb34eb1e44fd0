import { createContext, Fragment, useContext } from 'react'
import type { DocumentPart } from '../documents/Citations.tsx'
import { useSurroundings } from '../context/instructor-chat-context.tsx'
import { splitCitationMarks } from '../text/citation-marks.ts'
import { Words } from '../text/Mentions.tsx'

/** What the marks in a text may mean; `coming` while it is still being written. */
export type Cited = readonly DocumentPart[] | 'coming'

/** Of the message that is shown. */
export const CitedContext = createContext<Cited>([])

const MOST = 20

/** Plain words, with [1] as the way to what is cited. */
export const CitingWords = ({ text }: { text: string }) => {
  const cited = useContext(CitedContext)
  const count = cited === 'coming' ? MOST : cited.length
  if (count === 0 || !text.includes('[')) return <Words text={text} />
  return splitCitationMarks(text, count).map((piece, index) => (
    <Fragment key={index}>
      {typeof piece === 'string' ? (
        <Words text={piece} />
      ) : (
        <CitationMark number={piece} citation={cited === 'coming' ? undefined : cited[piece - 1]} />
      )}
    </Fragment>
  ))
}

const CitationMark = ({ number, citation }: { number: number; citation: DocumentPart | undefined }) => {
  const { labels, openDocument } = useSurroundings()
  if (!citation || citation.title === '' || !openDocument)
    return <span className="lectern-citation-mark">{number}</span>
  const { title, document_id, version, span } = citation
  const label = labels.assistant.source(number, title)
  return (
    <button
      type="button"
      className="lectern-citation-mark"
      aria-label={label}
      title={label}
      onClick={() => openDocument({ document_id, version, ...(span.end > span.start && { span }) })}
    >
      {number}
    </button>
  )
}
