import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Chat } from '../chat.ts'
import { MemoryStorage } from '../core/storage.ts'
import {
  createClassroom,
  FakeBrowser,
  FakeNetwork,
  UnreliableNetwork,
  type Classroom,
} from '../testing/index.ts'

const MB = 1024 ** 2

let room: Classroom
let chat: Chat
// This import takes real time.
beforeAll(() => Promise.all([import('tus-js-client'), import('./upload-transfer.ts')]))
beforeEach(async () => {
  room = createClassroom()
  chat = await room.join(room.ben)
})
afterEach(() => room.close())

const file = (name: string, bytes = 10, type = 'image/jpeg') =>
  new File([new Uint8Array(bytes).fill(7)], name, { type })
const direct = (from: Chat = chat) => from.conversation(room.direct.id)
const statusOf = (id: string, from: Chat = chat) =>
  from.attachments.state.get().find((each) => each.id === id)?.status
/** Uploads run in promises without timers: some turns of the event loop let them finish. */
const passed = async (ms = 0) => {
  for (let turn = 0; turn < 60; turn++) await room.clock.advance(turn === 0 ? ms : 10)
}
/** A chat in which each request takes up to a second, with a file of 3 MB that is partly uploaded. */
const amidst = async () => {
  const network = new UnreliableNetwork(room.server, room.clock, 1)
  const slow = await room.join(room.ben, { fetch: network.fetch, webSocket: network.webSocket })
  network.hurt({ delayMs: 1_000 })
  const [id = ''] = direct(slow).attach([file('a.jpg', 3 * MB)])
  while (room.server.attachments.received < MB) await room.clock.advance(100)
  slow.attachments.pause(id)
  await passed(5_000)
  return { slow, id }
}
const stored = () => room.direct.state.messages
const rows = (from: Chat = chat) => direct(from).timeline.get().rows

describe('a file', () => {
  test('is sent as soon as it is chosen, in chunks, and waits in the draft', async () => {
    const [id = ''] = direct().attach([file('board.jpg', 2.5 * MB)])
    expect(direct().files.get()).toMatchObject([{ id, filename: 'board.jpg', sent: 0 }])
    await passed()
    expect(direct().files.get()).toMatchObject([{ id, status: 'ready', attachment: { width: 800 } }])
    expect(room.server.attachments.received).toBe(2.5 * MB)
    expect(chat.conversation(room.course.id).files.get()).toEqual([])
  })

  test('that is refused as a picture is sent as a file, unchanged, when its sender wants that', async () => {
    const { attachments } = room.server
    attachments.reason = 'No.'
    attachments.why = 'image_unknown'
    const [id = ''] = direct().attach([file('IMG.HEIC', 10, 'image/heic')])
    await passed()
    expect(direct().files.get()).toMatchObject([{ id, status: 'failed', failure: { why: 'image_unknown' } }])
    chat.attachments.sendAsFile(id)
    await passed()
    expect(direct().files.get()).toMatchObject([{ id, status: 'ready', as_file: true }])
    direct().send('Look', { uploads: [id] })
    await passed()
    expect(stored().at(-1)?.parts).toMatchObject([{ type: 'file', filename: 'IMG.HEIC' }])
  })

  test('that is too large or empty is refused at once, in words', async () => {
    room.server.attachments.maxBytes = MB
    const other = await room.join(room.ben)
    const [large = '', empty = ''] = direct(other).attach([file('a.jpg', 2 * MB), file('b.jpg', 0)])
    expect(direct(other).files.get()).toMatchObject([
      {
        id: large,
        status: 'failed',
        failure: { code: 'too_large', reason: 'The file is 2 MB; the limit is 1 MB.', limit: MB },
      },
      { id: empty, status: 'failed', failure: { code: 'empty' } },
    ])
  })

  test('that the server refuses says why', async () => {
    room.server.attachments.reason = 'The image is damaged and cannot be read.'
    room.server.attachments.why = 'image_damaged'
    direct().attach([file('a.jpg')])
    await passed()
    expect(direct().files.get()).toMatchObject([
      {
        status: 'failed',
        failure: {
          reason: 'The image is damaged and cannot be read.',
          why: 'image_damaged',
          retryable: false,
        },
      },
    ])
  })

  test('can be paused, resumes where it was, and can be cancelled', async () => {
    const { slow, id } = await amidst()
    const { received } = room.server.attachments
    expect([statusOf(id, slow), received < 3 * MB]).toEqual(['paused', true])
    slow.attachments.resume(id)
    await passed(20_000)
    expect([statusOf(id, slow), room.server.attachments.received]).toEqual(['ready', 3 * MB])
    slow.attachments.remove(id)
    await passed(5_000)
    expect([direct(slow).files.get(), room.server.attachments.files.size]).toEqual([[], 0])
  })

  test('deleted by the server meanwhile is uploaded again', async () => {
    const { slow, id } = await amidst()
    room.server.attachments.files.clear()
    slow.attachments.resume(id)
    await passed(30_000)
    expect(statusOf(id, slow)).toBe('ready')
  })
})

