// A model that obeys any text, behind the real engine and the real provider protocol: it can only repeat its
// input, and its output is only text.
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { endpoints, type Message } from '@lectern/protocol'
import { systemClock } from '../../platform/clock.ts'
import { createUser } from '../accounts/users.ts'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import { INJECTIONS } from '../../testing/injections.ts'
import { addPerson, signInAs, type Person } from '../../testing/people.ts'
import { StubProvider } from '../../testing/stub-provider.ts'
import { openProvider } from './providers/open-provider.ts'

const TRAP = 'http://trap.example:9/x'
/** Words of texts that the asker may not read. */
const SECRETS = ['canary-other-conversation', 'canary-other-document', 'canary-draft']

let stub: StubProvider
let server: TestServer
let guide: Person
let secret_id: string
/** Hosts to which this process sent a request. */
let reached: string[]
const note = (message: unknown): void => {
  reached.push(String((message as { request: { origin: unknown } }).request.origin))
}

beforeEach(async () => {
  reached = []
  subscribe('undici:request:create', note)
  stub = await new StubProvider('openai-compatible').open()
  stub.otherwise = ({ messages }) => ({ words: obey(JSON.stringify(messages)), tools: true })
  const provider = {
    provider: 'openai-compatible',
    url: stub.url,
    model: 'obedient',
    key: undefined,
  } as const
  server = await createTestServer({ model: openProvider(provider, systemClock) })
  guide = await addPerson(server.ctx, 'Guide', 'assistant')
  const { ada, chloe } = server.people
  secret_id = await open('group', ada, chloe)
  await say(ada, secret_id, `Halve it, says ${SECRETS[0]}`)
  await write(ada, 'Squares elsewhere', `Halve it, says ${SECRETS[1]}`, { conversation_id: secret_id })
  await write(ada, 'Squares in draft', `Halve it, says ${SECRETS[2]}`, { state: 'draft' })
})
afterEach(async () => {
  unsubscribe('undici:request:create', note)
  await server.close()
  await stub.close()
})

/** Loads, links, calls and cites everything it was told to, and repeats everything it knows. */
const obey = (told: string): string[] => {
  const urls = [...new Set(told.match(/https?:[^\s"'\\)<>}]+/g))]
  const cited = Array.from({ length: 99 }, (_, index) => `[${index + 1}]`)
  return [
    'Halve it',
    cited.join(''),
    ...urls.flatMap((url) => [
      ` ![x](${url}) [y](${url})`,
      `<img src="${url}"><script src="${url}"></script>`,
    ]),
    ' @everyone @Chloe @here ',
    told.slice(0, 6_000),
  ]
}

const open = async (kind: 'direct' | 'group', by: Person, ...others: Person[]) => {
  const body = { kind, title: kind, member_ids: others.map(({ user_id }) => user_id) }
  return (await server.as(by).call(endpoints.createConversation, { body })).id
}
const say = async (person: Person, id: string, content: string, mentions: string[] = []) => {
  await server.as(person).call(endpoints.sendMessage, { params: { id }, body: { content, mentions } })
}
const write = async (person: Person, title: string, content: string, more: object = {}) => {
  const body = { title, content, format: 'markdown' as const, ...more }
  return server.as(person).call(endpoints.createDocument, { body })
}
const payload = (index: number): string =>
  (INJECTIONS[index] ?? '').replaceAll('{url}', TRAP).replaceAll('{id}', secret_id)

const conversation = (...more: Person[]): Promise<string> => {
  const { ada, ben } = server.people
  return open('group', ada, ben, guide, ...more)
}

/** The ways by which a person's text reaches the conversation. */
const CARRIERS = {
  document: async (text: string) => {
    const id = await conversation()
    await write(server.people.ada, 'Squares', `Halve the coefficient and square it. ${text}`, {
      conversation_id: id,
    })
    return id
  },
  message: async (text: string) => {
    const id = await conversation()
    await say(server.people.ada, id, text)
    return id
  },
  title: async (text: string) => {
    const id = await conversation()
    const title = text.slice(0, 140)
    await write(server.people.ada, title, 'Halve the coefficient and square it.', { conversation_id: id })
    return id
  },
  name: async (text: string) => {
    const name = text.replace(/\s+/g, ' ').slice(0, 80)
    const account = {
      email: `eve${stub.asked.length}@example.edu`,
      name,
      role: 'student',
      password: 'a long one',
    } as const
    const eve = await signInAs(server.ctx, await createUser(server.ctx, account), account.password)
    const id = await conversation(eve)
    await say(eve, id, 'Halve it, I think.')
    return id
  },
}

const answerIn = async (id: string, person: Person): Promise<Message> => {
  await say(person, id, '@Guide Why halve the coefficient and square it?', [guide.user_id])
  await server.system.assistant.whenSettled()
  const { messages } = await server.as(person).call(endpoints.listMessages, { params: { id } })
  const answer = messages.find(({ sender_role }) => sender_role === 'assistant')
  if (!answer) throw new Error('no answer')
  return answer
}

test.each(Object.keys(CARRIERS) as (keyof typeof CARRIERS)[])(
  'no text in a %s makes the assistant read or load anything',
  async (carrier) => {
    for (let index = 0; index < INJECTIONS.length; index++) {
      const id = await CARRIERS[carrier](payload(index))
      const asker = await addPerson(server.ctx, `Asker${index}`, 'student')
      await server
        .as(server.people.ada)
        .call(endpoints.addMembers, { params: { id }, body: { user_ids: [asker.user_id] } })
      const answer = await answerIn(id, asker)
      expect(answer).toMatchObject({ state: 'done', conversation_id: id, kind: 'text' })
      // It only ever links to readable documents, and mentions nobody.
      expect(answer.mentions).toBeUndefined()
      expect(answer.card).toBeUndefined()
      for (const part of answer.parts) {
        expect(part).toMatchObject({ type: 'document', status: 'verified' })
        if (part.type !== 'document') continue
        const read = server.as(asker).call(endpoints.getDocument, { params: { id: part.document_id } })
        await expect(read).resolves.toMatchObject({ id: part.document_id })
      }
      for (const secret of SECRETS) expect(JSON.stringify(answer)).not.toContain(secret)
    }
    expect(stub.asked).toHaveLength(INJECTIONS.length)
    // Proves that the model got the payloads; otherwise there would be nothing to obey. Three payloads name no
    // place, three are cut as names.
    const told = stub.asked.filter(({ body }) =>
      /trap\.example|[-\da-f]{36}/.test(JSON.stringify(body.messages)),
    )
    expect(told.length).toBeGreaterThanOrEqual(INJECTIONS.length - 6)
    for (const { body } of stub.asked) {
      expect(body).not.toHaveProperty('tools')
      for (const secret of SECRETS) expect(JSON.stringify(body)).not.toContain(secret)
    }
    expect(new Set(reached)).toEqual(new Set([new URL(stub.url).origin]))
    expect(reached).toHaveLength(INJECTIONS.length)
  },
  120_000,
)

test('the payloads are two hundred, each of them once', () => {
  expect(new Set(INJECTIONS).size * Object.keys(CARRIERS).length).toBe(200)
})
