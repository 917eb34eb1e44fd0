// Two nodes of one installation: whoever is connected to one sees what happens on the other.
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { CLOSE, endpoints, SUBPROTOCOL, type Conversation } from '@lectern/protocol'
import { needProgram } from '../../../../scripts/programs.ts'
import { revoke } from '../features/accounts/revoke.ts'
import { createTestServer, type TestServer } from '../testing/create-test-server.ts'
import { entriesOf } from '../testing/holdings.ts'
import { arrives } from '../testing/linked-nodes.ts'
import { ScriptedModel } from '../testing/scripted-model.ts'
import { addPerson, signInAs, type Person } from '../testing/people.ts'
import { findUser } from '../features/accounts/users-rows.ts'
import { RedisProcess } from '../testing/redis-process.ts'
import { SocketClient } from './testing/socket-client.ts'

const LINKS = ['LISTEN and NOTIFY', 'Redis'] as const
/** What is found without a hint is found within the seconds of a comparison. */
const WAIT = { timeout: 60_000, interval: 20 }

describe.each(LINKS)('two nodes, joined by %s', (link) => {
  let redis: RedisProcess | undefined
  let here: TestServer
  let there: TestServer
  let port: number
  let talk: Conversation
  const clients: SocketClient[] = []
  const models = [new ScriptedModel(), new ScriptedModel()] as const

  beforeAll(async () => {
    redis = link === 'Redis' ? await RedisProcess.start(needProgram('redis-server')) : undefined
    const env: Record<string, string> = redis ? { LECTERN_REDIS_URL: redis.url } : {}
    here = await createTestServer({ env, model: models[0] })
    there = await createTestServer({ env, model: models[1], beside: here })
    port = (await there.listen()).port
    await linked()
  })
  afterAll(async () => {
    for (const client of clients) client.close()
    await there.close()
    await here.close()
    await redis?.stop()
  })
  beforeEach(async () => {
    talk = await create(here.people.ben)
  })

  const linked = () => arrives(here, there)
  /** Both nodes know it. */
  const create = async (...others: Person[]) => {
    const heard: string[] = []
    const stop = there.ctx.bus.subscribe('window', ({ conversation_id }) => void heard.push(conversation_id))
    const made = await here.as(here.people.ada).call(endpoints.createConversation, {
      body: { kind: 'group', member_ids: others.map(({ user_id }) => user_id) },
    })
    await vi.waitFor(() => expect(heard).toContain(made.id), WAIT)
    stop()
    return made
  }
  const say = (content: string, id = talk.id) =>
    here.as(here.people.ada).call(endpoints.sendMessage, { params: { id }, body: { content } })

  /** Connected to the other node. */
  const connect = async ({ user_id, access_token }: Person) => {
    const client = new SocketClient(port, { user_id, token: access_token, protocols: [SUBPROTOCOL] })
    clients.push(client)
    await client.first('hello')
    return client
  }
  const watch = async (person: Person, { id } = talk) => {
    const client = await connect(person)
    client.send({ type: 'watch', conversation_ids: [id] })
    // The last of the answer: a head may also tell of the creation.
    await client.until(() => client.ofType('receipt').length > 0)
    client.forget()
    return client
  }
  const contentsOf = (client: SocketClient) =>
    client.ofType('changes').flatMap(({ messages }) => messages.map(({ content }) => content))

  it('a message arrives in full where it is watched, and by its head elsewhere', async () => {
    const [watching, listening] = [await watch(here.people.ben), await connect(here.people.ada)]
    listening.forget()
    const { window } = await say('Across')
    await watching.until(() => contentsOf(watching).includes('Across'))
    await listening.until(() => listening.ofType('head').some(({ seq }) => seq === window.to))
    expect(watching.ofType('changes').map(({ from, to }) => [from, to])).toEqual([[window.from, window.to]])
  })

  it('MS4 numbers arrive in order and without a gap, however many both nodes write at once', async () => {
    const client = await watch(here.people.ben)
    const send = (node: TestServer, person: Person, content: string) =>
      node.as(person).call(endpoints.sendMessage, { params: { id: talk.id }, body: { content } })
    await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        index % 2 === 0
          ? send(here, here.people.ada, `a${index}`)
          : send(there, here.people.ben, `b${index}`),
      ),
    )
    await client.until(() => client.ofType('changes').at(-1)?.to === 31)
    const windows = client.ofType('changes')
    expect(windows.map(({ from }) => from)).toEqual([1, ...windows.slice(0, -1).map(({ to }) => to)])
    expect(new Set(contentsOf(client)).size).toBe(30)
  })

  it('a new conversation arrives at whoever is connected elsewhere', async () => {
    const client = await connect(here.people.chloe)
    client.forget()
    const gained = await create(here.people.chloe)
    await client.until(() =>
      client.ofType('head').some(({ conversation_id }) => conversation_id === gained.id),
    )
  })

  it('AU2 whoever is removed hears of it, and of nothing after it', async () => {
    const client = await watch(here.people.ben)
    const { ada, ben } = here.people
    await here.as(ada).call(endpoints.removeMember, { params: { id: talk.id, user_id: ben.user_id } })
    await client.until(() =>
      client.ofType('changes').some(({ members }) => members.some(({ left_at }) => left_at)),
    )
    client.forget()
    await say('Without him')
    const other = await create(ben)
    await client.until(() =>
      client.ofType('head').some(({ conversation_id }) => conversation_id === other.id),
    )
    expect(client.texts.join()).not.toContain(talk.id)
  })

  it('who types, and how far others have read, is seen elsewhere', async () => {
    const client = await watch(here.people.ben)
    const { ada, ben } = here.people
    const { window } = await say('Read this')
    await here.as(ada).call(endpoints.postTyping, { params: { id: talk.id }, body: { on: true } })
    await here.as(ben).call(endpoints.putReceipt, { params: { id: talk.id }, body: { read_seq: window.to } })
    expect(await client.first('typing')).toMatchObject({ user_id: ada.user_id, on: true })
    expect(await client.first('receipt')).toMatchObject({ user_id: ben.user_id, read_seq: window.to })
  })

  it('who is there is seen from every node, until the last connection has gone', async () => {
    const gail = await addPerson(here.ctx, 'Gail', 'student')
    const hal = await addPerson(here.ctx, 'Hal', 'student')
    const shared = await create(gail, hal)
    const seenBy = (client: SocketClient, { user_id }: Person) =>
      client.ofType('presence').flatMap(({ users }) => users[user_id] ?? [])
    const first = await watch(hal, shared)
    // Connected to this node, and seen on the other.
    const { port: hereAt } = await here.listen()
    const token = { user_id: gail.user_id, token: gail.access_token, protocols: [SUBPROTOCOL] }
    const other = new SocketClient(hereAt, token)
    clients.push(other)
    await first.until(() => seenBy(first, gail).at(-1) === 'online')
    await other.until(() => seenBy(other, hal).at(-1) === 'online')
    other.send({ type: 'activity', state: 'idle' })
    await first.until(() => seenBy(first, gail).at(-1) === 'away')
    // Whoever comes later sees who is there already.
    const later = await connect(hal)
    await later.until(() => seenBy(later, gail).at(-1) === 'away')
    other.close()
    await first.until(() => seenBy(first, gail).at(-1) === 'offline')
  })

  it('EP1 the pieces of an answer come after the message that they belong to', async () => {
    const client = await watch(here.people.ben)
    const { window } = await say('The message')
    const delta = { message_id: window.messages[0]?.id ?? '', invocation_id: talk.id, at: 0, text: 'piece' }
    here.ctx.bus.publish('delta', { conversation_id: talk.id, ...delta })
    await client.first('delta')
    const types = client.frames.map(({ type }) => type).filter((type) => /changes|delta/.test(type))
    expect(types).toEqual(['changes', 'delta'])
  })

  it('an answer that one node writes is stopped on the other, and stays so', async () => {
    const { ben } = here.people
    const guide = await addPerson(here.ctx, 'Guide', 'assistant')
    const body = { kind: 'direct' as const, member_ids: [guide.user_id] }
    const { id } = await here.as(ben).call(endpoints.createConversation, { body })
    await here.as(ben).call(endpoints.sendMessage, { params: { id }, body: { content: 'Why?' } })
    await vi.waitFor(() => expect(models.flatMap(({ requests }) => requests)).toHaveLength(1), WAIT)
    const writer = models[0].requests.length > 0 ? 0 : 1
    const [stopper] = [there, here].slice(writer)
    const answer = async () => {
      const page = await here.as(ben).call(endpoints.listMessages, { params: { id }, query: {} })
      return page.messages.find(({ sender_id }) => sender_id === guide.user_id)
    }
    const begun = await vi.waitFor(async () => (await answer()) ?? expect.fail('no answer yet'), WAIT)
    await stopper!.as(ben).call(endpoints.stopInvocation, { params: { id: begun.invocation_id ?? '' } })
    models[writer].say('Too late.')
    models[writer].end()
    await (writer === 0 ? here : there).system.assistant.whenSettled()
    expect(await answer()).toMatchObject({
      state: 'interrupted',
      content: '',
      invocation: { stopped_by: ben.user_id },
    })
  })

  it('an answer that one node writes ends when it is deleted on the other, though nobody listens there', async () => {
    const { ada, ben } = here.people
    const guide = await addPerson(here.ctx, 'Aide', 'assistant')
    const { id } = await create(ben, guide)
    const asked = () => models.map(({ requests }) => requests.length)
    const before = asked()
    const mentions = [guide.user_id]
    await here
      .as(ben)
      .call(endpoints.sendMessage, { params: { id }, body: { content: '@Aide why?', mentions } })
    await vi.waitFor(() => expect(asked()).not.toEqual(before), WAIT)
    const [writer, other] = asked()[0] === before[0] ? [there, here] : [here, there]
    const { messages } = await here.as(ada).call(endpoints.listMessages, { params: { id }, query: {} })
    const message_id = messages.find(({ sender_id }) => sender_id === guide.user_id)?.id ?? ''
    await other.as(ada).call(endpoints.deleteMessage, { params: { id, message_id } })
    await vi.waitFor(() => expect(entriesOf(writer.system.assistant)['#running']).toBe(0), WAIT)
  })

  it('AU3 a session that ends on one node ends its sockets on the other', async () => {
    const { ben } = here.people
    const user = await findUser(here.ctx.db.read, ben.user_id)
    const phone = await signInAs(here.ctx, user!, ben.password)
    const client = await connect(phone)
    await here.ctx.db.write((transaction) =>
      revoke(here.ctx, transaction, { id: phone.session_id, user_id: ben.user_id }),
    )
    expect(await client.closed).toBe(CLOSE.session_revoked)
  })

  it('SY7 a change whose hint is lost is found by its head', async () => {
    const client = await watch(here.people.ben)
    const { nodes } = there.ctx.bus
    const { onRemote } = nodes!
    nodes!.onRemote = () => {}
    await say('Unheard')
    const gained = await create(here.people.ben)
    await client.until(() => contentsOf(client).includes('Unheard'))
    await client.until(() =>
      client.ofType('head').some(({ conversation_id }) => conversation_id === gained.id),
    )
    nodes!.onRemote = onRemote
  })

  it('AU2 a removal whose hint is lost ends the listening all the same', async () => {
    const client = await watch(here.people.ben)
    const { nodes } = there.ctx.bus
    const { onRemote } = nodes!
    nodes!.onRemote = () => {}
    await here.as(here.people.ada).call(endpoints.removeMember, {
      params: { id: talk.id, user_id: here.people.ben.user_id },
    })
    await client.until(() =>
      client.ofType('changes').some(({ members }) => members.some(({ left_at }) => left_at)),
    )
    nodes!.onRemote = onRemote
  })

  const ofRedis = link === 'Redis' ? ['Redis may stop, stand still and come back: nothing is lost'] : []
  it.each(ofRedis)('%s', async () => {
    const client = await watch(here.people.ben)
    await redis!.stop()
    await say('While it is away')
    await client.until(() => contentsOf(client).includes('While it is away'))
    await vi.waitFor(() => expect(there.ctx.bus.nodes?.isWhole).toBe(false), WAIT)
    await redis!.start()
    await vi.waitFor(
      () => expect([here, there].map(({ ctx }) => ctx.bus.nodes?.isWhole)).toEqual([true, true]),
      WAIT,
    )
    await linked()
    // Connections that are there and carry nothing.
    redis!.freeze()
    await say('While it stands still')
    await client.until(() => contentsOf(client).includes('While it stands still'))
    await vi.waitFor(() => expect(there.ctx.bus.nodes?.isWhole).toBe(false), WAIT)
    redis!.wake()
    await linked()
    expect(contentsOf(client)).toEqual(['While it is away', 'While it stands still'])
  })
})
