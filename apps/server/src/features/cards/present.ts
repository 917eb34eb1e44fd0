// What is stored becomes what one person may see: the one way from stored cards to those of the contract. Everything else
// in a window or a reply is the same for all who may read it.
import type { Window } from '@lectern/protocol'
import { isStoredCard, type Stored, type StoredMessage, type StoredWindow } from '../../records/stored.ts'
import type { Actor } from './definition.ts'
import { seenCard, type View } from './seen.ts'

/** A window, or whatever else holds messages, as `viewer` sees it. What holds no card stays the very same object. */
export const present = <T>(value: Stored<T>, viewer: Actor, now: number): T =>
  presentValue(value, { actor: viewer, now }) as T

const presentValue = (value: unknown, view: View): unknown => {
  if (typeof value !== 'object' || value === null) return value
  if (isStoredCard(value)) return seenCard(value, view)
  let copy: Record<string, unknown> | undefined
  for (const [key, stored] of Object.entries(value)) {
    const seen = presentValue(stored, view)
    if (seen === stored) continue
    copy ??= (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>
    copy[key] = seen
  }
  return copy ?? value
}

/** The window itself when it looks the same to everybody, which is when no card is in it. */
export const seenByAll = (window: StoredWindow): Window | undefined => {
  const { messages } = window
  return messages.every(hasNoCard) ? { ...window, messages } : undefined
}

const hasNoCard = (message: StoredMessage): message is StoredMessage & { card?: never } =>
  message.card === undefined
