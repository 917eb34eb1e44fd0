// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ADA, BEN, FakeChat, message, summary } from '../../testing/fake-chat.ts'
import { renderWith } from '../../testing/render.tsx'
import { SavedMessages } from './SavedMessages.tsx'

const HELLO = message(5, BEN, 'Look at **this**')
const onOpen = vi.fn<(conversation_id: string, message_id: string) => void>()
let fake: FakeChat

beforeEach(() => {
  vi.useFakeTimers()
  onOpen.mockClear()
  fake = new FakeChat(ADA)
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const show = () => {
  const item = { message: HELLO, conversation: summary(), title: 'Algebra', saved_at: HELLO.timestamp }
  fake.saved.set({ ...fake.saved.get(), items: [item], ids: new Set([HELLO.id]) })
  renderWith(fake, <SavedMessages onOpen={onOpen} />)
}

test('are loaded again at each visit, name their conversation, and lead there', () => {
  show()
  expect(fake.acts.some(([did]) => did === 'refreshSaved')).toBe(true)
  expect(screen.getByText('Algebra')).toBeDefined()
  fireEvent.click(screen.getByText('Look at this'))
  expect(onOpen).toHaveBeenCalledWith('room', HELLO.id)
})

test('a removed one can be brought back for five seconds', () => {
  show()
  fireEvent.click(screen.getByRole('button', { name: 'Remove from saved' }))
  fireEvent.click(screen.getByText('Undo'))
  act(() => void vi.advanceTimersByTime(6_000))
  expect(fake.acts.some(([did]) => did === 'save')).toBe(false)
  fireEvent.click(screen.getByRole('button', { name: 'Remove from saved' }))
  act(() => void vi.advanceTimersByTime(5_000))
  expect(fake.acts).toContainEqual(['save', HELLO.id, false])
})

test('an empty list says how to save one', () => {
  renderWith(fake, <SavedMessages onOpen={onOpen} />)
  expect(screen.getByText('Nothing saved yet')).toBeDefined()
})
