import type { Kysely } from 'kysely'
import type { ConversationKind, InboxKind, Role } from '@lectern/protocol'
import { JSON_LIST } from '../../platform/db/fragments.ts'
import { selection } from '../../platform/db/statement.ts'
import { MESSAGE_COLUMNS, type MessageRecord } from '../../records/messages.ts'
import type { MessageKey } from '../../records/stored.ts'
import type { Tables } from '../../records/tables.ts'

type Query = Kysely<Tables>

/** Items sort by time, then by their message. */
export interface ItemPlace {
  waiting_since: string
  message_id: string
}

export interface ItemFilter {
  conversation_id?: string | undefined
  kind?: InboxKind | undefined
  owner?: 'me' | 'nobody' | undefined
  tag?: string | undefined
  snoozed: boolean
}

interface Reader {
  user_id: string
  now: string
}

export interface ItemRow extends MessageRecord {
  item_kind: InboxKind
  waiting_since: string
  waited_minutes: number | null
  owner_id: string | null
  owner_name: string | null
  lease_until: string | null
  snoozed_until: string | null
  asker_id: string
  asker_name: string
  asker_role: Role
  c_kind: ConversationKind
  c_title: string | null
  tags: string
  notes: number
  duplicates: number
}

/** Items that the reader sees: open, of a conversation of theirs, and not asked by themselves. Parameters: the reader, twice. */
const ITEMS = `
  FROM members me
  JOIN inbox_items i ON i.conversation_id = me.conversation_id AND i.done_at IS NULL AND i.duplicate_of IS NULL
  WHERE me.user_id = ? AND me.left_at IS NULL AND i.asker_id <> ?`

/** Unread messages that name the reader and are no item. Parameter: the reader. */
const MENTIONED = `
  FROM members me
  JOIN mentions x ON x.conversation_id = me.conversation_id AND x.user_id = me.user_id AND x.created_seq > me.clear_seq
  JOIN messages m ON m.conversation_id = x.conversation_id AND m.created_seq = x.created_seq
  WHERE me.user_id = ? AND me.left_at IS NULL AND m.deleted_at IS NULL AND NOT EXISTS (
    SELECT 1 FROM inbox_items i WHERE i.conversation_id = m.conversation_id AND i.message_id = m.id AND i.done_at IS NULL)`

/** Everything about the rows of `page`, which has `conversation_id`, `message_id`, `item_kind` and `waiting_since`. By primary keys. */
const detailsOf = (page: string): string => `
  WITH page AS (${page})
  SELECT page.item_kind, page.waiting_since, i.waited_minutes, i.owner_id, o.name AS owner_name, i.lease_until,
    i.snoozed_until, a.id AS asker_id, a.name AS asker_name, a.role AS asker_role, c.kind AS c_kind, c.title AS c_title,
    (SELECT coalesce(${JSON_LIST}(t.tag), '[]') FROM inbox_tags t
      WHERE t.conversation_id = page.conversation_id AND t.message_id = page.message_id) AS tags,
    (SELECT count(*) FROM inbox_notes n
      WHERE n.conversation_id = page.conversation_id AND n.message_id = page.message_id) AS notes,
    (SELECT count(*) FROM inbox_items d
      WHERE d.conversation_id = page.conversation_id AND d.duplicate_of = page.message_id) AS duplicates,
    ${MESSAGE_COLUMNS}
  FROM page
  JOIN messages m ON m.conversation_id = page.conversation_id AND m.id = page.message_id
  JOIN users u ON u.id = m.sender_id
  JOIN conversations c ON c.id = page.conversation_id
  LEFT JOIN inbox_items i ON i.conversation_id = page.conversation_id AND i.message_id = page.message_id
    AND page.item_kind <> 'mention'
  JOIN users a ON a.id = coalesce(i.asker_id, m.sender_id)
  LEFT JOIN users o ON o.id = i.owner_id
  ORDER BY page.waiting_since, page.message_id`

const itemsBy = (filter: ItemFilter, { user_id, now }: Reader): [string, unknown[]] => {
  const { conversation_id, kind, owner, tag, snoozed } = filter
  const conditions: [string, unknown[]][] = [
    snoozed ? ['i.snoozed_until > ?', [now]] : ['(i.snoozed_until IS NULL OR i.snoozed_until <= ?)', [now]],
  ]
  if (conversation_id !== undefined) conditions.push(['i.conversation_id = ?', [conversation_id]])
  if (kind !== undefined) conditions.push(['i.kind = ?', [kind]])
  if (owner === 'me') conditions.push(['i.owner_id = ? AND i.lease_until > ?', [user_id, now]])
  if (owner === 'nobody') conditions.push(['(i.lease_until IS NULL OR i.lease_until <= ?)', [now]])
  if (tag !== undefined)
    conditions.push([
      'EXISTS (SELECT 1 FROM inbox_tags t WHERE t.conversation_id = i.conversation_id AND t.message_id = i.message_id AND t.tag = ?)',
      [tag],
    ])
  return [
    `SELECT i.conversation_id, i.message_id, i.kind AS item_kind, i.waiting_since ${ITEMS} AND ${conditions.map(([sql]) => sql).join(' AND ')}`,
    [user_id, user_id, ...conditions.flatMap(([, parameters]) => parameters)],
  ]
}

