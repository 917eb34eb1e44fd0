// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import type { Me } from '@lectern/protocol'
import { ChatInput } from '../chat/composer/ChatInput.tsx'
import { ADA, BEN, FakeChat, summary } from '../testing/fake-chat.ts'
import { renderWith } from '../testing/render.tsx'

afterEach(cleanup)

const open = (me: Me): FakeChat => {
  const fake = new FakeChat(me)
  fake.of('room').summary.set(summary())
  renderWith(fake, <ChatInput conversationId="room" />)
  return fake
}
const type = (value: string) => fireEvent.change(screen.getByRole('textbox'), { target: { value } })
const toggle = () => screen.getByRole('button', { name: 'Ask as a question' })

test("a student's text that ends like a question is offered as one, and is none by itself", () => {
  const fake = open(BEN)
  type('Why is that')
  expect(toggle().textContent).toBe('')
  type('Why is that?')
  expect(toggle().textContent).toBe('Ask as a question')
  fireEvent.keyDown(screen.getByRole('textbox'), { key: 'Enter' })
  expect(fake.acts.at(-1)).toEqual(['send', 'room', 'Why is that?', {}])
})

test('a text that its author marks as a question is sent as one, once', () => {
  const fake = open(BEN)
  type('为什么？')
  fireEvent.click(toggle())
  expect(toggle().getAttribute('aria-pressed')).toBe('true')
  fireEvent.keyDown(screen.getByRole('textbox'), { key: 'Enter' })
  expect(fake.acts.at(-1)).toEqual(['send', 'room', '为什么？', { question: true }])
  expect(toggle().getAttribute('aria-pressed')).toBe('false')
})

test('staff are not prompted', () => {
  open(ADA)
  act(() => void type('Any questions?'))
  expect(toggle().textContent).toBe('')
})
