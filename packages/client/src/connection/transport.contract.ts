// The behaviour that all transports share, tested through a whole chat over the fake server.
import { CLOSE, type DownFrame } from '@lectern/protocol'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Chat } from '../chat.ts'
import { createClassroom, type Classroom } from '../testing/classroom.ts'
import { FakeNetwork } from '../testing/fake-network.ts'
import type { TransportName } from './transport.ts'

type Blocked = 'websocket' | 'sse'

export const transportContract = (name: TransportName, blocked: readonly Blocked[]): void => {
  describe(`the ${name} transport`, () => {
    let room: Classroom
    let network: FakeNetwork
    let ada: Chat
    let ben: Chat
    const contents = () =>
      at(ada)
        .timeline.get()
        .rows.map(({ message }) => message.content)
    const at = (chat: Chat) => chat.conversation(room.direct.id)
    const write = (content: string) =>
      room.direct.post(room.ben, { id: crypto.randomUUID(), content }, room.server.time)
    const status = () => ada.connection.state.get().status
    const online = name === 'websocket' ? 'live' : 'degraded'

    beforeEach(async () => {
      room = createClassroom()
      network = new FakeNetwork(room.server)
      for (const each of blocked) network.blocked.add(each)
      ada = await room.join(room.ada, network)
      ben = await room.join(room.ben)
      at(ada).open()
      at(ben).open()
      await room.clock.advance(7_000)
    })
    afterEach(() => room.close())

    test('is chosen if it works, and reports its name', () => {
      expect(ada.connection.transport).toBe(name)
      expect(status()).toBe(online)
    })

    test('brings changes as they come, in order', async () => {
      const pulls = countRequests(network, '/changes')
      for (const word of ['one', 'two', 'three']) write(word)
      await room.clock.advance(100)
      expect(contents()).toEqual(['one', 'two', 'three'])
      expect(pulls()).toBe(0)
    })

    test('SY3 heals what was lost with a broken connection', async () => {
      network.cut()
      for (const word of ['one', 'two']) write(word)
      await room.clock.advance(20_000)
      expect(contents()).toEqual(['one', 'two'])
      expect(status()).toBe(online)
      expect(ada.connection.transport).toBe(name)
    })

    test('carries typing both ways', async () => {
      at(ada).setTyping(true)
      at(ben).setTyping(true)
      await room.clock.advance(100)
      expect(at(ben).typing.get()).toEqual([room.ada.id])
      expect(at(ada).typing.get()).toEqual([room.ben.id])
      at(ada).setTyping(false)
      await room.clock.advance(100)
      expect(at(ben).typing.get()).toEqual([])
    })

    test('carries receipts both ways', async () => {
      const id = at(ada).send('Good morning')
      await room.clock.advance(1_000)
      const seq = room.direct.message(id)?.created_seq
      const positions = () =>
        at(ada)
          .members.get()
          .find(({ user_id }) => user_id === room.ben.id)
      expect(positions()?.delivered_seq).toBe(seq)
      write('Hello')
      await room.clock.advance(1_000)
      expect(room.direct.receipt(room.ada.id).delivered_seq).toBe(room.direct.state.head)
    })

    test('takes a new token without a break', async () => {
      const peers = [...room.server.peers]
      const auth: string[] = []
      const receive = room.server.receive.bind(room.server)
      room.server.receive = (peer, text) => {
        if (text.includes('"auth"')) auth.push(peer.user_id)
        receive(peer, text)
      }
      room.server.send(room.ada.id, { type: 'auth_expiring', in_ms: 60_000 })
      await room.clock.advance(1_000)
      expect(auth).toEqual([room.ada.id])
      expect([...room.server.peers]).toEqual(peers)
      expect(status()).toBe(online)
    })

    test('stays up for an hour of silence with a heartbeat', async () => {
      network.blocked.add('websocket')
      const lost: string[] = []
      ada.connection.state.subscribe(() => lost.push(status()))
      await room.clock.advance(3_600_000)
      expect(lost).toEqual([])
    })

    test('returns at the time the server named when asked to leave', async () => {
      room.server.send(room.ada.id, { type: 'bye', code: CLOSE.drain, retry_after_ms: 4_000 })
      await room.clock.advance(0)
      room.server.disconnect(CLOSE.drain, ({ user_id }) => user_id === room.ada.id)
      await room.clock.advance(3_900)
      expect(status()).toBe('offline')
      await room.clock.advance(15_000)
      expect(status()).toBe(online)
      write('Back')
      await room.clock.advance(100)
      expect(contents()).toEqual(['Back'])
    })

    test('CN4 an open line is replaced without a break when the server asks to leave', async () => {
      const states: string[] = []
      ada.connection.state.subscribe(() => states.push(status()))
      const before = peersOf(room, room.ada.id).at(-1)
      room.server.send(room.ada.id, { type: 'bye', code: CLOSE.drain, retry_after_ms: 1_000 })
      await room.clock.advance(3_000)
      expect(peersOf(room, room.ada.id).at(-1)).not.toBe(before)
      expect(network.sockets).toBe(name === 'websocket' ? 1 : 0)
      write('Still here')
      await room.clock.advance(100)
      expect(contents()).toEqual(['Still here'])
      expect(states).toEqual([])
    })

    test('ends with the session', async () => {
      room.server.revoke(room.ada.id)
      await room.clock.advance(1_000)
      expect(ada.session.state.get().status).toBe('signed_out')
      expect(network.sockets + network.oneWay).toBe(0)
    })

    test('starts again at another epoch', async () => {
      write('kept')
      await room.clock.advance(100)
      const backup = room.server.backup()
      write('lost')
      await room.clock.advance(100)
      room.server.restore(backup)
      await room.clock.advance(20_000)
      expect(contents()).toEqual(['kept'])
    })

    test('hello is the first frame of every connection', async () => {
      const first: string[] = []
      const accept = room.server.accept.bind(room.server)
      room.server.accept = (user_id, token, ends) => {
        let isFirst = true
        const deliver = (text: string) => {
          if (isFirst) first.push((JSON.parse(text) as DownFrame).type)
          isFirst = false
          ends.deliver(text)
        }
        return accept(user_id, token, { ...ends, deliver })
      }
      room.server.disconnect(CLOSE.drain)
      await room.clock.advance(20_000)
      expect(first.length).toBeGreaterThan(0)
      expect(new Set(first)).toEqual(new Set(['hello']))
    })
  })
}

const peersOf = (room: Classroom, user_id: string) =>
  [...room.server.peers].filter((peer) => peer.user_id === user_id)

/** Counts requests whose path ends like this, from now on. */
const countRequests = (network: FakeNetwork, end: string): (() => number) => {
  const { fetch } = network
  let count = 0
  Object.assign(network, {
    fetch: ((input, init) => {
      if (new URL(String(input)).pathname.endsWith(end)) count++
      return fetch(input, init)
    }) as typeof globalThis.fetch,
  })
  return () => count
}
