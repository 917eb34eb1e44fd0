import type { StoredMessage, StoredCard } from '../../records/stored.ts'
import { assert } from '../../platform/errors.ts'

/** The card of a message that has one. */
export const recordOf = ({ card }: StoredMessage): StoredCard => {
  assert(card, 'the message has a card')
  return card
}
