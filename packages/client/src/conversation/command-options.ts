// What the commands of a conversation take.
import type { AssistantMode, Card, EditMessage, NewMessage } from '@lectern/protocol'

/** The parts of a new message besides its text. */
export type SendOptions = Pick<NewMessage, 'reply_to_id' | 'question' | 'mentions' | 'parts' | 'card'> & {
  /** The ids that `attach` returned. */
  uploads?: readonly string[]
}

/** What an edit changes besides the text. `mentions`: everybody whom the new text mentions. */
export type EditOptions = Pick<EditMessage, 'mentions'>

/** The settings of the assistant in a conversation. */
export interface AssistantSettings {
  mode?: AssistantMode
  /** Whether staff see its answers first. */
  review?: boolean
}

/** A card, and the revision of it that the person saw. */
export type CardRef = Pick<Card, 'id' | 'message_id'> & { rev?: number }
