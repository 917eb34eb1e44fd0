// What waits for staff: every statement that writes its items. An item is kept in the commit that changes its message, so it
// is as true as the message; who owns it is decided by one conditional update.
import type { Kysely, Selectable } from 'kysely'
import { mutation, selection } from '../platform/db/statement.ts'
import type { MessageKey, StoredMessage } from './stored.ts'
import type { Tables } from './tables.ts'

type Query = Kysely<Tables>
export type ItemRecord = Selectable<Tables['inbox_items']>

/** What a message makes of its item. */
export type Waiting = Pick<ItemRecord, 'kind' | 'asker_id' | 'duplicate_of'> & {
  /** undefined: as before, or since the message was sent. */
  since?: string | undefined
}

const keyOf = ({ conversation_id, id }: MessageKey): string[] => [conversation_id, id]
/** By primary key. */
const THIS = 'conversation_id = ? AND message_id = ?'

// An item that was done begins anew. By primary key.
const open = mutation(`
  INSERT INTO inbox_items (conversation_id, message_id, created_seq, kind, asker_id, waiting_since, duplicate_of)
  VALUES (?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (conversation_id, message_id) DO UPDATE SET
    kind = excluded.kind, asker_id = excluded.asker_id, duplicate_of = excluded.duplicate_of,
    owner_id = CASE WHEN inbox_items.done_at IS NULL THEN inbox_items.owner_id END,
    lease_until = CASE WHEN inbox_items.done_at IS NULL THEN inbox_items.lease_until END,
    snoozed_until = CASE WHEN inbox_items.done_at IS NULL AND inbox_items.kind = excluded.kind
      THEN inbox_items.snoozed_until END,
    waited_minutes = CASE WHEN inbox_items.done_at IS NULL THEN inbox_items.waited_minutes END, done_at = NULL`)
const since = mutation(`UPDATE inbox_items SET waiting_since = ? WHERE ${THIS}`)

export const openItem = async (
  query: Query,
  message: StoredMessage,
  { kind, asker_id, duplicate_of, since: at }: Waiting,
): Promise<void> => {
  const { created_seq, timestamp } = message
  await open(query, [...keyOf(message), created_seq, kind, asker_id, at ?? timestamp, duplicate_of])
  if (at !== undefined) await since(query, [at, ...keyOf(message)])
}

// By primary key.
const one = selection<ItemRecord>(`
  SELECT conversation_id, message_id, created_seq, kind, asker_id, waiting_since, done_at, waited_minutes, owner_id,
    lease_until, snoozed_until, duplicate_of
  FROM inbox_items WHERE ${THIS}`)

/** The item of a message, done or not. */
export const findItem = async (query: Query, key: MessageKey): Promise<ItemRecord | undefined> =>
  (await one(query, keyOf(key)))[0]

const done = mutation(`
  UPDATE inbox_items SET done_at = ?, waited_minutes = coalesce(waited_minutes, ?), owner_id = NULL, lease_until = NULL,
    snoozed_until = NULL
  WHERE ${THIS}`)

/** `waited`: null if nobody waits any more for another reason than an answer. */
export const endItem = async (
  query: Query,
  key: MessageKey,
  { at, waited }: { at: string; waited: number | null },
): Promise<void> => void (await done(query, [at, waited, ...keyOf(key)]))

const held = mutation(
  `UPDATE inbox_items SET owner_id = ?, lease_until = ?, waited_minutes = ? WHERE ${THIS}`,
)

/** Who is said to have it elsewhere: the tutor of a session, with whom nobody waits; null: nobody. */
export const holdItem = async (
  query: Query,
  key: MessageKey,
  holder: { owner_id: string; lease_until: string | null; waited: number } | null,
): Promise<void> =>
  void (await held(query, [
    holder?.owner_id ?? null,
    holder?.lease_until ?? null,
    holder?.waited ?? null,
    ...keyOf(key),
  ]))

/** Nobody owns it any more at this time, or this person does. Parameters: the person, and the time. */
const MAY_CLAIM = '(owner_id IS NULL OR owner_id = ? OR lease_until IS NULL OR lease_until <= ?)'

const claim = mutation(`
  UPDATE inbox_items SET owner_id = ?,
    lease_until = CASE WHEN owner_id = ? AND lease_until > ? THEN lease_until ELSE ? END
  WHERE ${THIS} AND done_at IS NULL AND ${MAY_CLAIM}`)

export interface Claim {
  /** Who claims it, or hands it over. */
  by: string
  owner_id: string
  now: string
  lease_until: string
}

/** The item has this owner, unless somebody else's lease goes on; a longer lease stays. Returns whether it has. */
export const claimItem = async (
  query: Query,
  key: MessageKey,
  { by, owner_id, now, lease_until }: Claim,
): Promise<boolean> =>
  (await claim(query, [owner_id, owner_id, lease_until, lease_until, ...keyOf(key), by, now])) === 1

const release = mutation(
  `UPDATE inbox_items SET owner_id = NULL, lease_until = NULL WHERE ${THIS} AND owner_id = ?`,
)

/** Returns whether they owned it. */
export const releaseItem = async (query: Query, key: MessageKey, owner_id: string): Promise<boolean> =>
  (await release(query, [...keyOf(key), owner_id])) === 1

const snooze = mutation(`UPDATE inbox_items SET snoozed_until = ? WHERE ${THIS} AND done_at IS NULL`)

export const snoozeItem = async (query: Query, key: MessageKey, until: string | null): Promise<void> =>
  void (await snooze(query, [until, ...keyOf(key)]))

const wake = mutation(`
  UPDATE inbox_items SET snoozed_until = NULL
  WHERE ${THIS} AND done_at IS NULL AND snoozed_until IS NOT NULL`)
// Index: inbox_open.
const wakeAll = mutation(`
  UPDATE inbox_items SET snoozed_until = NULL
  WHERE conversation_id = ? AND asker_id = ? AND done_at IS NULL AND snoozed_until IS NOT NULL`)

/** There is news of it: a reply. Returns whether it was snoozed. */
export const wakeItem = async (query: Query, key: MessageKey): Promise<boolean> =>
  (await wake(query, keyOf(key))) > 0

/** Who waits here said something. Returns whether anything of theirs was snoozed. */
export const wakeItemsOf = async (
  query: Query,
  conversation_id: string,
  asker_id: string,
): Promise<boolean> => (await wakeAll(query, [conversation_id, asker_id])) > 0

// Index: inbox_duplicates.
const duplicates = selection<{ message_id: string }>(
  'SELECT message_id FROM inbox_items WHERE conversation_id = ? AND duplicate_of = ?',
)

/** The questions that are this one. */
export const findDuplicates = async (query: Query, key: MessageKey): Promise<string[]> =>
  (await duplicates(query, keyOf(key))).map(({ message_id }) => message_id)

const merge = mutation(`UPDATE inbox_items SET duplicate_of = ? WHERE ${THIS}`)

/** The item is answered with another one; null: it is one of its own. */
export const mergeItem = async (query: Query, key: MessageKey, into: string | null): Promise<void> =>
  void (await merge(query, [into, ...keyOf(key)]))
