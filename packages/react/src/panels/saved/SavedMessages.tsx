import { useEffect } from 'react'
import type { SavedMessage } from '@lectern/protocol'
import { useChat, useChatEnvironment } from '../../context/chat-context.ts'
import { useFormats, useLabels } from '../../context/texts-context.ts'
import { useToday } from '../../hooks/today.ts'
import { BookmarkIcon, CloseIcon } from '../../ui/icons.tsx'
import { useCurrent } from '../../hooks/use-message.ts'
import { useHold } from '../../hooks/use-hold.ts'
import { useSaid } from '../../hooks/use-said.ts'
import { useSnapshot } from '../../hooks/use-store.ts'
import { langInShort, summarise } from '../../attachments/in-short.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { PersonName } from '../../ui/PersonName.tsx'
import { Trouble } from '../../ui/Trouble.tsx'
import { Heading } from '../../ui/Heading.tsx'

export interface SavedMessagesProps {
  onOpen: (conversation_id: string, message_id: string) => void
}

/** The user's saved messages, the latest first; a press leads there. Loaded again at each visit. */
export const SavedMessages = ({ onOpen }: SavedMessagesProps) => {
  const labels = useLabels()
  const { saved } = useChat()
  const { status, error, items, has_more } = useSnapshot(saved.state)
  useEffect(() => void saved.refresh(), [saved])
  if (status === 'error' && items.length === 0)
    return <Trouble title={labels.savedFailed} error={error} onRetry={() => void saved.refresh()} />
  if (status === 'ready' && items.length === 0) return <NothingSaved />
  return (
    <div className="lectern lectern-saved">
      <ul>
        {items.map((item) => (
          <Item key={item.message.id} item={item} onOpen={onOpen} />
        ))}
      </ul>
      {has_more && (
        <button type="button" className="lectern-link-button" onClick={() => void saved.loadMore()}>
          {labels.loadMore}
        </button>
      )}
    </div>
  )
}

const NothingSaved = () => {
  const labels = useLabels()
  return (
    <div className="lectern lectern-empty">
      <BookmarkIcon size={32} />
      <Heading as="h2">{labels.nothingSaved}</Heading>
      <p>{labels.nothingSavedWhy}</p>
    </div>
  )
}

const Item = ({ item, onOpen }: { item: SavedMessage } & SavedMessagesProps) => {
  const { title } = item
  const message = useCurrent(item.message)
  const { chat, acts } = useChatEnvironment()
  const labels = useLabels()
  const formats = useFormats()
  const today = useToday()
  const gone = useSnapshot(acts.labels).get(`saved ${message.id}`)
  const holds = useHold(() => acts.hold(`saved ${message.id}`))
  useSaid(gone && labels.said.canUndo(gone))
  if (gone !== undefined) {
    return (
      <li className="lectern-saved-gone" {...holds}>
        <span>{gone}</span>
        <button
          type="button"
          className="lectern-link-button"
          onClick={() => acts.undo(`saved ${message.id}`)}
        >
          {labels.undo}
        </button>
      </li>
    )
  }
  const remove = () =>
    acts.begin(`saved ${message.id}`, {
      label: labels.unsaved,
      run: () => void chat.saved.set(message.id, false).catch(() => {}),
    })
  return (
    <li className="lectern-saved-item">
      <button type="button" onClick={() => onOpen(message.conversation_id, message.id)}>
        <span className="lectern-saved-place">
          <Avatar id={message.sender_id} name={message.sender} role={message.sender_role} size="small" />
          <PersonName as="strong" name={message.sender} role={message.sender_role} />
          <span dir="auto">{title}</span>
          <time dateTime={message.timestamp}>{formats.brief(Date.parse(message.timestamp), today)}</time>
        </span>
        <span className="lectern-saved-text" lang={langInShort(message)} dir="auto">
          {summarise(message, labels)}
        </span>
      </button>
      <IconButton label={labels.unsave} icon={<CloseIcon size={18} />} onClick={remove} />
    </li>
  )
}
