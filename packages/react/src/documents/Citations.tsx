import type { Message, ReadPart } from '@lectern/protocol'
import { useHost } from '../context/host-context.ts'
import { useLabels } from '../context/texts-context.ts'
import { Faded } from '../ui/Faded.tsx'
import { BookIcon, WarningIcon } from '../ui/icons.tsx'
import { Markdown } from '../text/Markdown.tsx'

export type DocumentPart = ReadPart & { type: 'document' }

const isCitation = (part: ReadPart): part is DocumentPart => part.type === 'document'

export const citationsOf = ({ parts }: Pick<Message, 'parts'>): readonly DocumentPart[] =>
  parts.filter(isCitation)

/** The passages that a message cites; a press opens the document there. */
export const Citations = ({ message }: { message: Message }) => {
  const labels = useLabels()
  const citations = citationsOf(message)
  if (citations.length === 0) return null
  return (
    <ul className="lectern-citations" aria-label={labels.documents.cited}>
      {citations.map((citation, index) => (
        <li key={index}>
          <Citation citation={citation} />
        </li>
      ))}
    </ul>
  )
}

const Citation = ({ citation }: { citation: DocumentPart }) => {
  const labels = useLabels()
  const { openDocument } = useHost()
  const { title, excerpt, document_id, version, span, status, page, lang } = citation
  if (title === '')
    return (
      <p className="lectern-citation lectern-citation-gone">
        <BookIcon size={18} />
        <span>{labels.documents.withdrawnCitation}</span>
      </p>
    )
  const open = () => openDocument?.({ document_id, version, ...(span.end > span.start && { span }) })
  return (
    <div className="lectern-citation">
      <p className="lectern-citation-head">
        <BookIcon size={18} />
        {openDocument ? (
          // Its area is the whole card.
          <button type="button" lang={lang} dir="auto" title={labels.documents.open(title)} onClick={open}>
            {title}
          </button>
        ) : (
          <strong lang={lang} dir="auto">
            {title}
          </strong>
        )}
        <span>
          {`${page !== undefined ? `${labels.documents.page(page)} · ` : ''}${labels.documents.version(version)}`}
        </span>
      </p>
      <Faded className="lectern-citation-excerpt">
        <Markdown text={excerpt} lang={lang} page />
      </Faded>
      {status !== 'verified' && (
        <p className="lectern-citation-status" data-status={status}>
          <WarningIcon size={16} />
          <span>{status === 'stale' ? labels.documents.stale : labels.documents.unverified}</span>
        </p>
      )}
    </div>
  )
}
