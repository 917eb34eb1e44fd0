import type { PinnedDocument } from '@lectern/protocol'
import { useLabels } from '../../instructor-chat-context.tsx'
import { DocumentIcon } from './card-icons.tsx'

/** What a unit is about, each in the version that was meant. */
export const PinnedDocuments = ({ documents }: { documents: readonly PinnedDocument[] }) => {
  const { cards: labels } = useLabels()
  if (documents.length === 0) return null
  return (
    <>
      <h4>{labels.resources}</h4>
      <ul className="lectern-resources">
        {documents.map(({ document_id, version, title }) => (
          <li key={document_id}>
            <DocumentIcon size={16} />
            <span dir="auto">{title}</span>
            <span className="lectern-card-note">{labels.version(version)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
