import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { endpoints, type Document, type DocumentVersion } from '@lectern/protocol'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import { ManualClock } from '../../testing/manual-clock.ts'
import type { Person } from '../../testing/people.ts'
import { publishDocument, withdrawDocument } from './publish.ts'

const ID = '01890000-0000-7000-8000-000000000001'
const note = { title: 'Squares', format: 'markdown' as const, content: '# Squares\n\nHalve it.' }

let clock: ManualClock
let server: TestServer
let ada: Person
let ben: Person
let chloe: Person
let course_id: string
beforeEach(async () => {
  clock = new ManualClock()
  server = await createTestServer({ clock })
  ;({ ada, ben, chloe } = server.people)
  const body = { kind: 'course' as const, title: 'Algebra', member_ids: [ben.user_id] }
  course_id = (await server.as(ada).call(endpoints.createConversation, { body })).id
})
afterEach(() => server.close())

const create = (body: object = {}, person = ada): Promise<Document> =>
  server.as(person).call(endpoints.createDocument, { body: { ...note, ...body } })
const get = (id: string, person = ada, version?: number): Promise<Document> =>
  server.as(person).call(endpoints.getDocument, { params: { id }, query: version ? { version } : {} })
const save = (id: string, body: object, person = ada) =>
  server.as(person).ask(endpoints.createDocumentVersion, { params: { id }, body: body as never })
const patch = (id: string, body: object, person = ada) =>
  server.as(person).call(endpoints.patchDocument, { params: { id }, body })
const list = async (person: Person, query = {}) =>
  (await server.as(person).call(endpoints.listDocuments, { query })).documents.map(({ id }) => id)
const codeOf = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'answered',
    (error: { problem: { code: string } }) => error.problem.code,
  )

