// The two cards between a conversation and the knowledge base.
import { hash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  endpoints,
  type Card,
  type Conversation,
  type CreateDocument,
  type Document,
  type Message,
  type NewCard,
} from '@lectern/protocol'
import { mintId } from '../../platform/ids.ts'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import { ManualClock } from '../../testing/manual-clock.ts'
import type { Person } from '../../testing/people.ts'

const clock = new ManualClock()
let server: TestServer
let course: Conversation

beforeAll(async () => (server = await createTestServer({ clock })))
afterAll(() => server.close())
beforeEach(async () => {
  const { ada, ben, chloe } = server.people
  course = await server.as(ada).call(endpoints.createConversation, {
    body: { kind: 'course', title: 'Algebra', member_ids: [ben.user_id, chloe.user_id] },
  })
})

const post = async (
  person: Person,
  body: { content: string; card?: NewCard; reply_to_id?: string; question?: true; mentions?: string[] },
) => {
  clock.advance(1_000)
  const { window } = await server.as(person).call(endpoints.sendMessage, { params: { id: course.id }, body })
  return window.messages[0]!
}
const make = async (person: Person, card: NewCard) => (await post(person, { content: '', card })).card!
const see = (person: Person, { id }: Pick<Card, 'id'>) =>
  server.as(person).call(endpoints.getCard, { params: { id } })
const act = async (person: Person, { id }: Card, verb: string, input?: Record<string, unknown>) => {
  const body = { id: mintId(clock), verb, ...(input && { input }) }
  return (await server.as(person).call(endpoints.actOnCard, { params: { id }, body })).window.messages[0]!
    .card!
}
const read = (person: Person, id: string, version?: number) =>
  server.as(person).call(endpoints.getDocument, { params: { id }, query: version ? { version } : {} })
/** Waits until all due jobs are done. */
const pass = async () => {
  clock.advance(2_000)
  await server.ctx.jobs.whenSettled()
}
const refusedWith = (code: string, more: object = {}) => ({ problem: { code, ...more } })

