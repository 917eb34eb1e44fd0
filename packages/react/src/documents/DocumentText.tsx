import { useId, useLayoutEffect, useMemo, useRef } from 'react'
import type { Document, DocumentImage, Span } from '@lectern/protocol'
import type { Token } from 'marked'
import { useLabels } from '../context/texts-context.ts'
import { useLazy } from '../hooks/use-lazy.ts'
import { anchorNames, headingsIn, highestHeading, type Anchors } from '../text/anchors.ts'
import { Markdown } from '../text/Markdown.tsx'
import { pageReader } from '../text/page-reader.ts'
import { PagedText } from './PagedText.tsx'

export interface DocumentTextProps {
  document: Pick<Document, 'content' | 'format' | 'images' | 'lang'> & { title?: string }
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
  const begin = afterTitle(document)
  const anchors = useAnchors(document, begin)
  useLayoutEffect(() => {
    if (end > start) cited.current?.scrollIntoView?.({ block: 'center' })
  }, [start, end, content])
  if (end <= start)
    return (
      <div className="lectern-document-text">
        <Piece document={document} anchors={anchors} from={begin} to={content.length} />
      </div>
    )
  return (
    <div className="lectern-document-text">
      <Piece document={document} anchors={anchors} from={Math.min(begin, start)} to={start} />
      <section ref={cited} className="lectern-cited" tabIndex={-1} aria-label={labels.documents.citedPassage}>
        <Piece document={document} anchors={anchors} from={start} to={end} />
      </section>
      <Piece document={document} anchors={anchors} from={end} to={content.length} />
    </div>
  )
}

/** Where the text begins below its own title, which stands above it already. */
const afterTitle = ({ content, format, title }: DocumentTextProps['document']): number => {
  const [whole = '', heading = ''] = (format === 'markdown' && /^\s*# ([^\n]*)(?:\n|$)/.exec(content)) || []
  const name = heading.replaceAll(/[*`]/g, '').trim()
  return name !== '' && name === title?.trim() ? whole.length : 0
}

type AnchorsAt = (from: number) => Anchors | undefined

const NO_ANCHORS: AnchorsAt = () => undefined

/** The headings of the whole text, as seen from a part of it. */
const anchorsOf = (
  prefix: string,
  { content, begin }: { content: string; begin: number },
  lexPage: (text: string) => readonly Token[],
): AnchorsAt => {
  const names = anchorNames(lexPage(content))
  const highest = highestHeading(lexPage(content.slice(begin)))
  const countBefore = (from: number) => headingsIn(lexPage(content.slice(0, from))).length
  return (from) => ({ prefix, names, highest, before: from === 0 ? 0 : countBefore(from) })
}

const useAnchors = ({ content, format }: DocumentTextProps['document'], begin: number): AnchorsAt => {
  const id = useId()
  const lexPage = useLazy(pageReader)
  const isPage = format === 'markdown'
  return useMemo(
    () => (lexPage && isPage ? anchorsOf(`page-${id}-`, { content, begin }, lexPage) : NO_ANCHORS),
    [id, lexPage, content, begin, isPage],
  )
}

interface PieceProps {
  anchors: AnchorsAt
  document: DocumentTextProps['document']
  from: number
  to: number
}

const NONE: DocumentImage[] = []

const Piece = ({ document: { content, format, lang, images = NONE }, anchors: at, from, to }: PieceProps) => {
  const text = content.slice(from, to)
  const anchors = useMemo(() => at(from), [at, from])
  if (text.trim() === '' && format === 'markdown') return null
  return format === 'markdown' ? (
    <Markdown text={text} lang={lang} page images={images} anchors={anchors} />
  ) : (
    <PagedText {...{ content, lang, from, to }} />
  )
}
