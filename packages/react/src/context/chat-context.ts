import { createContext, useContext } from 'react'
import type { Cell, Chat } from '@lectern/client'
import type { EmojiLibrary } from '../core/emoji/emoji-library.ts'
import type { EmojiMemory } from '../core/emoji/emoji-memory.ts'
import type { Today } from '../core/today.ts'
import type { OfflineSince } from '../core/offline-since.ts'
import type { UndoableActs } from '../core/undoable.ts'
import type { ConversationViews } from './conversation-view.ts'

/** An image for the full view. */
export interface LightboxImage {
  id: string
  filename: string
  alt: string
  width: number
  height: number
  /** Only a picture of it can be shown: the first page of a PDF. */
  page?: true
  /** The message that it is sent in. */
  message_id?: string | undefined
}

export interface LightboxState {
  images: readonly LightboxImage[]
  index: number
  /** Where its messages are. */
  conversation_id?: string | undefined
}

/** The chat, and the components' state of it; the same object as long as the chat is the same. */
export interface ChatEnvironment {
  readonly chat: Chat
  /** The conversation of `useInstructorChat` when it is called without one. */
  readonly conversation_id: string | undefined
  readonly acts: UndoableActs
  readonly offlineSince: OfflineSince
  readonly today: Today
  readonly views: ConversationViews
  /** Whether the overlay with the keys is open. */
  readonly help: Cell<boolean>
  /** The image in the full view. */
  readonly lightbox: Cell<LightboxState | undefined>
  readonly emoji: { library: EmojiLibrary; memory: EmojiMemory }
}

export const ChatContext = createContext<ChatEnvironment | undefined>(undefined)

/** Throws outside a provider. */
export const useChatEnvironment = (): ChatEnvironment => {
  const environment = useContext(ChatContext)
  if (!environment) throw new Error('Lectern components need an <InstructorChatProvider> above them.')
  return environment
}

export const useChat = (): Chat => useChatEnvironment().chat
