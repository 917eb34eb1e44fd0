import { describe, expect, test } from 'vitest'
import { ADA, BEN, message, row } from '../testing/samples.ts'
import { lastOwnId, timelineItems, type TimelineItem } from './timeline-items.ts'

const at = (seq: number, minutes: number, from = BEN, changes = {}) => {
  const timestamp = new Date(Date.parse('2026-11-23T12:00:00.000Z') + minutes * 60_000).toISOString()
  return row(message(seq, from, `Message ${seq}`, { timestamp, ...changes }), ADA)
}

/** `[` begins a run, `]` ends it. */
const sketch = (items: readonly TimelineItem[]): string =>
  items
    .map((item) => {
      if (item.type !== 'message') return item.type
      return `${item.starts_run ? '[' : ''}${item.row.message.created_seq}${item.ends_run ? ']' : ''}`
    })
    .join(' ')

const items = (
  rows: ReturnType<typeof at>[],
  view: { has_more_before?: boolean; unread_after?: number } = {},
) => timelineItems({ rows, has_more_before: false, ...view })

describe('runs', () => {
  test('messages of one person join if each follows within five minutes', () => {
    expect(sketch(items([at(1, 0), at(2, 4.9), at(3, 9.8)]))).toBe('beginning day [1 2 3]')
  })

  test('five minutes break a run', () => {
    expect(sketch(items([at(1, 0), at(2, 5)]))).toBe('beginning day [1] [2]')
  })

  test('another person breaks a run', () => {
    expect(sketch(items([at(1, 0), at(2, 1, ADA), at(3, 2)]))).toBe('beginning day [1] [2] [3]')
  })

  test('a system message joins no run', () => {
    expect(sketch(items([at(1, 0), at(2, 1, BEN, { kind: 'system' }), at(3, 2)]))).toBe(
      'beginning day [1] [2] [3]',
    )
  })
})

describe('lines', () => {
  test('each day begins with its line', () => {
    expect(sketch(items([at(1, 0), at(2, 60 * 30), at(3, 60 * 30 + 1)]))).toBe('beginning day [1] day [2 3]')
  })

  test('the unread line is above the first unread message of another, and breaks the run', () => {
    const rows = [at(1, 0), at(2, 1), at(3, 2, ADA), at(4, 3), at(5, 4)]
    expect(sketch(items(rows, { unread_after: 2 }))).toBe('beginning day [1 2] [3] unread [4 5]')
    expect(sketch(items(rows, { unread_after: 1 }))).toBe('beginning day [1] unread [2] [3] [4 5]')
  })

  test('there is no line above the first row while older ones are to come', () => {
    const rows = [at(7, 0), at(8, 1)]
    expect(sketch(items(rows, { has_more_before: true, unread_after: 3 }))).toBe('[7 8]')
  })

  test('keys stay when an older page joins, so that the list keeps its place', () => {
    const newer = [at(7, 10), at(8, 60 * 30)]
    const before = items(newer, { has_more_before: true }).map(({ key }) => key)
    const after = items([at(5, 0), at(6, 8), ...newer], { has_more_before: true }).map(({ key }) => key)
    expect(after.slice(-before.length)).toEqual(before)
  })
})

describe('the delivery mark', () => {
  test('is on the last own message that has neither failed nor been deleted', () => {
    const failed = row(message(4, ADA, 'no'), ADA, { status: 'failed' })
    const deleted = at(3, 3, ADA, { deleted_at: '2026-11-23T13:00:00.000Z' })
    expect(lastOwnId([at(1, 0), at(2, 1, ADA), deleted, failed, at(5, 5)])).toBe(at(2, 1, ADA).id)
    expect(lastOwnId([at(1, 0)])).toBeUndefined()
  })
})
