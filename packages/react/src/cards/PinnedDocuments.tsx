import type { PinnedDocument } from '@lectern/protocol'
import { useSurroundings } from '../context/instructor-chat-context.tsx'
import { DocumentIcon } from './card-icons.tsx'

/** What a unit is about, each in the version that was meant. */
export const PinnedDocuments = ({ documents }: { documents: readonly PinnedDocument[] }) => {
  const { labels, openDocument } = useSurroundings()
  if (documents.length === 0) return null
  return (
    <>
      <h4>{labels.cards.resources}</h4>
      <ul className="lectern-resources">
        {documents.map(({ document_id, version, title }) => (
          <li key={document_id}>
            <DocumentIcon size={16} />
            {openDocument ? (
              <button
                type="button"
                className="lectern-link-button"
                dir="auto"
                onClick={() => openDocument({ document_id, version })}
              >
                {title}
              </button>
            ) : (
              <span dir="auto">{title}</span>
            )}
            <span className="lectern-card-note">{labels.cards.version(version)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
