import type { Receipt, UpFrame } from '@lectern/protocol'
import { beforeEach, expect, test } from 'vitest'
import { Http } from '../http/http.ts'
import { Emitter } from '../core/emitter.ts'
import { Receipts, type ReceiptEvents } from './receipts.ts'
import { ManualClock } from '../testing/index.ts'

const ID = '01a1ee56-5e96-7ae6-8c01-6b3bfe548dd1'

let clock: ManualClock
let online: boolean
let frames: UpFrame[]
let puts: unknown[]
let reads: number[]
let failures: number
let answered: Receipt[]
let receipts: Receipts

beforeEach(() => {
  clock = new ManualClock()
  online = true
  frames = []
  puts = []
  reads = []
  failures = 0
  answered = []
  const fetcher = (async (_url: string, init: RequestInit) => {
    const body = JSON.parse(String(init.body)) as { delivered_seq?: number; read_seq?: number }
    puts.push(body)
    if (failures-- > 0) throw new TypeError('lost')
    return Response.json({
      delivered_seq: body.delivered_seq ?? 0,
      read_seq: body.read_seq ?? 0,
      unread: 3,
      head: 9,
    })
  }) as typeof fetch
  const events = new Emitter<ReceiptEvents>()
  events.on('receipt_answered', (receipt) => void answered.push(receipt))
  receipts = new Receipts({
    conversation_id: ID,
    context: {
      http: new Http({ apiUrl: 'http://fake', clock, fetch: fetcher, cookies: false }),
      clock,
      random: () => 0,
      outbox: { read: (_id, seq) => void reads.push(seq) },
      send: (frame) => online && frames.push(frame) > 0,
    },
    events,
  })
})

test('reports deliveries together, after 300 ms', async () => {
  for (const seq of [3, 5, 4]) receipts.delivered(seq)
  await clock.advance(299)
  expect(frames).toEqual([])
  await clock.advance(1)
  expect(frames).toEqual([{ type: 'receipt', conversation_id: ID, delivered_seq: 5 }])
  receipts.delivered(5)
  await clock.advance(1_000)
  expect(frames).toHaveLength(1)
})

test('repeats a frame on the next connection unless the server is known to have it', async () => {
  receipts.delivered(5)
  await clock.advance(300)
  receipts.resume()
  await clock.advance(300)
  expect(frames).toHaveLength(2)
  receipts.confirmed(5, 0)
  receipts.resume()
  await clock.advance(300)
  expect(frames).toHaveLength(2)
})

test('without a connection a report waits for one', async () => {
  online = false
  receipts.delivered(5)
  await clock.advance(5_000)
  online = true
  receipts.resume()
  await clock.advance(300)
  expect(frames).toHaveLength(1)
})

test('hands a read position to the outbox, and asks for the number when the server has answered', async () => {
  receipts.read(7)
  receipts.ask()
  await clock.advance(5_000)
  expect(reads).toEqual([7])
  expect(puts).toEqual([])
  receipts.confirmed(0, 7)
  await clock.advance(300)
  expect(puts).toEqual([{}])
})

test('asks until the server has answered', async () => {
  failures = 2
  receipts.delivered(4)
  receipts.ask()
  await clock.advance(5_000)
  expect(puts).toEqual([{ delivered_seq: 4 }, { delivered_seq: 4 }, { delivered_seq: 4 }])
  expect(answered).toEqual([{ delivered_seq: 4, read_seq: 0, unread: 3, head: 9 }])
})

test('asking reports the known position to get the number', async () => {
  receipts.ask()
  await clock.advance(300)
  expect(puts).toEqual([{}])
  expect(answered).toHaveLength(1)
})
