import type { Member } from '@lectern/protocol'
import { expect, test } from 'vitest'
import { Members } from './members.ts'

const member = (user_id: string, changed_seq: number, fields: Partial<Member> = {}): Member =>
  ({ user_id, name: user_id, changed_seq, delivered_seq: 0, read_seq: 0, ...fields }) as Member
const names = (members: Members) => members.store.get().map(({ name }) => name)

test('I6 positions never go down, however late a report is', () => {
  const members = new Members()
  members.adopt([member('ben', 1)], 1)
  members.applyReceipt('ben', 7, 5)
  members.applyReceipt('ben', 6, 4)
  members.apply([member('ben', 8, { name: 'Benjamin', read_seq: 3 })])
  expect(members.get('ben')).toMatchObject({ name: 'Benjamin', delivered_seq: 7, read_seq: 5 })
})

test('an older row never overwrites a newer one', () => {
  const members = new Members()
  members.adopt([member('ben', 5, { name: 'new' })], 1)
  members.apply([member('ben', 4, { name: 'old' })])
  expect(names(members)).toEqual(['new'])
})

test('a member who left is gone; a full list replaces, a partial list only adds', () => {
  const members = new Members()
  members.adopt([member('ada', 1), member('ben', 1), member('chloe', 1)], 3)
  members.apply([member('ben', 2, { left_at: 'now' })])
  expect(names(members)).toEqual(['ada', 'chloe'])
  members.adopt([member('dora', 3)], 30)
  expect([names(members), members.complete]).toEqual([['ada', 'chloe', 'dora'], false])
  members.adopt([member('ada', 4)], 1)
  expect([names(members), members.complete]).toEqual([['ada'], true])
})

test('a receipt without news changes no store', () => {
  const members = new Members()
  members.adopt([member('ben', 1, { read_seq: 5, delivered_seq: 5 })], 1)
  const before = members.store.get()
  members.applyReceipt('ben', 5, 5)
  members.applyReceipt('stranger', 9, 9)
  expect(members.store.get()).toBe(before)
})
