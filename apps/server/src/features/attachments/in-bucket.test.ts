// People and their files while everything is in a bucket, and while the bucket is away.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { endpoints, PREVIEW_WIDTHS } from '@lectern/protocol'
import { BucketError } from '../../platform/blobs/bucket-error.ts'
import { S3Bucket } from '../../platform/blobs/bucket.ts'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import { directTalk } from '../../testing/direct-talk.ts'
import { textPdf } from '../../testing/files.ts'
import { holdsBytes } from '../../testing/holds-bytes.ts'
import { ManualClock } from '../../testing/manual-clock.ts'
import { picture } from '../../testing/pictures.ts'
import { S3Server } from '../../testing/s3-server.ts'
import { beginUpload, idOf, patchUpload, upload } from '../../testing/upload.ts'
import { ATTACHMENT_CHECK } from './attachment-checks.ts'
import { findAttachment } from './attachments-rows.ts'

const MB = 1024 ** 2

let s3: S3Server
let clock: ManualClock
let server: TestServer
let conversation_id: string
let count = 0
beforeAll(async () => void (s3 = await S3Server.start()))
afterAll(() => s3.close())
beforeEach(async () => {
  clock = new ManualClock()
  server = await createTestServer({ clock, env: s3.env(`people-${++count}`) })
  conversation_id = (await directTalk(server)).id
})
afterEach(async () => {
  vi.restoreAllMocks()
  s3.disturb = undefined
  await server.close()
})

const ada = () => server.as(server.people.ada)
const ben = () => server.as(server.people.ben)
const chloe = () => server.as(server.people.chloe)
const sums = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const refuse = (status: number, code: string) => (s3.disturb = () => ({ status, code }))
const send = (id: string, attachment_ids: string[]) =>
  ada().call(endpoints.sendMessage, {
    params: { id: conversation_id },
    body: { id, content: 'Look', attachment_ids },
  })
const onDisk = () => {
  const root = join(server.data_dir, 'blobs')
  return existsSync(root)
    ? readdirSync(root, { recursive: true, withFileTypes: true }).filter((e) => e.isFile())
    : []
}
const content = (caller: ReturnType<typeof ada>, id: string, headers: Record<string, string> = {}) =>
  caller.request(`/attachments/${id}/content`, { headers })

describe('two people', () => {
  it('share a picture, a document and a file of 20 MB; nothing of them stays on the disk', async () => {
    const photo = await picture(1_200, 900).jpeg().toBuffer()
    const pdf = textPdf([['Halve the interval']])
    const large = Buffer.alloc(20 * MB, 'lectern\0\x01')
    const files = [
      await upload(ada(), { conversation_id, filename: 'photo.jpg', bytes: photo }),
      await upload(ada(), { conversation_id, filename: 'plan.pdf', bytes: pdf }),
      await upload(ada(), { conversation_id, filename: 'Übung „1“.bin', bytes: large }),
    ]
    const ids = files.map(({ id }) => id)
    expect(files.map(({ state }) => state)).toEqual(['ready', 'ready', 'ready'])
    await send('0198c0de-0000-7000-8000-000000000001', ids)
    expect(onDisk()).toEqual([])

    // Somebody outside of the conversation sees none of it.
    for (const id of ids) expect((await content(chloe(), id)).status).toBe(404)
    expect((await server.request(`/attachments/${ids[2]}/content`)).status).toBe(401)

    const whole = await content(ben(), ids[2]!)
    expect(whole.headers.get('content-length')).toBe(String(large.length))
    expect(whole.headers.get('content-disposition')).toContain("filename*=UTF-8''%C3%9Cbung%20")
    expect(whole.headers.get('content-type')).toBe('application/octet-stream')
    expect(sums(Buffer.from(await whole.arrayBuffer()))).toBe(sums(large))

    const part = await content(ben(), ids[2]!, { range: 'bytes=10485760-10485779' })
    expect([part.status, part.headers.get('content-range')]).toEqual([
      206,
      'bytes 10485760-10485779/20971520',
    ])
    expect(Buffer.from(await part.arrayBuffer())).toEqual(large.subarray(10 * MB, 10 * MB + 20))
    expect((await content(ben(), ids[2]!, { range: 'bytes=99999999-' })).status).toBe(416)

    const preview = await ben().request(`/attachments/${ids[0]}/preview/${PREVIEW_WIDTHS[0]}`)
    expect([preview.status, preview.headers.get('content-type')]).toEqual([200, 'image/webp'])
    expect((await preview.arrayBuffer()).byteLength).toBe(Number(preview.headers.get('content-length')))

    const made = await ada().call(endpoints.createDocument, {
      body: { attachment_id: ids[1]!, conversation_id, title: 'Plan' },
    })
    const original = await ben().request(`/documents/${made.id}/original`)
    expect(Buffer.from(await original.arrayBuffer())).toEqual(pdf)
    expect(onDisk()).toEqual([])
  })

  it('ask for the head alone as often as they like', async () => {
    const { id } = await upload(ada(), { conversation_id, filename: 'a.bin', bytes: Buffer.alloc(3 * MB, 7) })
    const { url } = await server.listen()
    const headers = { authorization: `Bearer ${server.people.ada.access_token}` }
    for (let times = 0; times < 60; times++) {
      const answer = await fetch(`${url}/attachments/${id}/content`, { method: 'HEAD', headers })
      expect([answer.status, answer.headers.get('content-length')]).toEqual([200, String(3 * MB)])
    }
    const answer = await fetch(`${url}/attachments/${id}/content`, { headers })
    expect((await answer.arrayBuffer()).byteLength).toBe(3 * MB)
  })

  it('keep their links, which end as before', async () => {
    const { id } = await upload(ada(), { conversation_id, filename: 'a.txt', bytes: Buffer.from('text') })
    const { links } = await ada().call(endpoints.createAttachmentLinks, { body: { attachment_ids: [id] } })
    const path = `/attachments/${id}/content?sig=${links[id]}`
    expect(await (await server.request(path)).text()).toBe('text')
    clock.jump(3 * 60 * 60_000)
    expect((await server.request(path)).status).toBe(401)
  })
})

