import { addPerson } from '../testing/people.ts'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { CLOSE, endpoints, LIMITS, SUBPROTOCOL, type Conversation } from '@lectern/protocol'
import { addMembers, removeMember } from '../features/conversations/members.ts'
import { putReceipt } from '../features/conversations/receipts.ts'
import { SlowDb } from '../testing/slow-db.ts'
import { attachRealtime } from './gateway.ts'
import { Connections } from './realtime.ts'
import { SocketClient } from './testing/socket-client.ts'
import { openClassroom, type Classroom } from './testing/classroom.ts'

let room: Classroom
let talk: Conversation

const slow = new SlowDb()
beforeAll(async () => {
  room = await openClassroom({ db: slow.over })
})
beforeEach(async () => {
  room.clock.advance(11_000)
  talk = await room.talk(room.people.ada, {}, room.people.ben)
})
afterEach(() => room.leaveNothing())
afterAll(() => room.close())

describe('changes', () => {
  it('come in full to watchers, and as a head to the others', async () => {
    const watcher = await room.watching(room.people.ben, talk)
    const other = await room.connect(room.people.ada)
    other.forget()
    const window = await room.say(room.people.ada, talk, 'for both')
    await watcher.settled()
    await other.settled()
    expect(watcher.ofType('changes')).toEqual([{ type: 'changes', ...window }])
    expect(other.frames.filter(({ type }) => type !== 'presence')).toEqual([
      { type: 'head', conversation_id: talk.id, seq: window.to },
    ])
  })

  it('AU1 watching is for members', async () => {
    const stranger = await room.connect(room.people.chloe)
    stranger.forget()
    stranger.send({ type: 'watch', conversation_ids: [talk.id] })
    await room.say(room.people.ada, talk, 'private')
    const own = await room.talk(room.people.ada, {}, room.people.chloe)
    await stranger.until(() => stranger.ofType('head').length > 0)
    expect(stranger.ofType('head')).toEqual([{ type: 'head', conversation_id: own.id, seq: 1 }])
    expect(stranger.texts.filter((text) => text.includes(talk.id))).toEqual([])
  })

  it("watch answers with the head, the members' positions and presence, and typing people, in one frame", async () => {
    const { ada, ben } = room.people
    await room.watching(ben, talk)
    await room.server.as(ben).call(endpoints.postTyping, { params: { id: talk.id }, body: { on: true } })
    const client = await room.connect(ada)
    client.forget()
    room.clock.advance(1_000)
    client.send({ type: 'watch', conversation_ids: [talk.id] })
    await client.first('receipt')
    const answer = client.texts.filter((text) => text.includes('"receipt"'))
    expect(answer).toHaveLength(1)
    expect(JSON.parse(answer[0]!)).toEqual([
      { type: 'head', conversation_id: talk.id, seq: 1 },
      ...[ada, ben]
        .map(({ user_id }) => user_id)
        .sort()
        .map((user_id) => ({
          type: 'receipt',
          conversation_id: talk.id,
          user_id,
          delivered_seq: 1,
          read_seq: 1,
        })),
      { type: 'presence', users: { [ada.user_id]: 'online', [ben.user_id]: 'online' } },
      {
        type: 'typing',
        conversation_id: talk.id,
        user_id: ben.user_id,
        on: true,
        ttl_ms: LIMITS.typing_ttl_ms - 1_000,
      },
    ])
  })
})

