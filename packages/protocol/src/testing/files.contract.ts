// Uploads by tus, attachments, and documents made of them.
import { expect } from 'vitest'
import type { Operation } from '../api/index.ts'
import { LIMITS } from '../limits.ts'
import { rowOf, UNKNOWN_ID, type Room } from './room.contract.ts'
import type { WirePerson } from './wire-person.contract.ts'
import type { Cases } from './wire.contract.ts'

const TUS = { 'tus-resumable': '1.0.0' }
const TEXT = 'To complete the square, halve the coefficient of x and square the result.'

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)

const creation = (conversation_id: string, size: number, filename = 'square.txt') => {
  const fields = { conversation_id, filename, filetype: 'text/plain' }
  const metadata = Object.entries(fields).map(([name, value]) => `${name} ${btoa(value)}`)
  return { headers: { ...TUS, 'upload-length': String(size), 'upload-metadata': metadata.join(',') } }
}

const piece = (id: string, offset: number, text: string) => ({
  params: { id },
  headers: { ...TUS, 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) },
  bytes: bytesOf(text),
})

const begin = async (person: WirePerson, { course }: Room, size = TEXT.length): Promise<string> => {
  const { status, headers } = await person.ask('createUpload', creation(course.id, size))
  expect(status).toBe(201)
  return headers.get('location')?.split('/').at(-1) ?? ''
}

/** A complete and checked file. */
const upload = async (person: WirePerson, room: Room): Promise<string> => {
  const id = await begin(person, room)
  await person.ask('patchUpload', piece(id, 0, TEXT))
  await person.get('getAttachment', { params: { id }, query: { wait_ms: LIMITS.sync_wait_ms } })
  return id
}

const send = async (person: WirePerson, room: Room): Promise<string> => {
  const id = await upload(person, room)
  await room.say(person, 'Read this', { attachment_ids: [id] })
  return id
}

