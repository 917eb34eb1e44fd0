import { expect, it } from 'vitest'
import { ManualClock } from '../testing/manual-clock.ts'
import { Frame } from './frame.ts'
import { PollSink } from './poll-sink.ts'

const clock = new ManualClock()
const frame = new Frame({ type: 'head', conversation_id: 'talk', seq: 2 })
const FRAME = { type: 'head', conversation_id: 'talk', seq: 2 }
const opened = () => new PollSink(clock, () => undefined)
const never = new AbortController().signal

it('keeps frames without a waiting poll for the next one', async () => {
  const sink = opened()
  const abort = new AbortController()
  const given_up = sink.take(25_000, abort.signal)
  sink.write(frame)
  abort.abort()
  expect(await given_up).toEqual([])
  expect(await sink.take(0, never)).toEqual([FRAME])
  expect(sink.buffered).toBe(0)
})

it('answers at once with kept frames, else with the first group that comes, and leaves no timer', async () => {
  const sink = opened()
  sink.write(frame)
  expect(await sink.take(25_000, never)).toEqual([FRAME])
  const waiting = sink.take(25_000, never)
  sink.write(frame)
  sink.write(frame)
  clock.advance(5)
  expect(await waiting).toEqual([FRAME, FRAME])
  expect(clock.pending).toBe(0)
})

it('answers an earlier poll when a later one takes over', async () => {
  const sink = opened()
  const earlier = sink.take(25_000, never)
  const later = sink.take(25_000, never)
  clock.advance(5)
  expect(await earlier).toEqual([])
  sink.write(frame)
  clock.advance(5)
  expect(await later).toEqual([FRAME])
})
