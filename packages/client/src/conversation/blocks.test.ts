import { expect, test } from 'vitest'
import { createClassroom } from '../testing/index.ts'

const open = async () => {
  const classroom = createClassroom()
  const { clock, ben, direct: talk } = classroom
  const chat = await classroom.join(ben)
  await clock.advance(100)
  const listed = () => chat.conversations.state.get().items.find(({ id }) => id === talk.id)
  return { ...classroom, talk, chat, listed }
}

test('S13 blocking takes the direct conversation off the list, and unblocking brings it back with what came', async () => {
  const { server, clock, ada, talk, chat, listed, close } = await open()
  expect(listed()).toBeDefined()
  const before = listed()
  await chat.blocks.block({ id: ada.id, name: 'Ada', role: 'instructor' })
  await clock.advance(100)
  expect(listed()).toBeUndefined()
  expect([...chat.blocks.state.get().ids]).toEqual([ada.id])
  server.reachReaders(talk, ada.id)
  talk.post(ada, { id: crypto.randomUUID(), content: 'do you read this?' }, server.time)
  await clock.advance(100)
  expect(listed()).toBeUndefined()
  await chat.blocks.unblock(ada.id)
  await clock.advance(5_000)
  expect(listed()).toBeDefined()
  expect(listed()?.unread).toBe((before?.unread ?? 0) + 1)
  expect([...chat.blocks.state.get().ids]).toEqual([])
  close()
})

test('S13 a hidden conversation comes back with the next message', async () => {
  const { server, clock, ada, talk, chat, listed, close } = await open()
  await chat.conversations.hide(talk.id)
  await clock.advance(100)
  expect(listed()).toBeUndefined()
  server.reachReaders(talk, ada.id)
  talk.post(ada, { id: crypto.randomUUID(), content: 'hello again' }, server.time)
  await clock.advance(5_000)
  expect(listed()).toBeDefined()
  close()
})
