import { imageAddress } from '@lectern/protocol'
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

const KEY = 'new'
const file = (name: string) => new File([new Uint8Array(10).fill(7)], name, { type: 'image/jpeg' })
const showing = (...ids: string[]) => ids.map((id) => `![x](${imageAddress(id)})`).join('\n')
const uploads = (from: Chat = chat) => from.documents.images.of(KEY).get()
/** Uploads run in promises without timers: some turns of the event loop let them finish. */
const passed = async (ms = 0) => {
  for (let turn = 0; turn < 60; turn++) await room.clock.advance(turn === 0 ? ms : 10)
}

describe('an image for a text', () => {
  test('is named by its upload until the text is read with its attachment id', async () => {
    const [id = ''] = chat.documents.images.add(KEY, [file('a.jpg')], room.course.id)
    const text = showing(id)
    expect(chat.documents.images.read(KEY, text)).toMatchObject({ content: text, complete: false })
    await passed()
    const attachment_id = uploads()[0]?.attachment?.id ?? ''
    expect(attachment_id).not.toBe('')
    expect(chat.documents.images.read(KEY, text)).toEqual({
      content: showing(attachment_id),
      images: [{ attachment_id, filename: 'a.jpg', width: 800, height: expect.any(Number) as number }],
      complete: true,
    })
  })

  test('belongs to no message and to no other text', async () => {
    chat.documents.images.add(KEY, [file('a.jpg')], room.course.id)
    await passed()
    expect(chat.conversation(room.course.id).files.get()).toEqual([])
    expect(chat.documents.images.of('other').get()).toEqual([])
  })

  test('is not waited for when the text no longer names it', () => {
    chat.documents.images.add(KEY, [file('a.jpg')])
    expect(chat.documents.images.read(KEY, 'Words.').complete).toBe(true)
  })

  test('goes on after a reload', async () => {
    const storage = new MemoryStorage()
    const network = new UnreliableNetwork(room.server, room.clock, 1)
    const options = { storage, fetch: network.fetch, webSocket: network.webSocket }
    const first = await room.join(room.ada, options)
    network.goOffline()
    const [id = ''] = first.documents.images.add(KEY, [file('a.jpg')], room.course.id)
    await passed()
    first.close()
    const second = await room.join(room.ada, { storage })
    await passed(60_000)
    expect(uploads(second)).toMatchObject([{ id, status: 'ready' }])
    expect(second.documents.images.read(KEY, showing(id)).complete).toBe(true)
  })

  test('stays at the server when a saved text names it, and goes with a discarded text', async () => {
    const [kept = ''] = chat.documents.images.add(KEY, [file('a.jpg'), file('b.jpg')], room.course.id)
    await passed()
    const [kept_id = '', given_up = ''] = uploads().map(({ attachment }) => attachment?.id ?? '')
    chat.documents.images.settle(KEY, showing(kept))
    await passed()
    expect(uploads()).toEqual([])
    expect(room.server.attachments.files.has(kept_id)).toBe(true)
    expect(room.server.attachments.files.has(given_up)).toBe(false)
  })
})