describe('membership', () => {
  it('AU2 ends for watchers, too: a former member gets no positions', async () => {
    const { ada, ben, chloe } = room.people
    const trio = await room.talk(ada, {}, ben, chloe)
    await removeMember(...room.as(ada), trio.id, chloe.user_id)
    const client = await room.connect(ada)
    client.send({ type: 'watch', conversation_ids: [trio.id] })
    await client.first('receipt')
    const shown = client.ofType('receipt').map(({ user_id }) => user_id)
    expect(shown.sort()).toEqual([ada.user_id, ben.user_id].sort())
  })

  it('AU2 ends with a window of only the own row as the last frame', async () => {
    const { ada, ben } = room.people
    const gone = await room.watching(ben, talk)
    const stays = await room.watching(ada, talk)
    const window = await removeMember(...room.as(ada), talk.id, ben.user_id)
    await room.say(ada, talk, 'among us')
    await putReceipt(...room.as(ada), talk.id, { read_seq: 3 })
    await gone.settled()
    await stays.settled()
    const { from, to, members } = window
    expect(gone.frames.filter(({ type }) => type !== 'presence')).toEqual([
      { type: 'changes', conversation_id: talk.id, from, to, messages: [], members },
    ])
    expect(stays.ofType('changes')).toHaveLength(2)
    expect(stays.ofType('changes')[0]).toEqual({ type: 'changes', ...window })
  })

  it('begins with a head, on open sockets', async () => {
    const { ada, chloe } = room.people
    const client = await room.connect(chloe)
    client.forget()
    await addMembers(...room.as(ada), talk.id, [chloe.user_id])
    await room.say(ada, talk, 'welcome')
    await client.until(() => client.ofType('head').length === 2)
    expect(client.ofType('head').map(({ seq }) => seq)).toEqual([2, 3])
  })

  it('AU3 a revoked session closes with 4402 and gets nothing more, others of the person stay', async () => {
    const { ada, ben } = room.people
    const client = await room.connect(ben)
    room.server.ctx.bus.publish('session_revoked', { session_id: 'another' })
    await client.settled()
    client.forget()
    room.server.ctx.bus.publish('session_revoked', { session_id: ben.session_id })
    await room.say(ada, talk, 'not for Ben')
    expect(await client.closed).toBe(CLOSE.session_revoked)
    expect([...client.ofType('head'), ...client.ofType('changes')]).toEqual([])
  })

  it('SY7 misses no commit while a connection comes in', async () => {
    const { ada, ben } = room.people
    const reading = slow.hold((rows) => rows.some((row) => 'head' in row))
    const client = room.dial({ user_id: ben.user_id, token: ben.access_token, protocols: ['lectern.v1'] })
    await reading.isRead
    const said: number[] = []
    for (let index = 0; index < 5; index++) said.push((await room.say(ada, talk, `${index}`)).to)
    const gained = await room.talk(ada, {}, ben)
    reading.release()
    const { heads } = await client.first('hello')
    await client.settled()
    expect(heads[talk.id]).toBe(1)
    expect(heads[gained.id]).toBeUndefined()
    expect(client.ofType('head').map(({ conversation_id, seq }) => [conversation_id, seq])).toEqual([
      ...said.map((seq) => [talk.id, seq]),
      [gained.id, 1],
    ])
  })

  it('AU2 ends also while a connection comes in', async () => {
    const { ada, ben } = room.people
    const reading = slow.hold((rows) => rows.some((row) => 'head' in row))
    const client = room.dial({ user_id: ben.user_id, token: ben.access_token, protocols: ['lectern.v1'] })
    await reading.isRead
    const { to } = await removeMember(...room.as(ada), talk.id, ben.user_id)
    await room.say(ada, talk, 'among us')
    reading.release()
    await client.first('hello')
    await client.settled()
    expect(client.ofType('changes')).toMatchObject([
      { to, messages: [], members: [{ user_id: ben.user_id }] },
    ])
    expect(client.ofType('head')).toEqual([])
  })

  it('a connection that is gone before it came in is not counted', async () => {
    const { ben } = room.people
    const { hub } = room.server.system.connections.shared
    const reading = slow.hold((rows) => rows.some((row) => 'head' in row))
    const client = room.dial({ user_id: ben.user_id, token: ben.access_token, protocols: ['lectern.v1'] })
    await reading.isRead
    client.close()
    await expect.poll(() => hub.connections.size).toBe(0)
    reading.release()
    await room.say(room.people.ada, talk, 'anybody?')
    expect(hub.ofUser(ben.user_id).size).toBe(0)
    expect(hub.listeners(talk.id).size).toBe(0)
  })
})

describe('typing', () => {
  it('EP2 reaches the other watchers, with its end', async () => {
    const { ada, ben } = room.people
    const typist = await room.watching(ben, talk)
    const reader = await room.watching(ada, talk)
    const elsewhere = await room.connect(ada)
    elsewhere.forget()
    typist.send({ type: 'typing', conversation_id: talk.id, on: true })
    expect(await reader.first('typing')).toEqual({
      type: 'typing',
      conversation_id: talk.id,
      user_id: ben.user_id,
      on: true,
      ttl_ms: LIMITS.typing_ttl_ms,
    })
    await typist.settled()
    await elsewhere.settled()
    expect(typist.ofType('typing')).toEqual([])
    expect(elsewhere.ofType('typing')).toEqual([])
  })

  it('stops with the message, in the same turn', async () => {
    const { ada, ben } = room.people
    const reader = await room.watching(ada, talk)
    await room.server.as(ben).call(endpoints.postTyping, { params: { id: talk.id }, body: { on: true } })
    await reader.first('typing')
    reader.forget()
    await room.say(ben, talk, 'here it is')
    await reader.settled()
    expect(reader.frames).toMatchObject([{ type: 'changes' }, { type: 'typing', on: false, ttl_ms: 0 }])
  })

  it('is limited, and ignored from strangers', async () => {
    const { ada, ben, chloe } = room.people
    const reader = await room.watching(ada, talk)
    for (let index = 0; index < 50; index++)
      await room.server.as(ben).call(endpoints.postTyping, { params: { id: talk.id }, body: { on: true } })
    await reader.settled()
    expect(reader.ofType('typing')).toHaveLength(4)
    for (let index = 0; index < 6; index++)
      await expect(
        room.server.as(chloe).call(endpoints.postTyping, { params: { id: talk.id }, body: { on: true } }),
      ).rejects.toMatchObject({ problem: { code: 'not_found' } })
  })
})

