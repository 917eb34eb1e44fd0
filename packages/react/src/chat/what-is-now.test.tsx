// @vitest-environment jsdom
// N5: no copy of a message stands for the message.
import { fireEvent, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { layOut } from '../testing/layout.ts'
import { openRoom } from '../testing/room.tsx'
import { withoutDeleted } from '../attachments/lightbox-images.ts'
import { ChatComponent } from './ChatComponent.tsx'

afterEach(() => void document.body.replaceChildren())

const replying = async () => {
  layOut()
  const room = await openRoom('ada', { kind: 'group', title: 'Physics', with: ['ben'] })
  const said = room.says(room.ben, 'The answer is 42')
  await room.show(<ChatComponent conversationId={room.conversation.id} />)
  await room.pass(100)
  fireEvent.pointerEnter(screen.getByRole('article', { name: /Ben/ }))
  fireEvent.click(screen.getByRole('button', { name: 'Reply' }))
  await room.pass(100)
  const bar = () => document.querySelector('.lectern-composer-bar')?.textContent ?? ''
  expect(bar()).toContain('The answer is 42')
  return { ...room, said, bar }
}

test('N5 the words above the composer go with the deleted message', async () => {
  const { conversation, said, bar, pass, server } = await replying()
  conversation.remove(conversation.message(said.id)!, server.time)
  await pass(100)
  expect(bar()).not.toContain('42')
  expect(bar()).toContain('Message deleted')
})

test('N5 the words above the composer are those of now', async () => {
  const { conversation, said, bar, pass, server } = await replying()
  conversation.edit(conversation.message(said.id)!, 'The answer is 43', server.time)
  await pass(100)
  expect(bar()).toContain('The answer is 43')
  expect(bar()).not.toContain('42')
})

test('N5 an image in full goes with its message', () => {
  const image = (id: string, message_id?: string) => ({
    id,
    filename: id,
    alt: '',
    width: 1,
    height: 1,
    message_id,
  })
  const state = { images: [image('a', 'm1'), image('b', 'm2'), image('c')], index: 1 }
  expect(withoutDeleted(state, new Set())).toBe(state)
  expect(withoutDeleted(state, new Set(['m1']))).toEqual({ images: state.images.slice(1), index: 0 })
  expect(withoutDeleted(state, new Set(['m2']))?.images[1]?.id).toBe('c')
  expect(withoutDeleted({ images: [image('a', 'm1')], index: 0 }, new Set(['m1']))).toBeUndefined()
})
