import { createContext, useContext } from 'react'
import type { ConversationHandle } from '@lectern/client'
import type { Me, Message } from '@lectern/protocol'
import type { ConversationView } from '../context/conversation-view.ts'

/** What every row of one conversation shares; the same object for as long as the conversation is shown. */
export interface RowScope {
  handle: ConversationHandle
  me: Me
  /** Two people: no avatars, no names. */
  direct: boolean
  view: ConversationView
  /** Scrolls to a message, loading its surroundings when needed, and marks it for a moment. */
  jump: (message_id: string) => void
  /** In its thread: what the rows answer. */
  question?: Message | undefined
}

const RowContext = createContext<RowScope | undefined>(undefined)

export const RowScopeProvider = RowContext.Provider

export const useRowScope = (): RowScope => {
  const scope = useContext(RowContext)
  if (!scope) throw new Error('A MessageBubble belongs inside a ChatBox.')
  return scope
}
