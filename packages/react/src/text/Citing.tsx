import { createContext, Fragment, useContext, type ReactNode } from 'react'
import { splitCitationMarks } from './citation-marks.ts'
import { Words } from './Words.tsx'

/** The rendering of citation numbers in a text: [1] to [count]. */
export interface CitationMarks {
  count: number
  render: (number: number) => ReactNode
}

/** The citations of the shown text; without them, [1] is plain text. */
export const CitationMarksContext = createContext<CitationMarks | undefined>(undefined)

/** Plain words, with citation marks in them. */
export const CitingWords = ({ text }: { text: string }) => {
  const marks = useContext(CitationMarksContext)
  if (!marks || marks.count === 0 || !text.includes('[')) return <Words text={text} />
  return splitCitationMarks(text, marks.count).map((piece, index) => (
    <Fragment key={index}>
      {typeof piece === 'string' ? <Words text={piece} /> : marks.render(piece)}
    </Fragment>
  ))
}
