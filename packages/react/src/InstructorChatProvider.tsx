import { useEffect, useMemo, type ReactNode } from 'react'
import { Cell, type Chat } from '@lectern/client'
import { Lightbox } from './attachments/Lightbox.tsx'
import type { LightboxState } from './attachments/lightbox-images.ts'
import type { SlashCommand } from './chat/composer/complete/command.ts'
import type { CardViews } from './cards/registry.tsx'
import { Desks } from './context/desk.ts'
import { EmojiLibrary } from './core/emoji/emoji-library.ts'
import { EmojiMemory } from './core/emoji/emoji-memory.ts'
import type { DocumentTarget } from './documents/target.ts'
import { Formats } from './labels/formats.ts'
import { KeyboardHelp } from './help/KeyboardHelp.tsx'
import type { KeyGroup } from './help/key-groups.ts'
import { SurroundingsContext, type Surroundings } from './context/instructor-chat-context.tsx'
import { englishLabels, type Labels } from './labels/labels.ts'
import { OfflineSince } from './core/offline-since.ts'
import { UndoableActs } from './core/undoable.ts'

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
  /** The address at which a message is shown, for links to it; the same function each time. */
  linkOf?: ((conversation_id: string, message_id: string) => string) | undefined
  /** More entries of the slash menu; hand over the same array each time. */
  commands?: readonly SlashCommand[]
  /** Keys of the host, shown with those of the components; the same array each time. */
  keys?: readonly KeyGroup[]
  /** Shows a document at a passage, as with `DocumentView`; the same function each time. */
  onOpenDocument?: (target: DocumentTarget) => void
  children: ReactNode
}

/**
 * Gives the chat to every component below.
 * @example <InstructorChatProvider chat={new Chat({ getToken })}><ChatComponent conversationId={id} /></InstructorChatProvider>
 */
export const InstructorChatProvider = (props: InstructorChatProviderProps) => {
  const { chat, conversationId, labels, locale, cards = noCards, children } = props
  const { commands = noCommands, keys = noKeys, linkOf, onOpenDocument } = props
  const lasting = useMemo(() => lastingParts(chat), [chat])
  useEffect(() => finishOnLeave(lasting.acts), [lasting])
  const library = useMemo(() => new EmojiLibrary(locale), [locale])
  const value = useMemo<Surroundings>(() => {
    const texts = { ...englishLabels, ...labels }
    const formats = new Formats(texts, locale)
    const known = conversationId === undefined ? {} : { conversation_id: conversationId }
    const emoji = { library, memory: lasting.memory }
    const opens = onOpenDocument && { openDocument: onOpenDocument }
    return {
      chat,
      ...lasting,
      emoji,
      labels: texts,
      formats,
      cards,
      linkOf,
      commands,
      keys,
      ...known,
      ...opens,
    }
  }, [chat, lasting, library, labels, locale, cards, linkOf, commands, keys, conversationId, onOpenDocument])
  return (
    <SurroundingsContext value={value}>
      {children}
      <Lightbox />
      <KeyboardHelp />
    </SurroundingsContext>
  )
}

const noCards: CardViews = {}
const noCommands: readonly SlashCommand[] = []
const noKeys: readonly KeyGroup[] = []

const lastingParts = (chat: Chat) => ({
  acts: new UndoableActs(),
  offlineSince: new OfflineSince(chat.connection.state),
  desks: new Desks(),
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
