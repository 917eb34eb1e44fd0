import { dotted } from '../labels/dotted.ts'
import { useCallback, useEffect, useRef } from 'react'
import type { ConversationsState } from '@lectern/client'
import type { Backlink } from '@lectern/protocol'
import { useChat } from '../context/chat-context.ts'
import { useFormats, useLabels } from '../context/texts-context.ts'
import { useConversations } from '../hooks/hooks.ts'
import { useToday } from '../hooks/today.ts'
import { useSettled } from '../hooks/use-settled.ts'
import { lex } from '../text/lex.ts'
import { plainText } from '../text/plain-text.ts'
import { PersonName } from '../ui/PersonName.tsx'
import { useLoad } from './use-load.ts'
import { Heading } from '../ui/Heading.tsx'

/** Messages come in flocks. */
const SETTLE_MS = 1_000

export interface BacklinksProps {
  documentId: string
  onMessage: (conversation_id: string, message_id: string) => void
}

/** The readable messages that cite a document. */
export const Backlinks = ({ documentId, onMessage }: BacklinksProps) => {
  const { documents } = useChat()
  const labels = useLabels().documents
  const load = useCallback(() => documents.backlinks(documentId), [documents, documentId])
  const [loaded, reload] = useLoad(load)
  useChanged(useSettled(useConversations(headsOf), SETTLE_MS), reload)
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

/** A message that cites the document may be new, changed or deleted: each raises the head of its conversation. */
const headsOf = ({ items }: ConversationsState): number => items.reduce((sum, { head }) => sum + head, 0)

/** Runs `then` after each change of the value. */
const useChanged = (value: number, then: () => void): void => {
  const known = useRef(value)
  useEffect(() => {
    if (known.current === value) return
    known.current = value
    then()
  }, [value, then])
}

const Place = ({ backlink, onMessage }: { backlink: Backlink; onMessage: BacklinksProps['onMessage'] }) => {
  const labels = useLabels()
  const formats = useFormats()
  const today = useToday()
  const {
    conversation_id,
    conversation_title,
    message_id,
    sender,
    sender_role,
    excerpt,
    lang,
    timestamp,
    kind,
  } = backlink
  const about = [
    conversation_title ?? labels.kind.direct,
    formats.brief(Date.parse(timestamp), today),
    kind === 'source' && labels.documents.source,
  ]
  return (
    <button type="button" className="lectern-backlink" onClick={() => onMessage(conversation_id, message_id)}>
      <span className="lectern-backlink-text" dir="auto">
        <PersonName as="strong" name={sender} role={sender_role} />{' '}
        <span lang={lang}>{plainText(lex(excerpt))}</span>
      </span>
      <span className="lectern-quiet">{dotted(...about)}</span>
    </button>
  )
}
