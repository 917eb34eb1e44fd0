import { useCallback } from 'react'
import { useChat } from '../../context/chat-context.ts'
import { useLabels } from '../../context/texts-context.ts'
import { useCurrent } from '../../hooks/use-message.ts'
import { usePages } from '../../hooks/use-pages.ts'
import { useSaved } from '../../hooks/use-saved.ts'
import { MessageLink } from '../../questions/MessageLink.tsx'
import { BookmarkIcon } from '../../ui/icons.tsx'
import { Heading } from '../../ui/Heading.tsx'
import { Trouble } from '../../ui/Trouble.tsx'
import type { Message } from '@lectern/protocol'

interface SavedHereProps {
  conversationId: string
  onJump: (message_id: string) => void
}

/** What the user saved of one conversation; a press leads there. */
export const SavedHere = ({ conversationId, onJump }: SavedHereProps) => {
  const labels = useLabels()
  const { saved } = useChat()
  const ids = useSaved((state) => state.ids)
  const load = useCallback(
    async (cursor?: string) => {
      const { saved: items, next_cursor } = await saved.listIn(conversationId, cursor)
      return { items, next_cursor }
    },
    [saved, conversationId],
  )
  const { status, error, items, more, again } = usePages(load, ids)
  return (
    <section aria-label={labels.savedHere}>
      <div className="lectern-section-head">
        <Heading as="h3" level={2}>
          {labels.savedHere}
        </Heading>
      </div>
      {status === 'ready' && items.length === 0 && <p className="lectern-quiet">{labels.nothingSavedWhy}</p>}
      {items.length > 0 && (
        <ul className="lectern-message-links" data-kind="saved">
          {items.map(({ message }) => (
            <li key={message.id}>
              <Item message={message} onJump={onJump} />
            </li>
          ))}
        </ul>
      )}
      {status === 'failed' && <Trouble title={labels.savedFailed} error={error} onRetry={again} />}
      {more && (
        <button type="button" className="lectern-link-button" onClick={more}>
          {labels.loadMore}
        </button>
      )}
    </section>
  )
}

const Item = ({ message, onJump }: { message: Message } & Pick<SavedHereProps, 'onJump'>) => {
  const current = useCurrent(message)
  return <MessageLink message={current} icon={<BookmarkIcon size={18} />} onOpen={() => onJump(current.id)} />
}
