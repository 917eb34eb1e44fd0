import type { Kysely } from 'kysely'
import type { Block } from '@lectern/protocol'
import { mutation, placeholders, selection } from '../platform/db/statement.ts'
import type { Tables } from './tables.ts'

type Query = Kysely<Tables>

const put = mutation(
  'INSERT INTO blocks (user_id, blocked_id, blocked_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
)
const drop = mutation('DELETE FROM blocks WHERE user_id = ? AND blocked_id = ?')

/** Returns whether it is new. */
export const putBlock = async (
  query: Query,
  user_id: string,
  blocked_id: string,
  at: string,
): Promise<boolean> => (await put(query, [user_id, blocked_id, at])) === 1

/** Returns whether there was one. */
export const deleteBlock = async (query: Query, user_id: string, blocked_id: string): Promise<boolean> =>
  (await drop(query, [user_id, blocked_id])) === 1

// By primary key.
const listed = selection<Block['user'] & { blocked_at: string }>(`
  SELECT u.id, u.name, u.role, b.blocked_at FROM blocks b JOIN users u ON u.id = b.blocked_id
  WHERE b.user_id = ? ORDER BY b.blocked_at DESC, u.id DESC`)

export const findBlocks = async (query: Query, user_id: string): Promise<Block[]> =>
  (await listed(query, [user_id])).map(({ blocked_at, ...user }) => ({ user, blocked_at }))

const apart = (ids: readonly string[]) =>
  selection<{ id: string }>(`
    SELECT u.id FROM users u WHERE u.id IN (${placeholders(ids)}) AND (
      EXISTS (SELECT 1 FROM blocks b WHERE b.user_id = u.id AND b.blocked_id = ?)
      OR EXISTS (SELECT 1 FROM blocks b WHERE b.user_id = ? AND b.blocked_id = u.id))`)

/** Those of `ids` who blocked this person, or whom this person blocked. By primary keys. */
export const findApart = async (
  query: Query,
  user_id: string,
  ids: readonly string[],
): Promise<Set<string>> =>
  new Set(ids.length === 0 ? [] : (await apart(ids)(query, [...ids, user_id, user_id])).map(({ id }) => id))
