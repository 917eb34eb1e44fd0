import type { Me, Message, OwnWindow, UpFrame } from '@lectern/protocol'
import type { Attachments } from '../uploads/attachments.ts'
import type { Emits } from '../core/emitter.ts'
import type { Clock } from '../core/clock.ts'
import type { Drafts } from './drafts.ts'
import type { Http } from '../http/http.ts'
import type { Outbox } from '../outbox/outbox.ts'
import type { Sync } from '../sync/sync.ts'

/** The parts that the conversations of one signed-in person share. */
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
  /** Sends an ephemeral frame; false without a connection. */
  send(frame: UpFrame): boolean
  events: Emits<ConversationEvents>
}

export interface ConversationEvents {
  /** A new message has arrived. */
  message_arrived: Message
  /** The visible state of this conversation has changed. */
  conversation_changed: string
  /** A change of what the person set for themselves was answered. */
  own_answered: OwnWindow
}