describe('receipts', () => {
  it('are sent to watchers and to own devices, if a position changed', async () => {
    const { ada, ben } = room.people
    await room.say(ada, talk, 'read me')
    const author = await room.watching(ada, talk)
    const reader = await room.watching(ben, talk)
    const badge = await room.connect(ben)
    reader.send({ type: 'receipt', conversation_id: talk.id, read_seq: 2 })
    reader.send({ type: 'receipt', conversation_id: talk.id, read_seq: 1 })
    const moved = {
      type: 'receipt',
      conversation_id: talk.id,
      user_id: ben.user_id,
      delivered_seq: 2,
      read_seq: 2,
    }
    for (const client of [author, reader, badge]) expect(await client.first('receipt')).toEqual(moved)
    await putReceipt(...room.as(ben), talk.id, { read_seq: 2 })
    await author.settled()
    expect(author.ofType('receipt')).toHaveLength(1)
  })

  it('of a stranger are answered as not found', async () => {
    const stranger = await room.connect(room.people.chloe)
    stranger.send({ type: 'receipt', conversation_id: talk.id, read_seq: 1 })
    expect(await stranger.first('error')).toMatchObject({ code: 'not_found', retry: 'never' })
  })
})

describe('presence', () => {
  const shown = (
    client: { ofType(type: 'presence'): { users: Record<string, string> }[] },
    user_id: string,
  ) => client.ofType('presence').flatMap(({ users }) => users[user_id] ?? [])

  it('shows people who come, idle, return and, after ten seconds, leave', async () => {
    const { ada, ben } = room.people
    const watcher = await room.watching(ada, talk)
    const client = await room.connect(ben)
    const step = async (state: string) => {
      await watcher.until(() => {
        room.clock.advance(100)
        return shown(watcher, ben.user_id).at(-1) === state
      })
    }
    room.clock.advance(100)
    await step('online')
    client.send({ type: 'activity', state: 'idle' })
    await client.settled()
    room.clock.advance(100)
    await step('away')
    client.send({ type: 'activity', state: 'active' })
    await client.settled()
    room.clock.advance(100)
    await step('online')
    client.ws.close()
    await client.closed
    await watcher.settled()
    room.clock.advance(9_000)
    await watcher.settled()
    expect(shown(watcher, ben.user_id).at(-1)).toBe('online')
    room.clock.advance(3_000)
    await step('offline')
    expect(shown(watcher, ben.user_id)).toEqual(['online', 'away', 'online', 'offline'])
  })

  it('shows nothing of a reload', async () => {
    const { ada, ben } = room.people
    const first = await room.connect(ben)
    room.clock.advance(1_000)
    const watcher = await room.watching(ada, talk)
    first.ws.close()
    await first.closed
    room.clock.advance(5_000)
    await room.connect(ben)
    room.clock.advance(20_000)
    await watcher.settled()
    expect(shown(watcher, ben.user_id)).toEqual([])
  })

  it('is sent to a newcomer at once', async () => {
    const { ada, ben } = room.people
    await room.connect(ben)
    const client = await room.connect(ada)
    expect((await client.first('presence')).users).toMatchObject({
      [ben.user_id]: 'online',
      [ada.user_id]: 'online',
    })
  })
})

