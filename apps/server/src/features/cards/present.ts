// Turns stored values into those that one person may see: the only way from stored cards to those of the
// contract. Everything else in a window or a reply is the same for all readers.
import type { Window } from '@lectern/protocol'
import { isStoredCard, type Stored, type StoredMessage, type StoredWindow } from '../../records/stored.ts'
import type { Actor } from './definition.ts'
import { presentCard, type View } from './seen.ts'

/**
 * A window, or another value with messages, as `viewer` sees it. A value without a card stays the same object.
 */
export const present = <T>(value: Stored<T>, viewer: Actor, now: number): T =>
  presentValue(value, { actor: viewer, now }) as T

const presentValue = (value: unknown, view: View): unknown => {
  if (typeof value !== 'object' || value === null) return value
  if (isStoredCard(value)) return presentCard(value, view)
  let copy: Record<string, unknown> | undefined
  for (const [key, stored] of Object.entries(value)) {
    const seen = presentValue(stored, view)
    if (seen === stored) continue
    copy ??= (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>
    copy[key] = seen
  }
  if (copy && isHidden(copy['card'])) delete copy['lang']
  return copy ?? value
}

/** The window itself if it is the same for all, which means without a card. */
export const presentToAll = (window: StoredWindow): Window | undefined => {
  const { messages } = window
  return messages.every(hasNoCard) ? { ...window, messages } : undefined
}

const hasNoCard = (message: StoredMessage): message is StoredMessage & { card?: never } =>
  message.card === undefined

/** The words of such a card tell nothing, not even their language. */
const isHidden = (card: unknown): boolean =>
  typeof card === 'object' && card !== null && 'state' in card && card.state === 'hidden'
