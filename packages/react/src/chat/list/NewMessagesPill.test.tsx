// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import type { TimelineRow } from '@lectern/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ConversationView } from '../../context/conversation-view.ts'
import { FakeChat } from '../../testing/fake-chat.ts'
import { ADA, BEN, message, row, summary } from '../../testing/samples.ts'
import { renderWith } from '../../testing/render.tsx'
import { NewMessagesPill, type NewMessagesPillProps } from './NewMessagesPill.tsx'
import type { ListVirtualizer } from './use-list-virtualizer.ts'

let fake: FakeChat
let view: ConversationView
const scrollToEnd = vi.fn()
const list = { scrollToEnd } as unknown as ListVirtualizer
beforeEach(() => {
  fake = new FakeChat(ADA)
  fake.of('room').summary.set(summary({ unread: 7 }))
  view = new ConversationView()
  scrollToEnd.mockClear()
})
afterEach(cleanup)

const theirs = (seq: number) => row(message(seq, BEN, `Message ${seq}`), ADA)
const mine = (seq: number, status: TimelineRow['status'] = 'stored') =>
  row(message(seq, ADA, `Mine ${seq}`), ADA, { status })
const pill = (props: Partial<NewMessagesPillProps>) => {
  const { handle } = fake.of('room')
  return (
    <NewMessagesPill {...{ list, handle, view, rows: [theirs(1)], atEnd: true, detached: false, ...props }} />
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
  expect(scrollToEnd).toHaveBeenCalledOnce()
  expect(fake.acts).not.toContainEqual(['loadNewest', 'room'])
})

test('does not count messages that were seen at the end', () => {
  const { rerender } = renderWith(fake, pill({ atEnd: false }))
  rerender(pill({ atEnd: true, rows: [theirs(1), theirs(2)] }))
  rerender(pill({ atEnd: false, rows: [theirs(1), theirs(2), theirs(3)] }))
  expect(button()?.textContent).toBe('1 new message')
})

test('after a jump counts the unread, loads the newest, and then goes there', async () => {
  renderWith(fake, pill({ detached: true }))
  expect(button()?.textContent).toBe('7 new messages')
  fireEvent.click(button() as HTMLElement)
  expect(fake.acts).toContainEqual(['loadNewest', 'room'])
  expect(scrollToEnd).not.toHaveBeenCalled()
  await act(async () => {})
  expect(scrollToEnd).toHaveBeenCalledOnce()
})

test('messages seen in history are not the newest', () => {
  const { rerender } = renderWith(fake, pill({ atEnd: true, detached: true, rows: [theirs(1)] }))
  rerender(pill({ atEnd: true, detached: true, rows: [theirs(1), theirs(2)] }))
  rerender(pill({ atEnd: false, rows: [theirs(1), theirs(2)] }))
  expect(button()?.textContent).toBe('1 new message')
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
  expect(scrollToEnd).not.toHaveBeenCalled()
  rerender(pill({ atEnd: false, rows: [theirs(1), mine(2, status)] }))
  expect(scrollToEnd).toHaveBeenCalledOnce()
  rerender(pill({ atEnd: false, rows: [theirs(1), mine(2, 'failed')] }))
  rerender(pill({ atEnd: false, rows: [theirs(1), mine(2)] }))
  expect(scrollToEnd).toHaveBeenCalledOnce()
})

test('messages of others, or own ones from elsewhere, do not move a reader further up', () => {
  const { rerender } = renderWith(fake, pill({ atEnd: false }))
  rerender(pill({ atEnd: false, rows: [theirs(1), theirs(2)] }))
  rerender(pill({ atEnd: false, rows: [theirs(1), theirs(2), mine(3)] }))
  expect(scrollToEnd).not.toHaveBeenCalled()
})
