import 'fake-indexeddb/auto'
import { openDB } from 'idb'
import { expect, test, vi } from 'vitest'
import { ManualClock } from '../testing/index.ts'
import { IndexedDbStorage } from './storage-indexeddb.ts'
import { MemoryStorage, type ClientStorage } from './storage.ts'

let names = 0
const contract: [string, () => ClientStorage][] = [
  ['memory', () => new MemoryStorage()],
  ['IndexedDB', () => new IndexedDbStorage(`test ${++names}`)],
]

test.each(contract)('%s returns a value until it is deleted', async (_, create) => {
  const storage = create()
  expect(await storage.get('drafts', 'a')).toBeUndefined()
  await storage.put('drafts', 'a', { text: 'x' })
  await storage.put('drafts', 'a', { text: 'y' })
  expect(await storage.get('drafts', 'a')).toEqual({ text: 'y' })
  expect(await storage.get('outbox', 'a')).toBeUndefined()
  await storage.delete('drafts', 'a')
  expect(await storage.get('drafts', 'a')).toBeUndefined()
  storage.close()
})

test.each(contract)('%s lists by prefix, in the order of keys', async (_, create) => {
  const storage = create()
  for (const key of ['ben/1', 'ada/2', 'ada/10', 'adam/1']) await storage.put('outbox', key, key)
  expect(await storage.list('outbox', 'ada/')).toEqual(['ada/10', 'ada/2'])
  expect(await storage.list('drafts', 'ada/')).toEqual([])
  storage.close()
})

test.each(contract)('%s keeps a copy, not the object', async (_, create) => {
  const storage = create()
  const value = { text: 'x' }
  await storage.put('drafts', 'a', value)
  value.text = 'changed'
  expect(await storage.get('drafts', 'a')).toEqual({ text: 'x' })
  storage.close()
})

test('IndexedDB survives a reload', async () => {
  const before = new IndexedDbStorage('reload')
  await before.put('outbox', 'ada/1', { n: 1 })
  before.close()
  const after = new IndexedDbStorage('reload')
  expect(await after.list('outbox', 'ada/')).toEqual([{ n: 1 }])
  after.close()
})

test('without IndexedDB everything still works, in memory', async () => {
  const { indexedDB } = globalThis
  const forbidden = {
    open: () => {
      throw new DOMException('denied', 'SecurityError')
    },
  }
  Object.assign(globalThis, { indexedDB: forbidden })
  const storage = new IndexedDbStorage('forbidden')
  await storage.put('drafts', 'a', 1)
  expect(await storage.get('drafts', 'a')).toBe(1)
  expect(await storage.list('drafts', '')).toEqual([1])
  Object.assign(globalThis, { indexedDB })
})

test('S17 a database that never opens is done without, and used when it answers', async () => {
  const clock = new ManualClock()
  // A tab with the older version that does not let go: the upgrade gets no event.
  const other = await openDB('blocked', 1)
  const storage = new IndexedDbStorage('blocked', clock)
  const saved = storage.put('session', 'user', 'Ada')
  await clock.advance(4_000)
  await saved
  expect(await storage.get('session', 'user')).toBe('Ada')
  await storage.put('session', 'user', 'Ada L.')
  expect(await storage.list('session', '')).toEqual(['Ada L.'])
  expect(await storage.get('session', 'signed_out')).toBeUndefined()
  other.close()
  const later = new IndexedDbStorage('blocked', clock)
  await vi.waitFor(async () => expect(await later.get('session', 'user')).toBe('Ada L.'))
  storage.close()
  later.close()
})

const fullDisk = () =>
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('The disk is full.', 'QuotaExceededError')
  })

test('S18 a full device reads back the new value, and a reload no outdated one', async () => {
  const storage = new IndexedDbStorage('full')
  await storage.put('session', 'refresh_token', 'spent')
  await storage.put('outbox', 'ada/1', 1)
  const full = fullDisk()
  await storage.put('session', 'refresh_token', 'new')
  await storage.put('outbox', 'ada/2', 2)
  await storage.delete('outbox', 'ada/1')
  expect(await storage.get('session', 'refresh_token')).toBe('new')
  expect(await storage.list('outbox', 'ada/')).toEqual([2])
  const reloaded = new IndexedDbStorage('full')
  expect(await reloaded.get('session', 'refresh_token')).toBeUndefined()
  expect(await reloaded.list('outbox', 'ada/')).toEqual([])
  full.mockRestore()
  await storage.put('drafts', 'a', 'There is room again')
  await vi.waitFor(async () => expect(await reloaded.get('session', 'refresh_token')).toBe('new'))
  await vi.waitFor(async () => expect(await reloaded.list('outbox', 'ada/')).toEqual([2]))
  storage.close()
  reloaded.close()
})

test('S18 the newer value of another tab counts once this one could not write', async () => {
  const storage = new IndexedDbStorage('two tabs')
  const full = fullDisk()
  await storage.put('session', 'refresh_token', 'ours')
  full.mockRestore()
  const other = new IndexedDbStorage('two tabs')
  await other.put('session', 'refresh_token', 'theirs')
  expect(await storage.get('session', 'refresh_token')).toBe('theirs')
  await storage.put('drafts', 'a', 1)
  expect(await storage.list('session', '')).toEqual(['theirs'])
  storage.close()
  other.close()
})
