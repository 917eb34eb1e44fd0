// @vitest-environment jsdom
import { act, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openRoom } from '../../testing/room.tsx'
import { SavedMessages } from './SavedMessages.tsx'

const onOpen = vi.fn<(conversation_id: string, message_id: string) => void>()

// The five seconds of an undo run on the clock of the page.
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => {
  onOpen.mockClear()
  vi.useRealTimers()
})

/** Ada has saved what Ben said. */
const open = async () => {
  const room = await openRoom('ada')
  const message = room.says(room.ben, 'Look at **this**')
  const saved = room.server.savedBy(room.ada)
  saved.set(message.id, room.server.time)
  await room.show(<SavedMessages onOpen={onOpen} />)
  return { ...room, message, saved }
}

test('are loaded again at each visit, name their conversation, and lead there', async () => {
  const { message, conversation } = await open()
  expect(screen.getByText('Algebra')).toBeDefined()
  fireEvent.click(screen.getByText('Look at this'))
  expect(onOpen).toHaveBeenCalledWith(conversation.id, message.id)
})

test('a removed one can be brought back for five seconds', async () => {
  const { saved, pass } = await open()
  fireEvent.click(screen.getByRole('button', { name: 'Remove from saved' }))
  fireEvent.click(screen.getByText('Undo'))
  act(() => void vi.advanceTimersByTime(6_000))
  await pass()
  expect(saved.size).toBe(1)
  fireEvent.click(screen.getByRole('button', { name: 'Remove from saved' }))
  act(() => void vi.advanceTimersByTime(5_000))
  await pass()
  expect(saved.size).toBe(0)
  expect(screen.getByText('Nothing saved yet')).toBeDefined()
})

test('an empty list says how to save one', async () => {
  const { show } = await openRoom('ada')
  await show(<SavedMessages onOpen={onOpen} />)
  expect(screen.getByText('Nothing saved yet')).toBeDefined()
})

test('a picture without words is called what it is', async () => {
  const room = await openRoom('ada')
  const id = crypto.randomUUID()
  const picture = { type: 'image', attachment_id: id, filename: 'board.jpg', width: 8, height: 6 } as const
  const message = room.says(room.ben, '', { parts: [picture] })
  room.server.savedBy(room.ada).set(message.id, room.server.time)
  await room.show(<SavedMessages onOpen={onOpen} />)
  expect(screen.getByRole('button', { name: /Image: board\.jpg|Image|Photo/ })).toBeDefined()
  expect(screen.queryByText('Attachment')).toBeNull()
})
