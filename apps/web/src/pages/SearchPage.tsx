import { MessageSearch, type MessageSearchWish } from '@lectern/react'
import { isTouch } from '@lectern/react/ui'
import { useEffect, useRef, useState } from 'react'
import { texts } from '../texts/texts.ts'
import { navigate } from '../navigation.ts'
import { conversationPath, searchPath } from '../routes.ts'
import { PageHeader } from '../ui/PageHeader.tsx'

/** Searches all messages. The address says what for, so that going back from a message finds it again. */
export const SearchPage = ({ wish }: { wish: MessageSearchWish }) => {
  const page = useRef<HTMLDivElement>(null)
  // Who comes back to what was found by touch wants to see it, not the keyboard over it.
  const [begins] = useState(() => !isTouch() || !Object.values(wish).some(Boolean))
  useEffect(() => {
    if (begins) page.current?.querySelector('input')?.focus()
  }, [begins])
  return (
    <div className="page" ref={page}>
      <PageHeader title={texts.search.title} />
      <div className="page-body">
        <MessageSearch
          wish={wish}
          onWish={(next) => navigate(searchPath(next), { replace: true })}
          onOpen={(conversation_id, message_id) => navigate(conversationPath(conversation_id, message_id))}
        />
      </div>
    </div>
  )
}
