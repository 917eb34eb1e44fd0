import { afterAll, beforeAll, expect, it } from 'vitest'
import { endpoints } from '@lectern/protocol'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import { jpeg } from '../../testing/pictures.ts'
import { upload } from '../../testing/upload.ts'

let server: TestServer
beforeAll(async () => (server = await createTestServer()))
afterAll(() => server.close())

it('a message that is only a picture or a file says which it is, by its name', async () => {
  const { ada, ben } = server.people
  const talk = await server.as(ada).call(endpoints.createConversation, {
    body: { kind: 'group', title: 'Physics', member_ids: [ben.user_id] },
  })
  const sent = async (filename: string, bytes: Uint8Array, content = '') => {
    const { id } = await upload(server.as(ben), { conversation_id: talk.id, filename, bytes })
    const body = { id: crypto.randomUUID(), content, attachment_ids: [id] }
    await server.as(ben).call(endpoints.sendMessage, { params: { id: talk.id }, body })
  }
  await sent('board.jpg', await jpeg(64, 64))
  await sent('notes.txt', new TextEncoder().encode('Some notes'))
  await sent('lens.jpg', await jpeg(64, 64), 'Look at the lens')
  const hitsOf = async (query: object) => {
    const { hits } = await server.as(ada).call(endpoints.search, { query })
    return hits.map(({ of, snippet }) => [of, snippet])
  }
  expect(await hitsOf({ has: 'image', order: 'newest' })).toEqual([
    [undefined, 'Look at the lens'],
    ['image', 'board.jpg'],
  ])
  expect(await hitsOf({ q: 'notes' })).toEqual([['file', 'notes.txt']])
  expect(await hitsOf({ q: 'board' })).toEqual([['image', 'board.jpg']])
})
