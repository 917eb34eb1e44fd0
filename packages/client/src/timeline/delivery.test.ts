import type { Member, Message } from '@lectern/protocol'
import { expect, test } from 'vitest'
import { delivery, readersOf } from './delivery.ts'
import type { TimelineRow } from './rows.ts'

const member = (user_id: string, delivered_seq: number, read_seq: number, role = 'student'): Member =>
  ({ user_id, delivered_seq, read_seq, role, joined_at: '10:00' }) as Member
const message = { created_seq: 5, sender_id: 'ada', timestamp: '11:00' } as Message
const row = { status: 'stored', message } as TimelineRow
const ada = member('ada', 9, 9)

test('gives the state that holds for all, and the numbers', () => {
  const state = (...others: Member[]) => delivery(row, [ada, ...others])
  expect(state(member('ben', 4, 0))).toEqual({ state: 'sent', delivered: 0, read: 0, total: 1 })
  expect(state(member('ben', 5, 0))).toEqual({ state: 'delivered', delivered: 1, read: 0, total: 1 })
  expect(state(member('ben', 0, 5))).toEqual({ state: 'read', delivered: 1, read: 1, total: 1 })
  expect(state(member('ben', 5, 5), member('chloe', 5, 0)).state).toBe('delivered')
})

test("the assistant does not count as a reader, and a lone member's message is not read", () => {
  expect(delivery(row, [ada, member('bot', 0, 0, 'assistant')])).toMatchObject({
    state: 'sent',
    total: 0,
  })
})

test('a message that is not stored is not delivered', () => {
  expect(delivery({ ...row, status: 'sending' }, [ada, member('ben', 9, 9)]).state).toBe('sent')
})

test('a member who joined after the message counts neither as reader nor as non-reader', () => {
  const [ben, chloe] = [member('ben', 5, 4), member('chloe', 2, 2)]
  const late = { ...member('dana', 9, 9), joined_at: '12:00' }
  const { read, delivered, waiting } = readersOf(message, [ada, ben, chloe, late])
  expect([read, delivered, waiting]).toEqual([[], [ben], [chloe]])
})
