import { expect, test, vi } from 'vitest'
import { ManualClock } from '../testing/index.ts'
import { Emitter } from '../core/emitter.ts'
import { OwnTyping, TypingPeople, type TypingEvents } from './typing.ts'

test('EP2 typing of another ends by itself, later each time it is renewed', async () => {
  const clock = new ManualClock()
  const changed = vi.fn<(event: TypingEvents['typing_changed']) => void>()
  const events = new Emitter<TypingEvents>()
  events.on('typing_changed', changed)
  const people = new TypingPeople(clock, events)
  people.receive('ben', true, 6_000)
  await clock.advance(5_000)
  people.receive('ben', true, 6_000)
  await clock.advance(5_999)
  expect(people.store.get()).toEqual(['ben'])
  await clock.advance(1)
  expect(people.store.get()).toEqual([])
  expect(changed.mock.calls).toEqual([[{ user_id: 'ben', on: true }], [{ user_id: 'ben', on: false }]])
})

test('typing ends on its frame and with a message', () => {
  const people = new TypingPeople(new ManualClock(), new Emitter<TypingEvents>())
  people.receive('ben', true, 6_000)
  people.receive('chloe', true, 6_000)
  people.receive('ben', false, 6_000)
  people.stop('chloe')
  expect(people.store.get()).toEqual([])
})

test('own typing is told at most every 3 s, and ends 6 s after the last key', async () => {
  const clock = new ManualClock()
  const told = vi.fn<(on: boolean) => void>()
  const typing = new OwnTyping(clock, told)
  for (let i = 0; i < 14; i++) {
    typing.set(true)
    await clock.advance(500)
  }
  expect(told.mock.calls).toEqual([[true], [true], [true]])
  await clock.advance(6_000)
  expect(told.mock.calls).toEqual([[true], [true], [true], [false]])
})

test('sending ends typing without a frame, because the message implies it', async () => {
  const clock = new ManualClock()
  const told = vi.fn<(on: boolean) => void>()
  const typing = new OwnTyping(clock, told)
  typing.set(true)
  typing.sent()
  await clock.advance(10_000)
  expect(told.mock.calls).toEqual([[true]])
  typing.set(true)
  expect(told.mock.calls).toEqual([[true], [true]])
})