describe('frames from clients', () => {
  it('that are unreadable are answered twice, and the third closes', async () => {
    const client = await room.connect(room.people.ben)
    client.send('{')
    client.send({ type: 'watch', conversation_ids: 'all' })
    await Promise.race([client.closed, client.until(() => client.ofType('error').length === 2)])
    expect(client.ofType('error')).toHaveLength(2)
    expect(client.ofType('error')[0]).toMatchObject({ code: 'invalid', retry: 'never' })
    client.send({ type: 'typing' })
    expect(await client.closed).toBe(CLOSE.protocol)
  })

  it('of a newer kind are ignored', async () => {
    const client = await room.connect(room.people.ben)
    for (let index = 0; index < 10; index++) client.send({ type: 'dance', index })
    await client.settled()
    expect(client.ofType('error')).toEqual([])
  })

  it('survive two thousand malformed ones on many sockets', async () => {
    const pieces = [
      '{',
      '[',
      '"',
      'null',
      '{"type":"auth"}',
      '{"type":"watch","conversation_ids":[1]}',
      '\u0000',
      '{"type":{}}',
      '{"__proto__":{"type":"watch"}}',
      '{"type":"typing","conversation_id":"x","on":1}',
    ]
    let person = room.people.ben
    for (let round = 0; round < 40; round++) {
      // Who does it again and again is kept away.
      if (round % 3 === 0) person = await addPerson(room.server.ctx, `Babbler ${round}`, 'student')
      const client = await room.connect(person)
      for (let index = 0; index < 50; index++) {
        const piece = pieces[(round * 7 + index) % pieces.length]!
        if (index % 3 === 0) client.ws.send(Buffer.from(piece.repeat((index % 40) + 1)))
        else client.send(piece.repeat(((round + index) % 40) + 1))
      }
      expect(await client.closed).toBe(CLOSE.protocol)
    }
    const alive = await room.connect(room.people.ben)
    await alive.settled()
  })

  it('are limited in number, without closing', async () => {
    const client = await room.connect(room.people.ben)
    for (let index = 0; index < 210; index++) client.send({ type: 'activity', state: 'active' })
    expect(await client.first('error')).toMatchObject({ code: 'rate_limited', retry: 'later' })
    room.clock.advance(10_000)
    await client.settled()
  })

  it('S13 close a socket that floods, with a time to come back', async () => {
    const client = await room.connect(room.people.ben)
    for (let index = 0; index < 410; index++) client.send({ type: 'activity', state: 'active' })
    expect(await client.closed).toBe(CLOSE.flooding)
    expect(client.ofType('bye')).toEqual([{ type: 'bye', code: CLOSE.flooding, retry_after_ms: 10_000 }])
  })

  it('S13 close a plain socket that floods, too, and nothing is taken from it any more', async () => {
    const { user_id, access_token } = room.people.ben
    const client = room.dial({ user_id, token: access_token })
    await client.opened()
    for (let index = 0; index < 500; index++) client.send('"a text that means nothing"')
    expect(await client.closed).toBe(CLOSE.flooding)
  })
})

describe('drain', () => {
  it('sends goodbye with spread times to return, and closes with 4001', async () => {
    const { ctx, origins } = room.server.system
    const http = createServer()
    const connections = new Connections(ctx)
    const realtime = attachRealtime(http, connections, origins)
    await new Promise<void>((resolve) => http.listen(0, resolve))
    const { port } = http.address() as AddressInfo
    const { ada, ben, chloe } = room.people
    const full = [ada, ben].map(
      ({ user_id, access_token: token }) =>
        new SocketClient(port, { user_id, token, protocols: [SUBPROTOCOL] }),
    )
    const bare = await new SocketClient(port, { user_id: chloe.user_id, token: chloe.access_token }).opened()
    for (const client of full) await client.first('hello')
    await bare.settled()
    expect(realtime.connections).toBe(3)

    await realtime.drain({ spread_ms: 3_000 })
    for (const client of [...full, bare]) expect(await client.closed).toBe(CLOSE.drain)
    const moments = full.map((client) => client.ofType('bye')[0]!)
    expect(moments).toMatchObject([{ code: CLOSE.drain }, { code: CLOSE.drain }])
    expect(moments[0]!.retry_after_ms).not.toBe(moments[1]!.retry_after_ms)
    expect(bare.frames).toEqual([])
    expect(realtime.connections).toBe(0)
    const { user_id, access_token: token } = ada
    const late = new SocketClient(port, { user_id, token, protocols: [SUBPROTOCOL] })
    expect(await late.refused()).toBe(CLOSE.drain)
    realtime.close()
    connections.close()
    http.close()
  })

  it('cuts off clients that do not answer within two seconds', async () => {
    const { ctx, origins } = room.server.system
    const http = createServer()
    const connections = new Connections(ctx)
    const realtime = attachRealtime(http, connections, origins)
    await new Promise<void>((resolve) => http.listen(0, resolve))
    const { port } = http.address() as AddressInfo
    const { ada } = room.people
    const client = new SocketClient(port, {
      user_id: ada.user_id,
      token: ada.access_token,
      protocols: [SUBPROTOCOL],
    })
    await client.first('hello')
    client.ws.pause()
    const drained = realtime.drain({ spread_ms: 0 })
    room.clock.advance(2_500)
    await drained
    await expect.poll(() => realtime.connections).toBe(0)
    client.close()
    realtime.close()
    connections.close()
    http.close()
  })
})
