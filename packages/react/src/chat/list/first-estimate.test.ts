import { expect, test } from 'vitest'
import { ADA, BEN, message, row } from '../../testing/samples.ts'
import { timelineItems } from '../../rows/timeline-items.ts'
import { estimateHeight, firstEstimate } from './use-list-virtualizer.ts'

const itemOf = (content: string, more = {}) =>
  timelineItems({ rows: [row(message(1, BEN, content, more), ADA)], has_more_before: true })[0]

test('a row that was never measured keeps its first height, however it is changed', () => {
  const known = new Map<string, number>()
  const first = firstEstimate(itemOf('Short'), known)
  expect(first).toBe(estimateHeight(itemOf('Short')))
  const edited = itemOf('Much\n\nlonger\n\nthan\n\nbefore', { changed_seq: 9 })
  expect(estimateHeight(edited)).toBeGreaterThan(first)
  expect(firstEstimate(edited, known)).toBe(first)
  expect(firstEstimate(edited, new Map())).toBe(estimateHeight(edited))
})