describe('while the bucket is away', () => {
  const bytes = Buffer.from('The quick brown fox')
  const begin = async () => idOf(await beginUpload(ben(), { conversation_id, filename: 'fox.txt', bytes }))
  const stateOf = async (id: string) => (await findAttachment(server.ctx.db.read, id))?.state
  const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code
  const later = async () => {
    clock.advance(11_000)
    await server.ctx.jobs.whenSettled()
  }

  it('an upload is told that there is no room, and goes on where it was', async () => {
    const id = await begin()
    await patchUpload(ben(), id, 0, bytes.subarray(0, 10))
    refuse(507, 'QuotaExceeded')
    await expect(server.ctx.blobs.copy(id, 'content', id)).rejects.toMatchObject({ code: 'storage_full' })
    const last = await patchUpload(ben(), id, 10, bytes.subarray(10))
    expect([last.status, last.headers.get('retry-after'), await codeOf(last)]).toEqual([
      503,
      '10',
      'storage_full',
    ])
    const other = await beginUpload(ben(), { conversation_id, filename: 'other.txt', bytes })
    expect([other.status, await codeOf(other)]).toEqual([503, 'storage_full'])
    expect(await stateOf(id)).toBe('uploading')
    s3.disturb = undefined
    clock.advance(11_000)
    const head = { method: 'HEAD', headers: { 'tus-resumable': '1.0.0' } }
    const asked = await ben().request(`/attachments/uploads/${id}`, head)
    expect(asked.headers.get('upload-offset')).toBe(String(bytes.length))
    await server.ctx.jobs.whenIdle(ATTACHMENT_CHECK, id)
    expect(await stateOf(id)).toBe('ready')
    expect(await (await content(ben(), id)).text()).toBe(bytes.toString())
  })

  it('a file that has arrived waits for days, and is ready soon after', async () => {
    const id = await begin()
    s3.disturb = ({ method }) => (method === 'PUT' ? { status: 403, code: 'AccessDenied' } : undefined)
    await patchUpload(ben(), id, 0, bytes)
    await server.ctx.jobs.whenSettled()
    for (let times = 0; times < 30; times++) await later()
    clock.jump(3 * 24 * 60 * 60_000)
    await server.ctx.jobs.whenSettled()
    expect(await stateOf(id)).toBe('processing')
    s3.disturb = undefined
    await later()
    expect(await stateOf(id)).toBe('ready')
    expect(onDisk()).toEqual([])
  })

  it('what is deleted goes as soon as it can, however late', async () => {
    const { id } = await upload(ben(), { conversation_id, filename: 'fox.txt', bytes })
    refuse(503, 'SlowDown')
    await ben().call(endpoints.deleteUpload, { params: { id } })
    await server.ctx.jobs.whenSettled()
    for (let times = 0; times < 15; times++) await later()
    s3.disturb = undefined
    expect(await holdsBytes(server.ctx, id)).toBe(true)
    await later()
    expect(await holdsBytes(server.ctx, id)).toBe(false)
    expect(await findAttachment(server.ctx.db.read, id)).toBeUndefined()
  })

  it('a refused file leaves nothing, also if the bucket was away when it was refused', async () => {
    const png = await picture(40, 30).png().toBuffer()
    s3.disturb = () => ({ status: 503, code: 'SlowDown' })
    const broken = { conversation_id, filename: 'x.png', bytes: png.subarray(0, 60) }
    const { id, state } = await upload(ben(), broken)
    expect(state).toBe('rejected')
    await server.ctx.jobs.whenSettled()
    s3.disturb = undefined
    await later()
    expect(await holdsBytes(server.ctx, id)).toBe(false)
    expect(await stateOf(id)).toBe('rejected')
  })

  it('files cannot be read, and are not said to be missing', async () => {
    const { id } = await upload(ben(), { conversation_id, filename: 'fox.txt', bytes })
    refuse(503, 'SlowDown')
    const answer = await content(ben(), id)
    expect([answer.status, await codeOf(answer)]).toEqual([503, 'unavailable'])
    s3.disturb = undefined
    expect((await content(ben(), id)).status).toBe(200)
  })

  it('a file that stops in the middle ends its answer, and nothing else', async () => {
    const { id } = await upload(ben(), { conversation_id, filename: 'a.bin', bytes: Buffer.alloc(MB, 7) })
    const half = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(Buffer.alloc(1_000)),
      pull: (controller) => controller.error(new BucketError('silent', 'silent', 'nothing comes')),
    })
    vi.spyOn(S3Bucket.prototype, 'get').mockResolvedValueOnce(half)
    const { url } = await server.listen()
    const headers = { authorization: `Bearer ${server.people.ben.access_token}` }
    const broken = await fetch(`${url}/attachments/${id}/content`, { headers })
    expect(broken.status).toBe(200)
    await expect(broken.arrayBuffer()).rejects.toThrow('terminated')
    const whole = await fetch(`${url}/attachments/${id}/content`, { headers })
    expect((await whole.arrayBuffer()).byteLength).toBe(MB)
  })

  it('a text is sent as ever', async () => {
    refuse(503, 'SlowDown')
    const sent = await send('0198c0de-0000-7000-8000-000000000002', [])
    expect(sent).toBeDefined()
  })
})