describe('a message with files', () => {
  test('is shown at once with them, and goes when they are uploaded', async () => {
    const release = direct().open()
    const [id = ''] = direct().attach([file('board.jpg'), file('work.pdf', 9, 'application/pdf')])
    const ids = direct()
      .files.get()
      .map((each) => each.id)
    chat.attachments.describe(id, 'The blackboard')
    direct().send('My solution', { uploads: ids })
    expect(rows().at(-1)?.message.parts).toMatchObject([
      { type: 'image', attachment_id: id, filename: 'board.jpg' },
      { type: 'file', filename: 'work.pdf', size: 9 },
    ])
    expect(direct().files.get()).toEqual([])
    await passed()
    expect(rows().at(-1)).toMatchObject({ status: 'stored' })
    expect(stored()[0]).toMatchObject({
      content: 'My solution',
      parts: [
        { type: 'image', alt: 'The blackboard', width: 800, height: 600 },
        { type: 'file', filename: 'work.pdf' },
      ],
    })
    release()
  })

  test('MS1 keeps its place before later messages, while files of other messages go on', async () => {
    const network = new UnreliableNetwork(room.server, room.clock, 1)
    const other = await room.join(room.ben, { fetch: network.fetch, webSocket: network.webSocket })
    network.goOffline()
    const [first = ''] = direct(other).attach([file('1.jpg')])
    direct(other).send('one', { uploads: [first] })
    direct(other).send('two')
    const course = other.conversation(room.course.id)
    course.send('elsewhere', { uploads: course.attach([file('2.jpg')]) })
    await passed(5_000)
    expect(stored()).toEqual([])
    network.goOnline()
    await passed(60_000)
    await passed(60_000)
    expect(stored().map(({ content }) => content)).toEqual(['one', 'two'])
    expect(room.course.state.messages.map(({ content }) => content)).toEqual(['elsewhere'])
  })

  test('with a refused file fails with the reason, keeps its text, and lets later ones go', async () => {
    const release = direct().open()
    room.server.attachments.reason = 'The image is damaged and cannot be read.'
    const [id = ''] = direct().attach([file('1.jpg')])
    const message_id = direct().send('Look', { uploads: [id] })
    direct().send('later')
    await passed()
    expect(stored().map(({ content }) => content)).toEqual(['later'])
    const row = rows().find((each) => each.id === message_id)
    expect(row).toMatchObject({
      status: 'failed',
      message: { content: 'Look' },
      failure: { reason: 'The image is damaged and cannot be read.' },
    })
    direct().discardFile(message_id, id)
    await passed()
    expect(stored().map(({ content }) => content)).toEqual(['later', 'Look'])
    release()
  })

  test('without text goes with its last file', async () => {
    room.server.attachments.reason = 'No.'
    const uploads = direct().attach([file('1.jpg')])
    const message_id = direct().send('', { uploads })
    await passed()
    direct().discardFile(message_id, uploads[0] ?? '')
    await passed()
    expect(chat.outbox.state.get()).toEqual({ pending: 0, held: 0, failed: 0, changes: 0 })
  })

  test('survives a reload, bytes and all, and is sent once', async () => {
    const storage = new MemoryStorage()
    const network = new UnreliableNetwork(room.server, room.clock, 1)
    const options = {
      storage,
      fetch: network.fetch,
      webSocket: network.webSocket,
      refreshIn: 'body' as const,
    }
    const before = await room.join(room.ben, options)
    network.goOffline()
    direct(before).send('kept', { uploads: direct(before).attach([file('1.jpg', 2 * MB)]) })
    await passed(2_000)
    before.close()
    network.goOnline()
    const after = room.open(options)
    await after.session.restore()
    await passed(60_000)
    await passed(60_000)
    expect(stored()).toMatchObject([{ content: 'kept', parts: [{ filename: '1.jpg', size: 2 * MB }] }])
  })

  test('with files that the server lost sends them again, once', async () => {
    const [id = ''] = direct().attach([file('1.jpg')])
    await passed()
    room.server.attachments.files.clear()
    direct().send('again', { uploads: [id] })
    await passed(60_000)
    expect(stored()).toMatchObject([{ content: 'again', parts: [{ filename: '1.jpg' }] }])
  })
})

