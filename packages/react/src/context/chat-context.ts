import { createContext, useContext } from 'react'
import type { Cell, Chat } from '@lectern/client'
import type { EmojiLibrary } from '../core/emoji/emoji-library.ts'
import type { EmojiMemory } from '../core/emoji/emoji-memory.ts'
import type { OfflineSince } from '../core/offline-since.ts'
import type { UndoableActs } from '../core/undoable.ts'
import type { ConversationViews } from './conversation-view.ts'

/** An image to be looked at in full. */
export interface LightboxImage {
  id: string
  filename: string
  alt: string
  width: number
  height: number
  /** Only pictures of it can be shown: the first page of a PDF. */
  page?: true
}

export interface LightboxState {
  images: readonly LightboxImage[]
  index: number
}

/** The chat, and what the components remember about it; the same for as long as the chat is. */
export interface ChatEnvironment {
  readonly chat: Chat
  /** The conversation `useInstructorChat` speaks about when it is not given one. */
  readonly conversation_id: string | undefined
  readonly acts: UndoableActs
  readonly offlineSince: OfflineSince
  readonly views: ConversationViews
  /** Whether the overlay with the keys is shown. */
  readonly help: Cell<boolean>
  /** Which image is shown in full. */
  readonly lightbox: Cell<LightboxState | undefined>
  readonly emoji: { library: EmojiLibrary; memory: EmojiMemory }
}

export const ChatContext = createContext<ChatEnvironment | undefined>(undefined)

/** Throws outside of a provider. */
export const useChatEnvironment = (): ChatEnvironment => {
  const environment = useContext(ChatContext)
  if (!environment) throw new Error('Lectern components need an <InstructorChatProvider> above them.')
  return environment
}

export const useChat = (): Chat => useChatEnvironment().chat
