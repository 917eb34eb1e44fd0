// What a limit counts for one person is written by one writer at a time: two that count at once would both find room. The lock
// ends with the transaction. SQLite has one writer anyway.
import type { Kysely } from 'kysely'
import { LOCK_ROW } from '../platform/db/fragments.ts'
import { selection } from '../platform/db/statement.ts'
import type { Tables } from './tables.ts'

const lockId = selection(`SELECT id FROM users WHERE id = ? ${LOCK_ROW}`)
// Index: users_by_email.
const lockEmail = selection(`SELECT id FROM users WHERE email_key = ? ${LOCK_ROW}`)

/** Waits for other counted writes of this person. */
export const lockCounts = async (query: Kysely<Tables>, user_id: string): Promise<void> =>
  void (await lockId(query, [user_id]))

/** The same for the person with this address. */
export const lockCountsByEmail = async (query: Kysely<Tables>, email_key: string): Promise<void> =>
  void (await lockEmail(query, [email_key]))
