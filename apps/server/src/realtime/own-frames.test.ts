import { expect, it } from 'vitest'
import { ManualClock } from '../testing/manual-clock.ts'
import { Connection } from './connection.ts'
import { Frame } from './frame.ts'
import type { FrameSink } from './frame-sink.ts'

const open = (own_seq: number) => {
  const sent: unknown[] = []
  let drained = () => {}
  const sink = {
    buffered: 0,
    write: (frame: Frame) => void sent.push(JSON.parse(frame.text)),
    onDrain: (run: () => void) => void (drained = run),
    probe: () => {},
    close: () => {},
  }
  const connection = new Connection('c', 'lectern.v1', sink as unknown as FrameSink, new ManualClock().now())
  connection.join({ user_id: 'ben', session_id: 's', name: 'Ben', role: 'student' }, Infinity)
  connection.open(new Frame({ type: 'bye', code: 4001, retry_after_ms: 0 }), own_seq)
  sent.length = 0
  return { connection, sent, sink, drain: () => drained() }
}
const delivery = { conversation_id: 'c1', head: 7, now: 0 } as never

it('OS1 a slow reader hears of the own clock when the line is free again', () => {
  const { connection, sent, sink, drain } = open(1)
  sink.buffered = 300 * 1024
  connection.deliver(delivery)
  connection.tellOwn({ from: 1, to: 2, settings: [] })
  connection.tellOwn({ from: 2, to: 3, settings: [] })
  expect(sent).toEqual([])
  sink.buffered = 0
  drain()
  expect(sent).toContainEqual({ type: 'own', from: 3, to: 3, settings: [] })
})

it('OS1 a number whose hint was lost is told, a known one is not', () => {
  const { connection, sent } = open(1)
  connection.noteOwn(1)
  expect(sent).toEqual([])
  connection.noteOwn(2)
  connection.noteOwn(2)
  expect(sent).toEqual([{ type: 'own', from: 2, to: 2, settings: [] }])
})
