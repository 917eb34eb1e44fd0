import { useEffect } from 'react'
import type { SavedState } from '@lectern/client'
import { useChat } from '../context/chat-context.ts'
import { useStore } from './use-store.ts'

/** The user's saved messages; loaded when first needed. */
export const useSaved = <S>(select: (state: SavedState) => S): S => {
  const { saved } = useChat()
  useEffect(() => saved.ensure(), [saved])
  return useStore(saved.state, select)
}
