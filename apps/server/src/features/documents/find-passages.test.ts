import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '@lectern/protocol'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import type { Person } from '../../testing/people.ts'
import { createDocument, createVersion, patchDocument } from './documents.ts'
import { findPassages } from './find-passages.ts'

let server: TestServer
let course_id: string
let ids: Record<'school' | 'course' | 'draft' | 'withdrawn' | 'changed', string>
beforeAll(async () => {
  server = await createTestServer()
  const { ada, ben } = server.people
  const body = { kind: 'course' as const, title: 'Algebra', member_ids: [ben.user_id] }
  course_id = (await server.as(ada).call(endpoints.createConversation, { body })).id
  const ctx = await server.contextOf(ada)
  const add = async (title: string, content: string, more: object = {}) =>
    (await createDocument(...ctx, { title, format: 'markdown', content, ...more })).document.id
  ids = {
    school: await add(
      'Zebras',
      'Zebras have `stripe_width(42)` and say ünïcödé.\n\n二次方程式の解き方を説明します。',
    ),
    course: await add('Course zebras', 'Zebra crossings for the course.', { conversation_id: course_id }),
    draft: await add('Draft zebras', 'Zebra drafts.', { state: 'draft' }),
    withdrawn: await add('Old zebras', 'Zebra secrets.'),
    changed: await add('Changed zebras', 'Zebra giraffes.'),
  }
  await patchDocument(...ctx, ids.withdrawn, { state: 'withdrawn' })
  await createVersion(...ctx, ids.changed, { content: 'Zebra elephants.' })
})
afterAll(() => server.close())

const found = async (person: Person, question: string, options = {}) =>
  (await findPassages(server.ctx, person, question, options)).map(({ document_id }) => document_id)

describe('search in documents', () => {
  it("finds readable ones: of the school, and of the user's courses", async () => {
    const { school, course, changed } = ids
    expect((await found(server.people.ben, 'zebra')).sort()).toEqual([school, course, changed].sort())
    expect((await found(server.people.chloe, 'zebra')).sort()).toEqual([school, changed].sort())
  })

  it('finds the newest version only', async () => {
    expect(await found(server.people.ben, 'elephants')).toEqual([ids.changed])
    expect(await found(server.people.ben, 'giraffes')).toEqual([])
  })

  it('shows staff drafts in the library, and nobody in answers', async () => {
    const { ada } = server.people
    const list = await server.as(ada).call(endpoints.listDocuments, { query: { q: 'drafts' } })
    expect(list.documents.map(({ id }) => id)).toContain(ids.draft)
    expect(await found(ada, 'zebra drafts')).not.toContain(ids.draft)
  })

  it('finds parts of words, code, scripts without spaces, other accents and typing errors', async () => {
    for (const question of [
      'ebras',
      'stripe_width(42)',
      'ipe_wid',
      'unicode',
      'ÜNICÖDE',
      'zebars',
      '二次',
      '方程式の解き方',
    ])
      expect([question, (await found(server.people.chloe, question)).includes(ids.school)]).toEqual([
        question,
        true,
      ])
  })

  it('marks the matching words', async () => {
    const [passage] = await findPassages(
      server.ctx,
      server.people.chloe,
      'which stripes do zebras have? 二次',
    )
    const marked = passage!.highlights!.map(({ start, end }) => passage!.excerpt.slice(start, end))
    expect(marked).toEqual(['Zebras', 'stripe', '二次'])
  })

  it("takes people's text as words, never as a query language", async () => {
    for (const question of [
      '"',
      'zebra OR',
      'NEAR(zebra',
      'title:zebra',
      '*',
      '^zebra',
      "'; --",
      '-zebra',
      '(',
      '   ',
      'the and',
    ])
      await expect(found(server.people.ben, question)).resolves.toBeInstanceOf(Array)
  })

  it('can be limited to citable passages of a conversation', async () => {
    const { ada, ben, chloe } = server.people
    const start = async (kind: 'direct' | 'group', member_ids: string[]) =>
      (await server.as(ada).call(endpoints.createConversation, { body: { kind, title: 'x', member_ids } })).id
    const withBen = await start('direct', [ben.user_id])
    const withChloe = await start('direct', [chloe.user_id])
    const group = await start('group', [ben.user_id])
    const isCitable = async (conversation_id: string) =>
      (await found(ada, 'zebra crossings course', { conversation_id })).includes(ids.course)
    expect(await Promise.all([course_id, withBen, withChloe, group].map(isCitable))).toEqual([
      true,
      true,
      false,
      false,
    ])
  })
})
