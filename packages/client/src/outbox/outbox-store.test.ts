import { examples } from '@lectern/protocol/spec'
import { beforeEach, expect, test, vi } from 'vitest'
import { HeldAnswer, HeldStorage, ManualClock } from '../testing/index.ts'
import type { OutboxItem } from './outbox-item.ts'
import { OutboxStore, type ItemNews } from './outbox-store.ts'

const TEN_MINUTES = 10 * 60_000

let clock: ManualClock
let held: HeldAnswer
let storage: HeldStorage
let told: ItemNews[]
let removed: string[]
let store: OutboxStore
beforeEach(() => {
  clock = new ManualClock()
  held = new HeldAnswer()
  storage = new HeldStorage(held)
  told = []
  removed = []
  store = create()
})

const create = () =>
  new OutboxStore({
    storage,
    clock,
    tell: (_, news) => told.push(news),
    onRemove: ({ id }) => removed.push(id),
  })
const item = (id: string, fields: Partial<OutboxItem> = {}): OutboxItem => ({
  id,
  user_id: 'ada',
  conversation_id: 'course',
  position: 1,
  body: { content: id },
  created_at: 0,
  status: 'queued',
  ...fields,
})
const acknowledged = (id: string, fields: Partial<OutboxItem> = {}) =>
  item(id, { status: 'acknowledged', acknowledged_at: clock.now(), ...fields })
const ids = (items: readonly OutboxItem[]) => items.map(({ id }) => id)
const kept = async () => ids(await storage.list<OutboxItem>('outbox', 'ada/'))
const onDisk = (each: OutboxItem) => storage.put('outbox', `ada/${each.id}`, each)

test('positions go up, even if the clock is set back or another tab is ahead', () => {
  const first = store.nextPosition()
  clock.jump(-3_600_000)
  const second = store.nextPosition()
  expect(second).toBeGreaterThan(first)
  store.hold(item('theirs', { position: second + 10_000 }))
  expect(store.nextPosition()).toBeGreaterThan(second + 10_000)
})

test('items with the same position have an order that is the same in every tab', () => {
  for (const id of ['b', 'c', 'a']) store.hold(item(id))
  store.hold(item('elsewhere', { conversation_id: 'other' }))
  store.hold(item('z', { position: 0 }))
  expect(ids(store.of('course'))).toEqual(['z', 'a', 'b', 'c'])
})

test('a reload finds an item that was being sent as queued', async () => {
  store.put(item('one', { status: 'sending', tried: true, stored: examples.Message }))
  await store.saved
  const [found] = await storage.list<OutboxItem>('outbox', 'ada/')
  expect(found).toMatchObject({ status: 'queued', tried: true })
  expect(found).not.toHaveProperty('stored')
})

test('items only on disk are news, as are those tried or taken back there, in their order', async () => {
  for (const id of ['known', 'tried', 'undone']) store.hold(item(id))
  await onDisk(item('known'))
  await onDisk(item('tried', { tried: true, position: 3 }))
  await onDisk(item('undone', { undone: true, position: 2 }))
  await onDisk(item('new', { position: 1 }))
  expect(ids(await store.findMissed('ada'))).toEqual(['new', 'undone', 'tried'])
  expect(await store.findMissed('ben')).toEqual([])
})

test('missed items are read after pending writes', async () => {
  held.next(/^put/)
  store.put(item('one'))
  const read = vi.spyOn(storage, 'list')
  const missed = store.findMissed('ada')
  await clock.advance(0)
  expect(read).not.toHaveBeenCalled()
  held.release()
  await missed
  expect(read).toHaveBeenCalledOnce()
})

test('other tabs hear of an item when it is on disk, and only of its newest state', async () => {
  held.next(/^put/)
  store.put(item('one'))
  await clock.advance(0)
  expect(told).toEqual([])
  store.put(item('one', { edit: 'later' }))
  held.release()
  await store.saved
  expect(told).toMatchObject([{ id: 'one', item: { edit: 'later' } }])
})

test('urgent news is told at once, and not a second time', async () => {
  store.put(item('one'))
  store.put(item('two'))
  store.tellAll()
  expect(told.map(({ id }) => id)).toEqual(['one', 'two'])
  store.tellAll()
  await store.saved
  expect(told).toHaveLength(2)
})

test('a full disk does not delay the news', async () => {
  vi.spyOn(storage, 'put').mockRejectedValueOnce(new Error('full'))
  store.put(item('one'))
  await store.saved
  expect(told.map(({ id }) => id)).toEqual(['one'])
})

test('an item that another tab takes for new is reported back as it is here, if it is still to be sent', () => {
  store.hold(item('one', { undone: true }))
  expect(store.applyNews({ id: 'one', item: item('one') })).toBe('course')
  expect(told).toMatchObject([{ id: 'one', item: { undone: true } }])
  told.length = 0
  store.applyNews({ id: 'two', item: item('two') })
  expect(told).toEqual([])
  expect(store.applyNews({ id: 'one' })).toBe('course')
  expect([store.get('one'), store.applyNews({ id: 'unknown' })]).toEqual([undefined, undefined])
})

test('a removed item leaves the device, and all tabs hear of it', async () => {
  store.put(item('one'))
  await store.remove(item('one'))
  expect([await kept(), removed, store.all()]).toEqual([[], ['one'], []])
  expect(told.at(-1)).toEqual({ id: 'one' })
})

test('acknowledged items are kept for ten minutes, again and again', async () => {
  store.put(item('one', { status: 'sending' }))
  const arrived = {
    type: 'stored',
    message: { ...examples.Message, id: 'one' },
    at: clock.now(),
    epoch: 'a',
  } as const
  store.change(item('one', { status: 'sending' }), arrived)
  await clock.advance(TEN_MINUTES / 2)
  store.put(acknowledged('two'))
  await clock.advance(TEN_MINUTES / 2)
  expect(await kept()).toEqual(['two'])
  await clock.advance(TEN_MINUTES)
  expect(await kept()).toEqual([])
  expect(clock.timers).toBe(0)
  store.change(item('three'), { ...arrived, message: { ...examples.Message, id: 'three' }, at: clock.now() })
  await clock.advance(TEN_MINUTES)
  expect(await kept()).toEqual([])
})

test('acknowledged items with a pending change stay', async () => {
  store.put(acknowledged('edited', { edit: 'later' }))
  store.put(acknowledged('undone', { undone: true }))
  store.purgeLater()
  await clock.advance(TEN_MINUTES)
  expect(await kept()).toEqual(['edited', 'undone'])
})

test('a clock set back does not keep items for ever', async () => {
  store.put(acknowledged('one'))
  clock.jump(-TEN_MINUTES)
  store.purge()
  await store.saved
  expect(await kept()).toEqual([])
})

test('forgetting leaves the disk unchanged, and no timer', async () => {
  store.put(acknowledged('one'))
  store.purgeLater()
  store.clear()
  await store.saved
  expect([store.all(), await kept(), clock.timers]).toEqual([[], ['one'], 0])
})
