import 'fake-indexeddb/auto'
import { openDB } from 'idb'
import { expect, test, vi } from 'vitest'
import { ManualClock } from '../testing/index.ts'
import { systemClock, type Clock } from './clock.ts'
import { SteadyStorage } from './steady-storage.ts'
import { IndexedDbStorage } from './storage-indexeddb.ts'
import { MemoryStorage, type StorageArea } from './storage.ts'

const database = (name: string, clock: Clock = systemClock) =>
  new SteadyStorage(new IndexedDbStorage(name), clock)

test('without IndexedDB everything still works, in memory', async () => {
  const { indexedDB } = globalThis
  const forbidden = {
    open: () => {
      throw new DOMException('denied', 'SecurityError')
    },
  }
  Object.assign(globalThis, { indexedDB: forbidden })
  const storage = database('forbidden')
  await storage.put('drafts', 'a', 1)
  expect(await storage.get('drafts', 'a')).toBe(1)
  expect(await storage.list('drafts', '')).toEqual([1])
  Object.assign(globalThis, { indexedDB })
})

test('S17 a database that never opens is done without, and used when it answers', async () => {
  const clock = new ManualClock()
  // A tab with the older version that does not let go: the upgrade gets no event.
  const other = await openDB('blocked', 1)
  const storage = database('blocked', clock)
  const saved = storage.put('session', 'user', 'Ada')
  await clock.advance(4_000)
  await saved
  expect(await storage.get('session', 'user')).toBe('Ada')
  await storage.put('session', 'user', 'Ada L.')
  expect(await storage.list('session', '')).toEqual(['Ada L.'])
  expect(await storage.get('session', 'signed_out')).toBeUndefined()
  other.close()
  const later = database('blocked', clock)
  await vi.waitFor(async () => expect(await later.get('session', 'user')).toBe('Ada L.'))
  storage.close()
  later.close()
})

const fullDisk = () =>
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('The disk is full.', 'QuotaExceededError')
  })

test('S18 a full device reads back the new value, and a reload no outdated one', async () => {
  const storage = database('full')
  await storage.put('session', 'refresh_token', 'spent')
  await storage.put('outbox', 'ada/1', 1)
  const full = fullDisk()
  await storage.put('session', 'refresh_token', 'new')
  await storage.put('outbox', 'ada/2', 2)
  await storage.delete('outbox', 'ada/1')
  expect(await storage.get('session', 'refresh_token')).toBe('new')
  expect(await storage.list('outbox', 'ada/')).toEqual([2])
  const reloaded = database('full')
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
  const storage = database('two tabs')
  const full = fullDisk()
  await storage.put('session', 'refresh_token', 'ours')
  full.mockRestore()
  const other = database('two tabs')
  await other.put('session', 'refresh_token', 'theirs')
  expect(await storage.get('session', 'refresh_token')).toBe('theirs')
  await storage.put('drafts', 'a', 1)
  expect(await storage.list('session', '')).toEqual(['theirs'])
  storage.close()
  other.close()
})

/** A host's own storage: no keys in lists, and each call may be without an answer, or refused. */
class HostStorage extends MemoryStorage {
  mode: 'works' | 'silent' | 'full' = 'works'
  #waiting: (() => void)[] = []

  answer(): void {
    this.mode = 'works'
    for (const go of this.#waiting.splice(0)) go()
  }

  override async get<T>(area: StorageArea, key: string): Promise<T | undefined> {
    await this.#pass()
    return super.get(area, key)
  }

  override async put(area: StorageArea, key: string, value: unknown): Promise<void> {
    await this.#pass()
    if (this.mode === 'full') throw new Error('no room')
    return super.put(area, key, value)
  }

  override async delete(area: StorageArea, key: string): Promise<void> {
    await this.#pass()
    return super.delete(area, key)
  }

  override async list<T>(area: StorageArea, prefix: string): Promise<T[]> {
    await this.#pass()
    return super.list(area, prefix)
  }

  #pass(): Promise<void> | undefined {
    return this.mode === 'silent' ? new Promise((go) => this.#waiting.push(go)) : undefined
  }
}

test("S17 a host's own storage that falls silent is done without, and written when it answers", async () => {
  const clock = new ManualClock()
  const host = new HostStorage()
  const storage = new SteadyStorage(host, clock)
  await storage.put('session', 'refresh_token', 'first')
  await storage.put('drafts', 'ada/1', 'on the device')
  host.mode = 'silent'
  const put = storage.put('drafts', 'ada/2', 'in memory')
  await clock.advance(4_000)
  await put
  expect(await storage.get('session', 'refresh_token')).toBe('first')
  expect(await storage.get('drafts', 'ada/2')).toBe('in memory')
  expect(await storage.list('drafts', 'ada/')).toEqual(['in memory'])
  const { silence } = storage
  host.answer()
  await silence
  expect(storage.silence).toBeUndefined()
  await vi.waitFor(async () => expect(await host.get('drafts', 'ada/2')).toBe('in memory'))
  expect(await storage.list('drafts', 'ada/')).toEqual(['on the device', 'in memory'])
})

test("S18 a host's own storage that is full reads back the new values, each once in a list", async () => {
  const host = new HostStorage()
  const storage = new SteadyStorage(host, systemClock)
  await storage.put('outbox', 'ada/1', { n: 1 })
  await storage.put('outbox', 'ada/2', { n: 2 })
  host.mode = 'full'
  await storage.put('outbox', 'ada/1', { n: 'new' })
  await storage.delete('outbox', 'ada/2')
  expect(await storage.list('outbox', 'ada/')).toEqual([{ n: 'new' }])
  expect(await host.list('outbox', 'ada/')).toEqual([])
  host.mode = 'works'
  await storage.put('outbox', 'ada/3', { n: 3 })
  await vi.waitFor(async () => expect(await host.list('outbox', 'ada/')).toEqual([{ n: 'new' }, { n: 3 }]))
})

test('a write on its way counts in a list, although the storage lists no keys', async () => {
  const storage = new SteadyStorage(new HostStorage(), systemClock)
  await storage.put('outbox', 'ada/1', { n: 1 })
  const writing = storage.put('outbox', 'ada/1', { n: 2 })
  expect(await storage.list('outbox', 'ada/')).toEqual([{ n: 2 }])
  await writing
})
