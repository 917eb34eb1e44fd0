import type { ExpressionBuilder, Kysely, Selectable } from 'kysely'
import { INSTR, LOCK_ROW } from '../../platform/db/fragments.ts'
import { selection } from '../../platform/db/statement.ts'
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
  'password_due_at',
] as const

export const insertUser = async ({ query }: LecternTransaction, user: UserRecord): Promise<void> => {
  await query.insertInto('users').values(user).execute()
}

export const findUser = (query: Query, id: string): Promise<UserRecord | undefined> =>
  query.selectFrom('users').select(COLUMNS).where('id', '=', id).executeTakeFirst()

const lock = selection<UserRecord>(`SELECT ${COLUMNS.join(', ')} FROM users WHERE id = ? ${LOCK_ROW}`)

/**
 * The account as it is now. Until this writer commits, nobody else changes it: whoever decides by an account and then acts
 * on it reads it here. By primary key.
 */
export const lockUser = async ({ query }: LecternTransaction, id: string): Promise<UserRecord | undefined> =>
  (await lock(query, [id]))[0]

const lockEach = selection<{ id: string }>(
  `SELECT id FROM users WHERE role <> 'student' ORDER BY id ${LOCK_ROW}`,
)

/** Whoever names somebody next waits for this writer's commit. A full scan, for the rare renaming. */
export const lockStaff = async ({ query }: LecternTransaction): Promise<void> =>
  void (await lockEach(query, []))

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
  change: Partial<
    Pick<
      UserRecord,
      | 'email'
      | 'email_key'
      | 'name'
      | 'name_key'
      | 'role'
      | 'password_hash'
      | 'disabled_at'
      | 'password_due_at'
    >
  >,
): Promise<void> => {
  await query.updateTable('users').set(change).where('id', '=', id).execute()
}

export interface UserSearch {
  /** Part of a folded name. */
  name_key?: string
  roles: Role[]
  /** Besides those, students of the viewer's groups and courses. */
  shared: boolean
  /** Left out, with whom they blocked and who blocked them. */
  viewer_id: string
  /** The last row of the page before. */
  after?: { name_key: string; id: string }
  limit: number
}

type Row = ExpressionBuilder<Tables, 'users'>

/** Indexes: members_by_user, then the primary key of members. */
const sharing = (row: Row, { viewer_id }: UserSearch) =>
  row.exists(
    row
      .selectFrom('members as a')
      .innerJoin('conversations as c', 'c.id', 'a.conversation_id')
      .innerJoin('members as b', 'b.conversation_id', 'a.conversation_id')
      .select('a.user_id')
      .where('a.user_id', '=', viewer_id)
      .where('a.left_at', 'is', null)
      .where('c.kind', '!=', 'direct')
      .whereRef('b.user_id', '=', 'users.id')
      .where('b.left_at', 'is', null),
  )

/** By primary key. */
const blocks = (row: Row, { viewer_id }: UserSearch) =>
  row
    .selectFrom('blocks')
    .select('blocked_at')
    .where((block) =>
      block.or([
        block.and([block('user_id', '=', viewer_id), block('blocked_id', '=', block.ref('users.id'))]),
        block.and([block('blocked_id', '=', viewer_id), block('user_id', '=', block.ref('users.id'))]),
      ]),
    )

/** In the order of index users_by_name. */
export const searchUsers = (query: Query, search: UserSearch): Promise<UserRecord[]> =>
  query
    .selectFrom('users')
    .select(COLUMNS)
    .where('disabled_at', 'is', null)
    .where('id', '!=', search.viewer_id)
    .where((row) =>
      search.shared
        ? row.or([
            row('role', 'in', search.roles),
            row.and([row('role', '=', 'student'), sharing(row, search)]),
          ])
        : row('role', 'in', search.roles),
    )
    .where((row) => row.not(row.exists(blocks(row, search))))
    .$if(search.name_key !== undefined, (select) =>
      select.where(({ eb, fn, val }) => eb(fn<number>(INSTR, ['name_key', val(search.name_key)]), '>', 0)),
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
