// @vitest-environment jsdom
import { act, fireEvent, screen, within } from '@testing-library/react'
import { beforeAll, expect, test } from 'vitest'
import { ChatHeader } from '../ChatHeader.tsx'
import { useChatEnvironment } from '../../context/chat-context.ts'
import { dayOf } from '../../core/clock.ts'
import { useSnapshot } from '../../hooks/use-store.ts'
import { openRoom } from '../../testing/room.tsx'
import { momentOf } from './days.ts'
import { LazyDateDialog } from './use-date-item.tsx'

beforeAll(() => LazyDateDialog.want())

const DAY_MS = 86_400_000

/** Ben's course of three days ago: something was said on the first day, and on the third. */
const open = async () => {
  const room = await openRoom('ben', { title: 'Physics' })
  const { conversation, ada } = room
  const ago = (days: number) => new Date(Date.parse(room.server.time) - days * DAY_MS).toISOString()
  const { state } = conversation
  conversation.commit((changed_seq) => {
    state.row = { ...state.row, created_at: ago(3), changed_seq }
  })
  const say = (content: string, days: number) => {
    const id = crypto.randomUUID()
    conversation.post(ada, { content, id }, ago(days))
    return room.stored({ id })
  }
  const [first, third] = [say('The first day', 3), say('The third day', 1)]
  await room.pass(500)
  const Target = () => {
    const { views } = useChatEnvironment()
    return <output>{useSnapshot(views.of(room.handle.id).target)?.id}</output>
  }
  await room.show(
    <>
      <ChatHeader conversationId={room.handle.id} />
      <Target />
    </>,
    { locale: 'en-GB' },
  )
  fireEvent.click(screen.getByRole('button', { name: 'Conversation menu' }))
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Go to a date…' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Go to a date' }))
  const day = dayOf(Date.parse(first.timestamp))
  const names = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full' })
  const button = (after: number) => dialog.getByRole('button', { name: names.format(momentOf(day + after)) })
  const target = () => screen.getByRole('status').textContent
  return { room, dialog, first, third, button, target }
}

test('a day leads to its first message, and a day without one to the next message', async () => {
  const { room, first, third, button, target } = await open()
  fireEvent.click(button(1))
  await room.pass(500)
  expect(target()).toBe(third.id)
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(first.id).not.toBe(third.id)
})

test('the first message has a button of its own', async () => {
  const { room, dialog, first, target } = await open()
  fireEvent.click(dialog.getByRole('button', { name: 'To the first message' }))
  await room.pass(500)
  expect(target()).toBe(first.id)
})

test('days before the conversation and after today cannot be chosen', async () => {
  const { room, button, target } = await open()
  for (const after of [-1, 4]) {
    expect(button(after).getAttribute('aria-disabled')).toBe('true')
    fireEvent.click(button(after))
  }
  await room.pass(500)
  expect(target()).toBe('')
})

test('the arrows walk over days and weeks, and end where nothing can be chosen', async () => {
  const { button } = await open()
  const press = (key: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key })
  act(() => button(3).focus())
  expect(button(3).tabIndex).toBe(0)
  press('ArrowLeft')
  expect(document.activeElement).toBe(button(2))
  expect([button(2).tabIndex, button(3).tabIndex]).toEqual([0, -1])
  press('ArrowUp')
  expect(document.activeElement).toBe(button(0))
  press('PageDown')
  expect(document.activeElement).toBe(button(3))
})

test('a refusal is said, and the calendar stays', async () => {
  const { room, button, target } = await open()
  room.conversation.expel(room.ben.id, room.server.time)
  fireEvent.click(button(1))
  await room.pass(500)
  expect(screen.getByRole('alert').textContent).not.toBe('')
  expect(target()).toBe('')
})
