// What belongs to one conversation can lie on one server: its keys begin with the conversation, and statements name it.
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import BetterSqlite from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely'
import { MIGRATIONS } from '../database.ts'
import {
  findAttachment,
  findUnneeded,
  listSent,
  sumUsedBytes,
} from '../features/attachments/attachments-rows.ts'
import { spell } from '../platform/db/fragments.ts'
import { migrate } from '../platform/db/migrate.ts'
import { advance, dropExpired, dropOfMessage, dropUnsent, markSent } from './attachments.ts'
import { findMemberIds, leave, memberships, join } from './members.ts'
import { deleteMentions } from './mentions.ts'
import type { StoredMessage } from './stored.ts'
import type { Tables } from './tables.ts'

/** What has a `conversation_id` and is nevertheless of the whole school, and why. */
const SHARED = {
  audit: 'is read over all conversations, and outlives them',
  canned_answers: 'are of the whole school or of their author as well',
  direct_conversations: 'finds a conversation by two people',
  documents: 'a document may be of the whole school',
  document_images: 'goes with its document',
  notice_queue: 'is worked off over all conversations',
  pushes: 'are worked off by device, over all conversations',
  locators: 'finds a conversation by an id',
  reports: 'are read over all conversations',
}

/** Indexes of what is read over the conversations of a person, or of all: few rows of each. */
const ACROSS = [
  'attachments_by_creator',
  'attachments_unsent',
  'card_sources_by_source',
  'citations_by_time',
  'invocations_by_asker',
  'invocations_open',
  'members_by_user',
  'notices_by_person',
  'notices_by_time',
  'notices_open',
  'planned_messages_by_person',
  'message_index_by_number',
  'message_index_waiting',
  'saved_messages_by_time',
]

let db: BetterSqlite.Database
let owned: Set<string>
beforeAll(() => {
  db = new BetterSqlite(':memory:')
  migrate(db, MIGRATIONS, '2026-11-23T08:00:00.000Z')
  owned = new Set(
    rows<{ name: string }>(`
      SELECT t.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c
      WHERE t.type = 'table' AND c.name = 'conversation_id'`)
      .map(({ name }) => name)
      .filter((name) => !Object.hasOwn(SHARED, name)),
  )
})
afterAll(() => db.close())

const rows = <Row>(sql: string): Row[] => db.prepare(sql).all() as Row[]

describe('what a conversation owns', () => {
  it('is found in the catalogue', () => {
    expect(owned.size).toBeGreaterThan(12)
    expect(Object.keys(SHARED).filter((name) => owned.has(name))).toEqual([])
  })

  it('has keys and unique indexes that begin with the conversation', () => {
    const keys = rows<{ table: string; first: string }>(`
      SELECT t.name AS "table", c.name AS first FROM sqlite_schema t
      JOIN pragma_index_list(t.name) i JOIN pragma_index_info(i.name) c
      WHERE t.type = 'table' AND i."unique" = 1 AND c.seqno = 0`)
    const own = keys.filter(({ table }) => owned.has(table))
    expect(new Set(own.map(({ table }) => table))).toEqual(owned)
    expect(own.filter(({ first }) => first !== 'conversation_id')).toEqual([])
  })

  it('is no conversation with another unique column than its id', () => {
    const keys = rows<{ columns: string }>(`
      SELECT group_concat(c.name) AS columns FROM pragma_index_list('conversations') i
      JOIN pragma_index_info(i.name) c WHERE i."unique" = 1 GROUP BY i.name`)
    expect(keys).toEqual([{ columns: 'id' }])
  })

  it('refers to what its conversation owns by the conversation first, and nothing else refers to it', () => {
    interface Reference {
      table: string
      to: string
      from: string
    }
    const references = rows<Reference>(`
      SELECT t.name AS "table", f."table" AS "to", group_concat(f."from" ORDER BY f.seq) AS "from"
      FROM sqlite_schema t JOIN pragma_foreign_key_list(t.name) f WHERE t.type = 'table' GROUP BY t.name, f.id`)
    const inside = references.filter(({ to }) => owned.has(to))
    expect(inside.length).toBeGreaterThan(6)
    expect(inside.filter(({ from }) => !from.startsWith('conversation_id,'))).toEqual([])
    const toIt = references.filter(({ to }) => owned.has(to) || to === 'conversations')
    expect(toIt.filter(({ table }) => !owned.has(table))).toEqual([])
  })
})

/** `locators` has a row for each message of the school. */
const isWatched = (table: string): boolean => owned.has(table) || table === 'locators'

