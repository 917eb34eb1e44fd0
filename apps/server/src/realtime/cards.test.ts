// Hidden data of a card is on no path to its viewers.
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { endpoints, type Conversation, type Window } from '@lectern/protocol'
import { actOnCard } from '../features/cards/act-on-card.ts'
import { present, presentToAll } from '../features/cards/present.ts'
import { sendCard } from '../features/cards/send-card.ts'
import { mintId } from '../platform/ids.ts'
import type { StoredCard, StoredWindow } from '../records/stored.ts'
import type { Person } from '../testing/people.ts'
import { Frame } from './frame.ts'
import { EventClient } from './testing/event-client.ts'
import { openClassroom, type Classroom } from './testing/classroom.ts'

let room: Classroom
let course: Conversation
let card: StoredCard
beforeAll(async () => {
  room = await openClassroom()
  const { ada, ben, chloe } = room.people
  course = await room.talk(ada, { kind: 'course', title: 'Algebra' }, ben, chloe)
  const input = { prompt: 'Why halve?', mode: 'post_before_see' }
  const { window } = await sendCard(...room.as(ada), course.id, {
    content: '',
    card: { type: 'learning_discuss', data: input },
  })
  card = window.messages[0]!.card!
  await act(ada, 'open')
})
afterEach(async () => {
  await room.fallSilent()
  await room.leaveNothing()
})
afterAll(() => room.close())

const act = (person: Person, verb: string, input?: Record<string, unknown>) =>
  actOnCard(...room.as(person), card.id, { id: mintId(room.clock), verb, ...(input && { input }) })

/** Everything that a user can request over HTTP. */
const pages = async (person: Person): Promise<string> => {
  const { server } = room
  const here = { params: { id: course.id } }
  const message = { params: { ...here.params, message_id: card.message_id } }
  const answers = await Promise.all([
    server.as(person).call(endpoints.listMessages, here),
    server.as(person).call(endpoints.getChanges, { ...here, query: { since: 0 } }),
    server.as(person).call(endpoints.getConversation, here),
    server.as(person).call(endpoints.listConversations),
    server.as(person).call(endpoints.listThread, message),
    server.as(person).call(endpoints.getCard, { params: { id: card.id } }),
    server.as(person).call(endpoints.listReplies, { params: { id: card.id } }),
  ])
  return JSON.stringify(answers)
}

const watchBy = (person: Person, connection_id: string) =>
  room.server.as(person).call(endpoints.postFrame, {
    params: { id: connection_id },
    body: { type: 'watch', conversation_ids: [course.id] },
  })

it('before a user has posted, the replies of others are nowhere, and everywhere afterwards', async () => {
  const { ada, ben, chloe } = room.people
  const [socket, staff, bare] = [
    await room.watching(ben, course),
    await room.watching(ada, course),
    await room.bare(ben),
  ]
  const events = new EventClient(`http://localhost:${room.port}/events`, ben.access_token)
  await watchBy(ben, (await events.first('hello')).connection_id)
  const unread = () => room.server.as(ben).call(endpoints.getConversation, { params: { id: course.id } })
  const before = (await unread()).unread
  const poll = await room.server.as(ben).call(endpoints.sync, { body: { heads: {}, connection: 'new' } })
  await watchBy(ben, poll.connection_id!)

  await act(chloe, 'reply', { text: 'canary of Chloe' })
  await act(ada, 'reply', { text: 'canary of Ada' })
  await staff.until(() => staff.texts.some((text) => text.includes('canary of Ada')))
  await socket.settled()
  await bare.settled()
  const polled = await room.server.as(ben).call(endpoints.sync, {
    body: { heads: {}, connection: poll.connection_id! },
  })

  expect(await pages(ada)).toContain('canary of Chloe')
  for (const text of [
    await pages(ben),
    JSON.stringify(polled),
    ...socket.texts,
    ...bare.texts,
    ...events.messages,
  ])
    expect(text).not.toContain('canary')
  await events.until(() => events.ofType('changes').length >= 2)
  events.close()
  expect(JSON.stringify(polled)).toContain('"reply_count":2')
  expect((await unread()).unread).toBe(before)
  expect(socket.ofType('changes').at(-1)!.messages[0]!.card!.data).toMatchObject({
    hidden: true,
    reply_count: 2,
  })

  socket.forget()
  await act(ben, 'reply', { text: 'canary of Ben' })
  await socket.until(() => socket.texts.some((text) => text.includes('canary of Ben')))
  for (const text of [await pages(ben), JSON.stringify(socket.frames)])
    expect(text).toMatch(/canary of Ada.*canary of Chloe|canary of Chloe.*canary of Ada/)
})

it('a view is encoded once for all of its connections', async () => {
  const { ben, chloe } = room.people
  const sockets = [await room.watching(ben, course), await room.watching(ben, course)]
  await act(chloe, 'reply', { text: 'Another' })
  for (const socket of sockets) await socket.until(() => socket.ofType('changes').length === 1)
  expect(sockets[0]!.texts).toEqual(sockets[1]!.texts)
})

it('a stored card keeps all its data through JSON, as a bus between two processes needs it', async () => {
  const { ada, ben, chloe } = room.people
  const heard: StoredWindow[] = []
  const stop = room.server.ctx.bus.subscribe('window', (window) => heard.push(window))
  await act(chloe, 'reply', { text: 'canary' })
  stop()
  const travelled = JSON.parse(JSON.stringify(heard[0])) as StoredWindow
  expect(travelled.messages[0]!.card!.entries.length).toBeGreaterThan(0)
  const now = room.clock.now()
  for (const person of [ada, ben, chloe]) {
    expect(present<Window>(travelled, person, now)).toEqual(present<Window>(heard[0]!, person, now))
  }
  expect(JSON.stringify(present<Window>(travelled, ada, now))).toContain('canary')
})

it('a presented value is made for one person: the stored one stays unchanged, and no card stays stored', async () => {
  const { ada } = room.people
  const nobody = { user_id: 'nobody', name: 'Nobody', role: 'student' as const }
  const window = await act(ada, 'reply', { text: 'canary' })
  const before = JSON.stringify(window)
  const seen = present<Window>(window, nobody, room.clock.now())
  expect(JSON.stringify(window)).toBe(before)
  expect(seen.messages[0]!.card).not.toHaveProperty('entries')
  expect(JSON.stringify(seen)).not.toContain('canary')
})

it('a stored value cannot be put in a frame', async () => {
  const window = await act(room.people.ada, 'reply', { text: 'Typed' })
  // @ts-expect-error the types ask for it to be presented first
  expect(new Frame({ type: 'changes', ...window })).toBeInstanceOf(Frame)
})

it('a window with a card does not count as the same for all', async () => {
  const { ada } = room.people
  expect(presentToAll(await act(ada, 'reply', { text: 'One more' }))).toBeUndefined()
  const said = await room.say(ada, course, 'Plain words')
  expect(presentToAll(said)).toEqual(said)
})
