import { useEffect, useMemo } from 'react'
import type { ConversationHandle, Excerpt, ExcerptState } from '@lectern/client'
import { useConversationHandle } from '../hooks/hooks.ts'
import { useLiveSnapshot } from '../hooks/use-store.ts'

export interface OpenExcerpt extends ExcerptState {
  loadMore: () => void
  reload: () => void
}

/** An excerpt of a conversation, current while it is shown. `choose` is the same function at each render. */
export const useExcerpt = (
  conversation_id: string,
  choose: (handle: ConversationHandle) => Excerpt,
): OpenExcerpt => {
  const handle = useConversationHandle(conversation_id)
  const excerpt = useMemo(() => choose(handle), [handle, choose])
  useEffect(() => excerpt.open(), [excerpt])
  const state = useLiveSnapshot(excerpt.state)
  return { ...state, loadMore: () => excerpt.loadMore(), reload: () => excerpt.reload() }
}
