import { createContext, Fragment, useContext, type ReactNode } from 'react'
import { splitCitationMarks } from './citation-marks.ts'
import { Words } from './Mentions.tsx'

/** How the numbers of citations in a text are shown: [1] to [count]. */
export interface CitationMarks {
  count: number
  render: (number: number) => ReactNode
}

/** Of the text that is shown; without it, [1] is text like any other. */
export const CitationMarksContext = createContext<CitationMarks | undefined>(undefined)

/** Plain words, with the marks of citations in them. */
export const CitingWords = ({ text }: { text: string }) => {
  const marks = useContext(CitationMarksContext)
  if (!marks || marks.count === 0 || !text.includes('[')) return <Words text={text} />
  return splitCitationMarks(text, marks.count).map((piece, index) => (
    <Fragment key={index}>
      {typeof piece === 'string' ? <Words text={piece} /> : marks.render(piece)}
    </Fragment>
  ))
}