describe('a message that is taken back', () => {
  test('gives its files back to the draft', async () => {
    const uploads = direct().attach([file('board.jpg')])
    chat.attachments.describe(uploads[0] ?? '', 'The blackboard')
    const id = direct().send('Look', { uploads })
    await passed()
    await direct().takeBack(id)
    await passed()
    expect(direct().files.get()).toMatchObject([
      { filename: 'board.jpg', alt: 'The blackboard', status: 'ready' },
    ])
    expect(stored()).toMatchObject([{ deleted_at: expect.any(String) }])
  })

  test('gives back the readable files after a reload', async () => {
    const storage = new MemoryStorage()
    const network = new UnreliableNetwork(room.server, room.clock, 1)
    const { fetch, webSocket } = network
    const before = await room.join(room.ben, { storage, fetch, webSocket, refreshIn: 'body' })
    network.goOffline()
    const uploads = direct(before).attach([file('unreadable.jpg'), file('board.jpg')])
    const id = direct(before).send('Look', { uploads })
    await passed(2_000)
    before.close()

    network.goOnline()
    const after = room.open({ storage, fetch, webSocket, refreshIn: 'body' })
    const get = storage.get.bind(storage)
    vi.spyOn(storage, 'get').mockImplementation((area, key) =>
      area === 'files' && key.endsWith(uploads[0]!) ? Promise.reject(new Error('broken')) : get(area, key),
    )
    await after.session.restore()
    while (rows(after).length === 0) await room.clock.advance(10)
    await direct(after).takeBack(id)
    await passed(60_000)
    expect(direct(after).files.get()).toMatchObject([{ filename: 'board.jpg', status: 'ready' }])
  })
})

describe('the data on the device', () => {
  const kept = async (storage: MemoryStorage) => [
    ...(await storage.list('uploads', '')),
    ...(await storage.list('files', '')),
  ]

  test('goes some time after its message has arrived', async () => {
    const storage = new MemoryStorage()
    const other = await room.join(room.ben, { storage })
    direct(other).send('x', { uploads: direct(other).attach([file('1.jpg')]) })
    await passed()
    expect(await kept(storage)).toHaveLength(2)
    await passed(11 * 60_000)
    expect(await kept(storage)).toEqual([])
  })

  test('goes at sign-out even if a page closed before it stored the state', async () => {
    const storage = new MemoryStorage()
    const other = await room.join(room.ben, { storage })
    await storage.put('files', `${room.ben.id}/lost`, { id: 'lost', bytes: new Blob(['?']) })
    await other.session.signOut()
    expect(await kept(storage)).toEqual([])
  })

  test('goes at sign-out, except the files of unsent messages', async () => {
    const storage = new MemoryStorage()
    const network = new UnreliableNetwork(room.server, room.clock, 1)
    const other = await room.join(room.ben, { storage, fetch: network.fetch, webSocket: network.webSocket })
    network.goOffline()
    const [draft] = direct(other).attach([file('draft.jpg'), file('unsent.jpg')])
    const unsent = direct(other)
      .files.get()
      .map(({ id }) => id)
      .filter((id) => id !== draft)
    direct(other).send('x', { uploads: unsent })
    await passed()
    const signedOut = other.session.signOut()
    await passed(10_000)
    await signedOut
    expect(await kept(storage)).toMatchObject([
      { filename: 'unsent.jpg' },
      { id: unsent[0], bytes: { name: 'unsent.jpg' } },
    ])
  })
})

describe('tabs', () => {
  test('show the same files, and one of them sends', async () => {
    const browser = new FakeBrowser()
    const options = () => {
      const { fetch, webSocket } = new FakeNetwork(room.server)
      return { tabs: browser.tab(), storage: browser.storage, fetch, webSocket }
    }
    const [leader, follower] = [await room.join(room.ben, options()), await room.join(room.ben, options())]
    await passed()
    const uploads = direct(follower).attach([file('1.jpg', MB)])
    direct(follower).send('from the other', { uploads })
    await passed(20_000)
    expect(stored()).toMatchObject([{ content: 'from the other', parts: [{ filename: '1.jpg' }] }])
    expect(room.server.attachments.received).toBe(MB)
    expect(statusOf(uploads[0] ?? '', leader)).toBe('ready')
  })
  test('resume a file after the sending tab was closed in the middle', async () => {
    const browser = new FakeBrowser()
    const networks: UnreliableNetwork[] = []
    const options = () => {
      const network = new UnreliableNetwork(room.server, room.clock, 1)
      networks.push(network)
      const { fetch, webSocket } = network
      return { tabs: browser.tab(), storage: browser.storage, fetch, webSocket }
    }
    const [leader, follower] = [await room.join(room.ben, options()), await room.join(room.ben, options())]
    await passed()
    for (const network of networks) network.hurt({ delayMs: 1_000 })
    direct(leader).send('half', { uploads: direct(leader).attach([file('1.jpg', 3 * MB)]) })
    while (room.server.attachments.received < MB) await room.clock.advance(100)
    expect(follower.attachments.state.get()).toMatchObject([{ status: 'uploading' }])
    leader.close()
    await passed(60_000)
    await passed(60_000)
    expect(stored()).toMatchObject([{ content: 'half', parts: [{ filename: '1.jpg', size: 3 * MB }] }])
  })
})
