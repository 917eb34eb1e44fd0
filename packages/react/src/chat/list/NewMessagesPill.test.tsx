// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { Cell, type TimelineRow } from '@lectern/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ConversationView } from '../../context/conversation-view.ts'
import { FakeChat } from '../../testing/fake-chat.ts'
import { ADA, BEN, message, row, summary } from '../../testing/samples.ts'
import { renderWith } from '../../testing/render.tsx'
import { NewMessagesPill, type NewMessagesPillProps } from './NewMessagesPill.tsx'

let fake: FakeChat
let view: ConversationView
let seen: Cell<number>
const follow = vi.fn()
beforeEach(() => {
  fake = new FakeChat(ADA)
  fake.of('room').summary.set(summary({ unread: 7, read_seq: 1 }))
  view = new ConversationView()
  seen = new Cell(1)
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
        seen,
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

test('away from the end leads back, and counts new messages of others', () => {
  const { rerender } = renderWith(fake, pill({}))
  rerender(pill({ atEnd: false }))
  expect(button()?.getAttribute('aria-label')).toBe('Jump to newest')
  expect(button()?.dataset.fresh).toBeUndefined()
  rerender(pill({ atEnd: false, rows: [theirs(1), mine(2), theirs(3), theirs(4)] }))
  expect(button()?.textContent).toBe('2 new messages')
  expect(button()?.dataset.fresh).toBe('true')
  fireEvent.click(button() as HTMLElement)
  expect(follow).toHaveBeenCalledOnce()
  expect(fake.acts).not.toContainEqual(['loadNewest', 'room'])
})

test('counts neither deleted messages, nor what the system says, nor what was in view', () => {
  const rows = [
    theirs(2),
    row(message(3, BEN, '', { deleted_at: '2026-11-23T12:00:00.000Z' }), ADA),
    row(message(4, BEN, 'Ben joined', { kind: 'system' }), ADA),
    theirs(5),
    theirs(6),
  ]
  renderWith(fake, pill({ atEnd: false, rows }))
  expect(button()?.textContent).toBe('3 new messages')
  act(() => seen.set(5))
  expect(button()?.textContent).toBe('1 new message')
  act(() => seen.set(6))
  expect(button()?.getAttribute('aria-label')).toBe('Jump to newest')
})

test('after a jump does not count unread messages that were in view', () => {
  fake.of('room').summary.set(summary({ unread: 7, read_seq: 2 }))
  renderWith(fake, pill({ atEnd: false, detached: true, rows: [theirs(2), theirs(3), mine(4), theirs(5)] }))
  expect(button()?.textContent).toBe('7 new messages')
  act(() => seen.set(4))
  expect(button()?.textContent).toBe('6 new messages')
  act(() => seen.set(5))
  expect(button()?.textContent).toBe('5 new messages')
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

test('messages of others, or own ones from elsewhere, do not move a reader further up', () => {
  const { rerender } = renderWith(fake, pill({ atEnd: false }))
  rerender(pill({ atEnd: false, rows: [theirs(1), theirs(2)] }))
  rerender(pill({ atEnd: false, rows: [theirs(1), theirs(2), mine(3)] }))
  expect(follow).not.toHaveBeenCalled()
})
