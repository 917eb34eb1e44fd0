import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import BetterSqlite from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { spell } from '../platform/db/fragments.ts'
import { migrate } from '../platform/db/migrate.ts'
import { UNREAD_MENTIONS } from './mentions.ts'
import { UNREAD } from './unread.ts'

const MIGRATIONS = fileURLToPath(new URL('../../migrations/sqlite', import.meta.url))
const COUNTS = '0018-counts.sql'
const AT = '2026-11-23T08:00:00.000Z'
const PEOPLE = ['ada', 'ben', 'chloe']
const MESSAGES = 400

let folder: string
let db: BetterSqlite.Database
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lectern-counts-'))
  for (const file of readdirSync(MIGRATIONS).filter((name) => name < COUNTS))
    copyFileSync(join(MIGRATIONS, file), join(folder, file))
  db = new BetterSqlite(':memory:')
  migrate(db, folder, AT)
  fill()
})
afterEach(() => {
  db.close()
  rmSync(folder, { recursive: true })
})

/** Sequence numbers with growing gaps, so that messages lie in blocks of each size. */
const seqOf = (index: number): number => index ** 2 * 11 + index + 2

/** What an older version stored: two conversations with everything that a count distinguishes. */
const fill = (): void => {
  for (const id of PEOPLE)
    db.prepare(
      `INSERT INTO users (id, email, email_key, name, name_key, role, created_at)
       VALUES (@id, @id, @id, @id, @id, 'student', '${AT}')`,
    ).run({ id })
  for (const id of ['club', 'course']) fillConversation(id)
}

const fillConversation = (id: string): void => {
  db.prepare(
    `INSERT INTO conversations (id, kind, created_by, created_at, changed_at, head, changed_seq, created_hash)
     VALUES (?, 'group', 'ada', '${AT}', '${AT}', ?, 1, 'h')`,
  ).run(id, seqOf(MESSAGES))
  for (const [index, person] of PEOPLE.entries())
    db.prepare(
      `INSERT INTO members (conversation_id, user_id, joined_at, changed_seq, read_seq) VALUES (?, ?, '${AT}', 1, ?)`,
    ).run(id, person, seqOf(index * 150))
  const insert = db.prepare(
    `INSERT INTO messages (id, conversation_id, created_seq, changed_seq, sender_id, kind, state, content, sent_hash,
       created_at, deleted_at, mentions) VALUES (?, ?, ?, ?, ?, ?, 'done', '', '', '${AT}', ?, ?)`,
  )
  for (let index = 0; index < MESSAGES; index++) {
    const named = index % 5 === 0 ? JSON.stringify([{ user_id: PEOPLE[index % 2], name: 'N' }]) : null
    const [seq, sender] = [seqOf(index), PEOPLE[index % 3]]
    const kind = index % 11 === 0 ? 'system' : 'text'
    const deleted = kind === 'text' && index % 4 === 0
    insert.run(`${id} ${index}`, id, seq, seq, sender, kind, deleted ? AT : null, deleted ? null : named)
  }
}

interface Count {
  unread: number
  mentions: string
}

const count = (unread: string, mentions: string): Count[] =>
  db
    .prepare(
      `SELECT ${unread} AS unread, ${spell(mentions, 'sqlite')} AS mentions FROM members me
       JOIN conversations c ON c.id = me.conversation_id ORDER BY me.conversation_id, me.user_id`,
    )
    .all() as Count[]

/** By the rule (EP3), from the messages themselves. */
const recount = (): Count[] => {
  const unread = `FROM messages x WHERE x.conversation_id = c.id AND x.created_seq > me.read_seq
    AND x.sender_id <> me.user_id AND x.deleted_at IS NULL AND x.kind <> 'system'`
  return count(
    `(SELECT count(*) ${unread})`,
    `(SELECT json_group_array(y.created_seq) FROM (SELECT x.created_seq ${unread}
       AND instr(x.mentions, me.user_id) > 0 ORDER BY x.created_seq DESC LIMIT 50) y)`,
  )
}

it('EP3 the counts of existing messages equal a recount', () => {
  const expected = recount()
  expect(new Set(expected.map(({ unread }) => unread)).size).toBe(PEOPLE.length)
  migrate(db, MIGRATIONS, AT)
  expect(count(UNREAD, UNREAD_MENTIONS)).toEqual(expected)
})

it('an interrupted migration leaves everything as it was, and the next start completes it', () => {
  const expected = recount()
  const half = readFileSync(join(MIGRATIONS, COUNTS), 'utf8')
  writeFileSync(join(folder, COUNTS), `${half}\nSELECT interrupted_here;`)
  expect(() => migrate(db, folder, AT)).toThrow('interrupted_here')
  expect(recount()).toEqual(expected)
  expect(() => count(UNREAD, UNREAD_MENTIONS)).toThrow('exempt_counts')
  migrate(db, MIGRATIONS, AT)
  expect(count(UNREAD, UNREAD_MENTIONS)).toEqual(expected)
})
