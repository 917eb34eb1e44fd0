// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import type { TimelineRow } from '@lectern/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ConversationView } from '../../context/conversation-view.ts'
import { FakeChat } from '../../testing/fake-chat.ts'
import { ADA, BEN, message, row, summary } from '../../testing/samples.ts'
import { renderWith } from '../../testing/render.tsx'
import { NewMessagesPill, type NewMessagesPillProps } from './NewMessagesPill.tsx'

let fake: FakeChat
let view: ConversationView
const follow = vi.fn()
beforeEach(() => {
  fake = new FakeChat(ADA)
  fake.of('room').summary.set(summary({ unread: 7, read_seq: 1 }))
  view = new ConversationView()
  follow.mockClear()
})
afterEach(cleanup)

const theirs = (seq: number) => row(message(seq, BEN, `Message ${seq}`), ADA)
const mine = (seq: number, status: TimelineRow['status'] = 'stored') =>
  row(message(seq, ADA, `Mine ${seq}`), ADA, { status })
const pill = (props: Partial<NewMessagesPillProps>) => {
  const { handle } = fake.of('room')
  return (
    <NewMessagesPill
      {...{
        follower: { follow },
        handle,
        view,
        rows: [theirs(1)],
        atEnd: true,
        detached: false,
        ...props,
      }}
    />
  )
}
const button = () => screen.queryByRole('button')

test('is missing at the end', () => {
  renderWith(fake, pill({}))
  expect(button()).toBeNull()
})

const unread = (count: number) =>
  act(() => fake.of('room').summary.set(summary({ unread: count, read_seq: 1 })))

test('away from the end leads back, with the number that the server counts', () => {
  unread(0)
  renderWith(fake, pill({ atEnd: false }))
  expect(button()?.getAttribute('aria-label')).toBe('Jump to newest')
  expect(button()?.dataset.fresh).toBeUndefined()
  unread(2)
  expect(button()?.textContent).toBe('2 new messages')
  expect(button()?.dataset.fresh).toBe('true')
  fireEvent.click(button() as HTMLElement)
  expect(follow).toHaveBeenCalledOnce()
  expect(fake.acts).not.toContainEqual(['loadNewest', 'room'])
})

test('rows that are loaded later are no new messages', () => {
  unread(47)
  const { rerender } = renderWith(fake, pill({ atEnd: false, detached: true }))
  const rows = Array.from({ length: 200 }, (_, index) => theirs(index + 2))
  rerender(pill({ atEnd: false, detached: true, rows }))
  expect(button()?.textContent).toBe('47 new messages')
  rerender(pill({ atEnd: false, rows }))
  expect(button()?.textContent).toBe('47 new messages')
})

test('after a jump counts the unread, loads the newest, and then goes there', async () => {
  renderWith(fake, pill({ detached: true }))
  expect(button()?.textContent).toBe('7 new messages')
  fireEvent.click(button() as HTMLElement)
  expect(fake.acts).toContainEqual(['loadNewest', 'room'])
  expect(follow).not.toHaveBeenCalled()
  await act(async () => {})
  expect(follow).toHaveBeenCalledOnce()
})

test('after a jump first leads back to its start, until the end is reached', () => {
  act(() => void view.origin.set({ id: theirs(1).id, past_px: 0 }))
  const { rerender } = renderWith(fake, pill({ atEnd: false }))
  expect(button()?.dataset.back).toBe('true')
  rerender(pill({ atEnd: true, detached: true }))
  expect(button()?.dataset.back).toBe('true')
  rerender(pill({ atEnd: true }))
  expect(button()).toBeNull()
  expect(view.origin.get()).toBeUndefined()
})

test.each(['sending', 'queued'] as const)('a message that one writes comes into view, once: %s', (status) => {
  const { rerender } = renderWith(fake, pill({ atEnd: false }))
  expect(follow).not.toHaveBeenCalled()
  rerender(pill({ atEnd: false, rows: [theirs(1), mine(2, status)] }))
  expect(follow).toHaveBeenCalledOnce()
  rerender(pill({ atEnd: false, rows: [theirs(1), mine(2, 'failed')] }))
  rerender(pill({ atEnd: false, rows: [theirs(1), mine(2)] }))
  expect(follow).toHaveBeenCalledOnce()
})

test('a message that is stored before it was drawn comes into view, too, with others behind it', () => {
  const { rerender } = renderWith(fake, pill({ atEnd: false }))
  const { id } = mine(2)
  act(() =>
    view.offerUndo({ id, text: 'Mine 2', to: undefined, question: undefined, citations: [], meant: [] }),
  )
  rerender(pill({ atEnd: false, rows: [theirs(1), mine(2), theirs(3)] }))
  expect(follow).toHaveBeenCalledOnce()
  act(() => view.withdrawUndo(id))
  expect(follow).toHaveBeenCalledOnce()
})

test('messages of others, or own ones from elsewhere, do not move a reader further up', () => {
  const { rerender } = renderWith(fake, pill({ atEnd: false }))
  rerender(pill({ atEnd: false, rows: [theirs(1), theirs(2)] }))
  rerender(pill({ atEnd: false, rows: [theirs(1), theirs(2), mine(3)] }))
  expect(follow).not.toHaveBeenCalled()
})
