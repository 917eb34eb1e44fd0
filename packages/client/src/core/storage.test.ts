import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
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
