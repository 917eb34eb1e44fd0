import { useCallback } from 'react'
import type { DocumentSummary } from '@lectern/protocol'
import { useChat } from '../../context/chat-context.ts'
import { useHost } from '../../context/host-context.ts'
import { useFormats, useLabels } from '../../context/texts-context.ts'
import { usePages } from '../../hooks/use-pages.ts'
import { dotted } from '../../labels/dotted.ts'
import { BookIcon } from '../../ui/icons.tsx'
import { PagedSection } from '../../ui/PagedSection.tsx'
import type { DetailsProps } from './sections.ts'

const PAGE = 30

/** The documents of a conversation; those of the whole school are in the library. */
export const DocumentsTab = ({ summary: { id } }: DetailsProps) => {
  const labels = useLabels()
  const { documents } = useChat()
  const load = useCallback(
    async (cursor?: string) => {
      const filter = { conversation_id: id, limit: PAGE, ...(cursor !== undefined && { cursor }) }
      const { documents: items, next_cursor } = await documents.list(filter)
      return { items, next_cursor }
    },
    [documents, id],
  )
  return (
    <PagedSection
      title={labels.documents.title}
      pages={usePages(load)}
      none={labels.documents.noneHere}
      failed={labels.documents.listFailed}
      hasSkeleton
    >
      {(document) => (
        <li key={document.id}>
          <Item document={document} />
        </li>
      )}
    </PagedSection>
  )
}

const Item = ({ document }: { document: DocumentSummary }) => {
  const labels = useLabels()
  const formats = useFormats()
  const { openDocument } = useHost()
  const { id, title, lang, state, collection, updated_at } = document
  const inside = (
    <>
      <BookIcon size={18} />
      <span className="lectern-message-link-text" lang={lang} dir="auto">
        {title}
      </span>
      <span className="lectern-message-link-more" dir="auto">
        {dotted(
          state === 'published' ? undefined : labels.documents.states[state],
          collection,
          formats.date(Date.parse(updated_at)),
        )}
      </span>
    </>
  )
  if (!openDocument) return <span className="lectern-message-link">{inside}</span>
  return (
    <button type="button" className="lectern-message-link" onClick={() => openDocument({ document_id: id })}>
      {inside}
    </button>
  )
}
