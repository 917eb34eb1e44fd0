import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { MUTED_FOR_EVER } from '@lectern/protocol'
import { isoTime } from '../core/clock.ts'
import { MemoryStorage } from '../core/storage.ts'
import { createClassroom, type Classroom } from '../testing/classroom.ts'
import type { FakeAnswer } from '../testing/fake-call.ts'
import { FakeNetwork } from '../testing/fake-network.ts'
import type { Chat } from '../chat.ts'

let room: Classroom
beforeEach(() => (room = createClassroom()))
afterEach(() => room.close())

let sent = 0
const say = async (content: string) => {
  const id = `018f3c1e-7b00-7a00-8000-${String(++sent).padStart(12, '0')}`
  room.course.post(room.ada, { id, content }, room.server.time)
  await room.clock.advance(1_000)
  return id
}
const summaryOf = (chat: Chat) => chat.conversation(room.course.id).summary.get()!
const seqOf = (message_id: string) => room.course.message(message_id)!.created_seq
const totals = (chat: Chat) => chat.conversations.state.get().totals
/** The network of one device, which can be switched off. */
const ownNetwork = () => {
  const wire = {
    reachable: true,
    carry: (deliver: () => void) => queueMicrotask(deliver),
    request: async (run: () => FakeAnswer) => {
      if (!wire.reachable) throw new TypeError('offline')
      return run()
    },
  }
  const network = new FakeNetwork(room.server, wire)
  const { fetch, webSocket } = network
  return {
    options: { fetch, webSocket },
    switch: (on: boolean) => {
      wire.reachable = on
      if (!on) network.cut()
    },
  }
}
const settle = () => room.clock.advance(1_000)

