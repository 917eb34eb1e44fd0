// A published change is on disk: a subscriber that asks for it finds it, and an unstored change is not
// published. The driver is slow, so that a premature publication between two statements of a commit would be
// noticed.
import BetterSqlite from 'better-sqlite3'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { endpoints } from '@lectern/protocol'
import { ASSISTANT_TURNS } from '../features/assistant/turns.ts'
import { databaseFile } from '../config.ts'
import { findUserByEmail } from '../features/accounts/users-rows.ts'
import type { Events } from '../features/context.ts'
import { createTestServer, type TestServer } from '../testing/create-test-server.ts'
import { addPerson, signInAs, type Person } from '../testing/people.ts'
import { pdf } from '../testing/pictures.ts'
import { SlowDb } from '../testing/slow-db.ts'
import { upload } from '../testing/upload.ts'

let server: TestServer
/** Another reader, which sees only committed data. */
let onlooker: BetterSqlite.Database
let id: string
let heard: { topic: keyof Events; found: boolean }[]
let stops: (() => void)[]

beforeAll(async () => {
  server = await createTestServer({ db: new SlowDb().over })
  onlooker = new BetterSqlite(databaseFile(server.data_dir), { readonly: true })
})
afterAll(async () => {
  onlooker.close()
  await server.close()
})

const isOnDisk = (sql: string, ...values: unknown[]): boolean =>
  onlooker.prepare(sql).get(...values) !== undefined

/** By topic: whether the published fact is readable by others now. */
const LOOK: { [Topic in keyof Events]?: (event: Events[Topic]) => boolean } = {
  window: ({ conversation_id, to }) =>
    isOnDisk('SELECT 1 FROM conversations WHERE id = ? AND head >= ?', conversation_id, to),
  receipt: ({ conversation_id, user_id, read_seq }) =>
    isOnDisk(
      'SELECT 1 FROM members WHERE conversation_id = ? AND user_id = ? AND read_seq = ?',
      ...[conversation_id, user_id, read_seq],
    ),
  session_revoked: ({ session_id }) =>
    isOnDisk('SELECT 1 FROM sessions WHERE id = ? AND revoked_at IS NOT NULL', session_id),
  assistant_curbed: ({ conversation_id }) =>
    isOnDisk("SELECT 1 FROM conversations WHERE id = ? AND assistant_mode = 'off'", conversation_id),
  job_queued: ({ kind }) => isOnDisk('SELECT 1 FROM jobs WHERE kind = ?', kind),
}

const listen = (topic: keyof Events): (() => void) =>
  server.ctx.bus.subscribe(topic, (event) =>
    heard.push({ topic, found: (LOOK[topic] as (event: Events[keyof Events]) => boolean)(event) }),
  )

beforeEach(async () => {
  const { ada, ben } = server.people
  id = await start(ada, 'group', ben)
  heard = []
  stops = (Object.keys(LOOK) as (keyof Events)[]).map(listen)
})
afterEach(() => {
  for (const stop of stops) stop()
})

const start = async (person: Person, kind: 'group' | 'direct', ...others: Person[]): Promise<string> => {
  const body = { kind, member_ids: others.map(({ user_id }) => user_id) }
  return (await server.as(person).call(endpoints.createConversation, { body })).id
}
const send = (content: string) =>
  server.as(server.people.ada).call(endpoints.sendMessage, { params: { id }, body: { content } })

/** Each act publishes something on the bus. */
const DEEDS: Record<string, { topics: (keyof Events)[]; run(): Promise<unknown> }> = {
  'a message': { topics: ['window'], run: () => send('Hello') },
  'a conversation': {
    topics: ['window'],
    run: () => start(server.people.ada, 'group'),
  },
  'a receipt': {
    topics: ['window', 'receipt'],
    run: async () => {
      const { window } = await send('Hello')
      const read = { params: { id }, body: { read_seq: window.to } }
      await server.as(server.people.ben).call(endpoints.putReceipt, read)
    },
  },
  'a session that ends': {
    topics: ['session_revoked'],
    run: async () => {
      const { chloe } = server.people
      const user = await findUserByEmail(server.ctx.db.read, chloe.email)
      await server.as(await signInAs(server.ctx, user!, chloe.password)).call(endpoints.logout)
    },
  },
  'the assistant switched off': {
    topics: ['window', 'assistant_curbed'],
    run: () => {
      const off = { params: { id }, body: { assistant_mode: 'off' } } as const
      return server.as(server.people.ada).call(endpoints.patchConversation, off)
    },
  },
  'a deleted file': {
    topics: ['window', 'job_queued'],
    run: async () => {
      const as = server.as(server.people.ada)
      const file = await upload(as, { conversation_id: id, filename: 'a.pdf', bytes: pdf() })
      const sent = { params: { id }, body: { content: '', attachment_ids: [file.id] } }
      const { window } = await as.call(endpoints.sendMessage, sent)
      const gone = { params: { id, message_id: window.messages[0]!.id } }
      await as.call(endpoints.deleteMessage, gone)
    },
  },
}

describe('a published event', () => {
  it.each(Object.keys(DEEDS))('is on disk by then: %s', async (deed) => {
    const { topics, run } = DEEDS[deed]!
    await run()
    expect(heard.map(({ topic }) => topic)).toEqual(expect.arrayContaining(topics))
    expect(heard.filter(({ found }) => !found)).toEqual([])
  })

  it('does not exist when the disk refuses the commit', async () => {
    const { handle } = server.ctx.db as unknown as { handle: BetterSqlite.Database }
    const { exec } = handle
    handle.exec = (sql) => {
      if (sql === 'COMMIT') throw Object.assign(new Error('disk full'), { code: 'SQLITE_FULL' })
      return exec.call(handle, sql)
    }
    await expect(send('Lost')).rejects.toMatchObject({ problem: { code: 'storage_full' } })
    handle.exec = exec
    expect(heard).toEqual([])
    expect((await send('Kept')).window.to).toBe(2)
  })

  it('MS4 has numbers without a gap, in order, however many write at once', async () => {
    const tos: number[] = []
    stops.push(
      server.ctx.bus.subscribe(
        'window',
        ({ conversation_id, to }) => void (conversation_id === id && tos.push(to)),
      ),
    )
    await Promise.all(Array.from({ length: 20 }, (_, index) => send(`${index}`)))
    expect(tos).toEqual(Array.from({ length: 20 }, (_, index) => index + 2))
    expect(heard.filter(({ found }) => !found)).toEqual([])
    const page = { params: { id }, query: { since: 1 } }
    expect(await server.as(server.people.ben).call(endpoints.getChanges, page)).toMatchObject({ head: 21 })
  })

  it('and the consequences of a message are stored with it: its question to the assistant', async () => {
    const guide = await addPerson(server.ctx, 'Guide', 'assistant')
    const { ben } = server.people
    const direct = await start(ben, 'direct', guide)
    const queued: boolean[] = []
    stops.push(
      server.ctx.bus.subscribe('job_queued', ({ kind }) => {
        if (kind === ASSISTANT_TURNS)
          queued.push(isOnDisk('SELECT 1 FROM invocations WHERE conversation_id = ?', direct))
      }),
    )
    await server.as(ben).call(endpoints.sendMessage, { params: { id: direct }, body: { content: 'Why?' } })
    expect(queued).toEqual([true])
    await server.system.assistant.whenSettled()
  })
})
