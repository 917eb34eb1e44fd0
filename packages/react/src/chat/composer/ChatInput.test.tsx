// @vitest-environment jsdom
import { act, cleanup, createEvent, fireEvent, screen } from '@testing-library/react'
import { ApiError } from '@lectern/client'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ADA, BEN, FakeChat, message, row, summary } from '../../testing/fake-chat.ts'
import { renderWith } from '../../testing/render.tsx'
import { ChatInput } from './ChatInput.tsx'

let fake: FakeChat
let room: ReturnType<FakeChat['of']>

beforeEach(() => {
  fake = new FakeChat(ADA)
  room = fake.of('room')
  room.summary.set(summary())
})
afterEach(cleanup)

const input = () => renderWith(fake, <ChatInput conversationId="room" />)
const field = () => screen.getByRole('textbox', { name: 'Message Ben Okafor' }) as HTMLTextAreaElement
const type = (text: string) => fireEvent.change(field(), { target: { value: text } })
const press = (key: string, more: object = {}) => fireEvent.keyDown(field(), { key, ...more })
const acts = (name: string) => fake.acts.filter(([did]) => did === name)

describe('sending', () => {
  test('Enter sends and empties the field', () => {
    input()
    type('Hello')
    press('Enter')
    expect(acts('send')).toEqual([['send', 'room', 'Hello', {}]])
    expect(field().value).toBe('')
  })

  test('Shift+Enter is a new line', () => {
    input()
    type('Hello')
    expect(press('Enter', { shiftKey: true })).toBe(true)
    expect(acts('send')).toEqual([])
  })

  test('Enter that ends a composition does not send, in Safari too', () => {
    input()
    type('こんにちは')
    const composing = createEvent.keyDown(field(), { key: 'Enter', isComposing: true })
    fireEvent(field(), composing)
    press('Enter', { keyCode: 229 })
    expect(acts('send')).toEqual([])
    press('Enter')
    expect(acts('send')).toHaveLength(1)
  })

  test.each(['', '   ', '\n\n'])('%j is not sent', (text) => {
    input()
    type(text)
    press('Enter')
    expect(acts('send')).toEqual([])
    expect(screen.getByRole('button', { name: 'Send' }).getAttribute('aria-disabled')).toBe('true')
  })

  test('is never blocked while offline', () => {
    fake.connection.set({ status: 'offline', since: 0, attempt: 3, retry_at: 1, cause: 'network' })
    input()
    type('Later')
    press('Enter')
    expect(acts('send')).toHaveLength(1)
  })

  test('typing is reported while there is text, and its end when there is none', () => {
    input()
    type('H')
    type('')
    expect(acts('setTyping').map((each) => each[2])).toEqual([true, false])
  })
})

describe('drafts', () => {
  test('are the SDK’s: its text is shown, typed text goes there', () => {
    room.draft.set('Begun yesterday')
    input()
    expect(field().value).toBe('Begun yesterday')
    type('Begun yesterday, ended today')
    expect(room.draft.get()).toBe('Begun yesterday, ended today')
  })
})

describe('the length', () => {
  test('is shown near the limit only', () => {
    room.draft.set('x'.repeat(18_999))
    input()
    expect(screen.queryByText(/characters left/)).toBeNull()
    type('x'.repeat(19_500))
    expect(screen.getByText('500 characters left')).toBeDefined()
  })

  test('over the limit is explained; the text is kept and not sent', () => {
    input()
    type('x'.repeat(20_123))
    expect(screen.getByRole('alert').textContent).toContain(
      '123 characters over the limit of 20,000. Your text is kept',
    )
    press('Enter')
    expect(acts('send')).toEqual([])
    expect(field().value).toHaveLength(20_123)
  })

  test('counts characters as people do, not units', () => {
    input()
    type('😀'.repeat(20_000))
    expect(screen.getByText('0 characters left')).toBeDefined()
    press('Enter')
    expect(acts('send')).toHaveLength(1)
  })
})

describe('editing', () => {
  const mine = message(3, ADA, 'Helo')

  beforeEach(() => {
    room.timeline.set({ ...room.timeline.get(), rows: [row(mine, ADA), row(message(4, BEN, 'Hi'), ADA)] })
  })

  test('↑ in an empty composer edits the last own message', () => {
    input()
    press('ArrowUp')
    expect(field().value).toBe('Helo')
    expect(screen.getByText('Editing your message')).toBeDefined()
    type('Hello')
    press('Enter')
    expect(acts('edit')).toEqual([['edit', 'room', mine.id, 'Hello']])
    expect(acts('send')).toEqual([])
    expect(field().value).toBe('')
  })

  test('↑ stays a caret key while there is text', () => {
    input()
    type('something')
    press('ArrowUp')
    expect(field().value).toBe('something')
  })

  test('Escape ends the edit and brings the draft back', () => {
    room.draft.set('')
    input()
    press('ArrowUp')
    type('Never mind')
    press('Escape')
    expect(field().value).toBe('')
    expect(acts('edit')).toEqual([])
  })

  test('an unchanged text is no edit', () => {
    input()
    press('ArrowUp')
    press('Enter')
    expect(acts('edit')).toEqual([])
  })

  test('a refused edit shows the reason and keeps the typed text', async () => {
    fake.refusal = new ApiError({
      type: 'about:blank',
      title: 'Not allowed',
      status: 403,
      detail: 'A message can be edited for 15 minutes.',
      code: 'forbidden',
      retry: 'never',
      request_id: 'req_1',
    })
    input()
    press('ArrowUp')
    type('Hello')
    await act(async () => void press('Enter'))
    expect(screen.getByRole('alert').textContent).toContain('A message can be edited for 15 minutes.')
    expect(field().value).toBe('Hello')
  })
})

test('a read-only composer shows its reason instead', () => {
  renderWith(fake, <ChatInput conversationId="room" readOnlyReason="The course has ended." />)
  expect(screen.getByText('The course has ended.')).toBeDefined()
  expect(screen.queryByRole('textbox')).toBeNull()
})

test('an emoji is inserted at the caret', () => {
  room.draft.set('ab')
  input()
  field().setSelectionRange(1, 1)
  fireEvent.click(screen.getByRole('button', { name: 'Insert emoji' }))
  fireEvent.click(screen.getAllByText('🎉')[0] as HTMLElement)
  expect(room.draft.get()).toBe('a🎉b')
})
