import type { Message } from '@lectern/protocol'
import { expect, test } from 'vitest'
import { Unread } from './unread.ts'

const row = (created_seq: number, fields: Partial<Message> = {}): Message =>
  ({
    id: `${created_seq}`,
    sender_id: 'ben',
    kind: 'text',
    created_seq,
    changed_seq: created_seq,
    ...fields,
  }) as Message

const stated = (unread: number, head: number, read_seq = 0): Unread => {
  const count = new Unread()
  count.take({ unread, head, read_seq }, 0)
  return count
}

test("EP3 counts new messages of others: not own, not the system's, not deleted ones", () => {
  const count = stated(2, 10)
  count.apply(
    [row(11), row(12, { sender_id: 'ada' }), row(13, { kind: 'system' }), row(14, { deleted_at: 'now' })],
    'ada',
  )
  expect(count.unread).toBe(3)
})

test('does not count rows that the server has counted, nor subtract tombstones that it knew', () => {
  const count = stated(2, 10)
  count.apply([row(9), row(4, { changed_seq: 10 }), row(5, { changed_seq: 9, deleted_at: 'now' })], 'ada')
  expect(count.unread).toBe(2)
  count.apply([row(6, { changed_seq: 11 })], 'ada')
  expect(count.unread).toBe(2)
})

test('a tombstone subtracts its message, whether the server or this client counted it', () => {
  const count = stated(2, 10)
  count.apply([row(11)], 'ada')
  count.apply(
    [row(11, { changed_seq: 12, deleted_at: 'now' }), row(5, { changed_seq: 13, deleted_at: 'now' })],
    'ada',
  )
  expect(count.unread).toBe(1)
})

test('an edit of a counted message changes nothing', () => {
  const count = stated(0, 10)
  count.apply([row(11)], 'ada')
  count.apply([row(11, { changed_seq: 12 })], 'ada')
  expect(count.unread).toBe(1)
})

test('SY3 a message left out of a page, because it changed after its end, is counted when it comes', () => {
  const count = stated(0, 10)
  count.apply([row(12)], 'ada')
  count.apply([row(11, { changed_seq: 13 })], 'ada')
  expect(count.unread).toBe(2)
})

test('reading up to the newest leaves zero; reading less is counted from the loaded rows', () => {
  const count = stated(3, 10)
  count.apply([row(11), row(12)], 'ada')
  count.readUpTo(8, [row(9), row(10, { sender_id: 'ada' }), row(11), row(12)], 'ada')
  expect([count.unread, count.exact]).toEqual([3, true])
  count.readUpTo(11, undefined, 'ada')
  expect([count.unread, count.exact]).toEqual([1, true])
})

test('without the loaded rows only the server knows', () => {
  const count = stated(9, 10)
  count.readUpTo(4, undefined, 'ada')
  expect(count.exact).toBe(false)
  expect(count.take({ unread: 6, head: 10, read_seq: 4 }, 10)).toBe(true)
  expect([count.unread, count.exact]).toEqual([6, true])
})

test('does not take an older number of the server', () => {
  const count = stated(1, 10, 5)
  count.apply([row(11)], 'ada')
  expect(count.take({ unread: 1, head: 10, read_seq: 5 }, 11)).toBe(false)
  expect(count.take({ unread: 7, head: 20, read_seq: 4 }, 11)).toBe(false)
  expect(count.unread).toBe(2)
})

test('a read mark before any number leaves the number to the server', () => {
  const count = new Unread()
  count.readUpTo(8, undefined, 'ada')
  expect(count.take({ unread: 5, head: 10, read_seq: 0 }, 10)).toBe(false)
  expect(count.exact).toBe(false)
  expect(count.take({ unread: 1, head: 10, read_seq: 8 }, 10)).toBe(true)
  expect([count.unread, count.exact]).toEqual([1, true])
})
