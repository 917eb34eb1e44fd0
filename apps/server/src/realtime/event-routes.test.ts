import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { CLOSE, DownFrame, endpoints, type Conversation, type PostedFrame } from '@lectern/protocol'
import { removeMember } from '../features/conversations/members.ts'
import type { Person } from '../testing/people.ts'
import { openClassroom, type Classroom } from './testing/classroom.ts'
import { EventClient } from './testing/event-client.ts'

let room: Classroom
let talk: Conversation
const clients: EventClient[] = []

beforeAll(async () => {
  room = await openClassroom()
})
beforeEach(async () => {
  const { ada, ben } = room.people
  talk = await room.talk(ada, { title: 'Mathematics' }, ben)
})
afterEach(async () => {
  for (const client of clients.splice(0)) client.close()
  await room.fallSilent()
  await room.leaveNothing()
})
afterAll(() => room.close())

const events = async (person: Person): Promise<EventClient & { id: string }> => {
  const client = new EventClient(`http://localhost:${room.port}/events`, person.access_token)
  clients.push(client)
  const { connection_id } = await client.first('hello')
  return Object.assign(client, { id: connection_id })
}

const post = (person: Person, id: string, body: PostedFrame) =>
  room.server.as(person).call(endpoints.postFrame, { params: { id }, body })

const poll = async (person: Person, connection: string, heads: Record<string, number>, wait_ms = 0) => {
  const answer = await room.server.as(person).call(endpoints.sync, { body: { connection, heads, wait_ms } })
  const frames = (answer.frames ?? []).flatMap((message) => message as DownFrame | DownFrame[] | 'pong')
  return { ...answer, frames: frames as (DownFrame | 'pong')[] }
}

describe('S15 a partial poll', () => {
  it('compares only the heads that it names', async () => {
    const { ada, ben } = room.people
    const other = await room.talk(ada, { title: 'Physics' }, ben)
    const ask = (heads: Record<string, number>, partial?: true) =>
      room.server.as(ben).call(endpoints.sync, { body: { heads, ...(partial && { partial }) } })
    expect((await ask({ [talk.id]: -1 + talk.head })).heads).toMatchObject({ [other.id]: other.head })
    expect((await ask({ [talk.id]: -1 + talk.head }, true)).heads).toEqual({ [talk.id]: talk.head })
    expect((await ask({ [talk.id]: talk.head }, true)).heads).toEqual({})
  })
})

