import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { endpoints, type NewMessage } from '@lectern/protocol'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import { holdsBytes } from '../../testing/holds-bytes.ts'
import { ManualClock } from '../../testing/manual-clock.ts'
import type { Person } from '../../testing/people.ts'
import { jpeg } from '../../testing/pictures.ts'
import { beginUpload, idOf, patchUpload, upload } from '../../testing/upload.ts'

const ID = '01890000-0000-7000-8000-000000000001'

let clock: ManualClock
let server: TestServer
let ada: Person
let ben: Person
let chloe: Person
let conversation_id: string
beforeEach(async () => {
  clock = new ManualClock()
  server = await createTestServer({ clock })
  ;({ ada, ben, chloe } = server.people)
  const body = { kind: 'group' as const, title: 'Algebra', member_ids: [ben.user_id, chloe.user_id] }
  conversation_id = (await server.as(ada).call(endpoints.createConversation, { body })).id
})
afterEach(() => server.close())

const sendAs = async (person: Person, body: Partial<NewMessage>, id = conversation_id) =>
  (await server.as(person).call(endpoints.sendMessage, { params: { id }, body: { content: '', ...body } }))
    .window.messages[0]!
const refusalOf = (person: Person, body: Partial<NewMessage>, id = conversation_id) =>
  sendAs(person, body, id).then(
    () => undefined,
    (error: { problem: object }) => error.problem,
  )
const put = async (filename: string, bytes: Uint8Array, person = ben) =>
  (await upload(server.as(person), { conversation_id, filename, bytes })).id
const text = Buffer.from('x = 1\n')
const statusFor = async (person: Person, id: string) =>
  (await server.as(person).send(endpoints.getAttachmentContent, { params: { id } })).status

