import type { Conversation } from '@lectern/protocol'
import { beforeEach, expect, test, vi } from 'vitest'
import { HeldAnswer, HeldStorage, ManualClock } from '../testing/index.ts'
import { Cache, type Snapshot } from './cache.ts'

let clock: ManualClock
let held: HeldAnswer
let storage: HeldStorage
let snapshots: Map<string, Snapshot>
let log: { epoch: string | undefined }
let cache: Cache
beforeEach(() => {
  clock = new ManualClock()
  held = new HeldAnswer()
  storage = new HeldStorage(held)
  snapshots = new Map()
  log = { epoch: 'first' }
  cache = create()
})

const create = () =>
  new Cache({
    storage,
    clock,
    log,
    conversations: { snapshot: (id) => snapshots.get(id), recent: () => [...snapshots.keys()] },
  })
const LIVE = { from: 0, messages: [] }
const shown = (id: string, fields: Partial<Snapshot> = {}): void => {
  const conversation = { id } as Conversation
  snapshots.set(id, {
    cursor: 1,
    conversation,
    known: { delivered_seq: 0, read_seq: 0 },
    counted: true,
    ...fields,
  })
}
/** Leaves the cache as an earlier visit would. */
const leave = async (user_id: string, id: string, epoch = 'first', fields: object = { live: LIVE }) =>
  storage.put('cache', `${user_id}/${id}`, { conversation: { id }, user_id, epoch, ...fields })
const ids = (loaded: readonly Snapshot[]) => loaded.map(({ conversation }) => conversation.id)
const kept = async () =>
  (await storage.list<Snapshot & { user_id: string }>('cache', '')).map(
    ({ user_id, conversation }) => `${user_id} ${conversation.id}`,
  )
const changed = (...marked: string[]): void => marked.forEach((id) => cache.markChanged(id))

test('rows of another log or another person are not used, and are deleted', async () => {
  await leave('ada', 'algebra')
  await leave('ada', 'an older log', 'before')
  await leave('ben', 'biology')
  expect(ids(await cache.load('ada', 'first'))).toEqual(['algebra'])
  await clock.advance(0)
  expect(await kept()).toEqual(['ada algebra'])
})

test('records read for one person are not given to the next, and do not delete theirs', async () => {
  await leave('ben', 'biology')
  held.next(/^list/)
  const former = cache.load('ada', 'first')
  const next = await cache.load('ben', 'first')
  held.release()
  expect(await former).toEqual([])
  await clock.advance(0)
  expect(ids(next)).toEqual(['biology'])
  expect(await kept()).toEqual(['ben biology'])
})

test('a failing storage gives an empty cache', async () => {
  vi.spyOn(storage, 'list').mockRejectedValueOnce(new Error('broken'))
  expect(await cache.load('ada', 'first')).toEqual([])
})

test('changes are written together, a second later, and once', async () => {
  await cache.load('ada', 'first')
  shown('algebra')
  const put = vi.spyOn(storage, 'put')
  changed('algebra', 'algebra')
  await clock.advance(999)
  expect(put).not.toHaveBeenCalled()
  await clock.advance(1)
  expect(await kept()).toEqual(['ada algebra'])
  await cache.flush()
  expect(put).toHaveBeenCalledOnce()
})

test('nothing is written before the log is known', async () => {
  await cache.load('ada', 'first')
  shown('algebra')
  log.epoch = undefined
  changed('algebra')
  await clock.advance(1_000)
  expect(await kept()).toEqual([])
})

test('nothing is written after a wipe', async () => {
  await cache.load('ada', 'first')
  shown('algebra')
  shown('biology')
  changed('algebra', 'biology')
  held.next(/^put/)
  await clock.advance(1_000)
  const wiped = cache.wipe('ada')
  changed('algebra')
  held.release()
  await wiped
  await clock.advance(2_000)
  expect(await kept()).toEqual([])
})

test('a wipe waits for the write under way', async () => {
  await cache.load('ada', 'first')
  shown('algebra')
  changed('algebra')
  vi.spyOn(storage, 'list').mockResolvedValueOnce([])
  held.next(/^put/)
  await clock.advance(1_000)
  let isWiped = false
  void cache.wipe('ada').then(() => (isWiped = true))
  await clock.advance(0)
  expect(isWiped).toBe(false)
  held.release()
  await clock.advance(0)
  expect(isWiped).toBe(true)
})

test('a write under way stops when another person signs in, and keeps nothing of theirs for the former', async () => {
  await cache.load('ada', 'first')
  shown('algebra')
  shown('biology')
  changed('algebra', 'biology')
  held.next(/^put/)
  await clock.advance(1_000)
  await cache.load('ben', 'first')
  held.release()
  await clock.advance(2_000)
  expect(await kept()).not.toContain('ada biology')
})

test('changes of one person are not written for the next, and do not delay theirs', async () => {
  await leave('ada', 'algebra')
  await cache.load('ada', 'first')
  shown('algebra')
  shown('biology')
  changed('biology')
  await cache.load('ben', 'first')
  changed('algebra')
  await clock.advance(1_000)
  expect(await kept()).toEqual(['ben algebra'])
})

test('messages that another tab stored stay if this tab never loaded any', async () => {
  await leave('ada', 'algebra')
  await cache.load('ada', 'first')
  shown('algebra')
  changed('algebra')
  await clock.advance(1_000)
  expect(await storage.get('cache', 'ada/algebra')).toMatchObject({ live: LIVE })
  shown('algebra', { live: LIVE, cursor: 7 })
  changed('algebra')
  await clock.advance(1_000)
  expect(await storage.get('cache', 'ada/algebra')).toMatchObject({ cursor: 7 })
})

test('a conversation that left the list is deleted', async () => {
  await leave('ada', 'algebra')
  await cache.load('ada', 'first')
  shown('biology')
  changed('biology')
  await clock.advance(1_000)
  expect(await kept()).toEqual(['ada biology'])
})

test('a failed write does not stop later ones', async () => {
  await cache.load('ada', 'first')
  shown('algebra')
  vi.spyOn(storage, 'put').mockRejectedValueOnce(new Error('full'))
  changed('algebra')
  await clock.advance(1_000)
  changed('algebra')
  await clock.advance(1_000)
  expect(await kept()).toEqual(['ada algebra'])
})

test('closing writes pending changes and leaves no timer', async () => {
  await cache.load('ada', 'first')
  shown('algebra')
  changed('algebra')
  await cache.close()
  expect(await kept()).toEqual(['ada algebra'])
  changed('algebra')
  expect(clock.timers).toBe(0)
})

test('unloading cancels the timer', async () => {
  await cache.load('ada', 'first')
  shown('algebra')
  changed('algebra')
  expect(clock.timers).toBe(1)
  cache.unload()
  expect(clock.timers).toBe(0)
})

test('a hidden page writes at once, and not after closing', async () => {
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' })
  vi.stubGlobal('document', page)
  const remove = vi.spyOn(page, 'removeEventListener')
  cache = create()
  vi.unstubAllGlobals()
  await cache.load('ada', 'first')
  shown('algebra')
  changed('algebra')
  vi.stubGlobal('document', page)
  page.dispatchEvent(new Event('visibilitychange'))
  await clock.advance(0)
  expect(await kept()).toEqual([])
  page.visibilityState = 'hidden'
  page.dispatchEvent(new Event('visibilitychange'))
  await clock.advance(0)
  expect(await kept()).toEqual(['ada algebra'])
  await cache.close()
  vi.unstubAllGlobals()
  expect(remove).toHaveBeenCalledOnce()
})
