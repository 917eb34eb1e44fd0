import { beforeEach, expect, test } from 'vitest'
import { ManualClock } from '../testing/index.ts'
import { MemoryStorage } from './storage.ts'
import { ServerTime } from './server-time.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const NOON = Date.parse('2026-11-23T12:00:00.000Z')

let device: ManualClock
let time: ServerTime
beforeEach(() => {
  device = new ManualClock(NOON)
  time = new ServerTime(device)
})

test('before the server has said anything, it is the time of the device', async () => {
  expect(time.now()).toBe(NOON)
  await device.advance(MINUTE)
  expect(time.now()).toBe(NOON + MINUTE)
})

test.each([20 * MINUTE, -20 * MINUTE, DAY, -DAY, 400 * DAY])(
  'a device that is %i ms ahead shows the time of the server',
  async (ahead) => {
    time.hear(NOON - ahead)
    expect(time.now()).toBe(NOON - ahead)
    await device.advance(5 * MINUTE)
    expect(time.now()).toBe(NOON - ahead + 5 * MINUTE)
  },
)

test.each([20 * MINUTE, -20 * MINUTE, DAY, -DAY])(
  'the clock set by %i ms during a connection moves nothing',
  async (by) => {
    time.hear(NOON)
    time.setConnected(true)
    device.jump(by)
    expect(time.now()).toBe(NOON)
    await device.advance(MINUTE)
    time.setConnected(false)
    expect(time.now()).toBe(NOON + MINUTE)
    await device.advance(MINUTE)
    expect(time.now()).toBe(NOON + 2 * MINUTE)
  },
)

test('a clock that is set back without a connection moves nothing', async () => {
  time.hear(NOON)
  device.jump(-DAY)
  await device.advance(MINUTE)
  expect(time.now()).toBe(NOON + MINUTE)
})

test('a machine whose steady clock stood still while it slept offline is not a night late', () => {
  time.hear(NOON)
  device.jump(8 * 60 * MINUTE)
  expect(time.now()).toBe(NOON + 8 * 60 * MINUTE)
})

test('a date of an answer corrects what is wrong by more than its own error', () => {
  time.hear(NOON)
  time.hearRoughly(NOON - 900)
  expect(time.now()).toBe(NOON)
  time.hearRoughly(NOON + MINUTE)
  expect(time.now()).toBe(NOON + MINUTE)
  time.hearRoughly(Number.NaN)
  time.hear(Number.NaN)
  expect(time.now()).toBe(NOON + MINUTE)
})

test('the error of the device is known again at the next visit, until the server is heard', async () => {
  const storage = new MemoryStorage()
  const visit = () => new ServerTime(new ManualClock(NOON + DAY), storage)
  const first = visit()
  first.hear(NOON)
  await first.keep('ben')
  const second = visit()
  await second.recall('ben')
  expect(second.now()).toBe(NOON)
  const third = visit()
  third.hear(NOON + MINUTE)
  await third.recall('ben')
  expect(third.now()).toBe(NOON + MINUTE)
  await third.wipe('ben')
  const fourth = visit()
  await fourth.recall('ben')
  expect(fourth.now()).toBe(NOON + DAY)
})
