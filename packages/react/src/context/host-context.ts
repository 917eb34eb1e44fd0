// The values from the page around the components, and their types.
import { createContext, useContext, type ComponentType, type ReactNode } from 'react'
import type { CardAct, ConversationHandle } from '@lectern/client'
import type { Card, Message, Span } from '@lectern/protocol'

/** The props of a card's view. */
export interface CardViewProps {
  card: Card
  message: Message
  /** The user's own actions that are in the outbox or were refused. */
  acts: readonly CardAct[]
  /** Runs one of `card.actions`; it is kept and sent in order, offline too. */
  act: (verb: string, input?: Record<string, unknown>) => void
}

/** Views by card type; hand them to `InstructorChatProvider`. */
export type CardViews = Readonly<Record<string, ComponentType<CardViewProps>>>

/** The place in which a command of the slash menu acts. */
export interface CommandPlace {
  handle: ConversationHandle
  /** The text of the composer without the command. */
  text: string
  /** Inserts at the caret. */
  insert: (text: string) => void
}

/** An entry of the menu that `/` opens at the beginning of a line. */
export interface SlashCommand {
  /** The name after the slash: letters, digits and hyphens. */
  id: string
  /** Its effect, in a few words. */
  label: string
  /** A longer text, shown at the side. */
  hint?: string
  icon?: ReactNode
  /** Whether it is offered here; by default always. */
  available?: (place: CommandPlace) => boolean
  run: (place: CommandPlace) => void
}

/** Keys under one heading. */
export interface KeyGroup {
  title: string
  keys: readonly KeyMeaning[]
}

export interface KeyMeaning {
  meaning: string
  /** The keys that are pressed together, as printed on the keyboard. */
  chord: readonly string[]
}

/** A place in the knowledge base: a document, in its newest version by default, and a passage in it. */
export interface DocumentTarget {
  document_id: string
  version?: number
  /** Shown marked, and scrolled to. */
  span?: Pick<Span, 'start' | 'end'>
}

/** What Enter alone does in the composer. */
export type EnterKey = 'send' | 'line'

export interface Host {
  readonly cards: CardViews
  /** The URL of a message, if the host provides it. */
  readonly linkOf: ((conversation_id: string, message_id: string) => string) | undefined
  /** The way to show a URL of the host on this page; undefined for all others. */
  readonly openHere: ((href: string) => (() => void) | undefined) | undefined
  readonly commands: readonly SlashCommand[]
  readonly keys: readonly KeyGroup[]
  /** Undefined: it sends, but on a touch keyboard it breaks the line. */
  readonly enterKey: EnterKey | undefined
  /** Layers have entries in the history of the window, so that Back closes them. */
  readonly backCloses: boolean
  /** The level of a conversation's title; all other headings follow from it. */
  readonly headingLevel: number
  /** Shows a conversation; without it, nobody can be written to from a menu about them. */
  readonly openConversation: ((conversation_id: string) => void) | undefined
  /** Shows a document at a passage; without it, citations cannot be opened. */
  readonly openDocument: ((target: DocumentTarget) => void) | undefined
}

/** A page has a title of its own. */
export const HEADING_LEVEL = 2

const NOTHING: Host = {
  cards: {},
  linkOf: undefined,
  openHere: undefined,
  commands: [],
  keys: [],
  enterKey: undefined,
  backCloses: false,
  headingLevel: HEADING_LEVEL,
  openConversation: undefined,
  openDocument: undefined,
}

/** Without a provider the host passes nothing. */
export const HostContext = createContext<Host>(NOTHING)

export const useHost = (): Host => useContext(HostContext)
