import { describe, expect, test } from 'vitest'
import { englishLabels } from '../../labels/english-labels.ts'
import { ADA, BEN, CHLOE, member, message, row } from '../../testing/samples.ts'
import { deliveryMark } from './Delivery.tsx'

const DAN = { ...CHLOE, id: 'dan', name: 'Dan Weber' }
const own = (status: 'queued' | 'sending' | 'stored' = 'stored') =>
  row(message(7, ADA, 'Hello'), ADA, { status })
const mark = (of: ReturnType<typeof own>, ...others: ReturnType<typeof member>[]) =>
  deliveryMark(of, [member(ADA), ...others], englishLabels)

describe('between two', () => {
  test.each([
    ['clock while waiting', own('queued'), {}, 'sending', 'Sending'],
    ['clock on its way', own('sending'), {}, 'sending', 'Sending'],
    ['one tick once stored', own(), {}, 'sent', 'Sent'],
    ['two ticks once received', own(), { delivered_seq: 7 }, 'delivered', 'Delivered'],
    ['two filled ticks once read', own(), { delivered_seq: 7, read_seq: 7 }, 'read', 'Read'],
    ['an older position is not this message', own(), { delivered_seq: 6, read_seq: 6 }, 'sent', 'Sent'],
  ] as const)('%s', (_, of, position, state, text) => {
    expect(mark(of, member(BEN, position))).toEqual({ state, text })
  })
})

test.each(['queued', 'sending'] as const)('without a network, %s is said to wait', (status) => {
  expect(deliveryMark(own(status), [], englishLabels, true).text).toBe('Waits for the network')
  expect(deliveryMark(own(), [member(BEN)], englishLabels, true).text).toBe('Sent')
})

describe('among several', () => {
  test('counts those who received and those who read', () => {
    const some = [member(BEN, { delivered_seq: 7 }), member(CHLOE), member(DAN)]
    expect(mark(own(), ...some).text).toBe('Delivered to 1 of 3')
    const read = [
      member(BEN, { delivered_seq: 7, read_seq: 7 }),
      member(CHLOE, { delivered_seq: 7 }),
      member(DAN),
    ]
    expect(mark(own(), ...read)).toEqual({ state: 'read', text: 'Read by 1 of 3' })
  })

  test('the assistant does not count', () => {
    const assistant = member({ id: 'ai', name: 'Assistant', role: 'assistant' })
    expect(mark(own(), member(BEN, { read_seq: 7 }), assistant).text).toBe('Read')
  })
})
