// The plain profile as docs/protocol.md describes it, tested with a client that knows nothing else.
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { CLOSE, PlainFrame, type Conversation } from '@lectern/protocol'
import type { StoredMessage } from '../records/stored.ts'
import { openClassroom, type Classroom } from './testing/classroom.ts'
import { addMembers, removeMember } from '../features/conversations/members.ts'
import { addReaction, deleteMessage, editMessage } from '../features/messages/messages.ts'

let room: Classroom
let talk: Conversation

beforeAll(async () => {
  room = await openClassroom()
  talk = await room.talk(room.people.ada, {}, room.people.ben)
})
afterEach(() => room.leaveNothing())
afterAll(() => room.close())

it('answers ping with pong, and every other frame is a message with the five fields', async () => {
  const { ada, ben } = room.people
  const client = await room.bare(ben)
  const contents = ['Hello', 'emoji 👩‍🏫🎉', 'من اليمين إلى اليسار', 'line\nbreak "quoted" \\']
  for (const content of contents) await room.say(ada, talk, content)
  await client.settled()
  const frames = client.texts
    .filter((text) => text !== 'pong')
    .map((text) => PlainFrame.parse(JSON.parse(text)))
  expect(frames.map(({ content }) => content)).toEqual(contents)
  expect(frames[0]).toMatchObject({
    conversation_id: talk.id,
    sender: 'Ada',
    sender_id: ada.user_id,
    sender_role: 'instructor',
    invocation_id: null,
    timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  })
})

it('confirms the own message, once, and sends nothing else', async () => {
  const { ada, ben, chloe } = room.people
  const client = await room.bare(ben)
  const { messages } = await room.say(ben, talk, 'mine')
  const message_id = messages[0]!.id
  const target = { id: talk.id, message_id }
  await addReaction(...room.as(ada), target, '🎉')
  await editMessage(...room.as(ben), target, { content: 'mine, edited' })
  await deleteMessage(...room.as(ben), target)
  await addMembers(...room.as(ada), talk.id, [chloe.user_id])
  await removeMember(...room.as(ada), talk.id, chloe.user_id)
  await client.settled()
  expect(client.texts.filter((text) => text !== 'pong').map((text) => JSON.parse(text))).toEqual([
    expect.objectContaining({ message_id, content: 'mine', seq: messages[0]!.created_seq }),
  ])
})

it('hears the conversations of its user only, including later ones, until they are lost (AU2)', async () => {
  const { ada, ben, chloe } = room.people
  const client = await room.bare(chloe)
  await room.say(ada, talk, 'not for her')
  const gained = await room.talk(ada, {}, chloe, ben)
  await room.say(ada, gained, 'for her')
  await removeMember(...room.as(ada), gained.id, chloe.user_id)
  await room.say(ada, gained, 'no longer for her')
  await client.settled()
  expect(client.frames.map((frame) => (frame as unknown as PlainFrame).content)).toEqual(['for her'])
})

it('sends an assistant’s message once, when it is complete', async () => {
  const { ada, ben } = room.people
  const client = await room.bare(ben)
  const written = await room.say(ada, talk, 'a model')
  await client.settled()
  client.forget()
  const begun: StoredMessage = {
    ...written.messages[0]!,
    state: 'streaming',
    content: 'Let',
    sender_role: 'assistant',
    invocation_id: '0195b2f0-0000-7000-8000-000000000001',
    created_seq: 90,
    changed_seq: 90,
  }
  const publish = (message: StoredMessage) =>
    room.server.ctx.bus.publish('window', {
      conversation_id: talk.id,
      from: message.changed_seq - 1,
      to: message.changed_seq,
      messages: [message],
      members: [],
    })
  publish(begun)
  publish({ ...begun, content: 'Let us', changed_seq: 91 })
  publish({ ...begun, content: 'Let us begin.', state: 'done', changed_seq: 92 })
  publish({ ...begun, content: 'Let us begin.', state: 'done', changed_seq: 93 })
  await client.settled()
  expect(client.frames).toEqual([
    expect.objectContaining({ content: 'Let us begin.', invocation_id: begun.invocation_id, seq: 90 }),
  ])
})

it('ignores unknown frames', async () => {
  const client = await room.bare(room.people.ben)
  for (const frame of [{ type: 'watch', conversation_ids: [talk.id] }, { type: 'dance' }, [1], 'null', '42'])
    client.send(frame)
  for (let index = 0; index < 20; index++) client.send({ unknown: index })
  await client.settled()
  expect(client.frames).toEqual([])
})

it('closes with 4405 after the third unreadable frame', async () => {
  const client = await room.bare(room.people.chloe)
  client.send('{"type":')
  client.send('PING')
  await client.settled()
  client.send('\u0000')
  expect(await client.closed).toBe(CLOSE.protocol)
})

it('closes with 4405 for binary frames, bad UTF-8, 70 KiB and deep nesting (BP2)', async () => {
  const binary = await room.bare(room.people.ben)
  for (let index = 0; index < 3; index++) binary.ws.send(Buffer.from('ping'))
  expect(await binary.closed).toBe(CLOSE.protocol)

  const broken = await room.bare(room.people.ben)
  broken.ws.send(Buffer.from([0xc3, 0x28]), { binary: false })
  expect(await broken.closed).toBe(CLOSE.protocol)

  const large = await room.bare(room.people.ben)
  large.send(`"${'x'.repeat(70 * 1024)}"`)
  expect(await large.closed).toBe(CLOSE.protocol)

  const deep = await room.bare(room.people.ben)
  deep.send(`${'['.repeat(17)}${']'.repeat(17)}`)
  expect(await deep.closed).toBe(CLOSE.protocol)

  // Ben is kept away now.
  const allowed = await room.bare(room.people.chloe)
  allowed.send(`${'['.repeat(16)}"${'['.repeat(50)}"${']'.repeat(16)}`)
  allowed.send(`"${'x'.repeat(60 * 1024)}"`)
  await allowed.settled()
})

it('probes a silent client by a control frame that its WebSocket answers', async () => {
  const client = await room.bare(room.people.chloe)
  const asked = new Promise((resolve) => client.ws.once('ping', resolve))
  room.clock.advance(31_000)
  await asked
  await client.settled()
  expect(client.frames).toEqual([])
})
