import { useCallback } from 'react'
import { useChat } from '../../context/chat-context.ts'
import { useLabels } from '../../context/texts-context.ts'
import { useCurrent } from '../../hooks/use-message.ts'
import { usePages } from '../../hooks/use-pages.ts'
import { useSaved } from '../../hooks/use-saved.ts'
import { MessageLink } from '../../questions/MessageLink.tsx'
import { BookmarkIcon } from '../../ui/icons.tsx'
import { PagedSection } from '../../ui/PagedSection.tsx'
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
  return (
    <PagedSection
      title={labels.savedHere}
      pages={usePages(load, ids)}
      none={labels.nothingSavedWhy}
      failed={labels.savedFailed}
      kind="saved"
    >
      {({ message }) => (
        <li key={message.id}>
          <Item message={message} onJump={onJump} />
        </li>
      )}
    </PagedSection>
  )
}

const Item = ({ message, onJump }: { message: Message } & Pick<SavedHereProps, 'onJump'>) => {
  const current = useCurrent(message)
  return <MessageLink message={current} icon={<BookmarkIcon size={18} />} onOpen={() => onJump(current.id)} />
}
