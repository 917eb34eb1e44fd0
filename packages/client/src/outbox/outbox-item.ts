import type { ActOnCard, Message, NewMessage } from '@lectern/protocol'
import type { ApiError } from '../core/errors.ts'
import type { SendFailure } from '../core/send-failure.ts'

/** Something done with a card. */
export type CardAction = Omit<ActOnCard, 'id'> & { card_id: string; message_id: string }

/** A message on its way, or an action on a card. */
export interface OutboxItem {
  readonly id: string
  readonly user_id: string
  readonly conversation_id: string
  /** Order of sending; only ever compared with other items. */
  readonly position: number
  readonly body: Omit<NewMessage, 'id'>
  /** Instead of a message: it keeps its place among the messages. */
  readonly action?: CardAction
  /** Files it waits for; once they are with the server, `body.attachment_ids` names them. */
  readonly uploads?: readonly string[]
  /** Its files were sent a second time, because the server had lost them. */
  readonly resent?: true
  readonly created_at: number
  readonly status: 'queued' | 'sending' | 'failed' | 'acknowledged'
  /** So old that its author is asked first; false once asked. */
  readonly held?: boolean
  /** It was on the wire, or may have been: the server may have it, so its content can only be changed by an edit. */
  readonly tried?: true
  /** The content its author wants by now, where it can only come as an edit. */
  readonly edit?: string
  /** The last edit that was done or refused: another tab need not ask for it any more. */
  readonly settled?: string
  /** Its author took it back: given up, or deleted as soon as it has arrived where it may have been on the wire. */
  readonly undone?: true
  readonly failure?: SendFailure
  readonly acknowledged_at?: number
  /** The log it was acknowledged in; another may lack it. */
  readonly epoch?: string
  /** Being sent again, because the log became this one. */
  readonly again?: string
  /** The stored message, from the acknowledgement until the timeline has it; not persisted. */
  readonly stored?: Message
}

/** Its author wants something else than what arrived. */
export const hasPendingChange = ({ undone, edit }: OutboxItem): boolean =>
  undone === true || edit !== undefined

/** The content its author wants. */
export const contentOf = ({ edit, body }: OutboxItem): string => edit ?? body.content

/** What a reload shall find: an item that was being sent is to be sent. */
export const persistentItem = ({ stored: _, ...item }: OutboxItem): OutboxItem =>
  item.status === 'sending' ? { ...item, status: 'queued' } : item

/** The action, after others on the same card: what goes before will change its revision. */
export const queueAction = (action: CardAction, others: readonly OutboxItem[]): CardAction => {
  const { expected_rev: _, ...rest } = action
  return others.some(({ status }) => status === 'queued' || status === 'sending') ? rest : action
}

/** The server has lost the files of this item, which is still wanted, and they were not sent a second time yet. */
export const lacksFiles = ({ undone, resent, uploads }: OutboxItem, { code, problem }: ApiError): boolean =>
  code === 'invalid' &&
  problem.field?.startsWith('attachment_ids') === true &&
  !undone &&
  !resent &&
  !!uploads

/** Without that file there is nothing left to say. */
export const isOnlyFile = (item: OutboxItem, upload_id: string): boolean =>
  contentOf(item).trim() === '' && item.uploads?.every((id) => id === upload_id) === true

/** What was written this long ago may not be meant any more. */
const HOLD_AFTER_MS = 24 * 3_600_000

/** What is to be done with an item whose turn it is. */
export const turnOf = (item: OutboxItem, now: number): 'send' | 'hold' | 'drop' | 'skip' => {
  if (item.status === 'acknowledged') return hasPendingChange(item) ? 'send' : 'skip'
  // A lane that is free sends nothing: a tab that is gone left it so.
  if (item.status === 'sending') return 'send'
  if (item.status === 'failed') return 'skip'
  if (item.undone) return item.tried ? 'send' : 'drop'
  if (item.held) return 'skip'
  const isOld = item.held === undefined && now - item.created_at >= HOLD_AFTER_MS
  return isOld && item.again === undefined ? 'hold' : 'send'
}

/** How many messages are not sent yet, over all conversations. */
export interface OutboxState {
  /** Queued or being sent: they go by themselves. */
  pending: number
  /** Older than a day: their author decides with `retry` or `discard`. */
  held: number
  /** Refused for good: edit, retry or discard. */
  failed: number
}

export const NOTHING: OutboxState = { pending: 0, held: 0, failed: 0 }

export const countItems = (items: readonly OutboxItem[]): OutboxState => {
  const count = (is: (item: OutboxItem) => boolean | undefined) =>
    items.filter((item) => !item.undone && is(item)).length
  return {
    pending: count(({ status, held }) => status === 'sending' || (status === 'queued' && !held)),
    held: count(({ status, held }) => status === 'queued' && held),
    failed: count(({ status }) => status === 'failed'),
  }
}
