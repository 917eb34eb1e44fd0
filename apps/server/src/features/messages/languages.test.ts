// X16: words of people carry their language, so that a screen reader reads a German message in an English app as German.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { endpoints, type Message, type NewMessage } from '@lectern/protocol'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import { addPerson, type Person } from '../../testing/people.ts'
import { ScriptedModel } from '../../testing/scripted-model.ts'

const GERMAN = 'Warum wird die Hälfte des Koeffizienten quadriert und dann addiert?'
const ENGLISH = 'Why do we square half of the coefficient, and then add it to both sides?'

let model: ScriptedModel
let server: TestServer
let ada: Person
let ben: Person
let guide: Person
let id: string

beforeEach(async () => {
  model = new ScriptedModel()
  server = await createTestServer({ model })
  ;({ ada, ben } = server.people)
  guide = await addPerson(server.ctx, 'Guide', 'assistant')
  const body = { kind: 'course' as const, title: 'Algebra', member_ids: [ben.user_id, guide.user_id] }
  id = (await server.as(ada).call(endpoints.createConversation, { body })).id
})
afterEach(() => server.close())

const send = async (person: Person, body: NewMessage): Promise<Message> =>
  (await server.as(person).call(endpoints.sendMessage, { params: { id }, body })).window.messages[0]!
const edit = async (person: Person, message: Message, content: string): Promise<Message> => {
  const params = { id, message_id: message.id }
  return (await server.as(person).call(endpoints.editMessage, { params, body: { content } })).window
    .messages[0]!
}
const stored = async (): Promise<Message[]> =>
  (await server.as(ada).call(endpoints.listMessages, { params: { id }, query: {} })).messages
/** The row of a window is the stored one. */
const expectLang = async (message: Message, lang: string | undefined): Promise<void> => {
  expect(message.lang).toBe(lang)
  expect((await stored()).find((each) => each.id === message.id)?.lang).toBe(lang)
}

test('X16 a message has the language of its text, also after an edit', async () => {
  const sent = await send(ben, { content: GERMAN })
  await expectLang(sent, 'de')
  await expectLang(await edit(ben, sent, ENGLISH), 'en')
  await expectLang(await edit(ben, sent, 'Ok'), undefined)
})

test('X16 a short message, a list of names and code have none', async () => {
  for (const content of ['Danke!', 'Ada, Ben, Chloe', '`const x = die_ableitung_des_sinus(und, nicht, der)`'])
    await expectLang(await send(ben, { content }), undefined)
})

test('X16 a deleted message has none', async () => {
  const sent = await send(ben, { content: GERMAN })
  const params = { id, message_id: sent.id }
  const { window } = await server.as(ben).call(endpoints.deleteMessage, { params })
  await expectLang(window.messages[0]!, undefined)
})

test('X16 the words of a card and its replies have their languages, and a hidden card none', async () => {
  const prompt = `${GERMAN}\nSchreibt bitte in ganzen Sätzen, und begründet eure Antwort.`
  const drafted = await send(ada, {
    content: '',
    card: { type: 'learning_discuss', data: { prompt, mode: 'open' } },
  })
  await expectLang(drafted, 'de')
  const [seen] = (
    await server.as(ben).call(endpoints.listMessages, { params: { id }, query: {} })
  ).messages.slice(-1)
  expect([seen?.card?.state, seen?.lang]).toEqual(['hidden', undefined])
  const act = async (person: Person, verb: string, input = {}) => {
    const body = { id: crypto.randomUUID(), verb, input }
    return (await server.as(person).call(endpoints.actOnCard, { params: { id: drafted.card!.id }, body }))
      .window.messages[0]!
  }
  await act(ada, 'open')
  await act(ben, 'reply', { text: ENGLISH })
  const opened = await act(ben, 'reply', { text: 'Weil es so ist!' })
  await expectLang(opened, 'de')
  const langs = (opened.card!.data['replies'] as { lang?: string }[]).map(({ lang }) => lang)
  expect(langs.sort()).toEqual(['en', undefined])
})

test('X16 the answer of the assistant has the language of its question, then that of its words', async () => {
  await send(ben, { content: `@Guide ${GERMAN}`, mentions: [guide.user_id] })
  await expect.poll(async () => (await stored()).at(-1)?.state).toBe('streaming')
  expect((await stored()).at(-1)?.lang).toBe('de')
  model.say(ENGLISH)
  model.end()
  await server.system.assistant.whenSettled()
  expect((await stored()).findLast(({ sender_role }) => sender_role === 'assistant')).toMatchObject({
    lang: 'en',
  })
})

const create = (more: object) =>
  server.as(ada).call(endpoints.createDocument, {
    body: { title: 'Quadrate', format: 'markdown', content: `# Quadrate\n\n${GERMAN}`, ...more },
  })
const change = (document_id: string, lang: string | null) =>
  server.as(ada).call(endpoints.patchDocument, { params: { id: document_id }, body: { lang } })

test('X16 a document, its passages and its citations have its language', async () => {
  const document = await create({})
  expect(document).toMatchObject({ lang: 'de' })
  expect(document.lang_chosen).toBeUndefined()
  const { documents, passages } = await server
    .as(ben)
    .call(endpoints.listDocuments, { query: { q: 'Koeffizienten' } })
  expect([documents[0]?.lang, passages?.[0]?.lang]).toEqual(['de', 'de'])
  const { document_id, version, span, title, excerpt } = passages![0]!
  const part = {
    type: 'document' as const,
    document_id,
    version,
    span,
    title,
    excerpt,
    status: 'verified' as const,
  }
  const cited = await send(ben, { content: 'See here', parts: [part] })
  expect([cited.lang, cited.parts[0]]).toMatchObject([undefined, { lang: 'de' }])
  const { backlinks } = await server
    .as(ben)
    .call(endpoints.listBacklinks, { params: { id: document_id }, query: {} })
  expect(backlinks[0]?.lang).toBeUndefined()
})

test('X16 a chosen language holds for all versions, until it is left to the texts again', async () => {
  const { id: document_id } = await create({ lang: 'la' })
  const read = async () => {
    const { lang, lang_chosen } = await server
      .as(ben)
      .call(endpoints.getDocument, { params: { id: document_id }, query: {} })
    return [lang, lang_chosen]
  }
  expect(await read()).toEqual(['la', true])
  const save = (content: string) =>
    server.as(ada).call(endpoints.createDocumentVersion, { params: { id: document_id }, body: { content } })
  await save(ENGLISH)
  expect(await read()).toEqual(['la', true])
  await change(document_id, null)
  expect(await read()).toEqual(['en', undefined])
  await change(document_id, 'fr')
  expect(await read()).toEqual(['fr', true])
  await expect(change(document_id, '<b>')).rejects.toMatchObject({
    problem: { code: 'invalid', field: 'lang' },
  })
})
