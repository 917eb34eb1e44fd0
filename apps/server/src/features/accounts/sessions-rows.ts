import type { Kysely, Selectable } from 'kysely'
import type { LecternTransaction, Viewer } from '../context.ts'
import { LOCK_ROW } from '../../platform/db/fragments.ts'
import { selection } from '../../platform/db/statement.ts'
import type { Tables } from '../../records/tables.ts'

type Query = Kysely<Tables>
export type SessionRecord = Selectable<Tables['sessions']>
export type RefreshRecord = Selectable<Tables['refresh_tokens']>

export const insertSession = async ({ query }: LecternTransaction, session: SessionRecord): Promise<void> => {
  await query.insertInto('sessions').values(session).execute()
}

/**
 * The person of a session that is neither revoked nor expired and whose account is not disabled. By primary
 * keys.
 */
export const findLiveViewer = async (
  query: Query,
  session_id: string,
  now: string,
): Promise<Viewer | undefined> => {
  const row = await query
    .selectFrom('sessions as s')
    .innerJoin('users as u', 'u.id', 's.user_id')
    .select(['u.id as user_id', 's.id as session_id', 'u.name', 'u.role', 'u.password_due_at'])
    .where('s.id', '=', session_id)
    .where('s.revoked_at', 'is', null)
    .where('s.expires_at', '>', now)
    .where('u.disabled_at', 'is', null)
    .executeTakeFirst()
  if (!row) return undefined
  const { password_due_at, ...viewer } = row
  return password_due_at === null ? viewer : { ...viewer, password_due: true }
}

/** By index sessions_by_user. */
export const findLiveSessions = (
  query: Query,
  user_id: string,
  now: string,
  idleSince: string,
): Promise<SessionRecord[]> =>
  query
    .selectFrom('sessions')
    .select(['id', 'user_id', 'device_name', 'created_at', 'last_used_at', 'expires_at', 'revoked_at'])
    .where('user_id', '=', user_id)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .where('last_used_at', '>', idleSince)
    .orderBy('last_used_at', 'desc')
    .execute()

export const findSession = (query: Query, id: string): Promise<SessionRecord | undefined> =>
  query
    .selectFrom('sessions')
    .select(['id', 'user_id', 'device_name', 'created_at', 'last_used_at', 'expires_at', 'revoked_at'])
    .where('id', '=', id)
    .executeTakeFirst()

export const touchSession = async ({ query }: LecternTransaction, id: string, now: string): Promise<void> => {
  await query.updateTable('sessions').set({ last_used_at: now }).where('id', '=', id).execute()
}

/** Marks one session of a person, all live ones, or all but one (index sessions_by_user); returns the marked ones. */
export const markRevoked = async (
  { query }: LecternTransaction,
  which: { id?: string; except_id?: string; user_id: string },
  now: string,
): Promise<string[]> => {
  const rows = await query
    .updateTable('sessions')
    .set({ revoked_at: now })
    .where('user_id', '=', which.user_id)
    .where('revoked_at', 'is', null)
    .$if(which.id !== undefined, (update) => update.where('id', '=', which.id ?? ''))
    .$if(which.except_id !== undefined, (update) => update.where('id', '!=', which.except_id ?? ''))
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** By index sessions_by_revocation. */
export const findRevokedSince = async (query: Query, since: string): Promise<string[]> => {
  const rows = await query.selectFrom('sessions').select('id').where('revoked_at', '>=', since).execute()
  return rows.map(({ id }) => id)
}

export const insertRefreshToken = async (
  { query }: LecternTransaction,
  token: RefreshRecord,
): Promise<void> => {
  await query.insertInto('refresh_tokens').values(token).execute()
}

export const findRefreshToken = (query: Query, hash: string): Promise<RefreshRecord | undefined> =>
  query
    .selectFrom('refresh_tokens')
    .select(['hash', 'session_id', 'created_at', 'expires_at', 'rotated_at'])
    .where('hash', '=', hash)
    .executeTakeFirst()

const lock = selection<{ hash: string }>(`SELECT hash FROM refresh_tokens WHERE hash = ? ${LOCK_ROW}`)

/** Whoever rotates this token next waits for this writer's commit. By primary key. */
export const lockRefreshToken = async ({ query }: LecternTransaction, hash: string): Promise<void> =>
  void (await lock(query, [hash]))

export const markRotated = async (
  { query }: LecternTransaction,
  hash: string,
  now: string,
): Promise<void> => {
  await query.updateTable('refresh_tokens').set({ rotated_at: now }).where('hash', '=', hash).execute()
}

export const insertTicket = async (
  { query }: LecternTransaction,
  ticket: Selectable<Tables['tickets']>,
): Promise<void> => {
  await query.insertInto('tickets').values(ticket).execute()
}

export const takeTicket = (
  { query }: LecternTransaction,
  hash: string,
): Promise<Selectable<Tables['tickets']> | undefined> =>
  query
    .deleteFrom('tickets')
    .where('hash', '=', hash)
    .returning(['hash', 'session_id', 'expires_at'])
    .executeTakeFirst()

/** Sessions, tickets and tokens that can never be used again. Full scans, run once an hour. */
export const deleteEnded = async ({ query }: LecternTransaction, now: string, longAgo: string) => {
  await query.deleteFrom('tickets').where('expires_at', '<', now).execute()
  await query.deleteFrom('refresh_tokens').where('expires_at', '<', now).execute()
  await query.deleteFrom('sessions').where('expires_at', '<', longAgo).execute()
}
