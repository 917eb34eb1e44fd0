import { useEffect, useMemo, type ReactNode } from 'react'
import { Cell, type Chat } from '@lectern/client'
import { Lightbox } from './attachments/Lightbox.tsx'
import { ChatContext, type ChatEnvironment, type LightboxState } from './context/chat-context.ts'
import {
  HEADING_LEVEL,
  HostContext,
  type CardViews,
  type DocumentTarget,
  type EnterKey,
  type Host,
  type KeyGroup,
  type SlashCommand,
} from './context/host-context.ts'
import { TextsContext, type Texts } from './context/texts-context.ts'
import { ConversationViews } from './context/conversation-view.ts'
import { EmojiLibrary } from './core/emoji/emoji-library.ts'
import { EmojiMemory } from './core/emoji/emoji-memory.ts'
import { Formats } from './labels/formats.ts'
import { KeyboardHelp } from './help/KeyboardHelp.tsx'
import { localeHere } from './labels/locale-here.ts'
import type { Labels } from './labels/labels.ts'
import { keepFocus } from './core/keep-focus.ts'
import { Today } from './core/today.ts'
import { OfflineSince } from './core/offline-since.ts'
import { UndoableActs } from './core/undoable.ts'

export interface ChatProviderProps {
  chat: Chat
  /** The conversation of `useInstructorChat` when it is called without one. */
  conversationId?: string
  /** All texts: `englishLabels`, `germanLabels`, or your own. */
  labels: Labels
  /** BCP 47, for times and numbers; the browser's by default. Without a region (`en`) it takes the device's. */
  locale?: string
  /** Views of action cards by card type; a card without one shows its fallback text. */
  cards?: CardViews
  /** The URL at which a message is shown, for links to it; the same function at each render. */
  linkOf?: ((conversation_id: string, message_id: string) => string) | undefined
  /**
   * The way to show a URL of yours on this page, such as a link to a message; undefined for all others, which
   * open a window. The same function at each render.
   */
  openHere?: ((href: string) => (() => void) | undefined) | undefined
  /** Additional entries of the slash menu; pass the same array at each render. */
  commands?: readonly SlashCommand[]
  /** Keys of the host, listed with those of the components; the same array at each render. */
  keys?: readonly KeyGroup[]
  /** What Enter alone does in the composer; by default it sends, and breaks the line on a touch keyboard. */
  enterKey?: EnterKey | undefined
  /**
   * The browser's Back closes the top layer (an image, a dialog, a menu on a phone) instead of leaving the page. For
   * this, open layers add entries to the history of the window; by default nothing touches it.
   */
  backCloses?: boolean
  /**
   * The level of a conversation's title among the headings of the page, 1 to 6; all other headings follow from it. By
   * default 2, because the page has a title of its own.
   */
  headingLevel?: number
  /** Shows a conversation, such as that with a person whose name was pressed; the same function at each render. */
  onOpenConversation?: (conversation_id: string) => void
  /** Shows a document at a passage, as with `DocumentView`; the same function at each render. */
  onOpenDocument?: (target: DocumentTarget) => void
  children: ReactNode
}

/**
 * Gives the chat to every component below, as `InstructorChatProvider` does, but has no texts of its own: a page loads only the
 * language that it passes.
 * @example <ChatProvider chat={chat} labels={germanLabels} locale="de"><ChatComponent conversationId={id} /></ChatProvider>
 */
export const ChatProvider = (props: ChatProviderProps) => {
  const { chat, conversationId, locale, children } = props
  const environment = useEnvironment(chat, conversationId, locale)
  useEffect(missStyles, [])
  useEffect(keepFocus, [])
  return (
    <ChatContext.Provider value={environment}>
      <TextsContext.Provider value={useOwnTexts(props)}>
        <HostContext.Provider value={useHandedIn(props)}>
          {children}
          <Lightbox />
          <KeyboardHelp />
        </HostContext.Provider>
      </TextsContext.Provider>
    </ChatContext.Provider>
  )
}

const useEnvironment = (chat: Chat, conversation_id?: string, locale?: string): ChatEnvironment => {
  const { memory, ...lasting } = useMemo(() => lastingParts(chat), [chat])
  const { acts, offlineSince, today, views, help, lightbox } = lasting
  useEffect(() => finishOnLeave(acts), [acts])
  const library = useMemo(() => new EmojiLibrary(locale), [locale])
  return useMemo(
    () => ({
      chat,
      conversation_id,
      acts,
      offlineSince,
      today,
      views,
      help,
      lightbox,
      emoji: { library, memory },
    }),
    [chat, conversation_id, acts, offlineSince, today, views, help, lightbox, library, memory],
  )
}

const useOwnTexts = ({ labels, locale }: ChatProviderProps): Texts =>
  useMemo(() => ({ labels, formats: new Formats(labels, localeHere(locale)) }), [labels, locale])

const useHandedIn = (props: ChatProviderProps): Host => {
  const { cards = noCards, commands = noCommands, keys = noKeys } = props
  const {
    linkOf,
    openHere,
    enterKey,
    backCloses = false,
    headingLevel = HEADING_LEVEL,
    onOpenConversation,
    onOpenDocument,
  } = props
  return useMemo(
    () => ({
      cards,
      commands,
      keys,
      linkOf,
      openHere,
      enterKey,
      backCloses,
      headingLevel,
      openConversation: onOpenConversation,
      openDocument: onOpenDocument,
    }),
    [
      cards,
      commands,
      keys,
      linkOf,
      openHere,
      enterKey,
      backCloses,
      headingLevel,
      onOpenConversation,
      onOpenDocument,
    ],
  )
}

/** Without its style sheet everything works and looks broken, so the console says what is missing. */
const missStyles = (): void => {
  // Where nothing is drawn, as in tests, no styles are needed.
  if (typeof CSS === 'undefined') return
  if (getComputedStyle(document.documentElement).getPropertyValue('--lectern-rem') !== '') return
  console.info("Lectern: the styles are missing. Import '@lectern/react/theme.css' once.")
}

const noCards: CardViews = {}
const noCommands: readonly SlashCommand[] = []
const noKeys: readonly KeyGroup[] = []

const lastingParts = (chat: Chat) => ({
  acts: new UndoableActs(),
  offlineSince: new OfflineSince(chat.connection.state),
  today: new Today(() => chat.now()),
  views: new ConversationViews(),
  help: new Cell(false),
  lightbox: new Cell<LightboxState | undefined>(undefined),
  memory: new EmojiMemory(chat.session.state),
})

const finishOnLeave = (acts: UndoableActs): (() => void) => {
  const finish = () => acts.close()
  addEventListener('pagehide', finish)
  return () => {
    removeEventListener('pagehide', finish)
    finish()
  }
}
