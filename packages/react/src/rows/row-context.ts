import { createContext, useContext } from 'react'
import type { ConversationHandle } from '@lectern/client'
import type { Me, Message } from '@lectern/protocol'
import type { ConversationView } from '../context/conversation-view.ts'

/** The shared values of all rows of one conversation; the same object as long as the conversation is shown. */
export interface RowScope {
  handle: ConversationHandle
  me: Me
  /** Two people: no avatars, no names. */
  direct: boolean
  view: ConversationView
  /** Scrolls to a message, loading the messages around it when needed, and highlights it for a moment. */
  jump: (message_id: string) => void
  /** In a thread: the question that the rows answer. */
  question?: Message | undefined
}

const RowContext = createContext<RowScope | undefined>(undefined)

export const RowScopeProvider = RowContext.Provider

export const useRowScope = (): RowScope => {
  const scope = useContext(RowContext)
  if (!scope) throw new Error('A MessageBubble belongs inside a ChatBox.')
  return scope
}