describe('a document from the conversation', () => {
  let said: Message[]
  beforeEach(async () => {
    const { ada, ben, chloe } = server.people
    const question = await post(ben, { content: 'Why halve it?', question: true })
    const guess = await post(chloe, { content: 'No idea', reply_to_id: question.id })
    const answer = await post(ada, { content: 'Because of the middle term', reply_to_id: question.id })
    await server.as(ben).call(endpoints.acceptAnswer, { params: { id: course.id, message_id: answer.id } })
    said = [question, guess, answer]
  })

  const propose = (person: Person, more: object = {}) =>
    make(person, {
      type: 'create_document',
      data: {
        title: 'Halving',
        kind: 'faq',
        selection: { from: said[0]!.created_seq, to: said[2]!.created_seq },
        ...more,
      },
    })
  const drafted = async (person: Person, more: object = {}): Promise<Card> => {
    const card = await propose(person, more)
    await act(person, card, 'start')
    await pass()
    return see(server.people.ada, card)
  }
  const dataOf = ({ data }: Card) => data as unknown as CreateDocument

  it('is drafted from the selection, each paragraph with its messages, and published by staff', async () => {
    const { ada, ben, chloe } = server.people
    const card = await drafted(ben)
    expect(card).toMatchObject({ state: 'review', data: { message_count: 3 } })
    expect(dataOf(card).draft).toEqual([
      { text: '### Why halve it?', message_ids: [said[0]!.id] },
      { text: 'Because of the middle term', message_ids: [said[2]!.id] },
    ])
    expect(dataOf(await see(chloe, card))).not.toHaveProperty('draft')
    await expect(act(ben, card, 'approve')).rejects.toMatchObject(refusedWith('forbidden'))
    const published = await act(ada, card, 'approve')
    const { document } = dataOf(published)
    expect(published.state).toBe('published')
    const found: Document = await read(chloe, document!.document_id)
    expect(found).toMatchObject({
      title: 'Halving',
      version: 1,
      content: '### Why halve it?\n\nBecause of the middle term',
      conversation_id: course.id,
    })
    const { backlinks } = await server
      .as(ada)
      .call(endpoints.listBacklinks, { params: { id: document!.document_id } })
    expect(backlinks.map(({ message_id }) => message_id).sort()).toEqual(said.map(({ id }) => id).sort())
  })

  it('asks in a heading for the content, without the mention', async () => {
    const { ada, ben } = server.people
    const mentions = [ada.user_id]
    const called = await post(ben, { content: '@Ada, @Ada why is @Ada right?', mentions, question: true })
    const alone = await post(ben, { content: '@Ada', mentions, question: true })
    const selection = { from: called.created_seq, to: alone.created_seq }
    const texts = dataOf(await drafted(ada, { selection })).draft!.map(({ text }) => text)
    expect(texts).toEqual(['### Why is @Ada right?', '### @Ada'])
  })

  it('can be a note, a lesson or a summary, without what was excluded', async () => {
    const { ada } = server.people
    const exclude = {
      selection: { from: said[0]!.created_seq, to: said[2]!.created_seq, exclude: [said[1]!.id] },
    }
    const texts = async (kind: string) =>
      dataOf(await drafted(ada, { kind, ...exclude })).draft!.map(({ text }) => text)
    expect(await texts('note')).toEqual(['**Ben:** Why halve it?', '**Ada:** Because of the middle term'])
    expect(await texts('lesson')).toEqual(['Why halve it?', 'Because of the middle term'])
    expect(await texts('summary')).toEqual(['- Because of the middle term'])
  })

  it('is sent back, edited and withdrawn; published again it is the next version', async () => {
    const { ada, ben, chloe } = server.people
    const card = await drafted(ben, { reviewer_ids: [chloe.user_id] })
    const back = await act(chloe, card, 'send_back', { reason: 'Too short' })
    expect(back).toMatchObject({ state: 'proposed', data: { reason: 'Too short' } })
    await act(ben, card, 'start')
    await pass()
    const paragraphs = [{ text: 'In other words', message_ids: [said[0]!.id, said[2]!.id] }]
    await act(chloe, card, 'revise', { paragraphs })
    const { document } = dataOf(await act(ada, card, 'approve'))
    expect((await read(ben, document!.document_id)).content).toBe('In other words')
    await act(ada, card, 'unpublish')
    await expect(read(ben, document!.document_id)).rejects.toMatchObject(refusedWith('not_found'))
  })

  it('loses the text of a deleted message, in the draft, in every version and in search', async () => {
    const { ada, ben, chloe } = server.people
    const card = await drafted(ben)
    const { document } = dataOf(await act(ada, card, 'approve'))
    const { document_id } = document!
    await server.as(ada).call(endpoints.createDocumentVersion, {
      params: { id: document_id },
      body: { content: '### Why halve it?\n\nBecause of the middle term\n\nMore' },
    })
    await server.as(ada).call(endpoints.deleteMessage, { params: { id: course.id, message_id: said[2]!.id } })
    await server.ctx.jobs.whenSettled()
    expect(dataOf(await see(ada, card)).draft).toMatchObject([
      { text: '### Why halve it?' },
      { redacted: true },
    ])
    for (const version of [1, 2])
      expect((await read(ada, document_id, version)).content).toContain('was deleted')
    const everything = JSON.stringify([
      await see(ada, card),
      await read(chloe, document_id, 1),
      await read(chloe, document_id),
      await server
        .as(chloe)
        .call(endpoints.listDocuments, { query: { q: 'middle term', conversation_id: course.id } }),
    ])
    expect(everything).not.toContain('middle term')
  })

  it('learns of a deletion even if a crash lost the hint', async () => {
    const { ada, ben } = server.people
    const card = await drafted(ben)
    await server.ctx.db.write(({ query }) =>
      query
        .updateTable('messages')
        .set({ deleted_at: '2026-11-24T00:00:00.000Z', content: '' })
        .where('id', '=', said[0]!.id)
        .execute(),
    )
    clock.advance(61_000)
    await server.ctx.jobs.whenSettled()
    expect(dataOf(await see(ada, card)).draft![0]).toMatchObject({ redacted: true })
  })

  it('fails with a reason if the selection is too long for it, and is tried again', async () => {
    const { ada } = server.people
    for (let at = 0; at < 4; at++) await post(ada, { content: 'word '.repeat(800) })
    const last = await post(ada, { content: 'end' })
    const card = await drafted(ada, { selection: { from: said[0]!.created_seq, to: last.created_seq } })
    expect(card).toMatchObject({ state: 'failed', data: { reason: expect.stringContaining('longer') } })
    await act(ada, card, 'retry')
  })

  it('is made of one to fifty messages', async () => {
    const { ben } = server.people
    await expect(propose(ben, { selection: { from: 9_000, to: 9_001 } })).rejects.toMatchObject(
      refusedWith('invalid', { field: 'card.data.selection' }),
    )
  })
})

