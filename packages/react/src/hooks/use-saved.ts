import { useEffect } from 'react'
import type { SavedState } from '@lectern/client'
import { useStore } from './use-store.ts'
import { useChat } from '../context/instructor-chat-context.tsx'

/** What one keeps for oneself; read when first needed. */
export const useSaved = <S>(select: (state: SavedState) => S): S => {
  const { saved } = useChat()
  useEffect(() => saved.ensure(), [saved])
  return useStore(saved.state, select)
}
