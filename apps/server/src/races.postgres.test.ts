// What SQLite cannot show: on PostgreSQL the writes of one person run at the same time.
import { readdirSync } from 'node:fs'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { endpoints } from '@lectern/protocol'
import { createTestServer, type TestServer } from './testing/create-test-server.ts'
import { directTalk } from './testing/direct-talk.ts'
import { addPerson } from './testing/people.ts'
import { revoke } from './features/accounts/revoke.ts'
import { refreshSession } from './features/accounts/sessions.ts'
import { findLiveSessions } from './features/accounts/sessions-rows.ts'
import { editUser, renameUser } from './features/accounts/users.ts'
import { findFailures, findUser, lockStaff, lockUser, updateUser } from './features/accounts/users-rows.ts'
import type { LecternTransaction } from './features/context.ts'
import { timestamp } from './platform/clock.ts'
import { lockCounts } from './records/counts-lock.ts'
import { foldText } from './platform/fold.ts'
import { signIn } from './features/accounts/sign-in.ts'
import { createUpload } from './features/attachments/uploads.ts'
import type { AppError } from './platform/errors.ts'

/** Of one person, fewer than the limit of sends. */
const TIMES = 16

let server: TestServer
let conversation_id: string
beforeAll(async () => {
  server = await createTestServer({ env: { LECTERN_USER_STORAGE_MB: '1' } })
  conversation_id = (await directTalk(server)).id
})
afterAll(() => server.close())

const each = Array.from({ length: TIMES }, (_, index) => index + 1)

it('SY1 messages that are sent at once have numbers of their own, without a gap', async () => {
  const { ada, ben } = server.people
  const sent = await Promise.all(
    each.map((number) =>
      server.as(number % 2 ? ada : ben).call(endpoints.sendMessage, {
        params: { id: conversation_id },
        body: { id: idOf(number), content: `Message ${number}` },
      }),
    ),
  )
  const numbers = sent.map(({ window }) => window.to).sort((a, b) => a - b)
  expect(numbers).toEqual(each.map((number) => number + 1))
})

it('MS1 a message that is sent twice at once is there once', async () => {
  const { ada } = server.people
  const body = { id: idOf(500), content: 'Twice' }
  const send = () => server.as(ada).call(endpoints.sendMessage, { params: { id: conversation_id }, body })
  const answers = await Promise.all(each.slice(TIMES / 2).map(send))
  expect(new Set(answers.map(({ window }) => window.to)).size).toBe(1)
})

it('I6 positions that two devices raise at once never go down', async () => {
  const { ben } = server.people
  const put = (read_seq: number) =>
    server.as(ben).call(endpoints.putReceipt, { params: { id: conversation_id }, body: { read_seq } })
  await Promise.all(each.toReversed().map(put))
  const { read_seq } = await put(0)
  expect(read_seq).toBe(TIMES)
})

it('two people who write to each other at once have one conversation', async () => {
  const { chloe } = server.people
  const dan = await addPerson(server.ctx, 'Dan', 'instructor')
  const begin = (one: typeof dan, other: typeof dan) =>
    server
      .as(one)
      .call(endpoints.createConversation, { body: { kind: 'direct', member_ids: [other.user_id] } })
  const made = await Promise.all(each.map((n) => (n % 2 ? begin(chloe, dan) : begin(dan, chloe))))
  expect(new Set(made.map(({ id }) => id)).size).toBe(1)
})

it('a token that is refreshed many times at once has one successor, and the session goes on', async () => {
  const eve = await addPerson(server.ctx, 'Eve', 'student')
  const grants = await Promise.all(each.map(() => refreshSession(server.ctx, eve.refresh_token)))
  const successors = new Set(grants.map(({ refresh_token }) => refresh_token))
  expect(successors.size).toBe(1)
  const again = await refreshSession(server.ctx, [...successors][0] ?? '')
  expect(successors.has(again.refresh_token)).toBe(false)
})

it('S11 failures to sign in that come at once from many addresses are all counted', async () => {
  const gus = await addPerson(server.ctx, 'Gus', 'student')
  const fail = (number: number) => {
    const place = { device_name: 'Phone', address: `198.51.100.${number}`, device: undefined }
    const trying = signIn(server.ctx, { email: gus.email, password: 'wrong' }, place)
    return trying.catch((error: AppError) => error.code)
  }
  expect(new Set(await Promise.all(each.map(fail)))).toEqual(new Set(['unauthorized']))
  const counted = await findFailures(server.ctx.db.read, gus.email, 'anywhere')
  expect(counted?.failures).toBe(TIMES)
})

it('F4 uploads that begin at once take no more room than the person has', async () => {
  const { ada } = server.people
  const [ctx, viewer] = await server.contextOf(ada)
  const wanted = { conversation_id, filename: 'x.txt', media_type: 'text/plain', size: 300_000 }
  const begin = () =>
    createUpload(ctx, viewer, wanted).then(
      () => 'begun',
      (error: AppError) => error.code,
    )
  const ends = await Promise.all(each.map(begin))
  expect(ends.filter((end) => end === 'begun')).toHaveLength(3)
  expect(ends.filter((end) => end === 'too_large')).toHaveLength(TIMES - 3)
  // What was refused leaves no file.
  const files = readdirSync(`${server.data_dir}/blobs`, { recursive: true, encoding: 'utf8' })
  expect(files.filter((name) => name.endsWith('/upload'))).toHaveLength(3)
})