const mentionsBy = ({ conversation_id }: ItemFilter, { user_id }: Reader): [string, unknown[]] => [
  `SELECT m.conversation_id, m.id AS message_id, 'mention' AS item_kind, m.created_at AS waiting_since ${MENTIONED}
  ${conversation_id === undefined ? '' : 'AND me.conversation_id = ?'}`,
  [user_id, ...(conversation_id === undefined ? [] : [conversation_id])],
]

const hasMentions = ({ kind = 'mention', owner, tag, snoozed }: ItemFilter): boolean =>
  kind === 'mention' && owner === undefined && tag === undefined && !snoozed

/** What waits longest comes first. Indexes: members_by_user, inbox_open, mentions by primary key. */
export const readItems = async (
  query: Query,
  reader: Reader,
  filter: ItemFilter,
  { after, limit }: { after: ItemPlace; limit: number },
): Promise<ItemRow[]> => {
  const parts = [itemsBy(filter, reader), ...(hasMentions(filter) ? [mentionsBy(filter, reader)] : [])]
  const page = `SELECT conversation_id, message_id, item_kind, waiting_since FROM (
    ${parts.map(([sql]) => sql).join(' UNION ALL ')}) waiting
    WHERE (waiting_since, message_id) > (?, ?) ORDER BY waiting_since, message_id LIMIT ?`
  const parameters = parts.flatMap(([, values]) => values)
  const { waiting_since, message_id } = after
  return selection<ItemRow>(detailsOf(page))(query, [...parameters, waiting_since, message_id, limit])
}

const one = selection<ItemRow>(
  detailsOf(`SELECT conversation_id, message_id, kind AS item_kind, waiting_since FROM inbox_items
    WHERE conversation_id = ? AND message_id = ?`),
)

/** An item, done or not. */
export const readItem = async (
  query: Query,
  { conversation_id, id }: MessageKey,
): Promise<ItemRow | undefined> => (await one(query, [conversation_id, id]))[0]

export interface CountRow {
  conversation_id: string
  c_kind: ConversationKind
  c_title: string | null
  kind: InboxKind
  owned: 'me' | 'other' | 'nobody'
  snoozed: number
  items: number
}

// Indexes: members_by_user, inbox_open, mentions by primary key; the rest by primary keys.
const counts = selection<CountRow>(`
  SELECT waiting.conversation_id, c.kind AS c_kind, c.title AS c_title, waiting.kind, waiting.owned, waiting.snoozed, waiting.items
  FROM (
    SELECT i.conversation_id, i.kind,
      CASE WHEN i.lease_until IS NULL OR i.lease_until <= ? THEN 'nobody' WHEN i.owner_id = ? THEN 'me' ELSE 'other' END AS owned,
      CASE WHEN i.snoozed_until > ? THEN 1 ELSE 0 END AS snoozed, count(*) AS items ${ITEMS} GROUP BY 1, 2, 3, 4
    UNION ALL
    SELECT m.conversation_id, 'mention' AS kind, 'me' AS owned, 0 AS snoozed, count(*) AS items ${MENTIONED} GROUP BY m.conversation_id
  ) waiting JOIN conversations c ON c.id = waiting.conversation_id
  ORDER BY waiting.conversation_id, waiting.kind, waiting.owned, waiting.snoozed`)

/** How many items there are of each sort. */
export const countItems = (query: Query, { user_id, now }: Reader): Promise<CountRow[]> =>
  counts(query, [now, user_id, now, user_id, user_id, user_id])

const MOST_TAGS = 100

// Indexes as above; the tags by primary key.
const tags = selection<{ tag: string }>(`
  SELECT DISTINCT t.tag FROM members me
  JOIN inbox_items i ON i.conversation_id = me.conversation_id AND i.done_at IS NULL
  JOIN inbox_tags t ON t.conversation_id = i.conversation_id AND t.message_id = i.message_id
  WHERE me.user_id = ? AND me.left_at IS NULL ORDER BY t.tag LIMIT ${MOST_TAGS}`)

export const readTags = async (query: Query, user_id: string): Promise<string[]> =>
  (await tags(query, [user_id])).map(({ tag }) => tag)
