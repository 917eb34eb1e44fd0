import type { Me } from '@lectern/protocol'
import { useConversations } from '@lectern/react'
import { useEffect } from 'react'
import { navigate, useRoute } from '../navigation.ts'
import { readLastConversation, writeLastConversation } from '../preferences.ts'
import { conversationPath } from '../routes.ts'
import { useWidth } from '../ui/media.ts'

/** On a wide screen, home shows the conversation of the last visit, else the latest one; and remembers it. */
export const useLanding = (user: Me): void => {
  const route = useRoute()
  const isNarrow = useWidth() === 'narrow'
  const current = route.page === 'conversation' ? route.conversation_id : undefined
  useEffect(() => {
    if (current !== undefined) writeLastConversation(user.id, current)
  }, [user.id, current])

  const isHome = route.page === 'home' && !isNarrow
  const target = useConversations(({ status, items }) => {
    if (!isHome || status !== 'ready') return undefined
    const last = readLastConversation(user.id)
    return items.some(({ id }) => id === last) ? last : items.find(({ archived }) => !archived)?.id
  })
  useEffect(() => {
    if (target !== undefined) navigate(conversationPath(target), { replace: true })
  }, [target])
}
