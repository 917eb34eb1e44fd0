// What is stored of a conversation before anybody in particular sees it. Only a card looks different to different people:
// stored, it has all its data, as plain JSON. `present` makes of it what one person may see, and the types keep the two
// apart: what holds a stored card cannot be passed where the contract's own types are asked for.
import type { Card, Message, Window } from '@lectern/protocol'

/** What one person did with a card. */
export interface CardEntry {
  kind: string
  /** What of the card it is about; empty for the whole. */
  key: string
  user_id: string
  name: string
  value: unknown
  at: string
}

/** All that is known of a card. */
export interface StoredCard extends Omit<Card, 'actions'> {
  /** The oldest first. */
  entries: CardEntry[]
  /** For a card that stands for something else: how that is now, and who may see it. */
  target?: unknown
  /** When time itself acts on it. */
  due_at?: string
}

/** The same value with each card as it is stored. */
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

export interface StoredWindow extends Omit<Window, 'messages'> {
  messages: StoredMessage[]
}

/** Nothing of the contract has both of these: a card for somebody says what they can do, not what everybody did. */
export const isStoredCard = (value: object): value is StoredCard =>
  'entries' in value && 'fallback_text' in value