describe('a message with attachments', () => {
  it('shows them as its parts, images with size and alternative text', async () => {
    const image = await put('board.jpg', await jpeg(400, 300))
    const file = await put('work.py', text)
    const message = await sendAs(ben, {
      content: 'My solution',
      attachment_ids: [image, file],
      alt_texts: { [image]: 'The blackboard' },
    })
    expect(message.kind).toBe('text')
    expect(message.parts).toMatchObject([
      {
        type: 'image',
        attachment_id: image,
        width: 400,
        height: 300,
        alt: 'The blackboard',
        filename: 'board.jpg',
      },
      { type: 'file', attachment_id: file, filename: 'work.py', media_type: 'text/x-python', size: 6 },
    ])
    const { messages } = await server
      .as(ada)
      .call(endpoints.listMessages, { params: { id: conversation_id } })
    expect(messages.at(-1)).toEqual(message)
    expect(await statusFor(chloe, image)).toBe(200)
  })

  it('S32 is asked for again before a browser shows what it kept: it may be deleted by now', async () => {
    const image = await put('board.jpg', await jpeg(400, 300))
    const { id: message_id } = await sendAs(ben, { attachment_ids: [image] })
    for (const path of [`/attachments/${image}/content`, `/attachments/${image}/preview/320`]) {
      const fresh = await server.as(chloe).request(path)
      expect(fresh.headers.get('cache-control')).toBe('private, no-cache')
      const etag = fresh.headers.get('etag') ?? ''
      const known = await server.as(chloe).request(path, { headers: { 'if-none-match': `W/${etag}` } })
      expect([known.status, await known.text()]).toEqual([304, ''])
      const other = await server.as(chloe).request(path, { headers: { 'if-none-match': '"another"' } })
      expect(other.status).toBe(200)
      await other.body?.cancel()
      await fresh.body?.cancel()
    }
    const { etag = '' } = Object.fromEntries(
      (await server.as(chloe).request(`/attachments/${image}/content`)).headers,
    )
    await server.as(ben).call(endpoints.deleteMessage, { params: { id: conversation_id, message_id } })
    const gone = await server
      .as(chloe)
      .request(`/attachments/${image}/content`, { headers: { 'if-none-match': etag } })
    expect(gone.status).toBe(404)
  })

  it('needs no text, and is then an image', async () => {
    const image = await put('board.jpg', await jpeg(40, 30))
    expect(await sendAs(ben, { attachment_ids: [image] })).toMatchObject({ kind: 'image', content: '' })
    expect(await refusalOf(ben, { attachment_ids: [] })).toMatchObject({ code: 'invalid', field: 'content' })
  })

  it('MS2 is the same message when it is sent again, and another one with other files', async () => {
    const [one, two] = [await put('1.txt', text), await put('2.txt', text)]
    const message = await sendAs(ben, { id: ID, attachment_ids: [one] })
    expect(await sendAs(ben, { id: ID, attachment_ids: [one] })).toEqual(message)
    for (const other of [
      { attachment_ids: [two] },
      { attachment_ids: [one], alt_texts: { [one]: 'Another' } },
      { content: 'None' },
    ])
      expect(await refusalOf(ben, { id: ID, ...other })).toMatchObject({ code: 'conflict', field: 'id' })
    expect(await sendAs(ben, { attachment_ids: [two] })).toMatchObject({ parts: [{ attachment_id: two }] })
  })

  it('refuses unknown files, those of others or other conversations, and unfinished, refused or taken ones', async () => {
    const mine = await put('1.txt', text)
    const adas = await put('2.txt', text, ada)
    const unfinished = idOf(await beginUpload(server.as(ben), { conversation_id, bytes: text }))
    const broken = await put('x.jpg', (await jpeg(99, 99)).subarray(0, 400))
    const taken = await put('3.txt', text)
    await sendAs(ben, { attachment_ids: [taken] })
    const body = { kind: 'direct' as const, member_ids: [ada.user_id] }
    const elsewhere = (await server.as(ben).call(endpoints.createConversation, { body })).id
    const none = { code: 'invalid', detail: 'There is no such attachment.', field: 'attachment_ids.1' }
    for (const [second, refusal] of [
      [ID, none],
      [adas, none],
      [mine, none],
      [unfinished, { code: 'conflict', detail: 'The attachment is not ready yet.' }],
      [broken, { code: 'invalid', detail: 'The image is damaged and cannot be read.' }],
      [taken, { code: 'conflict', detail: 'The attachment was sent already.' }],
    ] as const)
      expect(await refusalOf(ben, { attachment_ids: [mine, second] })).toMatchObject(refusal)
    expect(await refusalOf(ben, { attachment_ids: [mine] }, elsewhere)).toMatchObject({
      code: 'invalid',
      detail: 'The attachment was uploaded for another conversation.',
    })
    // No refused request took it.
    expect((await sendAs(ben, { attachment_ids: [mine] })).parts).toHaveLength(1)
  })

  it('deletes their bytes when it is deleted', async () => {
    const image = await put('board.jpg', await jpeg(400, 300))
    const { id: message_id } = await sendAs(ben, { content: 'Look', attachment_ids: [image] })
    const params = { id: conversation_id, message_id }
    const { window } = await server.as(ben).call(endpoints.deleteMessage, { params })
    expect(window.messages[0]).toMatchObject({ content: '', parts: [] })
    expect(await statusFor(ada, image)).toBe(404)
    await server.ctx.jobs.whenSettled()
    expect(await holdsBytes(server.ctx, image)).toBe(false)
  })
})

