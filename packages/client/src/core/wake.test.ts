// @vitest-environment jsdom
import { expect, test, vi } from 'vitest'
import { watchActivity } from '../connection/activity.ts'
import { ManualClock } from '../testing/index.ts'
import { watchForWake, type WakeSign } from './wake.ts'

test.each(['online', 'offline', 'pageshow', 'focus'])('%s is a sign of waking up, until stopped', (name) => {
  const woke = vi.fn<() => void>()
  const stop = watchForWake(new ManualClock(), woke)
  window.dispatchEvent(new Event(name))
  expect(woke).toHaveBeenCalledExactlyOnceWith(name === 'online' ? 'anew' : 'other')
  stop()
  window.dispatchEvent(new Event(name))
  expect(woke).toHaveBeenCalledOnce()
})

test('becoming visible is a sign, becoming hidden is not', () => {
  const woke = vi.fn<() => void>()
  const stop = watchForWake(new ManualClock(), woke)
  const state = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
  document.dispatchEvent(new Event('visibilitychange'))
  expect(woke).not.toHaveBeenCalled()
  state.mockReturnValue('visible')
  document.dispatchEvent(new Event('visibilitychange'))
  expect(woke).toHaveBeenCalledOnce()
  state.mockRestore()
  stop()
})

test('a frozen page gives the sign anew', () => {
  const woke = vi.fn<(sign: WakeSign) => void>()
  const stop = watchForWake(new ManualClock(), woke)
  document.dispatchEvent(new Event('resume'))
  expect(woke).toHaveBeenCalledExactlyOnceWith('anew')
  stop()
})

test('a clock that jumped either way is a sign, a running one is not', async () => {
  const clock = new ManualClock()
  const woke = vi.fn<(sign: WakeSign) => void>()
  const stop = watchForWake(clock, woke)
  await clock.advance(60_000)
  expect(woke).not.toHaveBeenCalled()
  clock.jump(-3_600_000)
  await clock.advance(5_000)
  clock.jump(3_600_000)
  await clock.advance(5_000)
  expect(woke.mock.calls).toEqual([['anew'], ['anew']])
  stop()
})

test('five minutes without input make idle, the next touch active', async () => {
  const clock = new ManualClock()
  const changed = vi.fn<(activity: string) => void>()
  const stop = watchActivity(clock, changed)
  await clock.advance(240_000)
  window.dispatchEvent(new Event('keydown'))
  await clock.advance(299_000)
  expect(changed).not.toHaveBeenCalled()
  await clock.advance(1_000)
  window.dispatchEvent(new Event('pointerdown'))
  await clock.advance(300_000)
  expect(changed.mock.calls).toEqual([['idle'], ['active'], ['idle']])
  stop()
})
