import { useEffect, useRef, useState } from 'react'
import type { ConversationHandle, Timeline } from '@lectern/client'
import type { ListVirtualizer } from './use-list-virtualizer.ts'
import { useEvent } from '../../hooks/use-event.ts'

/** Older messages are loaded this far before the oldest. */
const AHEAD_PX = 1_200

/** Loads the pages before and after as the reader comes near. */
export const usePaging = (handle: ConversationHandle, timeline: Timeline) => {
  const [failed, setFailed] = useState(false)
  const last = useRef<ListVirtualizer>(undefined)

  const loadBefore = (): void => {
    setFailed(false)
    handle.loadBefore().catch(() => setFailed(true))
  }
  const look = (list: ListVirtualizer): void => {
    // Without a height nothing is shown yet, and everything would seem near.
    if (!list.scrollRect?.height) return
    const { has_more_before, loading_before, has_more_after } = handle.timeline.get()
    if (has_more_before && !loading_before && !failed && (list.scrollOffset ?? 0) < AHEAD_PX) loadBefore()
    if (has_more_after && list.getDistanceFromEnd() < AHEAD_PX) handle.loadAfter().catch(() => {})
  }
  const lookAgain = useEvent(() => last.current && look(last.current))
  // A page may be shorter than the screen.
  useEffect(() => void lookAgain(), [timeline.rows, lookAgain])

  return {
    failed,
    retry: loadBefore,
    onMove: (list: ListVirtualizer): void => {
      last.current = list
      look(list)
    },
  }
}
