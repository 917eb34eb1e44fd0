import type { Message } from '@lectern/protocol'
import { useHost } from '../context/host-context.ts'
import { useLabels } from '../context/texts-context.ts'
import { citationsOf, type DocumentPart } from '../documents/Citations.tsx'
import { WarningIcon } from '../ui/icons.tsx'

/** The cited documents of an answer by number; its text already quotes them, so the titles are enough. */
export const Sources = ({ message }: { message: Message }) => <SourceList citations={citationsOf(message)} />

export const SourceList = ({ citations }: { citations: readonly DocumentPart[] }) => {
  const labels = useLabels()
  if (citations.length === 0) return null
  return (
    <ol className="lectern-sources" aria-label={labels.assistant.sources}>
      {citations.map((citation, index) => (
        <li key={index}>
          <span className="lectern-citation-mark" aria-hidden="true">
            {index + 1}
          </span>
          <SourceTitle citation={citation} isDouble={citations.filter(isLike(citation)).length > 1} />
        </li>
      ))}
    </ol>
  )
}

/** They would have the same words in the list. */
const isLike =
  ({ title, page }: DocumentPart) =>
  (other: DocumentPart): boolean =>
    other.title === title && other.page === page

const BEGINNING = 60

/** The first words of a passage, as plain text. */
const beginningOf = ({ excerpt }: DocumentPart): string => {
  const [line = ''] = excerpt.replaceAll(/^[#>\-*\s]+|[*`]/g, '').split('\n')
  return line.length > BEGINNING ? `${line.slice(0, BEGINNING).toWellFormed().trimEnd()}…` : line
}

const SourceTitle = ({ citation, isDouble }: { citation: DocumentPart; isDouble: boolean }) => {
  const labels = useLabels()
  const { openDocument } = useHost()
  const { title, document_id, version, span, status, page, lang } = citation
  if (title === '') return <span>{labels.documents.withdrawnCitation}</span>
  const open = () => openDocument?.({ document_id, version, ...(span.end > span.start && { span }) })
  return (
    <>
      {openDocument ? (
        <button
          type="button"
          className="lectern-link-button"
          lang={lang}
          dir="auto"
          title={labels.documents.open(title)}
          onClick={open}
        >
          {title}
        </button>
      ) : (
        <span lang={lang} dir="auto">
          {title}
        </span>
      )}
      {isDouble && (
        <q className="lectern-quiet" lang={lang} dir="auto">
          {beginningOf(citation)}
        </q>
      )}
      {page !== undefined && <span className="lectern-source-page">{labels.documents.page(page)}</span>}
      {status !== 'verified' && (
        <span className="lectern-citation-status" data-status={status}>
          <WarningIcon size={14} />
          <span>{status === 'stale' ? labels.documents.stale : labels.documents.unverified}</span>
        </span>
      )}
    </>
  )
}
