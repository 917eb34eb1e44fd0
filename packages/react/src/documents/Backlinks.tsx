import { dotted } from '../labels/dotted.ts'
import { useCallback } from 'react'
import type { Backlink } from '@lectern/protocol'
import { useChat } from '../context/chat-context.ts'
import { useFormats, useLabels } from '../context/texts-context.ts'
import { useToday } from '../hooks/today.ts'
import { lex } from '../text/lex.ts'
import { plainText } from '../text/plain-text.ts'
import { RoleMark } from '../ui/RoleMark.tsx'
import { useLoad } from './use-load.ts'
import { Heading } from '../ui/Heading.tsx'

export interface BacklinksProps {
  documentId: string
  onMessage: (conversation_id: string, message_id: string) => void
}

/** The readable messages that cite a document. */
export const Backlinks = ({ documentId, onMessage }: BacklinksProps) => {
  const { documents } = useChat()
  const labels = useLabels().documents
  const load = useCallback(() => documents.backlinks(documentId), [documents, documentId])
  const [loaded] = useLoad(load)
  if (loaded.status !== 'ready' || loaded.value.backlinks.length === 0) return null
  const { backlinks, next_cursor } = loaded.value
  const places = new Set(backlinks.map(({ conversation_id }) => conversation_id)).size
  return (
    <section className="lectern-backlinks" aria-label={labels.discussed(places, next_cursor !== null)}>
      <Heading as="h3">{labels.discussed(places, next_cursor !== null)}</Heading>
      <ul>
        {backlinks.map((backlink) => (
          <li key={backlink.message_id}>
            <Place backlink={backlink} onMessage={onMessage} />
          </li>
        ))}
      </ul>
    </section>
  )
}

const Place = ({ backlink, onMessage }: { backlink: Backlink; onMessage: BacklinksProps['onMessage'] }) => {
  const labels = useLabels()
  const formats = useFormats()
  const today = useToday()
  const { conversation_id, conversation_title, message_id, sender, sender_role, excerpt, timestamp, kind } =
    backlink
  const about = [
    conversation_title ?? labels.kind.direct,
    formats.brief(Date.parse(timestamp), today),
    kind === 'source' && labels.documents.source,
  ]
  return (
    <button type="button" className="lectern-backlink" onClick={() => onMessage(conversation_id, message_id)}>
      <span className="lectern-backlink-text" dir="auto">
        <strong dir="auto">{sender}</strong>
        <RoleMark role={sender_role} /> <span>{plainText(lex(excerpt))}</span>
      </span>
      <span className="lectern-quiet">{dotted(...about)}</span>
    </button>
  )
}
