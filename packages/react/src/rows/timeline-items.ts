// The items of the list, made of the rows: day lines, the unread line, and runs of rows.
import type { TimelineRow } from '@lectern/client'
import { dayOf } from '../core/clock.ts'

/** Messages of one person join if each follows the one before within this time. */
const RUN_MS = 5 * 60_000

/** Keys never change: a message's is its id, a line's belongs to the message below it. */
export type TimelineItem =
  | { type: 'beginning'; key: string }
  | { type: 'day'; key: string; moment: number }
  | { type: 'unread'; key: string }
  | { type: 'message'; key: string; row: TimelineRow; starts_run: boolean; ends_run: boolean }

export interface TimelineView {
  rows: readonly TimelineRow[]
  has_more_before: boolean
  /** The read position at opening; without it there is no line. */
  unread_after?: number | undefined
}

/**
 * No line is above the first row while older ones are to come: it would vanish or move when they join, and with
 * it the place of reading. The first row begins a run until its predecessor is known.
 */
export const timelineItems = ({ rows, has_more_before, unread_after }: TimelineView): TimelineItem[] => {
  const items: TimelineItem[] = []
  let unreadLineDue = unread_after !== undefined
  if (!has_more_before) items.push({ type: 'beginning', key: 'beginning' })
  rows.forEach((row, index) => {
    const before = rows[index - 1]
    const knowsBefore = before !== undefined || !has_more_before
    const newDay = knowsBefore && (!before || localDay(before) !== localDay(row))
    const firstUnread = unreadLineDue && isUnread(row, unread_after ?? 0)
    if (newDay) items.push({ type: 'day', key: `day:${row.id}`, moment: momentOf(row) })
    if (firstUnread) {
      unreadLineDue = false
      if (knowsBefore) items.push({ type: 'unread', key: `unread:${row.id}` })
    }
    const starts_run = newDay || firstUnread || !joins(before, row)
    items.push(messageItem(row, starts_run, false))
  })
  return items.map(withEnd)
}

type MessageItem = Extract<TimelineItem, { type: 'message' }>

const made = new WeakMap<TimelineRow, Map<string, MessageItem>>()

/** The same object for the same row and place in a run, so that only what changed renders again. */
const messageItem = (row: TimelineRow, starts_run: boolean, ends_run: boolean): MessageItem => {
  const variants = made.get(row) ?? new Map<string, MessageItem>()
  made.set(row, variants)
  const variant = `${starts_run} ${ends_run}`
  const item = variants.get(variant) ?? { type: 'message', key: row.id, row, starts_run, ends_run }
  variants.set(variant, item)
  return item
}

const withEnd = (item: TimelineItem, index: number, items: readonly TimelineItem[]): TimelineItem => {
  const next = items[index + 1]
  if (item.type !== 'message') return item
  return messageItem(item.row, item.starts_run, next?.type !== 'message' || next.starts_run)
}

/** Times are read once: the items of hundreds of messages are made anew at each change. */
const times = new WeakMap<TimelineRow, { moment: number; day: number }>()

const timesOf = (row: TimelineRow): { moment: number; day: number } => {
  const known = times.get(row)
  if (known) return known
  const moment = Date.parse(row.message.timestamp)
  const read = { moment, day: dayOf(moment) }
  times.set(row, read)
  return read
}

export const momentOf = (row: TimelineRow): number => timesOf(row).moment

const localDay = (row: TimelineRow): number => timesOf(row).day

const isUnread = (row: TimelineRow, read: number): boolean =>
  !row.own && row.status === 'stored' && row.message.created_seq > read

const joins = (before: TimelineRow | undefined, row: TimelineRow): boolean =>
  before !== undefined &&
  before.message.kind !== 'system' &&
  row.message.kind !== 'system' &&
  before.message.sender_id === row.message.sender_id &&
  localDay(before) === localDay(row) &&
  momentOf(row) - momentOf(before) < RUN_MS

/** The row with the delivery mark: the last own one that has not failed. */
export const lastOwnId = (rows: readonly TimelineRow[]): string | undefined =>
  rows.findLast((row) => row.own && row.status !== 'failed' && !row.message.deleted_at)?.id
