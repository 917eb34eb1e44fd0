import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Chat } from '../chat.ts'
import { MemoryStorage } from '../core/storage.ts'
import { createClassroom, UnreliableNetwork, type Classroom } from '../testing/index.ts'

let room: Classroom
let chat: Chat
// This import takes real time.
beforeAll(() => Promise.all([import('tus-js-client'), import('../uploads/fetch-stack.ts')]))
beforeEach(async () => {
  room = createClassroom()
  chat = await room.join(room.ada)
})
afterEach(() => room.close())

const file = (name: string, text = 'Halve it.') => new File([text], name, { type: 'text/plain' })
const course = () => ({ conversation_id: room.course.id, collection: 'Week 1' })
const items = (from: Chat = chat) => from.documents.intake.items.get()
const documents = () => [...room.server.documents.all.values()]
/** Uploads run in promises without timers: some turns of the event loop let them finish. */
const passed = async (ms = 0) => {
  for (let turn = 0; turn < 60; turn++) await room.clock.advance(turn === 0 ? ms : 10)
}

describe('a file for the library', () => {
  test('becomes a document of its place, and belongs to no draft', async () => {
    chat.documents.intake.add([file('a.txt'), file('b.txt', 'Square it.')], course())
    expect(items()).toMatchObject([{ filename: 'a.txt', sent: 0 }, { filename: 'b.txt' }])
    expect(chat.conversation(room.course.id).files.get()).toEqual([])
    await passed()
    expect(items()).toMatchObject([{ status: 'done' }, { status: 'done' }])
    expect(documents()).toMatchObject([
      { id: items()[0]?.document_id, content: 'Halve it.', ...course() },
      { id: items()[1]?.document_id, content: 'Square it.' },
    ])
  })

  test('of the whole school is uploaded to any conversation', async () => {
    chat.documents.intake.add([file('a.txt')])
    await passed()
    expect(documents()).toMatchObject([{ content: 'Halve it.' }])
    expect(documents()[0]).not.toHaveProperty('conversation_id')
  })

  test('that cannot be read says why, delays no other, and can be removed from the list', async () => {
    room.server.documents.why = 'locked'
    chat.documents.intake.add([file('locked.pdf')], course())
    await passed()
    room.server.documents.why = undefined
    chat.documents.intake.add([file('good.pdf')], course())
    await passed()
    expect(items()).toMatchObject([
      { status: 'failed', failure: { code: 'invalid', why: 'locked', retryable: false } },
      { status: 'done' },
    ])
    for (const { id } of items()) chat.documents.intake.remove(id)
    await passed()
    expect([items(), documents().length, room.server.attachments.files.size]).toEqual([[], 1, 0])
  })

  test('becomes one document, however often the answer is lost', async () => {
    const network = new UnreliableNetwork(room.server, room.clock, 3)
    let lost = 0
    const losing: typeof fetch = async (input, init) => {
      const response = await network.fetch(input, init)
      if (!String(input).endsWith('/documents') || lost++ > 1) return response
      throw new TypeError('The line broke.')
    }
    const other = await room.join(room.ada, { fetch: losing, webSocket: network.webSocket })
    other.documents.intake.add([file('a.txt')], course())
    await passed(60_000)
    await passed(60_000)
    expect([lost > 1, items(other).map(({ status }) => status), documents().length]).toEqual([
      true,
      ['done'],
      1,
    ])
  })

  test('goes on after a reload; finished items leave the list', async () => {
    const storage = new MemoryStorage()
    const before = await room.join(room.ada, { storage })
    before.documents.intake.add([file('done.txt')], course())
    await passed()
    before.documents.intake.add([file('slow.txt')], course())
    before.documents.intake.pause(items(before)[1]?.id ?? '')
    await passed()
    const known = items(before)
    expect(known.map(({ status }) => status)).toEqual(['done', 'paused'])
    before.close()
    const after = await room.join(room.ada, { storage })
    await passed()
    expect(items(after)).toMatchObject([{ filename: 'slow.txt', document_id: known[1]?.document_id }])
    after.documents.intake.resume(known[1]?.id ?? '')
    await passed()
    expect([items(after)[0]?.status, documents().length]).toEqual(['done', 2])
  })

  test('is the next version of a document, unless another person saved one', async () => {
    chat.documents.intake.add([file('a.txt')], course())
    await passed()
    const [document] = documents()
    if (!document) throw new Error('There is no document.')
    chat.documents.intake.addVersion(document, file('a.txt', 'Square it.'))
    await passed()
    expect(documents()).toMatchObject([{ id: document.id, version: 2, content: 'Square it.' }])
    chat.documents.intake.addVersion(document, file('a.txt', 'Too late.'))
    await passed()
    expect(items().at(-1)).toMatchObject({
      status: 'failed',
      failure: { code: 'conflict', retryable: false },
    })
  })
})
