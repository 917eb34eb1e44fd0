import { CompiledQuery } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { endpoints, type Conversation, type Message } from '@lectern/protocol'
import { aroundStatements } from '../../testing/around-statements.ts'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import { directTalk } from '../../testing/direct-talk.ts'
import { ManualClock } from '../../testing/manual-clock.ts'
import type { Person } from '../../testing/people.ts'
import { mintId } from '../../platform/ids.ts'
import { findPlaceOfTime } from './history-rows.ts'

const clock = new ManualClock()
let server: TestServer
let talk: Conversation
let all: Message[]

beforeAll(async () => {
  server = await createTestServer({ clock })
  const { ben } = server.people
  talk = await directTalk(server)
  all = []
  for (let index = 0; index < 60; index++) {
    clock.advance(1_000)
    const { window } = await server
      .as(ben)
      .call(endpoints.sendMessage, { params: { id: talk.id }, body: { content: `message ${index}` } })
    all.push(...window.messages)
  }
})
afterAll(() => server.close())

type Query = { before?: number; after?: number; around?: string; at?: string; limit?: number }

const page = async (query: Query = {}, person: Person = server.people.ada) =>
  server.as(person).call(endpoints.listMessages, { params: { id: talk.id }, query })

const seqs = (messages: Message[]) => messages.map(({ created_seq }) => created_seq)

it('begins with the newest 50, oldest first, and their head', async () => {
  const answer = await page()
  expect(answer.messages).toEqual(all.slice(-50))
  expect(answer).toMatchObject({ has_more_before: true, has_more_after: false, head: 61 })
})

it('goes back page by page to the first message', async () => {
  const first = await page({ limit: 25 })
  const second = await page({ limit: 25, before: first.messages[0]!.created_seq })
  const third = await page({ limit: 25, before: second.messages[0]!.created_seq })
  expect([...third.messages, ...second.messages, ...first.messages]).toEqual(all)
  expect(second).toMatchObject({ has_more_before: true, has_more_after: true })
  expect(third).toMatchObject({ has_more_before: false, has_more_after: true })
})

it('says for the page before the last message that there is one after it', async () => {
  const answer = await page({ before: all[59]!.created_seq, limit: 5 })
  expect(answer.messages).toEqual(all.slice(54, 59))
  expect(answer).toMatchObject({ has_more_before: true, has_more_after: true })
})

it('goes forward from a message', async () => {
  const answer = await page({ after: all[49]!.created_seq, limit: 9 })
  expect(answer.messages).toEqual(all.slice(50, 59))
  expect(answer).toMatchObject({ has_more_before: true, has_more_after: true })
  expect(await page({ after: 0, limit: 2 })).toMatchObject({ has_more_before: false, has_more_after: true })
})

it('puts the first message of a time in the middle: the one of that moment, or the next', async () => {
  for (const [index, { timestamp }] of all.entries()) {
    const exact = await page({ at: timestamp, limit: 1 })
    expect(exact.messages).toEqual([all[index]])
    const before = new Date(Date.parse(timestamp) - 1).toISOString()
    expect((await page({ at: before, limit: 1 })).messages).toEqual([all[index]])
  }
  const middle = await page({ at: all[30]!.timestamp, limit: 11 })
  expect(seqs(middle.messages)).toEqual(seqs(all.slice(25, 36)))
  expect(middle).toMatchObject({ has_more_before: true, has_more_after: true, head: 61 })
})

it('has the newest page for a time after the last message, and the first for one before the first', async () => {
  const after = await page({ at: '2999-01-01T00:00:00.000Z', limit: 3 })
  expect(after.messages).toEqual(all.slice(-3))
  expect(after).toMatchObject({ has_more_before: true, has_more_after: false })
  const before = await page({ at: '1999-01-01T00:00:00.000Z', limit: 4 })
  expect(before.messages).toEqual(all.slice(0, 3))
  expect(before.has_more_before).toBe(false)
})

it('finds a time by few rows, however many messages there are', async () => {
  let statements = 0
  const { read } = aroundStatements(server.ctx.db, (run) => {
    statements++
    return run()
  })
  const place = { conversation_id: talk.id, head: 2 ** 20 }
  expect(await findPlaceOfTime(read, place, all[3]!.timestamp)).toBe(all[3]!.created_seq)
  expect(statements).toBeLessThanOrEqual(21)
})

it('takes one place only, and a time as the contract writes it', async () => {
  const at = all[3]!.timestamp
  await expect(page({ at, before: 5 })).rejects.toMatchObject({ problem: { code: 'invalid' } })
  await expect(page({ at: '2026-01-01' })).rejects.toMatchObject({ problem: { code: 'invalid' } })
})

it('puts a message in the middle', async () => {
  const answer = await page({ around: all[30]!.id, limit: 11 })
  expect(seqs(answer.messages)).toEqual(seqs(all.slice(25, 36)))
  expect(answer).toMatchObject({ has_more_before: true, has_more_after: true })
  const edge = await page({ around: all[0]!.id, limit: 4 })
  expect(edge.messages).toEqual(all.slice(0, 3))
  expect(edge.has_more_before).toBe(false)
})

it('refuses two places at once, a message of another conversation, and strangers', async () => {
  await expect(page({ before: 3, after: 5 })).rejects.toMatchObject({ problem: { code: 'invalid' } })
  await expect(page({ around: mintId(clock) })).rejects.toMatchObject({ problem: { code: 'not_found' } })
  await expect(page({}, server.people.chloe)).rejects.toMatchObject({ problem: { code: 'not_found' } })
})

it('reads a page by its index, so that its cost does not grow with the history', async () => {
  const { rows } = await server.ctx.db.read.executeQuery<{ detail: string }>(
    CompiledQuery.raw(
      'EXPLAIN QUERY PLAN SELECT content FROM messages WHERE conversation_id = ? AND created_seq < ? ORDER BY created_seq DESC LIMIT 50',
      [talk.id, 1_000],
    ),
  )
  expect(rows.map(({ detail }) => detail)).toEqual([
    expect.stringMatching(/^SEARCH messages USING INDEX .* \(conversation_id=\? AND created_seq<\?\)$/),
  ])
})
