import type { ActOnCard, Message, NewMessage } from '@lectern/protocol'
import type { ApiError } from '../core/errors.ts'
import { HOPELESS, type SendFailure } from '../core/send-failure.ts'

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
  /** The last edit that was done or refused: another tab need not wish it any more. */
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

/** The server looked at the content and did not take it. */
const NOT_STORED: readonly string[] = ['invalid', 'too_large', 'rejected']

/** To be sent, again or for the first time. */
export const queued = ({
  failure: _f,
  acknowledged_at: _a,
  stored: _s,
  ...item
}: OutboxItem): OutboxItem => ({
  ...item,
  status: 'queued',
})

export const failed = (item: OutboxItem, { code, message, problem: { card } }: ApiError): OutboxItem => ({
  ...item,
  status: 'failed',
  failure: { code, reason: message, retryable: !HOPELESS.includes(code), ...(card && { card }) },
})

/** The action, after others on the same card: what goes before will change its revision. */
export const inTurn = (action: CardAction, others: readonly OutboxItem[]): CardAction => {
  const { expected_rev: _, ...rest } = action
  return others.some(({ status }) => status === 'queued' || status === 'sending') ? rest : action
}

/** Nobody waits for its outcome: taken back, or an action that was done already in an older log. */
export const isMoot = ({ undone, action, again }: OutboxItem): boolean =>
  undone === true || (action !== undefined && again !== undefined)

export interface Acknowledgement {
  stored: Message
  acknowledged_at: number
  epoch: string | undefined
}

export const acknowledged = (
  { failure: _f, held: _h, again: _a, ...item }: OutboxItem,
  { epoch, ...acknowledgement }: Acknowledgement,
): OutboxItem => ({
  ...item,
  ...acknowledgement,
  ...(epoch === undefined ? {} : { epoch }),
  status: 'acknowledged',
})

/** With other content: at once where nobody has seen the old, else by an edit when it has arrived. */
export const rewritten = (item: OutboxItem, content: string): OutboxItem => {
  const isUnseen = !item.tried || (item.failure !== undefined && NOT_STORED.includes(item.failure.code))
  const { tried: _t, edit: _e, ...fresh } = queued(item)
  if (isUnseen) return { ...fresh, body: { ...item.body, content } }
  return { ...(item.status === 'failed' ? queued(item) : item), edit: content }
}

/** As far as a tab knows that does not send: the one that does may have died without a word of it. */
export const perhapsTried = (item: OutboxItem): OutboxItem =>
  item.status === 'queued' ? { ...item, tried: true } : item

/** What another tab wants of `ours`, which it had to take for one on the wire, where the one that sends knows better. */
export const surelyUntried = (ours: OutboxItem | undefined, theirs: OutboxItem): OutboxItem => {
  if (ours?.status !== 'queued' || ours.tried || theirs.status !== 'queued') return theirs
  const { tried: _, ...item } = theirs
  return item.edit === undefined ? item : rewritten(item, item.edit)
}

/** Its author wants something else than what arrived. */
export const hasWish = ({ undone, edit }: OutboxItem): boolean => undone === true || edit !== undefined

/** As it arrived: what its author wanted since was done or refused. */
export const withoutWish = ({ edit, undone: _, ...item }: OutboxItem): OutboxItem => ({
  ...item,
  ...(edit !== undefined && { settled: edit }),
})

/** The content its author wants. */
export const wanted = ({ edit, body }: OutboxItem): string => edit ?? body.content

/** What a reload shall find: an item that was being sent is to be sent. */
export const persistent = ({ stored: _, ...item }: OutboxItem): OutboxItem =>
  item.status === 'sending' ? { ...item, status: 'queued' } : item

/** What holds when another tab says that an item is `theirs` and here it is `ours`. */
export const reconciled = (ours: OutboxItem | undefined, theirs: OutboxItem): OutboxItem => {
  const item = withEdit(newer(ours, theirs), ours?.edit)
  return (ours?.undone ?? theirs.undone) && !item.undone ? { ...item, undone: true } : item
}

/** Their news may be older than the edit, which nobody has done yet then. */
const withEdit = (item: OutboxItem, edit: string | undefined): OutboxItem =>
  edit === undefined || item.edit !== undefined || item.settled === edit || item.body.content === edit
    ? item
    : { ...item, edit }

const newer = (ours: OutboxItem | undefined, theirs: OutboxItem): OutboxItem => {
  if (!ours || (ours.status !== 'acknowledged' && ours.status !== 'sending')) return theirs
  if (theirs.status === 'acknowledged') return theirs
  if (theirs.again !== undefined && theirs.again !== ours.epoch) return theirs
  // Their author changed it at the moment it was sent.
  return wanted(theirs) === wanted(ours) ? ours : { ...ours, edit: wanted(theirs) }
}