describe('settings of a member', () => {
  test('are shown at once, and on all other devices', async () => {
    const [phone, laptop] = [await room.join(room.ben), await room.join(room.ben)]
    const set = phone.conversation(room.course.id).setOwn({ pinned: true, muted_until: MUTED_FOR_EVER })
    expect(summaryOf(phone)).toMatchObject({ muted: true, own: { pinned_at: isoTime(room.clock.now()) } })
    await settle()
    await set
    expect(summaryOf(laptop)).toMatchObject({ muted: true, own: { muted_until: MUTED_FOR_EVER } })
    expect(laptop.conversations.state.get().items[0]?.id).toBe(room.course.id)
  })

  test('have a new number when a thread is marked on another device, also after being away', async () => {
    const [phone, laptop] = [await room.join(room.ben), await room.join(room.ben)]
    const message = await say('Why?')
    const reply_to_id = message
    room.course.post(room.ada, { id: crypto.randomUUID(), content: 'Because', reply_to_id }, room.server.time)
    await settle()
    const marks = () => summaryOf(laptop).own?.changed_seq ?? 0
    const before = marks()
    const mark = phone.conversation(room.course.id).threads.mark(message, { follows: true })
    await settle()
    await mark
    expect(marks()).toBeGreaterThan(before)
    expect(summaryOf(phone).own?.changed_seq).toBe(marks())
    const asked = laptop.conversation(room.course.id).threads.follows(message)
    await settle()
    expect(await asked).toBe(true)
    // A repeat is no news.
    const again = phone.conversation(room.course.id).threads.mark(message, { follows: true })
    const known = marks()
    await settle()
    await again
    expect(marks()).toBe(known)
    const network = ownNetwork()
    const tablet = await room.join(room.ben, network.options)
    network.switch(false)
    void phone.conversation(room.course.id).threads.mark(message, { follows: false })
    await settle()
    expect(summaryOf(tablet).own?.changed_seq).toBe(known)
    network.switch(true)
    await room.clock.advance(60_000)
    expect(summaryOf(tablet).own?.changed_seq).toBe(known + 1)
  })

  test('that end at the mark of before are counted again', async () => {
    const phone = await room.join(room.ben)
    const message = await say('Read this')
    const handle = phone.conversation(room.course.id)
    handle.markAllRead()
    await settle()
    void handle.setOwn({ unread_from: seqOf(message) })
    await settle()
    expect(summaryOf(phone).unread).toBe(1)
    // Nobody else wrote between the first number and that message.
    void handle.setOwn({ unread_from: 1 })
    await settle()
    expect(summaryOf(phone)).toMatchObject({ unread: 1, own: { unread_from: seqOf(message) } })
  })

  test('that are refused after a reload are taken back, and said once to whoever listens', async () => {
    const network = ownNetwork()
    const options = { storage: new MemoryStorage(), ...network.options }
    const first = await room.join(room.ben, options)
    // From there on nobody else wrote anything.
    const patch = { unread_from: 1_000, pinned: true }
    network.switch(false)
    first
      .conversation(room.course.id)
      .setOwn(patch)
      .catch(() => {})
    await room.clock.advance(2_000)
    expect(summaryOf(first).own?.pinned_at).toBeDefined()
    first.close()
    network.switch(true)
    const next = await room.join(room.ben, options)
    await room.clock.advance(5_000)
    // Nor does the device keep what was only wanted.
    expect(summaryOf(next).own).toBeUndefined()
    const told: string[] = []
    const listen = () =>
      next.conversations.own.onRefused(({ conversation_id, error }) =>
        told.push(`${conversation_id} ${error.problem.code}`),
      )
    listen()()
    listen()
    expect(told).toEqual([`${room.course.id} conflict`])
    // Its own caller hears of it alone.
    const caught = next
      .conversation(room.course.id)
      .setOwn(patch)
      .catch((error: unknown) => error)
    await settle()
    expect(await caught).toMatchObject({ code: 'conflict' })
    expect(told).toHaveLength(1)
  })

  test('of others are not known', async () => {
    const [ben, chloe] = [await room.join(room.ben), await room.join(room.chloe)]
    void ben.conversation(room.course.id).setOwn({ pinned: true })
    await settle()
    expect(summaryOf(chloe).own).toBeUndefined()
  })

  test('that changed while a device was away are pulled, also of what it has not loaded', async () => {
    const network = ownNetwork()
    const laptop = await room.join(room.ben, network.options)
    const phone = await room.join(room.ben)
    network.switch(false)
    void phone.conversation(room.course.id).setOwn({ muted_until: MUTED_FOR_EVER })
    void phone.conversation(room.direct.id).setOwn({ pinned: true })
    await settle()
    expect(summaryOf(laptop).muted).toBe(false)
    network.switch(true)
    await room.clock.advance(30_000)
    expect(summaryOf(laptop).muted).toBe(true)
    expect(laptop.conversations.own.of(room.direct.id)?.pinned_at).toBeDefined()
  })

  test('a lost frame is made up for by the next one', async () => {
    const [phone, laptop] = [await room.join(room.ben), await room.join(room.ben)]
    const { send } = room.server
    room.server.send = () => {}
    void phone.conversation(room.course.id).setOwn({ pinned: true })
    await settle()
    room.server.send = send
    expect(summaryOf(laptop).own).toBeUndefined()
    void phone.conversation(room.direct.id).setOwn({ pinned: true })
    await settle()
    expect(summaryOf(laptop).own?.pinned_at).toBeDefined()
  })

  test('without a network wait in the outbox, through a reload too', async () => {
    const network = ownNetwork()
    const options = { storage: new MemoryStorage(), ...network.options }
    const first = await room.join(room.ben, options)
    network.switch(false)
    void first.conversation(room.course.id).setOwn({ muted_until: MUTED_FOR_EVER })
    await room.clock.advance(2_000)
    expect(summaryOf(first).muted).toBe(true)
    expect(room.course.own.get(room.ben.id)).toBeUndefined()
    first.close()
    network.switch(true)
    await room.join(room.ben, options)
    await room.clock.advance(5_000)
    expect(room.course.own.get(room.ben.id)?.muted_until).toBe(MUTED_FOR_EVER)
  })

  test('that are refused are taken back, and their caller is told', async () => {
    const chat = await room.join(room.ben)
    room.server.refuseAll = 'forbidden'
    const set = chat.conversation(room.course.id).setOwn({ pinned: true })
    const told = set.catch((error: unknown) => error)
    expect(summaryOf(chat).own?.pinned_at).toBeDefined()
    await settle()
    expect(await told).toMatchObject({ code: 'forbidden' })
    expect(summaryOf(chat).own?.pinned_at).toBeUndefined()
  })

  test('of another log are forgotten', async () => {
    const chat = await room.join(room.ben)
    const backup = room.server.backup()
    void chat.conversation(room.course.id).setOwn({ pinned: true })
    await settle()
    room.server.restore(backup)
    await room.clock.advance(10_000)
    expect(summaryOf(chat).own).toBeUndefined()
  })
})

