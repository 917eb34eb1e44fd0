// A card inside a message on its way out. What only some may see is held back: whoever writes JSON for somebody says
// for whom (`encodeSeenBy`), and each card then becomes what that person may see. Written for nobody in particular it
// is no more than its envelope, so that forgetting to say it shows too little rather than too much.
import type { Card } from '@lectern/protocol'

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
export interface CardRecord extends Omit<Card, 'actions'> {
  /** The oldest first. */
  entries: CardEntry[]
  /** For a card that stands for something else: how that is now, and who may see it. */
  target?: unknown
  /** When time itself acts on it. */
  due_at?: string
}

let see: ((card: CardRecord) => Card) | undefined

export class StoredCard implements Card {
  readonly id: string
  readonly type: string
  readonly schema: number
  readonly conversation_id: string
  readonly message_id: string
  readonly state: string
  readonly rev: number
  readonly data = {}
  readonly created_by: string
  readonly created_at: string
  readonly updated_at: string
  readonly fallback_text: string
  readonly provenance: Card['provenance']
  readonly actions = []
  readonly #record: CardRecord

  constructor(record: CardRecord) {
    this.#record = record
    this.id = record.id
    this.type = record.type
    this.schema = record.schema
    this.conversation_id = record.conversation_id
    this.message_id = record.message_id
    this.state = record.state
    this.rev = record.rev
    this.created_by = record.created_by
    this.created_at = record.created_at
    this.updated_at = record.updated_at
    this.fallback_text = record.fallback_text
    this.provenance = record.provenance
  }

  get record(): CardRecord {
    return this.#record
  }

  toJSON(): Card {
    return see ? see(this.#record) : Object.assign({}, this)
  }
}

/** JSON in which every stored card is what `seen` makes of it. */
export const encodeSeenBy = (seen: (card: CardRecord) => Card, value: unknown): string => {
  see = seen
  try {
    return JSON.stringify(value)
  } finally {
    see = undefined
  }
}
