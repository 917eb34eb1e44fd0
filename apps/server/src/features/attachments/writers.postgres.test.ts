// One upload, and requests for it on two nodes.
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { endpoints, type Conversation } from '@lectern/protocol'
import { ask } from '../../testing/postgres-server.ts'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import type { Viewer } from '../context.ts'
import { continueUpload, createUpload, readUpload, type Upload } from './uploads.ts'

const SIZE = 1_000

let here: TestServer
let there: TestServer
let talk: Conversation
let ben: Viewer
beforeAll(async () => {
  here = await createTestServer()
  there = await createTestServer({ beside: here })
  ben = here.people.ben
})
afterAll(async () => {
  await there.close()
  await here.close()
})
let upload: Upload
beforeEach(async () => {
  talk = await here.as(here.people.ada).call(endpoints.createConversation, {
    body: { kind: 'group', member_ids: [ben.user_id] },
  })
  const wanted = { conversation_id: talk.id, filename: 'a.txt', media_type: 'text/plain', size: SIZE }
  upload = await createUpload(here.ctx, ben, wanted)
})

const hanging: (() => void)[] = []
afterEach(() => {
  for (const hangUp of hanging.splice(0)) hangUp()
})

/** Writes half of it and then hangs, until its connection ends or the server stops it. */
const hang = (node: TestServer, bytes = Buffer.alloc(SIZE / 2, 'a')) => {
  const begun = Promise.withResolvers<void>()
  const stopped = Promise.withResolvers<void>()
  let isStopped = false
  hanging.push(stopped.resolve)
  const written = continueUpload(node.ctx, ben, upload.id, {
    offset: 0,
    length: SIZE,
    bytes: async function* (signal) {
      signal.addEventListener('abort', () => {
        isStopped = true
        stopped.resolve()
      })
      yield bytes
      begun.resolve()
      await stopped.promise
    },
  })
  return { begun: begun.promise, written, hangUp: stopped.resolve, isStopped: () => isStopped }
}
const goOn = (node: TestServer, offset: number) =>
  continueUpload(node.ctx, ben, upload.id, {
    offset,
    length: SIZE - offset,
    bytes: async function* () {
      yield Buffer.alloc(SIZE - offset, 'b')
    },
  })

it('a request on one node stops the one that hangs on the other, and goes on where it ended', async () => {
  const lost = hang(there)
  await lost.begun
  expect(await readUpload(here.ctx, ben, upload.id)).toMatchObject({ offset: SIZE / 2 })
  expect(lost.isStopped()).toBe(true)
  expect(await lost.written).toMatchObject({ offset: SIZE / 2 })
  expect(await goOn(here, SIZE / 2)).toMatchObject({ offset: SIZE })
})

it('nobody else writes while another node does and does not hear that it must stop', async () => {
  const { nodes } = there.ctx.bus
  const { onRemote } = nodes!
  nodes!.onRemote = () => {}
  const writing = hang(there)
  await writing.begun
  await expect(goOn(here, SIZE / 2)).rejects.toMatchObject({
    code: 'unavailable',
    refusal: { retry_after_ms: 1_000 },
  })
  nodes!.onRemote = onRemote
  writing.hangUp()
  await writing.written
  expect(await goOn(here, SIZE / 2)).toMatchObject({ offset: SIZE })
})

it('a node that loses the lock with its connection stops writing', async () => {
  const writing = hang(there)
  await writing.begun
  await ask(
    here.database_url ?? '',
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'lectern locks' AND datname = current_database()",
    [],
  )
  await vi.waitFor(() => expect(writing.isStopped()).toBe(true), { timeout: 30_000, interval: 20 })
  expect(await writing.written).toMatchObject({ offset: SIZE / 2 })
  expect(await goOn(here, SIZE / 2)).toMatchObject({ offset: SIZE })
})
