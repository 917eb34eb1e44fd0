import { afterEach, beforeEach, expect, test } from 'vitest'
import { createClassroom, type Classroom } from './testing/index.ts'

let room: Classroom
beforeEach(() => (room = createClassroom()))
afterEach(() => room.close())

test('two people talk: one sees what the other writes, and both see one row', async () => {
  const ada = await room.join(room.ada)
  const ben = await room.join(room.ben)
  expect(ada.connection.state.get()).toEqual({ status: 'live' })
  const atAda = ada.conversation(room.direct.id)
  const atBen = ben.conversation(room.direct.id)
  atAda.open()
  atBen.open()
  await room.clock.advance(100)
  const id = atAda.send('Good morning')
  expect(atAda.timeline.get().rows.map(({ id, status }) => [id, status])).toEqual([[id, 'sending']])
  await room.clock.advance(100)
  for (const { timeline } of [atAda, atBen]) {
    expect(timeline.get().rows.map(({ message, status }) => [message.content, status])).toEqual([
      ['Good morning', 'stored'],
    ])
  }
  expect(atBen.summary.get()).toMatchObject({ unread: 1, display_title: 'Ada', peer_id: room.ada.id })
})
