import { expect, test, vi } from 'vitest'
import { ManualClock } from '../testing/index.ts'
import { sleep } from './clock.ts'

const counted = () => {
  const abort = new AbortController()
  const add = vi.spyOn(abort.signal, 'addEventListener')
  const remove = vi.spyOn(abort.signal, 'removeEventListener')
  return { abort, listeners: () => add.mock.calls.length - remove.mock.calls.length }
}

test.each(['its time has passed', 'it is called off'])(
  'a sleep leaves neither timer nor listener when %s',
  async (how) => {
    const clock = new ManualClock()
    const { abort, listeners } = counted()
    const slept = sleep(clock, 1_000, abort.signal)
    expect([clock.timers, listeners()]).toEqual([1, 1])
    if (how === 'it is called off') abort.abort()
    else await clock.advance(1_000)
    await slept
    expect([clock.timers, listeners()]).toEqual([0, 0])
  },
)

test('an aborted signal prevents the sleep', async () => {
  const clock = new ManualClock()
  await sleep(clock, 1_000, AbortSignal.abort())
  expect(clock.timers).toBe(0)
})
