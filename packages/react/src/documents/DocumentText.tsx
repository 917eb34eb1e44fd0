import { useLayoutEffect, useRef, type ReactNode } from 'react'
import type { Document, Span } from '@lectern/protocol'
import { useLabels } from '../instructor-chat-context.tsx'
import { Markdown } from '../text/Markdown.tsx'

export interface DocumentTextProps {
  document: Pick<Document, 'content' | 'format'>
  /** A passage to mark and to scroll to. */
  span?: Pick<Span, 'start' | 'end'> | undefined
}

/** What a document says. Passages are whole paragraphs, so the text is drawn in three pieces around the marked one. */
export const DocumentText = ({ document: { content, format }, span }: DocumentTextProps) => {
  const labels = useLabels()
  const cited = useRef<HTMLElement>(null)
  const { start, end } = span ?? { start: 0, end: 0 }
  useLayoutEffect(() => {
    if (end > start) cited.current?.scrollIntoView?.({ block: 'center' })
  }, [start, end, content])
  const draw = (text: string): ReactNode =>
    format === 'markdown' ? <Markdown text={text} page /> : <p className="lectern-raw">{text.trim()}</p>
  if (end <= start) return <div className="lectern-document-text">{draw(content)}</div>
  return (
    <div className="lectern-document-text">
      {content.slice(0, start).trim() !== '' && draw(content.slice(0, start))}
      <section ref={cited} className="lectern-cited" tabIndex={-1} aria-label={labels.documents.citedPassage}>
        {draw(content.slice(start, end))}
      </section>
      {content.slice(end).trim() !== '' && draw(content.slice(end))}
    </div>
  )
}
