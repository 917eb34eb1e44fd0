import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { endpoints } from '@lectern/protocol'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import { directTalk } from '../../testing/direct-talk.ts'
import { holdsBytes } from '../../testing/holds-bytes.ts'
import { ManualClock } from '../../testing/manual-clock.ts'
import { jpeg } from '../../testing/pictures.ts'
import { beginUpload, idOf, metadataOf, patchUpload, upload } from '../../testing/upload.ts'
import { ATTACHMENT_CHECK } from './attachment-checks.ts'
import { findAttachment } from './attachments-rows.ts'
import { CREATIONS } from './uploads.ts'

const DAY_MS = 24 * 60 * 60_000
const bytes = Buffer.from('The quick brown fox jumps over the lazy dog.')

let clock: ManualClock
let server: TestServer
let conversation_id: string
const start = async (env: Record<string, string> = {}) => {
  clock = new ManualClock()
  server = await createTestServer({ clock, env })
  conversation_id = (await directTalk(server)).id
}
beforeEach(() => start())
afterEach(() => server.close())

const ben = () => server.as(server.people.ben)
const begin = async (file = bytes) =>
  idOf(await beginUpload(ben(), { conversation_id, filename: 'fox.txt', bytes: file }))
const patch = (id: string, offset: number, part: Uint8Array) => patchUpload(ben(), id, offset, part)
const head = (id: string) =>
  ben().request(`/attachments/uploads/${id}`, { method: 'HEAD', headers: { 'tus-resumable': '1.0.0' } })
const settled = (id: string) =>
  ben().call(endpoints.getAttachment, { params: { id }, query: { wait_ms: 25_000 } })
const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code
const isStored = (id: string) => holdsBytes(server.ctx, id)

describe('an upload', () => {
  it('is created, sent in chunks, and is unchanged', async () => {
    const created = await beginUpload(ben(), { conversation_id, filename: 'fox.txt', bytes })
    expect(created.status).toBe(201)
    expect(created.headers.get('tus-resumable')).toBe('1.0.0')
    const id = idOf(created)
    expect((await head(id)).headers.get('upload-offset')).toBe('0')
    const first = await patch(id, 0, bytes.subarray(0, 20))
    expect([first.status, first.headers.get('upload-offset')]).toEqual([204, '20'])
    const asked = await head(id)
    expect([asked.headers.get('upload-offset'), asked.headers.get('upload-length')]).toEqual(['20', '44'])
    expect((await patch(id, 20, bytes.subarray(20))).headers.get('upload-offset')).toBe('44')
    expect(await settled(id)).toMatchObject({
      id,
      conversation_id,
      filename: 'fox.txt',
      media_type: 'text/plain',
      size: 44,
      state: 'ready',
    })
    const content = await ben().send(endpoints.getAttachmentContent, { params: { id } })
    expect(Buffer.from(await content.arrayBuffer())).toEqual(bytes)
  })

  it('that goes on at the wrong offset gets the right one', async () => {
    const id = await begin()
    await patch(id, 0, bytes.subarray(0, 20))
    for (const offset of [0, 19, 21, 44]) {
      const response = await patch(id, offset, bytes.subarray(offset))
      expect(response.status).toBe(409)
      expect(await response.json()).toMatchObject({ code: 'conflict', limit: 20, actual: offset })
    }
  })

  it('never gets more than was announced', async () => {
    const id = await begin()
    const response = await patch(id, 0, Buffer.alloc(100))
    expect([response.status, await codeOf(response)]).toEqual([413, 'too_large'])
    expect((await head(id)).headers.get('upload-offset')).toBe('0')
  })

  it('with a lost last answer is complete when it asks again', async () => {
    const id = await begin()
    await patch(id, 0, bytes)
    await settled(id)
    expect((await head(id)).headers.get('upload-offset')).toBe('44')
    expect((await patch(id, 44, Buffer.alloc(0))).status).toBe(204)
  })

  it('that was complete on disk when the server died is checked at its next start', async () => {
    const id = await begin()
    async function* all() {
      yield bytes
    }
    await server.ctx.blobs.append(id, 'upload', all(), bytes.length)
    expect((await head(id)).headers.get('upload-offset')).toBe('44')
    expect((await settled(id)).state).toBe('ready')
  })

  it('announces its features', async () => {
    const response = await server.request('/attachments/uploads', { method: 'OPTIONS' })
    expect(response.status).toBe(204)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'tus-version': '1.0.0',
      'tus-extension': 'creation,termination,expiration',
      'tus-max-size': String(25 * 1024 ** 2),
    })
    expect(response.headers.get('access-control-allow-headers')).toContain('upload-metadata')
  })

  it('refuses other protocols', async () => {
    const good = {
      'tus-resumable': '1.0.0',
      'upload-length': '5',
      'upload-metadata': metadataOf({ conversation_id }),
    }
    const wrong = [
      { 'tus-resumable': '0.2.2' },
      { 'upload-length': '' },
      { 'upload-length': '-1' },
      { 'upload-length': '0' },
      { 'upload-length': '1e3' },
      { 'upload-metadata': '' },
      { 'upload-metadata': 'conversation_id !!!' },
      { 'upload-metadata': metadataOf({ conversation_id: '../..' }) },
    ]
    for (const headers of wrong) {
      const response = await ben().send(endpoints.createUpload, { headers: { ...good, ...headers } })
      expect([headers, response.status, await codeOf(response)]).toEqual([headers, 400, 'invalid'])
    }
  })
})

