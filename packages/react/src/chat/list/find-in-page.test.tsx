// @vitest-environment jsdom
import { act, cleanup, render, waitFor } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { ADA, BEN, message, row } from '../../testing/samples.ts'
import { FindableRows, type DrawnRows } from './FindableRows.tsx'
import { timelineItems } from '../../rows/timeline-items.ts'

afterEach(cleanup)

const items = timelineItems({
  rows: [
    row(message(1, BEN, 'The **first** one'), ADA),
    row(message(2, BEN, 'gone', { deleted_at: '2026-11-23T12:00:00.000Z' }), ADA),
    row(message(3, BEN, 'third'), ADA),
    row(message(4, BEN, 'fourth'), ADA),
    row(message(5, BEN, 'fifth'), ADA),
  ],
  has_more_before: true,
})
const found: string[] = []
const show = (drawn: readonly number[], [startIndex, endIndex]: readonly [number, number]) => {
  const view: DrawnRows = { items, indices: new Set(drawn), range: { startIndex, endIndex } }
  return (
    <>
      {(['above', 'below'] as const).map((side) => (
        <FindableRows key={side} side={side} drawn={view} onFound={(id) => found.push(id)} />
      ))}
    </>
  )
}
const texts = () =>
  [...document.querySelectorAll('.lectern-findable')].map((side) =>
    [...side.children].map((each) => each.textContent),
  )

test('a loaded row that is not rendered is found as it reads, above and below, and nothing twice', async () => {
  const { rerender } = render(show([2], [2, 2]))
  expect(texts()).toEqual([['The first one\n'], ['fourth\n', 'fifth\n']])
  rerender(show([0, 1, 2, 3], [1, 2]))
  await waitFor(() => expect(texts()).toEqual([[], ['fifth\n']]))
  for (const each of document.querySelectorAll('.lectern-findable > div'))
    expect(each.getAttribute('hidden')).toBe('until-found')
})

test('a match brings its message into view', () => {
  render(show([2], [2, 2]))
  const [, below] = document.querySelectorAll('.lectern-findable')
  act(() => void below?.firstElementChild?.dispatchEvent(new Event('beforematch')))
  expect(found).toEqual([items[3]?.key])
})
