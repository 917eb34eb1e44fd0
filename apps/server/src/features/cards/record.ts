import type { Message } from '@lectern/protocol'
import { assert } from '../../platform/errors.ts'
import { StoredCard, type CardRecord } from '../../records/stored-card.ts'

/** All that is known of the card of a message that was read from the database. */
export const recordOf = ({ card }: Message): CardRecord => {
  assert(card instanceof StoredCard, 'a card was read from the database')
  return card.record
}
