import { hash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { endpoints, type Document, type Message, type Part } from '@lectern/protocol'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import type { Person } from '../../testing/people.ts'
import { CITATION_CHECK } from '../changes/document-changed.ts'
import { registerCitationCheck } from './citation-check.ts'

const ID = '01890000-0000-7000-8000-000000000001'
const content = '# Squares\n\nHalve the coefficient.\n\nSquare it.'

let server: TestServer
let ada: Person
let ben: Person
let chloe: Person
let course_id: string
let document: Document
beforeEach(async () => {
  server = await createTestServer()
  ;({ ada, ben, chloe } = server.people)
  course_id = await start('course', [ben.user_id, chloe.user_id])
  document = await create({ conversation_id: course_id })
})
afterEach(() => server.close())

const start = async (kind: 'course' | 'group' | 'direct', member_ids: string[], person = ada) =>
  (await server.as(person).call(endpoints.createConversation, { body: { kind, title: kind, member_ids } })).id
const create = (more: object = {}): Promise<Document> =>
  server
    .as(ada)
    .call(endpoints.createDocument, { body: { title: 'Squares', format: 'markdown', content, ...more } })
const save = (text: string) =>
  server
    .as(ada)
    .call(endpoints.createDocumentVersion, { params: { id: document.id }, body: { content: text } })
const patch = (state: 'published' | 'withdrawn') =>
  server.as(ada).call(endpoints.patchDocument, { params: { id: document.id }, body: { state } })

const citing = (text: string, more: object = {}): Part => {
  const start = content.indexOf(text)
  return {
    type: 'document',
    document_id: document.id,
    version: 1,
    span: { start, end: start + text.length, sha256: hash('sha256', text) },
    title: 'anything',
    excerpt: 'made up',
    status: 'unverified',
    ...more,
  }
}
const send = async (person: Person, parts: Part[], id = course_id, more: object = {}): Promise<Message> => {
  const body = { content: 'See here', parts, ...more }
  return (await server.as(person).call(endpoints.sendMessage, { params: { id }, body })).window.messages[0]!
}
const refusal = (asked: Promise<unknown>) =>
  asked.then(
    () => 'sent',
    (error: { problem: { code: string; field?: string } }) => `${error.problem.code} ${error.problem.field}`,
  )
const partsIn = async (person: Person, id = course_id) => {
  await server.ctx.jobs.whenSettled()
  const { messages } = await server.as(person).call(endpoints.listMessages, { params: { id } })
  return messages.flatMap(({ parts }) => parts)
}

describe('a citation', () => {
  it("has the document's text, whatever its sender claims", async () => {
    const { parts } = await send(ben, [citing('Halve the coefficient.')])
    expect(parts).toMatchObject([{ title: 'Squares', excerpt: 'Halve the coefficient.', status: 'verified' }])
    expect(await partsIn(chloe)).toEqual(parts)
  })

  it('of the whole document shows its beginning', async () => {
    const whole = citing('', { span: { start: 0, end: 0, sha256: hash('sha256', '') } })
    expect((await send(ben, [whole], course_id, { content: '' })).parts).toMatchObject([
      { excerpt: 'Halve the coefficient.\n\nSquare it.', status: 'verified' },
    ])
  })

  it('is refused without the passage', async () => {
    const wrong = citing('Halve the coefficient.', {
      span: { start: 0, end: 5, sha256: hash('sha256', 'Other') },
    })
    expect(await refusal(send(ben, [wrong]))).toBe('invalid parts.0.span')
    const beyond = citing('x', { span: { start: 0, end: 9_999, sha256: hash('sha256', content) } })
    expect(await refusal(send(ben, [beyond]))).toBe('invalid parts.0.span')
    expect(await refusal(send(ben, [citing('Halve', { version: 2 })]))).toBe('invalid parts.0.document_id')
    expect(await refusal(send(ben, [citing('Halve', { document_id: ID })]))).toBe(
      'invalid parts.0.document_id',
    )
  })

  it('is allowed only if all present and future members may read the document', async () => {
    const part = citing('Halve the coefficient.')
    const direct = await start('direct', [ben.user_id])
    expect(await refusal(send(ben, [part], direct))).toBe('sent')
    const group = await start('group', [ben.user_id])
    expect(await refusal(send(ben, [part], group))).toBe('invalid parts.0.document_id')
    await server.as(ada).call(endpoints.removeMember, { params: { id: course_id, user_id: chloe.user_id } })
    const withChloe = await start('direct', [chloe.user_id])
    expect(await refusal(send(ada, [part], withChloe))).toBe('invalid parts.0.document_id')
  })

  it('of a school document is allowed everywhere, of a draft nowhere', async () => {
    const school = await create()
    const group = await start('group', [chloe.user_id], ben).catch(() => start('group', [chloe.user_id]))
    expect(await refusal(send(ada, [citing('Halve', { document_id: school.id })], group))).toBe('sent')
    const draft = await create({ state: 'draft' })
    expect(await refusal(send(ada, [citing('Halve', { document_id: draft.id })]))).toBe(
      'invalid parts.0.document_id',
    )
  })

  it('MS2 sent again is the same message, also if the document is gone', async () => {
    const parts = [citing('Halve the coefficient.')]
    const first = await send(ben, parts, course_id, { id: ID })
    await patch('withdrawn')
    await server.ctx.jobs.whenSettled()
    expect((await send(ben, parts, course_id, { id: ID })).id).toBe(first.id)
  })

  it('MS5 becomes stale with a version without the passage, and correct again with one that has it', async () => {
    const message = await send(ben, [citing('Halve the coefficient.'), citing('Square it.')])
    await save('Moved down.\n\nSquare it.')
    expect((await partsIn(chloe)).map((part) => 'status' in part && part.status)).toEqual([
      'stale',
      'verified',
    ])
    const since = message.changed_seq
    const changes = await server
      .as(chloe)
      .call(endpoints.getChanges, { params: { id: course_id }, query: { since } })
    expect(changes).toMatchObject({ window: { messages: [{ id: message.id }], to: since + 1 } })
    await save(content)
    expect((await partsIn(chloe)).map((part) => 'status' in part && part.status)).toEqual([
      'verified',
      'verified',
    ])
  })

  it('is not changed by a version that keeps the passage', async () => {
    const { changed_seq } = await send(ben, [citing('Square it.')])
    await save(`New beginning.\n\n${content}`)
    await server.ctx.jobs.whenSettled()
    const { head } = await server.as(ben).call(endpoints.listMessages, { params: { id: course_id } })
    expect(head).toBe(changed_seq)
    const waiting = server.ctx.db.read.selectFrom('jobs').select('key').where('kind', '=', CITATION_CHECK)
    expect(await waiting.execute()).toEqual([])
  })

  it('is empty while its document is withdrawn', async () => {
    await send(ben, [citing('Square it.')])
    await patch('withdrawn')
    expect(await partsIn(ben)).toMatchObject([{ title: '', excerpt: '', status: 'stale' }])
    await patch('published')
    expect(await partsIn(ben)).toMatchObject([
      { title: 'Squares', excerpt: 'Square it.', status: 'verified' },
    ])
  })

  it('is corrected after a restart if there was no time before', async () => {
    await send(ben, [citing('Square it.')])
    await server.ctx.jobs.close()
    await save('Something else.')
    expect(await partsIn(ben)).toMatchObject([{ status: 'verified' }])
    registerCitationCheck(server.ctx)
    await server.ctx.jobs.whenSettled()
    expect(await partsIn(ben)).toMatchObject([{ status: 'stale' }])
  })

  it('is corrected in every message, however many there are', async () => {
    for (let index = 0; index < 6; index++)
      for (const person of [ada, ben, chloe])
        for (let each = 0; each < 3; each++) await send(person, [citing('Square it.')], course_id)
    await save('Nothing of it.')
    const parts = await partsIn(ben)
    expect(parts.length).toBeGreaterThanOrEqual(50)
    expect(parts.every((part) => 'status' in part && part.status === 'stale')).toBe(true)
  })
})

describe('backlinks', () => {
  it('list the readable messages, without deleted ones', async () => {
    const direct = await start('direct', [ben.user_id])
    const { id } = await send(ben, [citing('Square it.'), citing('Halve')])
    await send(ada, [citing('Square it.')], direct)
    const linked = async (person: Person) => {
      const { backlinks } = await server
        .as(person)
        .call(endpoints.listBacklinks, { params: { id: document.id } })
      return backlinks.map(({ conversation_title, sender, kind }) => [conversation_title, sender, kind])
    }
    expect(await linked(ben)).toEqual([
      [undefined, 'Ada', 'cites'],
      ['course', 'Ben', 'cites'],
    ])
    expect(await linked(chloe)).toEqual([['course', 'Ben', 'cites']])
    await server.as(ben).call(endpoints.deleteMessage, { params: { id: course_id, message_id: id } })
    expect(await linked(chloe)).toEqual([])
  })

  it('come in pages, the newest first and each message once, from all own conversations', async () => {
    const school = await create()
    const cite = (person: Person, id: string, times = 1) =>
      send(
        person,
        Array.from({ length: times }, () => citing('Square it.', { document_id: school.id })),
        id,
      )
    const rooms = [course_id]
    for (let each = 0; each < 3; each++) rooms.push(await start('group', [ben.user_id]))
    const elsewhere = await start('group', [chloe.user_id])
    const said: string[] = []
    for (let round = 0; round < 5; round++)
      for (const id of [...rooms, elsewhere]) {
        const { id: message_id } = await cite(ada, id, 2)
        if (id !== elsewhere) said.unshift(message_id)
      }
    // The newest of one conversation are deleted.
    const { id: gone } = await cite(ada, rooms[1]!)
    const params = { id: rooms[1]!, message_id: gone }
    await server.as(ada).call(endpoints.deleteMessage, { params })
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const query = { limit: 3, ...(cursor !== undefined && { cursor }) }
      const page = await server.as(ben).call(endpoints.listBacklinks, { params: { id: school.id }, query })
      expect(page.backlinks.length).toBeGreaterThan(0)
      seen.push(...page.backlinks.map(({ message_id }) => message_id))
      cursor = page.next_cursor ?? undefined
    } while (cursor !== undefined)
    expect(seen.toSorted()).toEqual(said.toSorted())
    expect(seen).toHaveLength(said.length)
  })
})
