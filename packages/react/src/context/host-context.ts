// What the page around the components hands in, and the types of it.
import { createContext, useContext, type ComponentType, type ReactNode } from 'react'
import type { CardAct, ConversationHandle } from '@lectern/client'
import type { Card, Message, Span } from '@lectern/protocol'

/** What a view of a card is given. */
export interface CardViewProps {
  card: Card
  message: Message
  /** One's own actions that are on their way, or were refused. */
  acts: readonly CardAct[]
  /** Does one of `card.actions`; it is kept and sent in its turn, offline too. */
  act: (verb: string, input?: Record<string, unknown>) => void
}

/** Views by card type; hand them to `InstructorChatProvider`. */
export type CardViews = Readonly<Record<string, ComponentType<CardViewProps>>>

/** Where a command of the slash menu acts. */
export interface CommandPlace {
  handle: ConversationHandle
  /** What is in the composer besides the command. */
  text: string
  /** Types at the caret. */
  insert: (text: string) => void
}

/** An entry of the menu that `/` opens at the beginning of a line. */
export interface SlashCommand {
  /** What is typed after the slash: letters, digits and hyphens. */
  id: string
  /** What it does, in a few words. */
  label: string
  /** More about it, shown aside. */
  hint?: string
  icon?: ReactNode
  /** Whether it is offered here; always, when left out. */
  available?: (place: CommandPlace) => boolean
  run: (place: CommandPlace) => void
}

/** Keys that do something, under one heading. */
export interface KeyGroup {
  title: string
  keys: readonly KeyMeaning[]
}

export interface KeyMeaning {
  meaning: string
  /** The keys that are pressed together, as they are printed on the keyboard. */
  chord: readonly string[]
}

/** A place in the knowledge base: a document, in the newest version when none is named, and a passage in it. */
export interface DocumentTarget {
  document_id: string
  version?: number
  /** Shown marked, and scrolled to. */
  span?: Pick<Span, 'start' | 'end'>
}

export interface Host {
  readonly cards: CardViews
  /** The address of a message, where the host gives it one. */
  readonly linkOf: ((conversation_id: string, message_id: string) => string) | undefined
  readonly commands: readonly SlashCommand[]
  readonly keys: readonly KeyGroup[]
  /** Shows a document at a passage; where nothing can, citations are only read. */
  readonly openDocument: ((target: DocumentTarget) => void) | undefined
}

const NOTHING: Host = { cards: {}, linkOf: undefined, commands: [], keys: [], openDocument: undefined }

/** Without a provider the host hands in nothing. */
export const HostContext = createContext<Host>(NOTHING)

export const useHost = (): Host => useContext(HostContext)