describe('an attachment', () => {
  it('is visible to its uploader until it is sent, and to the members from then on', async () => {
    const id = await put('1.txt', text)
    expect([await statusFor(ben, id), await statusFor(ada, id)]).toEqual([200, 404])
    await sendAs(ben, { attachment_ids: [id] })
    expect([await statusFor(ada, id), await statusFor(server.people.admin, id)]).toEqual([200, 404])
  })

  it('AU1 is not visible to a former member, also if it was their own', async () => {
    const sent = await put('1.txt', text, chloe)
    await sendAs(chloe, { attachment_ids: [sent] })
    const kept = await put('2.txt', text, chloe)
    const pending = idOf(await beginUpload(server.as(chloe), { conversation_id, bytes: text }))
    const params = { id: conversation_id, user_id: chloe.user_id }
    await server.as(ada).call(endpoints.removeMember, { params })
    for (const id of [sent, kept]) expect(await statusFor(chloe, id)).toBe(404)
    expect((await patchUpload(server.as(chloe), pending, 0, text)).status).toBe(404)
  })

  it('is listed in its conversation, the newest first, by kind', async () => {
    const ids: string[] = []
    for (const name of ['1.txt', '2.jpg', '3.txt', '4.jpg']) {
      clock.advance(1_000)
      const id = await put(name, name.endsWith('txt') ? text : await jpeg(9, 9))
      await sendAs(ben, { attachment_ids: [id] })
      ids.unshift(id)
    }
    await put('unsent.txt', text)
    const list = (query: object) =>
      server.as(ada).call(endpoints.listAttachments, { params: { id: conversation_id }, query })
    const idsOf = ({ attachments }: { attachments: { id: string }[] }) => attachments.map(({ id }) => id)
    expect(idsOf(await list({}))).toEqual(ids)
    expect(idsOf(await list({ kind: 'image' }))).toEqual([ids[0], ids[2]])
    expect(idsOf(await list({ kind: 'file' }))).toEqual([ids[1], ids[3]])
    const first = await list({ limit: 3 })
    expect(idsOf(first)).toEqual(ids.slice(0, 3))
    expect(idsOf(await list({ limit: 3, cursor: first.next_cursor }))).toEqual(ids.slice(3))
  })

  it('is read in ranges, for players that seek', async () => {
    const id = await put('1.txt', Buffer.from('0123456789'))
    const read = async (range: string) => {
      const response = await server
        .as(ben)
        .send(endpoints.getAttachmentContent, { params: { id }, headers: { range } })
      return [response.status, response.headers.get('content-range'), await response.text()]
    }
    expect(await read('bytes=2-4')).toEqual([206, 'bytes 2-4/10', '234'])
    expect(await read('bytes=7-')).toEqual([206, 'bytes 7-9/10', '789'])
    expect(await read('bytes=-2')).toEqual([206, 'bytes 8-9/10', '89'])
    expect(await read('bytes=5-99')).toEqual([206, 'bytes 5-9/10', '56789'])
    expect(await read('bytes=10-')).toEqual([416, 'bytes */10', ''])
    expect(await read('lines=1-2')).toEqual([200, null, '0123456789'])
  })
})

describe('a signed link', () => {
  const linkOf = async (person: Person, id: string) => {
    const body = { attachment_ids: [id, ID] }
    const { links, expires_in_ms } = await server.as(person).call(endpoints.createAttachmentLinks, { body })
    expect(Object.keys(links)).toEqual([id])
    return { url: `/attachments/${id}/content?sig=${links[id]}`, expires_in_ms }
  }
  const statusOf = async (url: string) => (await server.request(url)).status

  it('works without a token, for at least a quarter of an hour and at most two', async () => {
    const { url, expires_in_ms: validMs } = await linkOf(ben, await put('1.txt', text))
    expect(validMs).toBeGreaterThanOrEqual(15 * 60_000)
    expect(validMs).toBeLessThanOrEqual(30 * 60_000)
    expect(await statusOf(url)).toBe(200)
    expect(await statusOf(url.replace('/content', ''))).toBe(401)
    clock.advance(validMs)
    expect(await statusOf(url)).toBe(401)
  })

  it('stays the same within a quarter of an hour, so that browsers need not load twice', async () => {
    const id = await put('1.txt', text)
    const { url } = await linkOf(ben, id)
    clock.advance(9 * 60_000)
    expect((await linkOf(ben, id)).url).toBe(url)
  })

  it('AU3 ends with its session', async () => {
    const { url } = await linkOf(ben, await put('1.txt', text))
    await server.as(ben).call(endpoints.logout)
    expect(await statusOf(url)).toBe(401)
  })

  it('AU1 ends with the membership of its user', async () => {
    const id = await put('1.txt', text)
    await sendAs(ben, { attachment_ids: [id] })
    const { url } = await linkOf(chloe, id)
    expect(await statusOf(url)).toBe(200)
    const params = { id: conversation_id, user_id: chloe.user_id }
    await server.as(ada).call(endpoints.removeMember, { params })
    expect(await statusOf(url)).toBe(404)
  })
})
