import { Fragment } from 'react'
import { PAGE_MARK } from '@lectern/protocol'
import { useLabels } from '../context/texts-context.ts'

interface PagedTextProps {
  content: string
  lang: string | undefined
  /** The part of it that is shown. */
  from: number
  to: number
}

/** Plain text; text from pages has a number at the start of each page. */
export const PagedText = ({ content, lang, from, to }: PagedTextProps) => {
  const labels = useLabels().documents
  const isPaged = content.includes(PAGE_MARK)
  const before = content.slice(0, from).split(PAGE_MARK).length
  return content
    .slice(from, to)
    .split(PAGE_MARK)
    .map((text, index) => {
      const begins = isPaged && (index > 0 || from === 0)
      return (
        <Fragment key={index}>
          {begins && <p className="lectern-page-mark">{labels.page(before + index)}</p>}
          {text.trim() !== '' && (
            <p className="lectern-raw" lang={lang}>
              {text.trim()}
            </p>
          )}
        </Fragment>
      )
    })
}
