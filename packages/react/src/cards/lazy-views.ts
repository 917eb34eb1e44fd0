import { useEffect, useState } from 'react'
import type { ConversationHandle } from '@lectern/client'
import type { CardViews } from '../context/host-context.ts'
import { Lazy } from '../core/lazy.ts'
import { useSnapshot } from '../hooks/use-store.ts'

/** The views of Lectern's own cards, loaded with the first card. Until then a card shows its words. */
export const ownViews = new Lazy<CardViews>(async () => (await import('./own-views.ts')).OWN)

/**
 * Whether the list may open. If there are cards in it, it waits for their views, so that no row changes its height in view.
 * Once true it stays true.
 */
export const useCardViews = ({ timeline }: ConversationHandle): boolean => {
  const [isNeeded] = useState(() => timeline.get().rows.some(({ message }) => message.card !== undefined))
  const { status } = useSnapshot(ownViews.state)
  useEffect(() => {
    if (isNeeded) void ownViews.want()
  }, [isNeeded])
  return !isNeeded || status === 'ready' || status === 'failed'
}
