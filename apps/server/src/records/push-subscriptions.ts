// Where the browsers of a person take pushes. A subscription belongs to a session and goes with it, and a browser has one:
// whoever signs in there next takes its place.
import type { Kysely, Selectable } from 'kysely'
import { EACH } from '../platform/db/fragments.ts'
import { mutation, selection } from '../platform/db/statement.ts'
import type { Tables } from './tables.ts'

type Query = Kysely<Tables>
export type SubscriptionRecord = Selectable<Tables['push_subscriptions']>

const COLUMNS =
  's.id, s.user_id, s.session_id, s.endpoint, s.p256dh, s.auth, s.lang, s.closes, s.created_at, s.closed_at'

// By unique indexes.
const replaced = mutation('DELETE FROM push_subscriptions WHERE endpoint = ? AND session_id <> ?')
const insert = mutation(`
  INSERT INTO push_subscriptions (id, user_id, session_id, endpoint, p256dh, auth, lang, closes, created_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (session_id) DO UPDATE SET endpoint = excluded.endpoint, p256dh = excluded.p256dh, auth = excluded.auth,
    lang = excluded.lang, closes = excluded.closes`)
// Index: push_subscriptions_by_user.
const surplus = mutation(`
  DELETE FROM push_subscriptions WHERE id IN (
    SELECT s.id FROM push_subscriptions s WHERE s.user_id = ? ORDER BY s.created_at DESC, s.id DESC LIMIT 1000 OFFSET ?)`)

/**
 * Takes the place of what the session or the browser had; of a person at most `most` stay. What waits for the session goes to
 * the new place.
 */
export const putSubscription = async (
  query: Query,
  { id, user_id, session_id, endpoint, ...rest }: Omit<SubscriptionRecord, 'closed_at'>,
  most: number,
): Promise<void> => {
  await replaced(query, [endpoint, session_id])
  const { p256dh, auth, lang, closes, created_at } = rest
  await insert(query, [id, user_id, session_id, endpoint, p256dh, auth, lang, closes, created_at])
  await surplus(query, [user_id, most])
}

const ofSession = selection<SubscriptionRecord>(`
  SELECT ${COLUMNS} FROM push_subscriptions s WHERE s.session_id = ?`)

export const findOfSession = async (
  query: Query,
  session_id: string,
): Promise<SubscriptionRecord | undefined> => (await ofSession(query, [session_id]))[0]

const byEndpoint = selection<SubscriptionRecord>(`
  SELECT ${COLUMNS} FROM push_subscriptions s WHERE s.endpoint = ?`)

export const findByEndpoint = async (
  query: Query,
  endpoint: string,
): Promise<SubscriptionRecord | undefined> => (await byEndpoint(query, [endpoint]))[0]

// By primary keys. A session without a sign of life for long has ended, as for its refresh token.
const live = selection<SubscriptionRecord>(`
  SELECT ${COLUMNS} FROM push_subscriptions s
  JOIN sessions x ON x.id = s.session_id AND x.revoked_at IS NULL AND x.expires_at > ? AND x.last_used_at > ?
  JOIN users u ON u.id = s.user_id AND u.disabled_at IS NULL WHERE s.id = ?`)

/** Unless its session has ended. */
export const findLiveSubscription = async (
  query: Query,
  id: string,
  { now, idle_since }: { now: string; idle_since: string },
): Promise<SubscriptionRecord | undefined> => (await live(query, [now, idle_since, id]))[0]

// By primary key.
const drop = mutation('DELETE FROM push_subscriptions WHERE id = ?')

export const dropSubscription = async (query: Query, id: string): Promise<void> =>
  void (await drop(query, [id]))

// By unique index.
const dropOf = mutation(`DELETE FROM push_subscriptions WHERE session_id IN (${EACH})`)

export const dropSubscriptionsOf = async (query: Query, session_ids: readonly string[]): Promise<void> => {
  if (session_ids.length > 0) await dropOf(query, [JSON.stringify(session_ids)])
}

const closed = mutation('UPDATE push_subscriptions SET closed_at = ? WHERE id = ?')

export const putClosed = async (query: Query, id: string, at: string): Promise<void> =>
  void (await closed(query, [at, id]))

// Index: push_subscriptions_by_user.
const ofUser = selection<SubscriptionRecord>(`
  SELECT ${COLUMNS} FROM push_subscriptions s WHERE s.user_id = ? ORDER BY s.created_at, s.id`)

export const findOfUser = (query: Query, user_id: string): Promise<SubscriptionRecord[]> =>
  ofUser(query, [user_id])
