import { expect, test } from 'vitest'
import { LIMITS } from '@lectern/protocol'
import { Connection } from './connection.ts'
import { Hub } from './hub.ts'
import { FakeSink } from './testing/fake-sink.ts'

const viewer = { user_id: 'ada', session_id: 'session', name: 'Ada', role: 'instructor' } as const

const joining = (id: number): Connection => {
  const connection = new Connection(`connection ${id}`, 'lectern.v1', new FakeSink(), 0)
  connection.join(viewer, 600_000)
  return connection
}

test('S14 connections beyond the limit are refused before the heads are read', async () => {
  const hub = new Hub(() => 0)
  const heads = Promise.withResolvers<ReadonlyMap<string, number>>()
  let reads = 0
  let welcomed = 0
  const readHeads = () => {
    reads++
    return heads.promise
  }
  const all = Array.from({ length: 3 * LIMITS.connections_per_user }, (_, id) => joining(id))
  const entered = all.map((each) => hub.enter(each, viewer.user_id, readHeads, () => void welcomed++))
  expect(reads).toBe(LIMITS.connections_per_user)
  heads.resolve(new Map())
  await Promise.all(entered)
  expect(welcomed).toBe(LIMITS.connections_per_user)
  expect(all.filter(({ state }) => state.is === 'closed')).toHaveLength(2 * LIMITS.connections_per_user)
})

test('S14 a place that was taken for nothing is free again', async () => {
  const hub = new Hub(() => 0)
  const failing = () => Promise.reject(new Error('The database is closed.'))
  for (let id = 0; id <= LIMITS.connections_per_user; id++)
    await expect(hub.enter(joining(id), viewer.user_id, failing, () => undefined)).rejects.toThrow('closed')
  let welcomed = 0
  await hub.enter(
    joining(99),
    viewer.user_id,
    async () => new Map(),
    () => void welcomed++,
  )
  expect(welcomed).toBe(1)
})
