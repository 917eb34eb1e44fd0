// @vitest-environment jsdom
import { fireEvent, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { ChatInput } from '../chat/composer/ChatInput.tsx'
import { openRoom } from '../testing/room.tsx'

const open = async (as: 'ada' | 'ben') => {
  const room = await openRoom(as)
  await room.show(<ChatInput conversationId={room.conversation.id} />)
  return room
}
const type = (value: string) => fireEvent.change(screen.getByRole('textbox'), { target: { value } })
const toggle = () => screen.getByRole('button', { name: 'Ask as a question' })
const enter = () => fireEvent.keyDown(screen.getByRole('textbox'), { key: 'Enter' })

test("a student's text that ends like a question is offered as one, and is none by itself", async () => {
  const { pass, conversation } = await open('ben')
  type('Why is that')
  expect(toggle().textContent).toBe('')
  type('Why is that?')
  expect(toggle().textContent).toBe('Ask as a question')
  enter()
  await pass()
  expect(conversation.state.messages).toMatchObject([{ content: 'Why is that?' }])
  expect(conversation.state.messages[0]).not.toHaveProperty('question')
})

test('a text that its author marks as a question is sent as one, once', async () => {
  const { pass, conversation } = await open('ben')
  type('为什么？')
  fireEvent.click(toggle())
  expect(toggle().getAttribute('aria-pressed')).toBe('true')
  enter()
  await pass()
  expect(conversation.state.messages).toMatchObject([
    { content: '为什么？', question: { status: 'unanswered' } },
  ])
  expect(toggle().getAttribute('aria-pressed')).toBe('false')
})

test('staff are not prompted', async () => {
  await open('ada')
  type('Any questions?')
  expect(toggle().textContent).toBe('')
})
