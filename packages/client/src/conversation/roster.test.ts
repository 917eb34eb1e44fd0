import type { Member } from '@lectern/protocol'
import { expect, test } from 'vitest'
import { Roster } from './roster.ts'

const member = (user_id: string, changed_seq: number, fields: Partial<Member> = {}): Member =>
  ({ user_id, name: user_id, changed_seq, delivered_seq: 0, read_seq: 0, ...fields }) as Member
const names = (roster: Roster) => roster.store.get().map(({ name }) => name)

test('I6 positions never go down, whatever comes late', () => {
  const roster = new Roster()
  roster.adopt([member('ben', 1)], 1)
  roster.receipt('ben', 7, 5)
  roster.receipt('ben', 6, 4)
  roster.apply([member('ben', 8, { name: 'Benjamin', read_seq: 3 })])
  expect(roster.get('ben')).toMatchObject({ name: 'Benjamin', delivered_seq: 7, read_seq: 5 })
})

test('an older row never overwrites a newer one', () => {
  const roster = new Roster()
  roster.adopt([member('ben', 5, { name: 'new' })], 1)
  roster.apply([member('ben', 4, { name: 'old' })])
  expect(names(roster)).toEqual(['new'])
})

test('who left is gone; the whole list replaces, the first ten only add', () => {
  const roster = new Roster()
  roster.adopt([member('ada', 1), member('ben', 1), member('chloe', 1)], 3)
  roster.apply([member('ben', 2, { left_at: 'now' })])
  expect(names(roster)).toEqual(['ada', 'chloe'])
  roster.adopt([member('dora', 3)], 30)
  expect([names(roster), roster.complete]).toEqual([['ada', 'chloe', 'dora'], false])
  roster.adopt([member('ada', 4)], 1)
  expect([names(roster), roster.complete]).toEqual([['ada'], true])
})

test('a receipt that says nothing new changes no store', () => {
  const roster = new Roster()
  roster.adopt([member('ben', 1, { read_seq: 5, delivered_seq: 5 })], 1)
  const before = roster.store.get()
  roster.receipt('ben', 5, 5)
  roster.receipt('stranger', 9, 9)
  expect(roster.store.get()).toBe(before)
})
