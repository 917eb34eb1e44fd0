// Every change of an outbox item, as a function of an event. Side effects are in other files.
import type { Message } from '@lectern/protocol'
import type { ApiError } from '../core/errors.ts'
import { toFailure, type SendFailure } from '../core/send-failure.ts'
import { contentOf, mentionsOf, targetOf, type OutboxItem } from './outbox-item.ts'

/** The events of an item. `sends`: true in the tab that sends, which alone knows what was on the wire. */
export type ItemEvent =
  /** Its place in the order is known now. */
  | { type: 'placed'; position: number }
  /** It is being sent. */
  | { type: 'sending' }
  | { type: 'stored'; message: Message; at: number; epoch: string | undefined }
  /** The server applied the change that `sent`, an earlier state of this item, asked for. */
  | { type: 'change_done'; sent: OutboxItem }
  | { type: 'refused'; error: ApiError }
  /** This attempt failed. */
  | { type: 'postponed' }
  /** Something on the way to the server refuses it again and again. */
  | { type: 'blocked'; failure: SendFailure }
  /** Its author lets the later items pass. */
  | { type: 'set_aside' }
  /** It is so old that its author is asked first. */
  | { type: 'held' }
  | { type: 'retried' }
  | { type: 'edited'; content: string; mentions?: readonly string[] | undefined; sends: boolean }
  | { type: 'taken_back'; sends: boolean }
  /** Only its author has seen it, and they discard it. */
  | { type: 'dropped' }
  | { type: 'files_failed'; failure: SendFailure }
  /** The server has lost its files; they are uploaded again. */
  | { type: 'files_sent_again' }
  | { type: 'file_discarded'; upload_id: string }
  /** The server now has this log, which may lack the item. */
  | { type: 'log_replaced'; epoch: string }
  /** Another tab reports the item as `theirs`. */
  | { type: 'heard'; theirs: OutboxItem }

/** The item after the event; undefined when it is gone; the same object when nothing changes. */
export const changeItem = (item: OutboxItem, event: ItemEvent): OutboxItem | undefined => {
  switch (event.type) {
    case 'placed':
      return { ...item, position: event.position }
    case 'sending':
      return { ...item, status: 'sending', tried: true }
    case 'stored':
      return store(item, event)
    case 'change_done':
      return isChangeOf(item, event.sent) ? withoutPendingChange(item) : item
    case 'refused':
      return refuse(item, event.error)
    case 'postponed':
      return item.status === 'acknowledged' ? item : queue(item)
    case 'blocked':
      return block(item, event.failure)
    case 'set_aside':
      return item.failure ? { ...item, status: 'failed' } : item
    case 'held':
      return { ...item, held: true }
    case 'retried':
      return item.status === 'failed' || item.held ? { ...queue(item), held: false } : item
    case 'edited':
      return { ...rewrite(assumeTried(item, event.sends), event), ...(item.held && { held: false }) }
    case 'taken_back':
      // A change is no message that could be deleted after arrival.
      return item.status === 'failed' || isBlocked(item) || item.change
        ? undefined
        : { ...assumeTried(item, event.sends), undone: true }
    case 'dropped':
      return undefined
    case 'files_failed':
      return { ...item, status: 'failed', failure: event.failure }
    case 'files_sent_again':
      return { ...withoutAttachments(queue(item)), resent: true }
    case 'file_discarded':
      return withoutFile(item, event.upload_id)
    case 'log_replaced':
      return { ...queue(item), again: event.epoch }
    case 'heard':
      return reconcile(item, event.theirs)
    default:
      return event satisfies never
  }
}

/** Makes an item ready to send, again or for the first time. */
const queue = ({ failure: _f, acknowledged_at: _a, stored: _s, ...item }: OutboxItem): OutboxItem => ({
  ...item,
  status: 'queued',
})

type Stored = Extract<ItemEvent, { type: 'stored' }>

const store = (item: OutboxItem, { message, at, epoch }: Stored): OutboxItem | undefined => {
  // A deleted message must not come back with an older log.
  if (item.status === 'acknowledged' && item.id === message.id) return message.deleted_at ? undefined : item
  const { failure: _f, held: _h, again: _a, ...rest } = item
  return {
    ...rest,
    stored: message,
    acknowledged_at: at,
    ...(epoch === undefined ? {} : { epoch }),
    status: 'acknowledged',
  }
}

const refuse = (item: OutboxItem, error: ApiError): OutboxItem | undefined => {
  if (isMoot(item)) return undefined
  return item.status === 'acknowledged' ? withoutPendingChange(item) : fail(item, error)
}

/**
 * Whether the outcome no longer matters: the item was taken back, or is an action or a change that an older log
 * already had.
 */
const isMoot = (item: OutboxItem): boolean =>
  item.undone === true || (targetOf(item) !== undefined && item.again !== undefined)

