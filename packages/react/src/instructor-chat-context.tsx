import { createContext, useContext, useEffect, useMemo, type ReactNode } from 'react'
import type { Chat } from '@lectern/client'
import type { CardViews } from './chat/message-cards/registry.tsx'
import { englishLabels, type Labels } from './labels.ts'
import { Formats } from './formats.ts'
import { OfflineSince } from './offline-since.ts'
import { UndoableActs } from './undoable.ts'
import { Desks } from './chat/desk.ts'

/** What a provider holds for the components below it; the same object until the provider's props change. */
export interface Surroundings {
  readonly chat: Chat
  readonly conversation_id?: string
  readonly labels: Labels
  readonly formats: Formats
  readonly cards: CardViews
  readonly acts: UndoableActs
  readonly offlineSince: OfflineSince
  readonly desks: Desks
}

const SurroundingsContext = createContext<Surroundings | undefined>(undefined)

export interface InstructorChatProviderProps {
  chat: Chat
  /** The conversation `useInstructorChat` speaks about when it is not given one. */
  conversationId?: string
  /** Texts in another language, or other words; what is missing stays English. */
  labels?: Partial<Labels>
  /** BCP 47, for times and numbers; the browser's by default. */
  locale?: string
  /** Views of action cards by card type; a card without one shows its fallback text. */
  cards?: CardViews
  children: ReactNode
}

/**
 * Gives the chat to every component below.
 * @example <InstructorChatProvider chat={new Chat({ getToken })}><ChatComponent conversationId={id} /></InstructorChatProvider>
 */
export const InstructorChatProvider = (props: InstructorChatProviderProps) => {
  const { chat, conversationId, labels, locale, cards = noCards, children } = props
  const lasting = useMemo(() => lastingParts(chat), [chat])
  useEffect(() => finishOnLeave(lasting.acts), [lasting])
  const value = useMemo<Surroundings>(() => {
    const texts = { ...englishLabels, ...labels }
    const formats = new Formats(texts, locale)
    const known = conversationId === undefined ? {} : { conversation_id: conversationId }
    return { chat, ...lasting, labels: texts, formats, cards, ...known }
  }, [chat, lasting, labels, locale, cards, conversationId])
  return <SurroundingsContext value={value}>{children}</SurroundingsContext>
}

const noCards: CardViews = {}

const lastingParts = (chat: Chat) => ({
  acts: new UndoableActs(),
  offlineSince: new OfflineSince(chat.connection.state),
  desks: new Desks(),
})

const finishOnLeave = (acts: UndoableActs): (() => void) => {
  const finish = () => acts.close()
  addEventListener('pagehide', finish)
  return () => {
    removeEventListener('pagehide', finish)
    finish()
  }
}

/** Everything the provider holds; throws outside of one. */
export const useSurroundings = (): Surroundings => {
  const surroundings = useContext(SurroundingsContext)
  if (!surroundings) throw new Error('Lectern components need an <InstructorChatProvider> above them.')
  return surroundings
}

export const useChat = (): Chat => useSurroundings().chat
export const useLabels = (): Labels => useSurroundings().labels
export const useFormats = (): Formats => useSurroundings().formats