it('F4 what is counted for a person is written by one writer at a time', async () => {
  const { db } = server.ctx
  /** Writers that wait for a lock; asked on another connection. */
  const countWaiting = async (): Promise<number> => {
    const { rows } = await sql<{ count: number }>`
      SELECT count(*) AS count FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`.execute(db.read)
    return rows[0]?.count ?? 0
  }
  const { user_id } = server.people.ben
  const order: string[] = []
  const later: Promise<unknown>[] = []
  await db.write(async ({ query }) => {
    await lockCounts(query, user_id)
    later.push(
      db.write(async (second) => {
        await lockCounts(second.query, user_id)
        order.push('the second')
      }),
    )
    await vi.waitFor(async () => expect(await countWaiting()).toBe(1), { timeout: 60_000, interval: 20 })
    order.push('the first')
  })
  await Promise.all(later)
  expect(order).toEqual(['the first', 'the second'])
})

it('a character that PostgreSQL cannot keep is no failure', async () => {
  const { ada } = server.people
  const query = { q: 'x\0y' }
  expect((await server.as(ada).call(endpoints.listConversations, { query })).conversations).toEqual([])
})

describe('an account that changes meanwhile', () => {
  /** `act` begins while `first` has done its work and has not committed; it has waited if it was not settled by then. */
  const meanwhile = async <T>(
    first: (transaction: LecternTransaction) => Promise<void>,
    act: () => Promise<T>,
  ) => {
    const [worked, commit] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const held = server.ctx.db.write(async (transaction) => {
      await first(transaction)
      worked.resolve()
      await commit.promise
    })
    await worked.promise
    let isSettled = false
    const acted = act().then(
      () => 'ok',
      (error: { code?: string; problem?: { code: string } }) => error.problem?.code ?? error.code,
    )
    void acted.finally(() => (isSettled = true))
    await vi.waitUntil(async () => isSettled || (await waiting()) > 0, { timeout: 10_000 })
    const hasWaited = !isSettled
    commit.resolve()
    await held
    return { hasWaited, outcome: await acted }
  }

  const waiting = async (): Promise<number> => {
    const { rows } = await sql<{ number: number }>`
      SELECT CAST(count(*) AS int) AS number FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`.execute(server.ctx.db.read)
    return rows[0]?.number ?? 0
  }

  const reset =
    (user_id: string) =>
    async (transaction: LecternTransaction): Promise<void> => {
      await updateUser(transaction, user_id, { password_hash: 'handed over on paper' })
      await revoke(server.ctx, transaction, { user_id })
    }

  it('no session is opened with a password that the operator is replacing', async () => {
    const { user_id, email, password } = await addPerson(server.ctx, 'Fay', 'student')
    const body = { email, password, refresh_in: 'body' as const }
    const signing = () => server.as().call(endpoints.login, { body })
    expect(await meanwhile(reset(user_id), signing)).toEqual({ hasWaited: true, outcome: 'unauthorized' })
    const now = timestamp(server.ctx.clock.now())
    expect(await findLiveSessions(server.ctx.db.read, user_id, now, '')).toEqual([])
  })

  it('nobody undoes the password that the operator is setting', async () => {
    const gil = await addPerson(server.ctx, 'Gil', 'student')
    const body = { current_password: gil.password, password: 'slate-and-sponge-77' }
    const change = () => server.as(gil).call(endpoints.changePassword, { body })
    expect(await meanwhile(reset(gil.user_id), change)).toEqual({ hasWaited: true, outcome: 'unauthorized' })
    expect((await findUser(server.ctx.db.read, gil.user_id))?.password_hash).toBe('handed over on paper')
  })

  it('a role that is being given is not taken back by a new name', async () => {
    const { user_id, email } = await addPerson(server.ctx, 'Hal', 'student')
    const promote = async (transaction: LecternTransaction) => {
      await lockUser(transaction, user_id)
      await updateUser(transaction, user_id, { role: 'instructor' })
    }
    await meanwhile(promote, () => editUser(server.ctx, email, { name: 'Halina' }))
    expect(await findUser(server.ctx.db.read, user_id)).toMatchObject({ role: 'instructor', name: 'Halina' })
  })

  it('S4 a student does not get the name that somebody of the staff is getting', async () => {
    const ina = await addPerson(server.ctx, 'Ina', 'instructor')
    const jon = await addPerson(server.ctx, 'Jon', 'student')
    const name = 'Katharina'
    const naming = async (transaction: LecternTransaction) => {
      await lockStaff(transaction)
      await updateUser(transaction, ina.user_id, { name, name_key: foldText(name) })
    }
    const same = () => renameUser(server.ctx, jon.user_id, name)
    expect(await meanwhile(naming, same)).toEqual({ hasWaited: true, outcome: 'invalid' })
  })
})

const idOf = (number: number): string => `01980000-0000-7000-8000-${String(number).padStart(12, '0')}`