export const fileCases: Partial<Record<Operation, Cases>> = {
  createUpload: {
    'begins at the first byte, for members': async (room) => {
      const { ada, chloe, course } = room
      const id = await begin(ada, room)
      expect(id).toMatch(/^[0-9a-f-]{36}$/)
      const limit = LIMITS.upload_bytes
      expect((await ada.refused('createUpload', creation(course.id, limit + 1))).code).toBe('too_large')
      expect((await chloe.refused('createUpload', creation(course.id, 1))).code).toBe('not_found')
    },
  },
  getUpload: {
    'says how far it has come': async (room) => {
      const { ada, ben } = room
      const id = await begin(ada, room)
      await ada.ask('patchUpload', piece(id, 0, TEXT.slice(0, 10)))
      const { headers } = await ada.ask('getUpload', { params: { id }, headers: TUS })
      expect(headers.get('upload-offset')).toBe('10')
      expect(headers.get('upload-length')).toBe(String(TEXT.length))
      expect((await ben.refused('getUpload', { params: { id }, headers: TUS })).code).toBe('not_found')
    },
  },
  patchUpload: {
    'goes on where it was and nowhere else': async (room) => {
      const { ada } = room
      const id = await begin(ada, room)
      const first = await ada.ask('patchUpload', piece(id, 0, TEXT.slice(0, 10)))
      expect(first).toMatchObject({ status: 204 })
      expect(first.headers.get('upload-offset')).toBe('10')
      expect((await ada.refused('patchUpload', piece(id, 5, TEXT.slice(5)))).code).toBe('conflict')
      const { headers } = await ada.ask('patchUpload', piece(id, 10, TEXT.slice(10)))
      expect(headers.get('upload-offset')).toBe(String(TEXT.length))
      expect((await ada.refused('patchUpload', piece(UNKNOWN_ID, 0, TEXT))).code).toBe('not_found')
    },
  },
  deleteUpload: {
    'gives up what was not sent': async (room) => {
      const { ada } = room
      const id = await begin(ada, room)
      expect((await ada.ask('deleteUpload', { params: { id }, headers: TUS })).status).toBe(204)
      expect((await ada.refused('getAttachment', { params: { id } })).code).toBe('not_found')
      const sent = await send(ada, room)
      const params = { id: sent }
      expect((await ada.refused('deleteUpload', { params, headers: TUS })).code).toBe('conflict')
    },
  },
  getAttachment: {
    'is its uploader’s until it is sent': async (room) => {
      const { ada, ben, chloe, course, at, say } = room
      const id = await upload(ben, room)
      const known = await ben.get('getAttachment', { params: { id } })
      expect(known).toMatchObject({ id, conversation_id: course.id, filename: 'square.txt', state: 'ready' })
      expect(known).toMatchObject({ media_type: 'text/plain', size: TEXT.length, created_by: ben.id })
      expect(known).not.toHaveProperty('message_id')
      expect((await ada.refused('getAttachment', { params: { id } })).code).toBe('not_found')
      const stolen = { content: '', attachment_ids: [id] }
      const refusal = await ada.refused('sendMessage', { ...at, body: stolen })
      expect(refusal).toMatchObject({ code: 'invalid', field: 'attachment_ids.0' })
      const message = await say(ben, 'Read this', { attachment_ids: [id] })
      const file = { filename: 'square.txt', media_type: 'text/plain', size: TEXT.length }
      expect(message).toMatchObject({ kind: 'text', parts: [{ type: 'file', attachment_id: id, ...file }] })
      expect(await ada.get('getAttachment', { params: { id } })).toEqual({ ...known, message_id: message.id })
      expect((await chloe.refused('getAttachment', { params: { id } })).code).toBe('not_found')
    },
    'goes with its message': async (room) => {
      const { ada } = room
      const id = await upload(ada, room)
      const { id: message_id } = await room.say(ada, 'Read this', { attachment_ids: [id] })
      await ada.get('getAttachment', { params: { id } })
      const { window } = await ada.get('deleteMessage', { params: { ...room.at.params, message_id } })
      expect(rowOf(window, message_id).parts).toEqual([])
      expect((await ada.refused('getAttachment', { params: { id } })).code).toBe('not_found')
    },
  },
  getAttachmentContent: {
    'has the bytes, by token or by link': async (room) => {
      const { ada, ben, chloe } = room
      const id = await send(ben, room)
      const response = await ada.send('getAttachmentContent', { params: { id } })
      expect(await response.text()).toBe(TEXT)
      const { links } = await ada.get('createAttachmentLinks', { body: { attachment_ids: [id] } })
      const query = { sig: links[id] ?? '' }
      await ada.ask('getAttachmentContent', { params: { id }, query })
      expect((await chloe.refused('getAttachmentContent', { params: { id } })).code).toBe('not_found')
    },
  },
  createAttachmentLinks: {
    'gives links to what one may see': async (room) => {
      const { ada, ben, chloe } = room
      const id = await send(ben, room)
      const body = { attachment_ids: [id, UNKNOWN_ID] }
      const { links, expires_in_ms } = await ada.get('createAttachmentLinks', { body })
      expect(Object.keys(links)).toEqual([id])
      expect(expires_in_ms).toBeGreaterThan(60_000)
      expect((await chloe.get('createAttachmentLinks', { body })).links).toEqual({})
    },
  },
  listAttachments: {
    'has what was sent, the newest first, in pages and by kind': async (room) => {
      const { ada, ben, at } = room
      await upload(ada, room)
      const first = await send(ben, room)
      const second = await send(ada, room)
      const ids = async (query: object) =>
        (await ben.get('listAttachments', { ...at, query })).attachments.map(({ id }) => id)
      expect(await ids({})).toEqual([second, first])
      expect(await ids({ kind: 'file' })).toEqual([second, first])
      expect(await ids({ kind: 'image' })).toEqual([])
      const page = await ben.get('listAttachments', { ...at, query: { limit: 1 } })
      expect(page.attachments.map(({ id }) => id)).toEqual([second])
      expect(await ids({ limit: 1, cursor: page.next_cursor ?? '' })).toEqual([first])
    },
  },
  createDocument: {
    'is written by staff, once': async ({ ada, ben, course }) => {
      const id = crypto.randomUUID()
      const text = { title: 'Squares', format: 'text' as const, content: TEXT }
      const body = { id, ...text, conversation_id: course.id, collection: 'Notes' }
      const { status, body: made } = await ada.ask('createDocument', { body })
      expect(status).toBe(201)
      expect(made).toMatchObject({ ...body, state: 'published', created_by: ada.id })
      expect(made).toMatchObject({ version: 1, latest_version: 1 })
      expect(await ada.ask('createDocument', { body })).toEqual({
        status: 200,
        body: made,
        headers: expect.anything() as Headers,
      })
      expect((await ada.refused('createDocument', { body: { ...body, content: 'Other' } })).code).toBe(
        'conflict',
      )
      const { id: _, ...own } = body
      expect((await ben.refused('createDocument', { body: own })).code).toBe('forbidden')
    },
  },
  createDocumentVersion: {
    'stands on the version that its author saw': async ({ ada, ben, course }) => {
      const body = { title: 'Squares', format: 'text' as const, content: TEXT, conversation_id: course.id }
      const { id } = await ada.get('createDocument', { body })
      const params = { id }
      const next = { content: 'Halve it.', base_version: 1 }
      const { status, body: made } = await ada.ask('createDocumentVersion', { params, body: next })
      expect(status).toBe(201)
      expect(made).toMatchObject({
        id,
        title: 'Squares',
        content: 'Halve it.',
        version: 2,
        latest_version: 2,
      })
      const late = { content: 'Square it.', base_version: 1 }
      expect((await ada.refused('createDocumentVersion', { params, body: late })).code).toBe('conflict')
      expect((await ben.refused('createDocumentVersion', { params, body: late })).code).toBe('forbidden')
      const nowhere = { params: { id: UNKNOWN_ID }, body: late }
      expect((await ada.refused('createDocumentVersion', nowhere)).code).toBe('not_found')
    },
  },
}
