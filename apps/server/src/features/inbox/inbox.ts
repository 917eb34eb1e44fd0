// What waits for staff, over all conversations of theirs.
import {
  LIMITS,
  type InboxCounts,
  type InboxItem,
  type InboxList,
  type InboxPlace,
  type QueryOf,
  type endpoints,
} from '@lectern/protocol'
import { parseTimestamp, timestamp } from '../../platform/clock.ts'
import { decodeCursor, encodeCursor } from '../../platform/cursor.ts'
import { notFound } from '../../platform/errors.ts'
import { toMessage } from '../../records/messages.ts'
import type { MessageKey } from '../../records/stored.ts'
import type { Context, LecternTransaction, Viewer } from '../context.ts'
import { excerptOf, showsOf } from '../notices/excerpt.ts'
import { requireStaff } from '../policy.ts'
import { hoursOf } from './hours.ts'
import { countItems, readItem, readItems, readTags, type CountRow, type ItemRow } from './inbox-rows.ts'
import { teachingMinutes } from './teaching-time.ts'

type Query = LecternTransaction['query']

export const NOT_STAFF = 'Only staff have an inbox.'
const MOST_PLACES = 200

export const listInbox = async (
  { db, clock }: Context,
  viewer: Viewer,
  { limit = LIMITS.page_rows_default, cursor, snoozed, ...wanted }: QueryOf<typeof endpoints.listInbox>,
): Promise<InboxList> => {
  requireStaff(viewer, NOT_STAFF)
  const { user_id } = viewer
  const reader = { user_id, now: timestamp(clock.now()) }
  const [waiting_since = '', message_id = ''] = cursor === undefined ? [] : decodeCursor(cursor, 2)
  const filter = { ...wanted, snoozed: snoozed === 'true' }
  const after = { waiting_since, message_id }
  const rows = await readItems(db.read, reader, filter, { after, limit: limit + 1 })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const counted = await countItems(db.read, reader)
  const { conversation_id } = wanted
  return {
    items: await toItems(db.read, shown, clock.now()),
    next_cursor: last && rows.length > limit ? encodeCursor([last.waiting_since, last.id]) : null,
    counts: sum(counted.filter((row) => (conversation_id ?? row.conversation_id) === row.conversation_id)),
    places: placesOf(counted),
    tags: await readTags(db.read, user_id),
  }
}

const sum = (rows: readonly CountRow[]): InboxCounts => {
  const counts = {
    open: 0,
    mine: 0,
    unclaimed: 0,
    snoozed: 0,
    question: 0,
    review: 0,
    tutoring: 0,
    mention: 0,
  }
  for (const { kind, owned, snoozed, items } of rows) {
    if (snoozed === 1) {
      counts.snoozed += items
      continue
    }
    counts.open += items
    counts[kind] += items
    if (kind === 'mention') continue
    if (owned === 'me') counts.mine += items
    if (owned === 'nobody') counts.unclaimed += items
  }
  return counts
}

const placesOf = (rows: readonly CountRow[]): InboxPlace[] => {
  const places = new Map<string, InboxPlace>()
  for (const { conversation_id, c_kind, c_title, snoozed, items } of rows) {
    if (snoozed === 1) continue
    const open = (places.get(conversation_id)?.open ?? 0) + items
    const title = c_title === null ? {} : { title: c_title }
    places.set(conversation_id, { conversation_id, conversation_kind: c_kind, ...title, open })
  }
  return [...places.values()].sort((a, b) => b.open - a.open).slice(0, MOST_PLACES)
}

const toItems = async (query: Query, rows: readonly ItemRow[], now: number): Promise<InboxItem[]> => {
  if (rows.length === 0) return []
  const hours = await hoursOf(
    query,
    rows.map(({ conversation_id }) => conversation_id),
  )
  return rows.map((row) => {
    const minutes = teachingMinutes(hours(row.conversation_id), [parseTimestamp(row.waiting_since), now])
    return toItem(row, { now: timestamp(now), waited: row.waited_minutes ?? minutes })
  })
}

const toItem = (row: ItemRow, { now, waited }: { now: string; waited: number }): InboxItem => {
  const message = toMessage(row)
  const { question, card } = message
  const shows = showsOf(message)
  const isOwned = row.lease_until !== null && row.lease_until > now
  return {
    conversation_id: message.conversation_id,
    message_id: message.id,
    created_seq: message.created_seq,
    kind: row.item_kind,
    conversation_kind: row.c_kind,
    ...(row.c_title !== null && { title: row.c_title }),
    asker: { id: row.asker_id, name: row.asker_name, role: row.asker_role },
    excerpt: excerptOf(message.content) || excerptOf(card?.fallback_text ?? ''),
    ...(shows && { shows }),
    waiting_since: row.waiting_since,
    waited_minutes: waited,
    answers: question?.answers ?? 0,
    ...(isOwned &&
      row.owner_id !== null &&
      row.lease_until !== null && {
        owner: { user_id: row.owner_id, name: row.owner_name ?? '' },
        lease_until: row.lease_until,
      }),
    ...(row.snoozed_until !== null && { snoozed_until: row.snoozed_until }),
    tags: (JSON.parse(row.tags) as string[]).sort(),
    notes: row.notes,
    duplicates: row.duplicates,
  }
}

/** @throws AppError `not_found` if it never waited */
export const requireItem = async ({ clock }: Context, query: Query, key: MessageKey): Promise<InboxItem> => {
  const row = await readItem(query, key)
  const [item] = row ? await toItems(query, [row], clock.now()) : []
  if (!item) throw notFound('inbox item')
  return item
}
