import { useEffect, useMemo } from 'react'
import { useChatEnvironment } from '../context/chat-context.ts'
import { useSnapshot } from './use-store.ts'

/** An act of this person that can still be undone. */
export interface RecentAct {
  id: string
  label: string
  undo: () => void
}

/** The acts that can still be undone, the last one first. Their time stands still as long as the hook is in use. */
export const useRecentActs = (): readonly RecentAct[] => {
  const { acts } = useChatEnvironment()
  const labels = useSnapshot(acts.labels)
  useEffect(() => acts.hold(), [acts])
  return useMemo(
    () => [...labels].map(([id, label]) => ({ id, label, undo: () => acts.undo(id) })).toReversed(),
    [acts, labels],
  )
}
