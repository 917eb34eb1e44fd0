import {
  isBlank,
  type ActOnCard,
  type Judgement,
  type Mention,
  type Message,
  type NewMessage,
  type PatchOwnSettings,
} from '@lectern/protocol'
import type { ApiError } from '../core/errors.ts'
import type { SendFailure } from '../core/send-failure.ts'

/** An action on a card. */
export type CardAction = Omit<ActOnCard, 'id'> & { card_id: string; message_id: string }

/** How far its author has read the conversation. Only the newest of a conversation is sent. */
export interface ReadMark {
  read_seq: number
  /** The numbers are of this log. */
  epoch: string | undefined
}

/** What its author sets for themselves in the conversation. */
export interface OwnWish {
  patch: PatchOwnSettings
  /** Its numbers are of this log. */
  epoch: string | undefined
}

/** A change of a stored message. */
export type MessageChange = { message_id: string } & (
  | { is: 'edit'; content: string; mentions?: readonly Mention[] }
  | { is: 'delete' }
  | { is: 'reaction'; emoji: string; on: boolean }
  /** `judged`: the version of the message that its author saw. */
  | { is: 'pin'; on: boolean; judged: Judgement }
)

/** A message, a change of one, an action on a card, or a receipt that the server does not have yet. */
export interface OutboxItem {
  readonly id: string
  readonly user_id: string
  readonly conversation_id: string
  /** Order of sending; only compared with other items. */
  readonly position: number
  readonly body: Omit<NewMessage, 'id'>
  /** Set instead of a message; the action keeps its place among the messages. */
  readonly action?: CardAction
  /** Set instead of a message; it waits for other changes only, so that a file on its way holds none up. */
  readonly change?: MessageChange
  /** Set instead of a message; it waits for nothing else. */
  readonly read?: ReadMark
  /** Set instead of a message; it waits for others of its kind. */
  readonly own?: OwnWish
  /** Files it waits for; when they are uploaded, `body.attachment_ids` names them. */
  readonly uploads?: readonly string[]
  /** Its files were uploaded a second time, because the server had lost them. */
  readonly resent?: true
  readonly created_at: number
  readonly status: 'queued' | 'sending' | 'failed' | 'acknowledged'
  /** True: so old that its author is asked first; false: its author was asked. */
  readonly held?: boolean
  /** It may have been on the wire: the server may have it, so only an edit can change its content. */
  readonly tried?: true
  /** The content its author wants, if it can only come as an edit. */
  readonly edit?: string
  /** Whom that edit mentions; undefined if its author left it to the server. */
  readonly edit_mentions?: readonly string[] | undefined
  /** The last edit that was done or refused: other tabs need not ask for it again. */
  readonly settled?: string
  /** Its author took it back: it is dropped, or deleted after arrival if it may have been on the wire. */
  readonly undone?: true
  readonly failure?: SendFailure
  readonly acknowledged_at?: number
  /** The log in which it was acknowledged; another log may lack it. */
  readonly epoch?: string
  /** It is being sent again because the server now has this log. */
  readonly again?: string
  /** The stored message, from the acknowledgement until the timeline has it; not persisted. */
  readonly stored?: Message
}

/** Whether it is about its author alone: a receipt, or a setting of their own. */
export const isOwn = ({ read, own }: OutboxItem): boolean => read !== undefined || own !== undefined

/** Whether who asked for it may wait for the outcome, in whichever tab that was. */
export const mayHaveCaller = (item: OutboxItem): boolean => item.change !== undefined || isOwn(item)

/** The message that it changes, or whose card it acts on; undefined for a message of its own. */
export const targetOf = ({ action, change }: OutboxItem): string | undefined =>
  action?.message_id ?? change?.message_id

/** Whether its author wants another state than the one that arrived. */
export const hasPendingChange = ({ undone, edit }: OutboxItem): boolean =>
  undone === true || edit !== undefined

/** The content its author wants. */
export const contentOf = ({ edit, body }: OutboxItem): string => edit ?? body.content

/** Whom its author wants to mention. */
export const mentionsOf = ({ edit, edit_mentions, body }: OutboxItem): readonly string[] | undefined =>
  edit === undefined ? body.mentions : edit_mentions

/** The item as a reload finds it: an item that was being sent will be sent again. */
export const toPersistentItem = ({ stored: _, ...item }: OutboxItem): OutboxItem =>
  item.status === 'sending' ? { ...item, status: 'queued' } : item

/** Queues an action after others on the same card: the earlier ones will change its revision. */
export const queueAction = (action: CardAction, others: readonly OutboxItem[]): CardAction => {
  const { expected_rev: _, ...rest } = action
  return others.some(({ status }) => status === 'queued' || status === 'sending') ? rest : action
}

/** Whether the server has lost the files of an item that is still wanted and was not uploaded twice. */
export const lacksFiles = ({ undone, resent, uploads }: OutboxItem, { code, problem }: ApiError): boolean =>
  code === 'invalid' &&
  problem.field?.startsWith('attachment_ids') === true &&
  !undone &&
  !resent &&
  !!uploads

/** Whether the message would be empty without that file. */
export const isOnlyFile = (item: OutboxItem, upload_id: string): boolean =>
  isBlank(contentOf(item)) && item.uploads?.every((id) => id === upload_id) === true

/** An older message may no longer be wanted. */
const HOLD_AFTER_MS = 24 * 3_600_000

/** What to do with an item whose turn it is. */
export const turnOf = (item: OutboxItem, now: number): 'send' | 'hold' | 'drop' | 'skip' => {
  if (item.status === 'acknowledged') return hasPendingChange(item) ? 'send' : 'skip'
  // Nothing is being sent here, so a tab that is gone left this status.
  if (item.status === 'sending') return 'send'
  if (item.status === 'failed') return 'skip'
  if (item.undone) return item.tried ? 'send' : 'drop'
  if (item.held) return 'skip'
  const isOld =
    !item.change && !isOwn(item) && item.held === undefined && now - item.created_at >= HOLD_AFTER_MS
  return isOld && item.again === undefined ? 'hold' : 'send'
}

/** The number of unsent messages and actions over all conversations. */
export interface OutboxState {
  /** Queued or being sent. */
  pending: number
  /** Older than a day: their author decides with `retry` or `discard`. */
  held: number
  /** Refused for good: edit, retry or discard. */
  failed: number
  /** Changes of sent messages, queued or being sent. */
  changes: number
}

export const NOTHING: OutboxState = { pending: 0, held: 0, failed: 0, changes: 0 }

export const countItems = (items: readonly OutboxItem[]): OutboxState => {
  const count = (is: (item: OutboxItem) => boolean | undefined) =>
    items.filter((item) => !item.undone && !item.change && !isOwn(item) && is(item)).length
  const isOpen = ({ change, status }: OutboxItem) => change && (status === 'queued' || status === 'sending')
  return {
    pending: count(({ status, held }) => status === 'sending' || (status === 'queued' && !held)),
    held: count(({ status, held }) => status === 'queued' && held),
    failed: count(({ status }) => status === 'failed'),
    changes: items.filter(isOpen).length,
  }
}
