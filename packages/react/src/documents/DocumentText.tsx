import { useLayoutEffect, useRef } from 'react'
import type { Document, DocumentImage, Span } from '@lectern/protocol'
import { useLabels } from '../context/texts-context.ts'
import { Markdown } from '../text/Markdown.tsx'
import { PagedText } from './PagedText.tsx'

export interface DocumentTextProps {
  document: Pick<Document, 'content' | 'format' | 'images'>
  /** A passage to mark and to scroll to. */
  span?: Pick<Span, 'start' | 'end'> | undefined
}

/**
 * The text of a document. Passages are whole paragraphs, so the text is rendered in three pieces around the
 * marked one.
 */
export const DocumentText = ({ document, span }: DocumentTextProps) => {
  const labels = useLabels()
  const cited = useRef<HTMLElement>(null)
  const { content } = document
  const { start, end } = span ?? { start: 0, end: 0 }
  useLayoutEffect(() => {
    if (end > start) cited.current?.scrollIntoView?.({ block: 'center' })
  }, [start, end, content])
  if (end <= start)
    return (
      <div className="lectern-document-text">
        <Piece document={document} from={0} to={content.length} />
      </div>
    )
  return (
    <div className="lectern-document-text">
      <Piece document={document} from={0} to={start} />
      <section ref={cited} className="lectern-cited" tabIndex={-1} aria-label={labels.documents.citedPassage}>
        <Piece document={document} from={start} to={end} />
      </section>
      <Piece document={document} from={end} to={content.length} />
    </div>
  )
}

interface PieceProps {
  document: DocumentTextProps['document']
  from: number
  to: number
}

const NONE: DocumentImage[] = []

const Piece = ({ document: { content, format, images = NONE }, from, to }: PieceProps) => {
  const text = content.slice(from, to)
  if (text.trim() === '' && format === 'markdown') return null
  return format === 'markdown' ? (
    <Markdown text={text} page images={images} />
  ) : (
    <PagedText {...{ content, from, to }} />
  )
}