describe('a reference to training material', () => {
  const CONTENT = '# Squares\n\nA square has four right angles. Its sides are equal.'
  const PASSAGE = 'A square has four right angles.'
  let handbook: Document
  beforeEach(async () => {
    handbook = await server.as(server.people.ada).call(endpoints.createDocument, {
      body: { title: 'Squares', format: 'markdown', content: CONTENT },
    })
  })

  const cite = (person: Person, more: object = {}) => {
    const start = CONTENT.indexOf(PASSAGE)
    const span = { start, end: start + PASSAGE.length, sha256: hash('sha256', PASSAGE) }
    const data = {
      document_id: handbook.id,
      version: 1,
      span,
      why: 'It helps',
      level: 'core',
      minutes: 5,
      ...more,
    }
    return make(person, { type: 'training_topic_ref', data })
  }
  const rewrite = async (content: string) => {
    clock.advance(1_000)
    await server
      .as(server.people.ada)
      .call(endpoints.createDocumentVersion, { params: { id: handbook.id }, body: { content } })
    await server.ctx.jobs.whenSettled()
  }

  it("quotes the document's text, and nothing else", async () => {
    const { ada, ben } = server.people
    expect(await cite(ada)).toMatchObject({
      state: 'shown',
      fallback_text: 'Training material: Squares',
      data: { title: 'Squares', excerpt: PASSAGE },
    })
    expect(await cite(ben)).toMatchObject({ state: 'suggested' })
    const span = { start: 0, end: 9, sha256: hash('sha256', PASSAGE) }
    await expect(cite(ada, { span })).rejects.toMatchObject(
      refusedWith('invalid', { field: 'card.data.span' }),
    )
    await expect(cite(ada, { document_id: mintId(clock) })).rejects.toMatchObject(
      refusedWith('invalid', { field: 'card.data.document_id' }),
    )
  })

  it('is opened, found helpful and completed by each user', async () => {
    const { ada, ben, chloe } = server.people
    const card = await cite(ada)
    await act(ben, card, 'open')
    await act(ben, card, 'mark_complete')
    await act(ben, card, 'helpful')
    expect((await see(ben, card)).data).toMatchObject({
      completed_at: expect.any(String),
      helpful: true,
      counts: { completed: 1, helpful: 1 },
    })
    expect((await see(chloe, card)).data).not.toHaveProperty('completed_at')
  })

  it('is outdated once the document lacks the passage, until staff pin it again', async () => {
    const { ada, ben } = server.people
    const card = await cite(ada)
    await rewrite(`${CONTENT} More.`)
    expect(await see(ben, card)).toMatchObject({ state: 'shown', rev: 1 })
    const changed = '# Squares\n\nFour right angles, equal sides.'
    await rewrite(changed)
    expect(await see(ben, card)).toMatchObject({ state: 'stale', data: { excerpt: PASSAGE } })
    const span = { start: 11, end: 28, sha256: hash('sha256', changed.slice(11, 28)) }
    await act(ada, card, 'repin', { version: 3, span })
    expect(await see(ben, card)).toMatchObject({
      state: 'shown',
      data: { version: 3, excerpt: 'Four right angles' },
    })
  })

  it('is missing while the document is withdrawn, and quotes nothing of it', async () => {
    const { ada, ben } = server.people
    const card = await cite(ada)
    const put = async (state: 'withdrawn' | 'published') => {
      await server.as(ada).call(endpoints.patchDocument, { params: { id: handbook.id }, body: { state } })
      await server.ctx.jobs.whenSettled()
    }
    await put('withdrawn')
    expect(await see(ben, card)).toMatchObject({ state: 'missing', data: { excerpt: '' } })
    await put('published')
    expect(await see(ben, card)).toMatchObject({ state: 'shown', data: { excerpt: PASSAGE } })
  })

  it('can be the material of a unit, in its pinned version', async () => {
    const { ada } = server.people
    const unit = (resources: object[]) =>
      make(ada, {
        type: 'learning_topic',
        data: { topic: 'Squares', summary: 'How', objectives: ['See'], resources },
      })
    const pinned = { document_id: handbook.id, version: 1, title: 'Whatever' }
    expect((await unit([pinned])).data).toMatchObject({ resources: [{ ...pinned, title: 'Squares' }] })
    await expect(unit([{ ...pinned, version: 7 }])).rejects.toMatchObject(
      refusedWith('invalid', { field: 'card.data.resources.0' }),
    )
  })
})