/** The tables of a statement by the names under which its plan speaks of them. */
const namesIn = (sql: string): Map<string, string> => {
  const names = new Map<string, string>()
  const NAMED =
    /\b(?:FROM|JOIN|UPDATE|INTO)\s+(\w+)(?:\s+(?:AS\s+)?(?!(?:WHERE|SET|JOIN|ON|LEFT|ORDER|GROUP)\b)(\w+))?/g
  for (const [, table = '', alias = table] of sql.matchAll(NAMED))
    if (isWatched(table)) names.set(alias, table)
  return names
}

interface Step {
  detail: string
}

/** The steps of its plan that look for rows in all conversations. */
const stepsAcross = (sql: string): string[] => {
  const names = namesIn(sql)
  const steps = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...nulls(sql)) as Step[]
  return steps
    .map(({ detail }) => detail)
    .filter((detail) => {
      const [, verb, name = ''] = /^(SCAN|SEARCH) (\w+)/.exec(detail) ?? []
      const table = /sqlite_autoindex_(\w+)_\d/.exec(detail)?.[1] ?? names.get(name)
      if (verb === undefined || table === undefined || !isWatched(table)) return false
      const key = table === 'locators' ? '(id=?' : '(conversation_id=?'
      return !detail.includes(key) && !ACROSS.some((index) => detail.includes(index))
    })
}

/** A plan needs no values, but as many as there are places. */
const nulls = (sql: string): null[] => [...sql.matchAll(/\?/g)].map(() => null)

/** What looks through all conversations, for the operator or the order of a court. */
const RARE = [
  /^SELECT id FROM messages WHERE sender_id = \?/, // what a person wrote
  /^SELECT (?:count\(\*\) AS count|id, size) FROM \( SELECT id, size FROM attachments/, // files of the whole school
  /FROM users u LEFT JOIN \( SELECT sender_id, count\(\*\) AS messages/, // usage
]

/** Statements of its search index. */
const OF_POSTGRES = /tsvector|message_terms WHERE conversation_id/

describe('a statement', () => {
  it('reads the rows of a conversation by the conversation', () => {
    const LIST = fileURLToPath(new URL('../testing/list-statements.ts', import.meta.url))
    const listed = JSON.parse(
      execFileSync(process.execPath, ['--conditions=lectern-source', LIST], { encoding: 'utf8' }),
    ) as string[]
    const statements = listed.filter((sql) => !OF_POSTGRES.test(sql)).map((sql) => spell(sql, 'sqlite'))
    const across = statements
      .filter((sql) => stepsAcross(sql).length > 0)
      .map((sql) => sql.replaceAll(/\s+/g, ' ').trim())
    const isRare = (sql: string) => RARE.some((known) => known.test(sql))
    expect(across.filter((sql) => !isRare(sql))).toEqual([])
    expect(RARE.filter((known) => !across.some((sql) => known.test(sql)))).toEqual([])
  })

  it('does so also where it is built', async () => {
    const built: string[] = []
    const query = new Kysely<Tables>({
      dialect: {
        createAdapter: () => new SqliteAdapter(),
        createDriver: () => new DummyDriver(),
        createIntrospector: (any) => new SqliteIntrospector(any),
        createQueryCompiler: () => new SqliteQueryCompiler(),
      },
      log: (event) => void built.push(event.query.sql),
    })
    const message = { conversation_id: 'c', id: 'm', sender_id: 'u', created_seq: 1 }
    const place = { conversation_id: 'c', seq: 1, at: 'now' }
    await findAttachment(query, 'a')
    await findUnneeded(query, 'a')
    await listSent(query, 'c', { kind: 'image', before: { created_at: 'now', id: 'a' }, limit: 1 })
    await sumUsedBytes(query, 'u')
    await markSent(query, ['a'], message)
    await dropOfMessage(query, message, 'now')
    await dropUnsent(query, 'a', 'now')
    await advance(query, 'a', ['uploading', 'processing'])
    await dropExpired(query, { unfinished: 'then', unsent: 'then' }, 'now')
    await deleteMentions(query, { ...message, mentions: [{ user_id: 'v', name: 'V' }] } as StoredMessage)
    await findMemberIds(query, 'c')
    await memberships(query, 'u')
    await join(query, place, ['u'])
    await leave(query, place, 'u')
    expect(built.length).toBeGreaterThan(13)
    expect(built.filter((sql) => stepsAcross(sql.replaceAll('"', '')).length > 0)).toEqual([])
  })
})
