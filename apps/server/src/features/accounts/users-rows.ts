import type { Kysely, Selectable } from 'kysely'
import type { Role } from '@lectern/protocol'
import type { LecternTransaction } from '../context.ts'
import type { Tables } from '../../records/tables.ts'

type Query = Kysely<Tables>
export type UserRecord = Selectable<Tables['users']>

const COLUMNS = [
  'id',
  'email',
  'email_key',
  'name',
  'name_key',
  'role',
  'password_hash',
  'created_at',
  'disabled_at',
] as const

export const insertUser = async ({ query }: LecternTransaction, user: UserRecord): Promise<void> => {
  await query.insertInto('users').values(user).execute()
}

export const findUser = (query: Query, id: string): Promise<UserRecord | undefined> =>
  query.selectFrom('users').select(COLUMNS).where('id', '=', id).executeTakeFirst()

/** By primary keys. */
export const findUsersByIds = (query: Query, ids: string[]): Promise<UserRecord[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : query.selectFrom('users').select(COLUMNS).where('id', 'in', ids).execute()

/** Staff and assistants who are not disabled. A full scan, for the rare renaming. */
export const findStaff = (query: Query): Promise<UserRecord[]> =>
  query
    .selectFrom('users')
    .select(COLUMNS)
    .where('role', '!=', 'student')
    .where('disabled_at', 'is', null)
    .execute()

/** By the unique email_key. */
export const findUserByEmail = (query: Query, email_key: string): Promise<UserRecord | undefined> =>
  query.selectFrom('users').select(COLUMNS).where('email_key', '=', email_key).executeTakeFirst()

export const updateUser = async (
  { query }: LecternTransaction,
  id: string,
  change: Partial<Pick<UserRecord, 'name' | 'name_key' | 'password_hash' | 'disabled_at'>>,
): Promise<void> => {
  await query.updateTable('users').set(change).where('id', '=', id).execute()
}

export interface UserSearch {
  /** Part of a folded name. */
  name_key?: string
  roles: Role[]
  except_id: string
  /** The last row of the page before. */
  after?: { name_key: string; id: string }
  limit: number
}

/** In the order of index users_by_name. */
export const searchUsers = (query: Query, search: UserSearch): Promise<UserRecord[]> =>
  query
    .selectFrom('users')
    .select(COLUMNS)
    .where('disabled_at', 'is', null)
    .where('id', '!=', search.except_id)
    .where('role', 'in', search.roles)
    .$if(search.name_key !== undefined, (select) =>
      select.where(({ eb, fn, val }) => eb(fn<number>('instr', ['name_key', val(search.name_key)]), '>', 0)),
    )
    .$if(search.after !== undefined, (select) => {
      const { name_key, id } = search.after ?? { name_key: '', id: '' }
      return select.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('name_key', 'id'), '>', tuple(name_key, id)),
      )
    })
    .orderBy('name_key')
    .orderBy('id')
    .limit(search.limit)
    .execute()

/** For the operator: all users, in the order of index users_by_name. */
export const listAllUsers = (query: Query): Promise<UserRecord[]> =>
  query.selectFrom('users').select(COLUMNS).orderBy('name_key').orderBy('id').execute()

export const hasUsers = async (query: Query): Promise<boolean> =>
  (await query.selectFrom('users').select('id').limit(1).executeTakeFirst()) !== undefined

export type FailureRecord = Selectable<Tables['login_failures']>

/** By primary key. */
export const findFailures = (
  query: Query,
  email_key: string,
  source: string,
): Promise<FailureRecord | undefined> =>
  query
    .selectFrom('login_failures')
    .select(['email_key', 'source', 'failures', 'locked_until'])
    .where('email_key', '=', email_key)
    .where('source', '=', source)
    .executeTakeFirst()

export const putFailures = async ({ query }: LecternTransaction, row: FailureRecord): Promise<void> => {
  await query
    .insertInto('login_failures')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['email_key', 'source'])
        .doUpdateSet({ failures: row.failures, locked_until: row.locked_until }),
    )
    .execute()
}

/** Deletes failures without further effect. A full scan, run once an hour. */
export const deleteOldFailures = async ({ query }: LecternTransaction, longAgo: string): Promise<void> => {
  await query.deleteFrom('login_failures').where('locked_until', '<', longAgo).execute()
}

export const deleteFailures = async (
  { query }: LecternTransaction,
  email_key: string,
  sources: string[],
): Promise<void> => {
  await query
    .deleteFrom('login_failures')
    .where('email_key', '=', email_key)
    .where('source', 'in', sources)
    .execute()
}
