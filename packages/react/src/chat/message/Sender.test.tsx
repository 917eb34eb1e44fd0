// @vitest-environment jsdom
// L9: a press on a person shows what one can do with them, above all to write to them.
import { act, fireEvent, screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { openRoom, type Room } from '../../testing/room.tsx'
import { layOut } from '../../testing/layout.ts'
import { ConversationDetails } from '../../panels/details/ConversationDetails.tsx'
import { ChatComponent } from '../ChatComponent.tsx'

const press = (element: HTMLElement) => act(() => void fireEvent.click(element))

const talk = async (as: 'ada' | 'ben', onOpenConversation?: (id: string) => void): Promise<Room> => {
  layOut()
  const room = await openRoom(as)
  room.says(room.ada, 'The mean is 4.')
  room.says(room.ben, 'Why?')
  await room.show(
    <ChatComponent conversationId={room.conversation.id} />,
    onOpenConversation && { onOpenConversation },
  )
  return room
}

test('L9 the author of a message can be written to', async () => {
  const opened = vi.fn<(id: string) => void>()
  const { pass, chat, ben } = await talk('ada', opened)
  press(screen.getByRole('button', { name: 'Ben' }))
  press(screen.getByRole('menuitem', { name: 'Write to Ben' }))
  await pass()
  const [[id = ''] = []] = opened.mock.calls
  expect(chat.conversations.state.get().items.find((each) => each.id === id)).toMatchObject({
    kind: 'direct',
    peer_id: ben.id,
  })
})

test('L9 where the page shows no other conversation, the author can be reported and blocked', async () => {
  await talk('ada')
  press(screen.getByRole('button', { name: 'Ben' }))
  expect(screen.getAllByRole('menuitem').map(({ textContent }) => textContent)).toEqual([
    'Report Ben…',
    'Block Ben',
  ])
})

test('L9 the author is no stop of the tab order, until somebody is at the message', async () => {
  await talk('ada')
  const author = screen.getByRole('button', { name: 'Ben' })
  expect(author.tabIndex).toBe(-1)
  const row = screen.getByRole('article', { name: /^Ben/ })
  act(() => void fireEvent.pointerEnter(row, { pointerType: 'mouse' }))
  expect(author.tabIndex).toBe(0)
})

test('L9 a refusal is told in words', async () => {
  const { pass, server } = await talk('ben', vi.fn())
  server.refuseAll = 'forbidden'
  press(screen.getByRole('button', { name: 'Ada' }))
  press(screen.getByRole('menuitem', { name: 'Write to Ada' }))
  await pass()
  expect(screen.getByRole('alert').textContent).not.toBe('')
})

test('L9 a person of the list can be written to', async () => {
  const opened = vi.fn<(id: string) => void>()
  const room = await openRoom('ada')
  await room.show(<ConversationDetails conversationId={room.conversation.id} />, {
    onOpenConversation: opened,
  })
  press(screen.getByRole('button', { name: 'Actions for Ben' }))
  press(screen.getByRole('menuitem', { name: 'Write to Ben' }))
  await room.pass()
  expect(opened).toHaveBeenCalledOnce()
})
