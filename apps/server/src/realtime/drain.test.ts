import { afterAll, beforeAll, expect, it } from 'vitest'
import { CLOSE, type DownFrame } from '@lectern/protocol'
import { createTestServer, type TestServer } from '../testing/create-test-server.ts'
import { Connection } from './connection.ts'
import { Frame } from './frame.ts'
import { Connections } from './realtime.ts'
import { FakeSink } from './testing/fake-sink.ts'

const CROWD = 60
const SPREAD_MS = 3_000
const AT_ONCE_MS = 100

let server: TestServer
beforeAll(async () => {
  server = await createTestServer()
})
afterAll(() => server.close())

it('a drain tells sixty connections evenly spread times to come back, each once', () => {
  const connections = new Connections(server.ctx)
  const sinks = Array.from({ length: CROWD }, (_, index) => {
    const sink = new FakeSink()
    const connection = new Connection(`connection ${index}`, 'lectern.v1', sink, 0)
    connections.shared.hub.add(connection)
    connection.join(
      { user_id: `${index}`, session_id: `${index}`, name: 'Student', role: 'student' },
      600_000,
    )
    connection.open(new Frame('hello'))
    return sink
  })
  void connections.drain({ spread_ms: SPREAD_MS })
  connections.close()

  const goodbyes = sinks.map(({ goodbyes }) => goodbyes.map(({ text }) => JSON.parse(text) as DownFrame))
  const moments = goodbyes.flatMap(([bye, ...others]) =>
    bye?.type === 'bye' && bye.code === CLOSE.drain && others.length === 0 ? [bye.retry_after_ms] : [],
  )
  expect(moments).toHaveLength(CROWD)
  expect(Math.max(...moments)).toBeLessThan(SPREAD_MS)
  const slots = Map.groupBy(moments, (ms) => Math.floor(ms / AT_ONCE_MS))
  expect([...slots.values()].map(({ length }) => length)).toEqual(
    Array.from({ length: SPREAD_MS / AT_ONCE_MS }, () => (CROWD * AT_ONCE_MS) / SPREAD_MS),
  )
})