describe('server-sent events', () => {
  it('send hello first, then the frames of the socket', async () => {
    const { ada, ben } = room.people
    const client = await events(ben)
    expect(client.frames[0]).toMatchObject({ type: 'hello', user: { id: ben.user_id } })
    await room.say(ada, talk, 'Good morning')
    expect(await client.first('head')).toMatchObject({ conversation_id: talk.id, seq: talk.head + 1 })

    await post(ben, client.id, { type: 'watch', conversation_ids: [talk.id] })
    await client.first('receipt')
    await room.say(ada, talk, 'Did you sleep well? 😀')
    expect((await client.first('changes')).messages).toMatchObject([{ content: 'Did you sleep well? 😀' }])
    for (const frame of client.frames) expect(DownFrame.parse(frame)).toBeDefined()
  })

  it('answer a posted ping, and relay typing both ways', async () => {
    const { ada, ben } = room.people
    const client = await events(ben)
    await post(ben, client.id, { type: 'ping' })
    await client.until(() => client.messages.includes('pong'))
    const watching = await room.watching(ada, talk)
    await post(ben, client.id, { type: 'typing', conversation_id: talk.id, on: true })
    expect(await watching.first('typing')).toMatchObject({ user_id: ben.user_id, on: true })
  })

  it('take frames only from their session', async () => {
    const { ada, ben } = room.people
    const client = await events(ben)
    await expect(post(ada, client.id, { type: 'ping' })).rejects.toMatchObject({
      problem: { code: 'not_found' },
    })
  })

  it('AU2 end for a conversation with the commit that removed the member', async () => {
    const { ada, ben } = room.people
    const client = await events(ben)
    await removeMember(...room.as(ada), talk.id, ben.user_id)
    expect(await client.first('changes')).toMatchObject({ messages: [], members: [{ user_id: ben.user_id }] })
    await room.say(ada, talk, 'He is gone')
    const other = await room.talk(ada, { title: 'Another' }, ben)
    await client.until(() => client.ofType('head').some((head) => head.conversation_id === other.id))
    expect(client.ofType('head').some((head) => head.conversation_id === talk.id)).toBe(false)
  })

  it('AU3 end with the session', async () => {
    const { chloe } = room.people
    const client = await events(chloe)
    room.server.ctx.bus.publish('session_revoked', { session_id: chloe.session_id })
    expect(await client.first('bye')).toMatchObject({ code: CLOSE.session_revoked })
    await client.ended
  })

  it('end at a drain with one goodbye, which has the time to return', async () => {
    const other = await openClassroom()
    const { ada, ben } = other.people
    const url = `http://localhost:${other.port}/events`
    const both = [ada, ben].map(({ access_token }) => new EventClient(url, access_token))
    for (const client of both) await client.first('hello')
    await other.server.system.connections.drain({ spread_ms: 3_000 })
    for (const client of both) await client.ended
    const moments = both.flatMap((client) => client.ofType('bye')).map((bye) => bye.retry_after_ms)
    expect(moments.sort()).toEqual([0, 1_500])
    const asking = other.server.as(ada)
    const polling = { body: { connection: 'new', heads: {} } }
    for (const late of [await asking.send(endpoints.getEvents), await asking.send(endpoints.sync, polling)])
      expect(late.status).toBe(503)
    await other.close()
  })

  it('are not opened by a HEAD, which has no reader', async () => {
    const { ben } = room.people
    const { connections } = room.server.system
    const before = connections.size
    const headers = { authorization: `Bearer ${ben.access_token}` }
    const head = await fetch(`http://localhost:${room.port}/events`, { method: 'HEAD', headers })
    expect(head.headers.get('content-type')).toMatch('text/event-stream')
    await expect.poll(() => connections.size).toBe(before)
  })

  it('count as a connection until the client leaves', async () => {
    const { ben } = room.people
    const { connections } = room.server.system
    const client = await events(ben)
    const before = connections.size
    client.close()
    await expect.poll(() => connections.size).toBe(before - 1)
    await expect(post(ben, client.id, { type: 'ping' })).rejects.toMatchObject({
      problem: { code: 'not_found' },
    })
  })
})

describe('the polled connection', () => {
  it('sends hello first, then waits for frames', async () => {
    const { ada, ben } = room.people
    const first = await poll(ben, 'new', {})
    expect(first.frames[0]).toMatchObject({ type: 'hello', connection_id: first.connection_id })
    const id = first.connection_id!
    await post(ben, id, { type: 'watch', conversation_ids: [talk.id] })
    const standing = await poll(ben, id, first.heads)
    expect(standing.frames).toContainEqual(expect.objectContaining({ type: 'receipt' }))

    const waiting = poll(ben, id, first.heads, 20_000)
    await room.say(ada, talk, 'Here it is')
    const answered = vi.fn()
    void waiting.then(answered)
    // The answer gathers frames within a moment of the server's clock.
    await expect
      .poll(() => {
        room.clock.advance(10)
        return answered.mock.calls.length
      })
      .toBe(1)
    expect((await waiting).frames).toMatchObject([{ type: 'changes', messages: [{ content: 'Here it is' }] }])
  })

  it('shows by the heads what a lost answer had', async () => {
    const { ada, ben } = room.people
    const first = await poll(ben, 'new', {})
    const id = first.connection_id!
    await room.say(ada, talk, 'Lost on the way')
    await poll(ben, id, first.heads)
    const next = await poll(ben, id, first.heads, 20_000)
    expect(next).toMatchObject({ heads: { [talk.id]: talk.head + 1 }, frames: [] })
  })

  it('answers a ping, and is unknown to others', async () => {
    const { ada, ben } = room.people
    const { connection_id, heads } = await poll(ben, 'new', {})
    await post(ben, connection_id!, { type: 'ping' })
    expect((await poll(ben, connection_id!, heads)).frames).toContain('pong')
    await expect(poll(ada, connection_id!, heads)).rejects.toMatchObject({ problem: { code: 'not_found' } })
  })

  it('ends without further polls', async () => {
    const { ben } = room.people
    const { connection_id, heads } = await poll(ben, 'new', {})
    for (let second = 0; second < 52; second++) room.clock.advance(1_000)
    await expect(poll(ben, connection_id!, heads)).rejects.toMatchObject({ problem: { code: 'not_found' } })
  })
})
