import { useConversations } from '@lectern/react'
import { useEffect } from 'react'
import { navigate, useRoute } from '../navigation.ts'
import { usePreferences } from '../preferences.ts'
import { conversationPath } from '../routes.ts'
import { useWidth } from '../ui/media.ts'

/** Where there is room for it, home shows the conversation one was in last, else the latest one; and remembers it. */
export const useLanding = (): void => {
  const route = useRoute()
  const isNarrow = useWidth() === 'narrow'
  const { preferences, prefer } = usePreferences()
  const status = useConversations((state) => state.status)
  const newest = useConversations((state) => state.items[0]?.id)
  const last = preferences.last_conversation_id
  const isKnown = useConversations((state) => state.items.some(({ id }) => id === last))
  const current = route.page === 'conversation' ? route.conversation_id : undefined

  useEffect(() => {
    if (current !== undefined && current !== last) prefer({ last_conversation_id: current })
  }, [current, last, prefer])

  const target = isKnown ? last : newest
  const isHome = route.page === 'home' && !isNarrow && status === 'ready'
  useEffect(() => {
    if (isHome && target !== undefined) navigate(conversationPath(target), { replace: true })
  }, [isHome, target])
}
