import { EventEmitter } from 'node:events'
import { Duplex } from 'node:stream'
import { WebSocket } from 'ws'
import { expect, it } from 'vitest'
import { ManualClock } from '../testing/manual-clock.ts'
import { Frame } from './frame.ts'
import { Flush, SocketSink } from './socket-sink.ts'

/** A socket that counts writes and keeps the bytes. */
class CountingSocket extends Duplex {
  writes = 0
  bytes = Buffer.alloc(0)

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.#take([chunk])
    done()
  }

  override _writev(chunks: { chunk: Buffer }[], done: () => void): void {
    this.#take(chunks.map(({ chunk }) => chunk))
    done()
  }

  #take(chunks: Buffer[]): void {
    this.writes += 1
    this.bytes = Buffer.concat([this.bytes, ...chunks])
  }
}

const sinkOn = (socket: CountingSocket, flush = new Flush(), readyState: number = WebSocket.OPEN) =>
  new SocketSink({ readyState } as WebSocket, socket, { flush, clock: new ManualClock() })

const turn = () => new Promise<void>((resolve) => queueMicrotask(resolve))

it('sends all frames of a turn with one write for each socket', async () => {
  const flush = new Flush()
  const sockets = [new CountingSocket(), new CountingSocket()]
  const sinks = sockets.map((socket) => sinkOn(socket, flush))
  const frame = new Frame('pong')
  for (let index = 0; index < 32; index++) for (const sink of sinks) sink.write(frame)
  expect(sockets.map(({ writes }) => writes)).toEqual([0, 0])
  await turn()
  expect(sockets.map(({ writes }) => writes)).toEqual([1, 1])
  expect(sockets[0]!.bytes).toHaveLength(32 * 6)
  sinks[0]!.write(frame)
  await turn()
  expect(sockets.map(({ writes }) => writes)).toEqual([2, 1])
})

it('cuts off a peer that does not answer the close, and only that one', () => {
  const clock = new ManualClock()
  for (const answers of [true, false]) {
    let cut = 0
    const peer = { readyState: WebSocket.OPEN, close: () => undefined, terminate: () => (cut += 1) }
    const ws = Object.assign(new EventEmitter(), peer)
    new SocketSink(ws as unknown as WebSocket, new CountingSocket(), { flush: new Flush(), clock }).close(
      4001,
    )
    if (answers) ws.emit('close')
    expect(clock.pending).toBe(answers ? 0 : 1)
    clock.advance(1_999)
    expect(cut).toBe(0)
    clock.advance(1)
    expect(cut).toBe(answers ? 0 : 1)
  }
})

it('writes nothing to a socket that is closing', async () => {
  const socket = new CountingSocket()
  sinkOn(socket, new Flush(), WebSocket.CLOSING).write(new Frame('pong'))
  await turn()
  expect(socket.bytes).toHaveLength(0)
})

it('serialises and frames once, for any number of receivers', () => {
  let serialised = 0
  const frame = new Frame({
    type: 'head',
    conversation_id: 'talk',
    get seq() {
      return (serialised += 1)
    },
  })
  const bytes = Array.from({ length: 500 }, () => frame.bytes)
  expect(serialised).toBe(1)
  expect(new Set(bytes).size).toBe(1)
})

it('frames texts of every length according to RFC 6455', () => {
  for (const [length, header] of [
    [0, '8100'],
    [125, '817d'],
    [126, '817e007e'],
    [65_535, '817effff'],
    [65_536, '817f0000000000010000'],
  ] as const) {
    const { bytes } = new Frame('x'.repeat(length))
    expect(bytes.subarray(0, bytes.length - length).toString('hex')).toBe(header)
  }
  expect(new Frame('🎉').bytes.toString('hex')).toBe('8104f09f8e89')
})
