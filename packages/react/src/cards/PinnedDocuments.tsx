import type { PinnedDocument } from '@lectern/protocol'
import { DocumentIcon } from '../ui/icons.tsx'
import { useHost } from '../context/host-context.ts'
import { useLabels } from '../context/texts-context.ts'
import { Heading } from '../ui/Heading.tsx'

/** The documents of a unit, each in the pinned version. */
export const PinnedDocuments = ({ documents }: { documents: readonly PinnedDocument[] }) => {
  const labels = useLabels()
  const { openDocument } = useHost()
  if (documents.length === 0) return null
  return (
    <>
      <Heading as="h4" level={2}>
        {labels.cards.resources}
      </Heading>
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
