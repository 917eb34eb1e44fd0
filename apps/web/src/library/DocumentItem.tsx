import type { DocumentSummary, Passage } from '@lectern/protocol'
import { PassageText, useConversation, useFormats, useLabels } from '@lectern/react'
import { dotted, BookIcon, Faded } from '@lectern/react/ui'
import { texts } from '../texts/texts.ts'
import { documentPath } from '../routes.ts'
import { Link } from '../ui/Link.tsx'

/** Its place and the time of its last change. */
const useAbout = (document: DocumentSummary | undefined): string => {
  const formats = useFormats()
  const place = useConversation(document?.conversation_id ?? '', (summary) => summary?.display_title)
  if (!document) return ''
  const where = document.conversation_id === undefined ? texts.library.school : place
  return dotted(where, document.collection, formats.date(Date.parse(document.updated_at)))
}

export const DocumentItem = ({ document }: { document: DocumentSummary }) => {
  const labels = useLabels().documents
  const about = useAbout(document)
  return (
    <Link className="document-item" href={documentPath({ document_id: document.id })}>
      <span className="document-mark">
        <BookIcon />
      </span>
      <span className="document-words">
        <strong lang={document.lang} dir="auto">
          {document.title}
        </strong>
        <span className="meta" dir="auto">
          {about}
        </span>
      </span>
      {document.state !== 'published' && (
        <span className="document-state">{labels.states[document.state]}</span>
      )}
    </Link>
  )
}

/** A found passage; the whole item links to its place. */
export const FoundPassage = ({ passage, document }: { passage: Passage; document?: DocumentSummary }) => {
  const { document_id, version, span, title, lang, headings = [] } = passage
  const about = useAbout(document)
  const under = headings.filter((heading) => heading !== title)
  return (
    <article className="found-passage">
      <h2>
        <Link href={documentPath({ document_id, version, span })} lang={lang} dir="auto">
          {title}
        </Link>
      </h2>
      <p className="meta" dir="auto">
        {[...under, about].filter(Boolean).join(' › ')}
      </p>
      <Faded className="found-text lectern">
        <PassageText passage={passage} />
      </Faded>
    </article>
  )
}
