import type { SearchHit } from '@lectern/protocol'
import { useFormats } from '../../context/texts-context.ts'
import { useConversations } from '../../hooks/hooks.ts'
import { useToday } from '../../hooks/today.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Marked } from '../../ui/Marked.tsx'
import { PersonName } from '../../ui/PersonName.tsx'

interface FoundMessageProps {
  hit: SearchHit
  onOpen: (conversation_id: string, message_id: string) => void
}

export const FoundMessage = ({ hit, onOpen }: FoundMessageProps) => {
  const formats = useFormats()
  const today = useToday()
  const known = useConversations((state) =>
    hit.title === undefined
      ? state.items.find(({ id }) => id === hit.conversation_id)?.display_title
      : undefined,
  )
  // A direct conversation is called like the other person.
  const place = hit.title ?? known
  return (
    <li>
      <button
        type="button"
        className="lectern-found-message"
        onClick={() => onOpen(hit.conversation_id, hit.message_id)}
      >
        <span className="lectern-saved-place">
          <Avatar id={hit.sender_id} name={hit.sender} role={hit.sender_role} size="small" />
          <PersonName as="strong" name={hit.sender} role={hit.sender_role} />
          {place !== hit.sender && <span dir="auto">{place}</span>}
          <time dateTime={hit.timestamp}>{formats.brief(Date.parse(hit.timestamp), today)}</time>
        </span>
        <span className="lectern-saved-text" lang={hit.lang} dir="auto">
          <Marked hit={hit} />
        </span>
      </button>
    </li>
  )
}