const fail = (item: OutboxItem, error: ApiError): OutboxItem => ({
  ...item,
  status: 'failed',
  failure: toFailure(error),
})

/** It stays the next one to be sent; if its author does not want it any more, it need not arrive. */
const block = (item: OutboxItem, failure: SendFailure): OutboxItem | undefined => {
  if (item.status === 'acknowledged') return item
  return item.undone ? undefined : { ...queue(item), failure }
}

/** It waits, and has not reached the server. */
const isBlocked = ({ status, failure }: OutboxItem): boolean => status === 'queued' && failure !== undefined

/** Whether the author still wants the change that was sent; after a deletion no change is wanted. */
const isChangeOf = (item: OutboxItem, sent: OutboxItem): boolean =>
  sent.undone === true ||
  (item.edit === (sent.edit ?? '') && sameText(item.edit_mentions, sent.edit_mentions) && !item.undone)

/** The item as it arrived: its changes were done or refused. */
const withoutPendingChange = ({ edit, edit_mentions: _m, undone: _u, ...item }: OutboxItem): OutboxItem => ({
  ...item,
  ...(edit !== undefined && { settled: edit }),
})

/** The server read the content and refused it. */
const NOT_STORED: readonly string[] = ['invalid', 'too_large', 'rejected']

type Rewritten = Pick<Extract<ItemEvent, { type: 'edited' }>, 'content' | 'mentions'>

const sameText = (a: readonly string[] = [], b: readonly string[] = []): boolean => `${a}` === `${b}`

/** Changes the content: at once if it was never on the wire, else by an edit after it has arrived. */
const rewrite = (item: OutboxItem, { content, mentions }: Rewritten): OutboxItem => {
  const isUnseen = !item.tried || (item.failure !== undefined && NOT_STORED.includes(item.failure.code))
  const { tried: _t, edit: _e, edit_mentions: _m, ...fresh } = queue(item)
  if (isUnseen)
    return { ...fresh, body: { ...item.body, content, ...(mentions && { mentions: [...mentions] }) } }
  return { ...(item.status === 'failed' ? queue(item) : item), edit: content, edit_mentions: mentions }
}

/**
 * A tab that does not send must be careful: the sending tab may have tried the item and died before it could
 * say so.
 */
const assumeTried = (item: OutboxItem, sends: boolean): OutboxItem =>
  !sends && item.status === 'queued' ? { ...item, tried: true } : item

/** A tab that does not send had to treat `ours` as sent; the sending tab knows better. */
export const markUntried = (ours: OutboxItem | undefined, theirs: OutboxItem): OutboxItem => {
  if (ours?.status !== 'queued' || ours.tried || theirs.status !== 'queued') return theirs
  const { tried: _, ...item } = theirs
  return item.edit === undefined ? item : rewrite(item, { content: item.edit, mentions: item.edit_mentions })
}

const withoutAttachments = (item: OutboxItem): OutboxItem => {
  const { attachment_ids: _a, alt_texts: _t, ...body } = item.body
  return { ...item, body }
}

const withoutFile = (item: OutboxItem, upload_id: string): OutboxItem => {
  const left = item.uploads?.filter((id) => id !== upload_id) ?? []
  const { uploads: _, ...rest } = item.status === 'failed' ? queue(item) : item
  return left.length === 0 ? rest : { ...rest, uploads: left }
}

/** The item that results when another tab reports `theirs` and this tab has `ours`. */
const reconcile = (ours: OutboxItem, theirs: OutboxItem): OutboxItem => {
  const item = withEdit(newer(ours, theirs), ours)
  return (ours.undone ?? theirs.undone) && !item.undone ? { ...item, undone: true } : item
}

/** Their report may be older than the edit, which then is still to be done. */
const withEdit = (item: OutboxItem, { edit, edit_mentions }: OutboxItem): OutboxItem =>
  edit === undefined || item.edit !== undefined || item.settled === edit || item.body.content === edit
    ? item
    : { ...item, edit, edit_mentions }

const newer = (ours: OutboxItem, theirs: OutboxItem): OutboxItem => {
  if (ours.status !== 'acknowledged' && ours.status !== 'sending') return theirs
  if (theirs.status === 'acknowledged') return theirs
  // The tab that sent it knows that it was refused, or its author sets it aside.
  if (theirs.status === 'failed' && ours.status === 'sending') return theirs
  if (theirs.again !== undefined && theirs.again !== ours.epoch) return theirs
  // The author changed it at the moment it was sent.
  return contentOf(theirs) === contentOf(ours) && sameText(mentionsOf(theirs), mentionsOf(ours))
    ? ours
    : { ...ours, edit: contentOf(theirs), edit_mentions: mentionsOf(theirs) }
}