describe('a muted conversation', () => {
  test('counts only what names the person, until its time has passed', async () => {
    const chat = await room.join(room.ben)
    void chat.conversation(room.course.id).setOwn({ muted_until: isoTime(room.clock.now() + 60_000) })
    await say('one')
    expect(summaryOf(chat)).toMatchObject({ unread: 1, counted: 0 })
    expect(totals(chat)).toMatchObject({ unread: 0, unread_messages: 0 })
    await room.clock.advance(60_000)
    expect(summaryOf(chat)).toMatchObject({ muted: false, counted: 1 })
    expect(totals(chat)).toMatchObject({ unread: 1, unread_messages: 1 })
  })
})

describe('an archived conversation', () => {
  test('comes back when somebody writes, even before the server knows of the wish', async () => {
    const chat = await room.join(room.ben)
    await say('one')
    void chat.conversation(room.course.id).setOwn({ archived_seq: summaryOf(chat).head })
    expect(summaryOf(chat).archived).toBe(true)
    expect(totals(chat)).toMatchObject({ unread: 0, archived: 1 })
    await settle()
    await say('two')
    expect(summaryOf(chat).archived).toBe(false)
    expect(totals(chat)).toMatchObject({ unread: 1, archived: 0 })
  })
})

describe('marking as unread', () => {
  const openAndRead = async (chat: Chat) => {
    const handle = chat.conversation(room.course.id)
    const leave = handle.open()
    await settle()
    handle.markRead(room.course.state.head)
    await settle()
    return { handle, leave }
  }

  test('begins before that message on every device, and reading on does not end it', async () => {
    const [phone, laptop] = [await room.join(room.ben), await room.join(room.ben)]
    const [first, second] = [await say('one'), await say('two')]
    const { handle } = await openAndRead(phone)
    void handle.setOwn({ unread_from: seqOf(second) })
    const place = room.course.message(second)!.created_seq
    expect(summaryOf(phone)).toMatchObject({ unread: 1, read_seq: place - 1 })
    await settle()
    expect(summaryOf(laptop)).toMatchObject({ unread: 1, read_seq: place - 1 })
    await say('three')
    handle.markRead(room.course.state.head)
    await settle()
    for (const chat of [phone, laptop])
      expect(summaryOf(chat)).toMatchObject({ unread: 2, read_seq: place - 1 })
    expect(room.course.receipt(room.ben.id).read_seq).toBe(room.course.state.head)
    expect(first).not.toBe(second)
  })

  test('ends when the conversation is opened again and read, on every device', async () => {
    const [phone, laptop] = [await room.join(room.ben), await room.join(room.ben)]
    const first = await say('one')
    const { handle, leave } = await openAndRead(phone)
    void handle.setOwn({ unread_from: seqOf(first) })
    await settle()
    leave()
    await openAndRead(phone)
    for (const chat of [phone, laptop]) expect(summaryOf(chat)).toMatchObject({ unread: 0 })
    expect(room.course.own.get(room.ben.id)?.unread_from).toBeUndefined()
  })

  test('ends with the word that all is read', async () => {
    const chat = await room.join(room.ben)
    const first = await say('one')
    const { handle } = await openAndRead(chat)
    void handle.setOwn({ unread_from: seqOf(first) })
    await settle()
    handle.markAllRead()
    await settle()
    expect(summaryOf(chat).unread).toBe(0)
  })

  test('holds through a reload of the page that shows the conversation', async () => {
    const storage = new MemoryStorage()
    const chat = await room.join(room.ben, { storage })
    const first = await say('one')
    const { handle } = await openAndRead(chat)
    void handle.setOwn({ unread_from: seqOf(first) })
    await room.clock.advance(3_000)
    chat.close()
    const next = room.open({ storage })
    next.conversation(room.course.id).open()
    await next.session.signIn(room.ben.email, 'secret')
    await room.clock.advance(3_000)
    next.conversation(room.course.id).markRead(room.course.state.head)
    await settle()
    expect(summaryOf(next)).toMatchObject({ unread: 1 })
  })
})
