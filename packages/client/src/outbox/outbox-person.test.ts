import { beforeEach, expect, test } from 'vitest'
import { Emitter } from '../core/emitter.ts'
import { Http } from '../http/http.ts'
import { HeldAnswer, HeldStorage, ManualClock } from '../testing/index.ts'
import type { OutboxItem } from './outbox-item.ts'
import { Outbox, type OutboxEvents } from './outbox.ts'

let clock: ManualClock
let held: HeldAnswer
let storage: HeldStorage
let posted: number
let outbox: Outbox
beforeEach(async () => {
  clock = new ManualClock()
  held = new HeldAnswer()
  storage = new HeldStorage(held)
  posted = 0
  const fetcher = () => {
    posted++
    return Promise.reject(new TypeError('lost'))
  }
  outbox = new Outbox({
    http: new Http({ apiUrl: 'http://fake', clock, fetch: fetcher as typeof fetch, cookies: false }),
    clock,
    random: () => 0,
    storage,
    log: { epoch: 'a', receiver: () => () => true },
    events: new Emitter<OutboxEvents>(),
  })
  await storage.put('outbox', 'ada/left', left)
})

const left: OutboxItem = {
  id: 'left',
  user_id: 'ada',
  conversation_id: 'course',
  position: 1,
  body: { content: "Ada's" },
  created_at: 1_795_000_000_000,
  status: 'queued',
}
const shown = () => outbox.of('course').map(({ body }) => body.content)

test.each(['ben', undefined])('items read for Ada are not used when %s is there by then', async (next) => {
  held.next(/^list/)
  const loading = outbox.load('ada')
  await clock.advance(0)
  outbox.unload()
  const after = next && outbox.load(next)
  held.release()
  await loading
  await after
  outbox.setOnline(true)
  await clock.advance(0)
  expect([shown(), posted, outbox.state.get().pending]).toEqual([[], 0, 0])
})

test('nor items read because this tab is to send from now on', async () => {
  await outbox.setSender(false)
  await outbox.load('ada')
  await storage.put('outbox', 'ada/late', { ...left, id: 'late' })
  held.next(/^list/)
  const begun = outbox.setSender(true)
  await clock.advance(0)
  await outbox.load('ben')
  held.release()
  await begun
  expect(shown()).toEqual([])
})

test('a tab that by then no longer sends does not use them', async () => {
  await outbox.setSender(false)
  await outbox.load('ada')
  outbox.setOnline(true)
  held.next(/^list/)
  const begun = outbox.setSender(true)
  await clock.advance(0)
  await outbox.setSender(false)
  held.release()
  await begun
  await clock.advance(60_000)
  expect(posted).toBe(0)
})
