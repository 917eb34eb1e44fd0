import type { Me, Message, UpFrame } from '@lectern/protocol'
import type { Attachments } from '../uploads/attachments.ts'
import type { Emits } from '../core/emitter.ts'
import type { Clock } from '../core/clock.ts'
import type { Drafts } from './drafts.ts'
import type { Http } from '../http/http.ts'
import type { Outbox } from '../outbox/outbox.ts'
import type { Sync } from '../sync/sync.ts'

/** What the conversations of one signed-in person work with. */
export interface Context {
  http: Http
  clock: Clock
  random: () => number
  sync: Sync
  outbox: Outbox
  attachments: Attachments
  drafts: Drafts
  /** The signed-in person. */
  me(): Me
  /** Sends an ephemeral frame; false when there is no connection to take it. */
  send(frame: UpFrame): boolean
  events: Emits<ConversationEvents>
}

export interface ConversationEvents {
  /** A message came that was not there before. */
  message_arrived: Message
  /** What is shown of this conversation is different. */
  conversation_changed: string
}
