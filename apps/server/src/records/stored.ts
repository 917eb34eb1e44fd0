// Values of a conversation as they are stored, before they are made for a viewer. Only a card differs between
// viewers: stored, it has all its data, as plain JSON. `present` makes the view of one person, and the types
// keep the two apart: a value with a stored card cannot be passed where the contract's own types are required.
import type { Card, Member, Message, Window } from '@lectern/protocol'

/** One person's entry on a card. */
export interface CardEntry {
  kind: string
  /** The part of the card that it is about; empty for the whole. */
  key: string
  user_id: string
  name: string
  value: unknown
  at: string
}

/** All data of a card. */
export interface StoredCard extends Omit<Card, 'actions'> {
  /** Oldest first. */
  entries: CardEntry[]
  /** For a card that refers to something else: its current state, and its readers. */
  target?: unknown
  /** The time of the system's next action. */
  due_at?: string
}

/** The same value with each card in its stored form. */
export type Stored<T> = T extends Card
  ? StoredCard
  : T extends readonly unknown[]
    ? { [K in keyof T]: Stored<T[K]> }
    : T extends object
      ? { [K in keyof T]: Stored<T[K]> }
      : T

export interface StoredMessage extends Omit<Message, 'card'> {
  card?: StoredCard
}

/** What a row that belongs to a message is found by. */
export type MessageKey = Pick<StoredMessage, 'conversation_id' | 'id'>

export interface StoredWindow extends Omit<Window, 'messages'> {
  messages: StoredMessage[]
  /** Members who hid the conversation with this change: for the hub alone, which never sends them to others. */
  parting?: Member[]
}

/**
 * No type of the contract has both of these: a presented card has the viewer's actions, not the entries of all.
 */
export const isStoredCard = (value: object): value is StoredCard =>
  'entries' in value && 'fallback_text' in value
