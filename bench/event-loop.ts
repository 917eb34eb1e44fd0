// How much do durable writes on the main thread delay everything else in the process?
//
//   node --conditions=lectern-source bench/event-loop.ts [seconds per phase] [rounds]
//
// The event loop's delay is sampled while nothing, paced writes, and as many writes as the disk takes run through the
// server's own group commit with synchronous=FULL. For contrast: the same writes with a transaction each.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { mintId } from '../apps/server/src/platform/ids.ts'
import { systemClock, timestamp } from '../apps/server/src/platform/clock.ts'
import { migrate } from '../apps/server/src/platform/db/migrate.ts'
import { openSqlite } from '../apps/server/src/platform/db/sqlite.ts'
import type { Tables } from '../apps/server/src/records/tables.ts'

const PHASE_MS = Number(process.argv[2] ?? 4) * 1_000
const ROUNDS = Number(process.argv[3] ?? 3)
const CONTENT = 'x'.repeat(200)

type Db = ReturnType<typeof openSqlite<Tables>>

interface Result {
  phase: string
  writes_per_s: number
  p50_ms: number
  p99_ms: number
  max_ms: number
}

const now = (): string => timestamp(systemClock.now())

/** One conversation to write into; its row is raised with every message, as a send does. */
const prepare = async (db: Db): Promise<{ user_id: string; conversation_id: string }> => {
  const user_id = mintId(systemClock)
  const conversation_id = mintId(systemClock)
  const at = now()
  await db.write(async ({ query }) => {
    await query
      .insertInto('users')
      .values({
        id: user_id,
        email: 'ada@example.edu',
        email_key: 'ada@example.edu',
        name: 'Ada',
        name_key: 'ada',
        role: 'instructor',
        password_hash: null,
        created_at: at,
        disabled_at: null,
        password_due_at: null,
      })
      .execute()
    await query
      .insertInto('conversations')
      .values({
        id: conversation_id,
        kind: 'group',
        title: 'Bench',
        created_by: user_id,
        created_at: at,
        changed_at: at,
        head: 0,
        changed_seq: 0,
        purged_seq: 0,
        created_hash: '',
        open_questions: 0,
      })
      .execute()
  })
  return { user_id, conversation_id }
}

class Writer {
  readonly #db: Db
  readonly #ids: { user_id: string; conversation_id: string }
  #seq = 0
  written = 0

  constructor(db: Db, ids: { user_id: string; conversation_id: string }) {
    this.#db = db
    this.#ids = ids
  }

  async write(): Promise<void> {
    const { user_id, conversation_id } = this.#ids
    const seq = ++this.#seq
    await this.#db.write(async ({ query }) => {
      await query.updateTable('conversations').set({ head: seq }).where('id', '=', conversation_id).execute()
      await query
        .insertInto('messages')
        .values({
          id: mintId(systemClock),
          conversation_id,
          created_seq: seq,
          changed_seq: seq,
          sender_id: user_id,
          kind: 'text',
          state: 'done',
          content: CONTENT,
          parts: null,
          reply_to_id: null,
          invocation_id: null,
          reactions: null,
          sent_hash: '',
          created_at: now(),
          edited_at: null,
          deleted_at: null,
        })
        .execute()
    })
    this.written++
  }
}

const untilOver = (end: number): boolean => performance.now() < end

/** This many writers, each with one write in flight. */
const saturate = (writer: Writer, writers: number, end: number): Promise<unknown> =>
  Promise.all(
    Array.from({ length: writers }, async () => {
      while (untilOver(end)) await writer.write()
    }),
  )

const pace = async (writer: Writer, perSecond: number, end: number): Promise<void> => {
  const begun = performance.now()
  let due = 0
  const open: Promise<void>[] = []
  while (untilOver(end)) {
    for (const target = ((performance.now() - begun) / 1_000) * perSecond; due < target; due++)
      open.push(writer.write())
    await sleep(1)
  }
  await Promise.all(open)
}

const measure = async (
  phase: string,
  writer: Writer,
  run: (end: number) => Promise<unknown>,
): Promise<Result> => {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  const before = writer.written
  const begun = performance.now()
  delay.enable()
  await run(begun + PHASE_MS)
  delay.disable()
  const seconds = (performance.now() - begun) / 1_000
  const ms = (nanoseconds: number): number => Number((nanoseconds / 1e6).toFixed(2))
  return {
    phase,
    writes_per_s: Math.round((writer.written - before) / seconds),
    p50_ms: ms(delay.percentile(50)),
    p99_ms: ms(delay.percentile(99)),
    max_ms: ms(delay.max),
  }
}

const folder = mkdtempSync(join(tmpdir(), 'lectern-bench-'))
const db = openSqlite<Tables>(join(folder, 'bench.db'))
migrate(db.handle, new URL('../apps/server/migrations/sqlite', import.meta.url).pathname, now())
const writer = new Writer(db, await prepare(db))
await saturate(writer, 32, performance.now() + 1_000)

const phases: [name: string, run: (end: number) => Promise<unknown>][] = [
  ['idle', () => sleep(PHASE_MS)],
  ['50 writes a second', (end) => pace(writer, 50, end)],
  ['500 writes a second', (end) => pace(writer, 500, end)],
  ['5,000 writes a second', (end) => pace(writer, 5_000, end)],
  ['100 writers without a pause', (end) => saturate(writer, 100, end)],
  ['1 writer without a pause: a transaction each', (end) => saturate(writer, 1, end)],
]
const rounds: Result[][] = []
for (let round = 0; round < ROUNDS; round++) {
  const results: Result[] = []
  for (const [name, run] of phases) results.push(await measure(name, writer, run))
  rounds.push(results)
}
await db.close()
rmSync(folder, { recursive: true, force: true })

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
const medians = phases.map(([phase], index) => {
  const of = (field: Exclude<keyof Result, 'phase'>): number =>
    median(rounds.flatMap((results) => results[index]?.[field] ?? []))
  return {
    phase,
    writes_per_s: of('writes_per_s'),
    p50_ms: of('p50_ms'),
    p99_ms: of('p99_ms'),
    max_ms: of('max_ms'),
  }
})
const idle = medians[0]?.p99_ms ?? 1
console.table(medians.map((row) => ({ ...row, p99_to_idle: Number((row.p99_ms / idle).toFixed(1)) })))