describe('a document', () => {
  it('is stored once, however often it is sent', async () => {
    const first = await create({ id: ID })
    expect(await create({ id: ID })).toEqual(first)
    expect(await codeOf(create({ id: ID, title: 'Other' }))).toBe('conflict')
    expect(await codeOf(create({ id: ID }, server.people.admin))).toBe('conflict')
  })

  it('of a course is read by its members, and hidden from all others', async () => {
    const { id } = await create({ conversation_id: course_id })
    expect((await get(id, ben)).content).toBe(note.content)
    expect(await codeOf(get(id, chloe))).toBe('not_found')
    expect([await list(ben), await list(chloe)]).toEqual([[id], []])
    await server.as(ada).call(endpoints.removeMember, { params: { id: course_id, user_id: ben.user_id } })
    expect(await codeOf(get(id, ben))).toBe('not_found')
  })

  it('of the school is read by all and written by staff', async () => {
    const { id } = await create()
    expect((await get(id, chloe)).title).toBe('Squares')
    expect(await codeOf(create({}, ben))).toBe('forbidden')
    expect(await codeOf(save(id, { content: 'Mine' }, ben))).toBe('forbidden')
    expect(await codeOf(patch(id, { state: 'withdrawn' }, ben))).toBe('forbidden')
    expect((await save(id, { content: 'Ours' }, server.people.admin)).status).toBe(201)
  })

  it('is visible only to staff while it is a draft or withdrawn', async () => {
    const { id } = await create({ state: 'draft' })
    expect(await codeOf(get(id, ben))).toBe('not_found')
    await patch(id, { state: 'published' })
    expect((await get(id, ben)).state).toBe('published')
    await patch(id, { state: 'withdrawn' })
    expect(await codeOf(get(id, ben))).toBe('not_found')
    expect([await list(ada), await list(ada, { state: 'withdrawn' })]).toEqual([[], [id]])
    expect(await list(ben, { state: 'withdrawn' })).toEqual([])
    await patch(id, { state: 'published' })
    expect(await list(ben)).toEqual([id])
  })

  it('keeps every version unchanged', async () => {
    const { id } = await create({ content: 'One\r\nline' })
    await save(id, { content: 'Two' })
    await save(id, { content: 'Three', title: 'Cubes' })
    expect(await get(id)).toMatchObject({ title: 'Cubes', content: 'Three', version: 3, latest_version: 3 })
    expect(await get(id, ben, 1)).toMatchObject({
      title: 'Squares',
      content: 'One\nline',
      version: 1,
      latest_version: 3,
    })
    expect(await codeOf(get(id, ben, 4))).toBe('not_found')
    const pages = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const query: object = { limit: 2, ...(cursor && { cursor }) }
      const page: { versions: DocumentVersion[]; next_cursor: string | null } = await server
        .as(ben)
        .call(endpoints.listDocumentVersions, { params: { id }, query })
      pages.push(
        page.versions.map(({ version, author, author_role }) => `${version} ${author}, ${author_role}`),
      )
      cursor = page.next_cursor
    }
    expect(pages).toEqual([['3 Ada, instructor', '2 Ada, instructor'], ['1 Ada, instructor']])
  })

  it('is not overwritten if it changed meanwhile', async () => {
    const { id } = await create()
    const saved = await save(id, { content: 'First', base_version: 1 })
    expect([saved.status, saved.body.version]).toEqual([201, 2])
    const again = await save(id, { content: 'First', base_version: 1 })
    expect([again.status, again.body.version]).toEqual([200, 2])
    await expect(save(id, { content: 'Second', base_version: 1 }, server.people.admin)).rejects.toMatchObject(
      {
        problem: { code: 'conflict', field: 'base_version', limit: 2, actual: 1 },
      },
    )
  })

  it('belongs to a named collection of its place', async () => {
    await create({ conversation_id: course_id, collection: 'Week 1' })
    const { id } = await create({ conversation_id: course_id })
    await create({ collection: 'Rules' })
    const collections = async (person: Person) =>
      (await server.as(person).call(endpoints.listCollections)).collections
    const rules = { name: 'Rules', documents: 1 }
    const course = { conversation_id: course_id, conversation_title: 'Algebra' }
    expect(await collections(ben)).toEqual([
      rules,
      { ...course, documents: 1 },
      { ...course, name: 'Week 1', documents: 1 },
    ])
    expect(await collections(chloe)).toEqual([rules])
    await patch(id, { collection: 'Week 1' })
    expect(await list(ben, { collection: 'Week 1', conversation_id: course_id })).toHaveLength(2)
    await patch(id, { collection: null })
    expect(await list(ben, { collection: '', conversation_id: course_id })).toEqual([id])
    expect(await list(ben, { school: '1' })).toHaveLength(1)
  })

  it('is listed page by page, the last changed first', async () => {
    const ids = []
    for (let index = 0; index < 5; index++) {
      clock.advance(1_000)
      ids.unshift((await create({ title: `Note ${index}` })).id)
    }
    const first = await server.as(ben).call(endpoints.listDocuments, { query: { limit: 3 } })
    const cursor = first.next_cursor!
    const second = await server.as(ben).call(endpoints.listDocuments, { query: { limit: 3, cursor } })
    expect([...first.documents, ...second.documents].map(({ id }) => id)).toEqual(ids)
    expect(second.next_cursor).toBeNull()
  })
})

describe('a document from a conversation', () => {
  it('is published with links to its messages, published again, and withdrawn', async () => {
    const send = { params: { id: course_id }, body: { content: 'Why halve it?' } }
    const { window } = await server.as(ben).call(endpoints.sendMessage, send)
    const sources = [{ message_id: window.messages[0]!.id, conversation_id: course_id }]
    const [ctx, viewer] = await server.contextOf(ada)
    const publication = { title: 'FAQ', content: 'Because.', conversation_id: course_id, sources }
    const { document_id } = await ctx.db.write((transaction) =>
      publishDocument(ctx, viewer, transaction, publication),
    )
    expect((await get(document_id, ben)).content).toBe('Because.')
    const links = await server.as(ben).call(endpoints.listBacklinks, { params: { id: document_id } })
    expect(links.backlinks).toMatchObject([
      { kind: 'source', sender: 'Ben', excerpt: 'Why halve it?', version: 1 },
    ])
    await ctx.db.write((transaction) => withdrawDocument(ctx, viewer, transaction, document_id))
    expect(await codeOf(get(document_id, ben))).toBe('not_found')
    const again = { ...publication, document_id, content: 'Because of the corner.' }
    expect(await ctx.db.write((transaction) => publishDocument(ctx, viewer, transaction, again))).toEqual({
      document_id,
      version: 2,
    })
    expect((await get(document_id, ben)).content).toBe('Because of the corner.')
  })
})