describe('a broken connection', () => {
  it('loses no received byte, and the next request takes over from a hanging one', async () => {
    const { port } = await server.listen()
    const id = await begin(Buffer.alloc(3_000_000, 'x'))
    const socket = connect(port, 'localhost')
    const headers = [
      `PATCH /attachments/uploads/${id} HTTP/1.1`,
      'Host: localhost',
      `Authorization: Bearer ${server.people.ben.access_token}`,
      'Tus-Resumable: 1.0.0',
      'Upload-Offset: 0',
      'Content-Type: application/offset+octet-stream',
      'Content-Length: 3000000',
    ]
    socket.write(`${headers.join('\r\n')}\r\n\r\n`)
    socket.write(Buffer.alloc(1_000_000, 'x'))
    // It hangs: neither the rest nor an end comes.
    await expect.poll(() => server.ctx.blobs.staged(id, 'upload')).toBe(1_000_000)
    expect((await head(id)).headers.get('upload-offset')).toBe('1000000')
    socket.destroy()
    const rest = await patch(id, 1_000_000, Buffer.alloc(2_000_000, 'x'))
    expect(rest.headers.get('upload-offset')).toBe('3000000')
    expect(await settled(id)).toMatchObject({ state: 'ready', size: 3_000_000 })
  })
})

describe('limits', () => {
  it('of one file are those of the settings, and named', async () => {
    await server.close()
    await start({ LECTERN_UPLOAD_MB: '2' })
    const response = await beginUpload(ben(), { conversation_id, bytes, size: 3 * 1024 ** 2 })
    expect(await response.json()).toMatchObject({
      status: 413,
      code: 'too_large',
      detail: 'The file is 3 MB; the limit is 2 MB.',
      limit: 2 * 1024 ** 2,
      actual: 3 * 1024 ** 2,
    })
  })

  it('of all files of a user count unfinished ones, and free deleted ones', async () => {
    await server.close()
    await start({ LECTERN_USER_STORAGE_MB: '1' })
    const half = { conversation_id, bytes, size: 600_000 }
    const id = idOf(await beginUpload(ben(), half))
    const refused = await beginUpload(ben(), half)
    expect(await refused.json()).toMatchObject({
      code: 'too_large',
      field: 'storage',
      why: 'over_quota',
      limit: 1024 ** 2,
    })
    expect((await beginUpload(server.as(server.people.ada), half)).status).toBe(201)
    await ben().call(endpoints.deleteUpload, { params: { id } })
    expect((await beginUpload(ben(), half)).status).toBe(201)
  })

  it('of simultaneous uploads hold', async () => {
    const statuses = []
    for (let count = 0; count <= CREATIONS; count++)
      statuses.push((await beginUpload(ben(), { conversation_id, bytes })).status)
    expect(statuses.filter((status) => status === 201)).toHaveLength(CREATIONS)
    expect(statuses.at(-1)).toBe(429)
  })

  it('of the disk are reported before the upload', async () => {
    const { blobs } = server.ctx
    const requireRoom = blobs.requireRoom.bind(blobs)
    blobs.requireRoom = (size) => requireRoom(size + 2 ** 52)
    const response = await beginUpload(ben(), { conversation_id, bytes })
    expect([response.status, await codeOf(response)]).toEqual([503, 'storage_full'])
  })
})

describe('a check', () => {
  it('goes on after a crash that came when the file had its final name', async () => {
    const { id } = await upload(ben(), { conversation_id, bytes })
    await settled(id)
    await server.ctx.db.write(async (transaction) => {
      await transaction.query
        .updateTable('attachments')
        .set({ state: 'processing' })
        .where('id', '=', id)
        .execute()
      await server.ctx.jobs.enqueue(transaction, ATTACHMENT_CHECK, id)
    })
    await server.ctx.jobs.whenSettled()
    expect(await settled(id)).toMatchObject({ state: 'ready', size: 44 })
  })
})

describe('unneeded files', () => {
  it('go: an unfinished upload, after a day', async () => {
    const id = await begin()
    await patch(id, 0, bytes.subarray(0, 20))
    clock.jump(DAY_MS - 60_000)
    await server.ctx.jobs.whenSettled()
    expect(await isStored(id)).toBe(true)
    clock.jump(11 * 60_000)
    await server.ctx.jobs.whenSettled()
    expect(await isStored(id)).toBe(false)
    expect(await findAttachment(server.ctx.db.read, id)).toBeUndefined()
  })

  it('go: an unsent file, after two weeks', async () => {
    const { id } = await upload(ben(), { conversation_id, bytes })
    clock.jump(13 * DAY_MS)
    await server.ctx.jobs.whenSettled()
    expect(await isStored(id)).toBe(true)
    clock.jump(2 * DAY_MS)
    await server.ctx.jobs.whenSettled()
    expect(await isStored(id)).toBe(false)
  })

  it('go: a file that its uploader deletes', async () => {
    const { id } = await upload(ben(), { conversation_id, bytes: await jpeg(20, 20) })
    await ben().call(endpoints.deleteUpload, { params: { id } })
    await server.ctx.jobs.whenSettled()
    expect(await isStored(id)).toBe(false)
  })
})
