import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Conversation, PatchOwnSettings } from '@lectern/protocol'
import type { Chat } from '../chat.ts'
import { isoTime } from '../core/clock.ts'
import { createClassroom, type Classroom } from '../testing/classroom.ts'
import type { FakeConversation } from '../testing/fake-conversation.ts'
import { FakeNetwork } from '../testing/index.ts'
import { seeded } from '../testing/seeded.ts'

const SEED = Number(process.env['LECTERN_SEED'] ?? 1)

let room: Classroom
beforeEach(() => (room = createClassroom()))
afterEach(() => room.close())

/** More than two pages of the list, the oldest first. */
const fill = async (count = 130): Promise<FakeConversation[]> => {
  const all: FakeConversation[] = []
  for (let index = 0; index < count; index++) {
    await room.clock.advance(10)
    const input = { kind: 'group' as const, title: `Group ${index}`, member_ids: [room.chloe.id] }
    all.push(room.server.addConversation(room.ada, input))
  }
  return all
}
const write = (conversation: FakeConversation, question = false, mentions: string[] = []) =>
  conversation.post(
    room.chloe,
    { id: crypto.randomUUID(), content: 'Hello', mentions, ...(question && { question: true }) },
    room.server.time,
  )
const titles = ({ conversations }: Chat) => conversations.state.get().items.map(({ title }) => title)
const recount = () => {
  const all = room.server.conversationsOf(room.ada.id).map((each) => each.viewFor(room.ada.id))
  const isMuted = ({ own }: Conversation) => (own?.muted_until ?? '') > room.server.time
  const isArchived = (each: Conversation) =>
    each.own?.archived_seq !== undefined && (isMuted(each) || (each.said_seq ?? 0) <= each.own.archived_seq)
  const counted = (each: Conversation) => (isMuted(each) ? (each.unread_mentions ?? []).length : each.unread)
  const shown = all.filter((each) => !isArchived(each))
  return {
    conversations: all.length,
    unread: shown.filter((each) => counted(each) > 0).length,
    unread_messages: shown.reduce((sum, each) => sum + counted(each), 0),
    open_questions: shown.reduce((sum, { open_questions = 0 }) => sum + open_questions, 0),
    mentions: shown.filter(({ unread_mentions = [] }) => unread_mentions.length > 0).length,
    pinned: shown.filter(({ own }) => own?.pinned_at !== undefined).length,
    archived: all.length - shown.length,
    ...bySection(shown.filter((each) => counted(each) > 0)),
  }
}
const bySection = (unread: readonly Conversation[]) => {
  const sections = { unread_pinned: 0, unread_course: 0, unread_group: 0, unread_direct: 0 }
  for (const { own, kind } of unread) sections[`unread_${own?.pinned_at === undefined ? kind : 'pinned'}`]++
  return sections
}

test('the totals count conversations that are not loaded', async () => {
  const [oldest, older] = await fill()
  write(oldest!, true)
  write(older!)
  await room.clock.advance(1_000)
  // Everything else is newer.
  for (const each of room.server.conversationsOf(room.ada.id))
    if (each !== oldest && each !== older) write(each)
  const ada = await room.join(room.ada)
  await room.clock.advance(1_000)
  const { state } = ada.conversations
  expect(state.get().has_more).toBe(true)
  expect(titles(ada)).not.toContain('Group 0')
  expect(state.get().totals).toEqual({
    conversations: 132,
    unread: 132,
    unread_messages: 132,
    open_questions: 1,
    ...{ mentions: 0, pinned: 0, archived: 0 },
    ...{ unread_pinned: 0, unread_course: 1, unread_group: 130, unread_direct: 1 },
  })
})

test('what is read on another device leaves the totals, also where it is not loaded', async () => {
  const [oldest] = await fill()
  write(oldest!)
  await room.clock.advance(1_000)
  for (const each of room.server.conversationsOf(room.ada.id)) if (each !== oldest) write(each)
  const [first, second] = [await room.join(room.ada), await room.join(room.ada)]
  await room.clock.advance(1_000)
  const { unread } = first.conversations.state.get().totals
  const handle = second.conversation(oldest!.id)
  handle.open()
  await room.clock.advance(1_000)
  handle.markRead(oldest!.state.head)
  await room.clock.advance(20_000)
  expect(titles(first)).not.toContain('Group 0')
  expect(first.conversations.state.get().totals.unread).toBe(unread - 1)
})

/** Counts the requests for totals. */
const countAsked = () => {
  const network = new FakeNetwork(room.server)
  let asked = 0
  const fetch: typeof network.fetch = (url, init) => {
    if (String(url).endsWith('/conversations/totals')) asked++
    return network.fetch(url, init)
  }
  return { options: { fetch, webSocket: network.webSocket }, asked: () => asked }
}

test('nothing is asked after the end', async () => {
  await fill(60)
  const { options, asked } = countAsked()
  const ada = await room.join(room.ada, options)
  await room.clock.advance(30_000)
  const before = asked()
  expect(before).toBeGreaterThan(0)
  ada.conversations.resume()
  ada.close()
  await room.clock.advance(30_000)
  expect(asked()).toBe(before)
})

test('a conversation far down the list is found by name, by person and by what waits in it', async () => {
  const [oldest] = await fill()
  write(oldest!, true)
  await room.clock.advance(1_000)
  for (const each of room.server.conversationsOf(room.ada.id)) if (each !== oldest) write(each)
  const ada = await room.join(room.ada)
  expect(titles(ada)).not.toContain('Group 0')
  const find = async (query: object) => {
    const finding = ada.conversations.find(query)
    await room.clock.advance(1_000)
    return finding
  }
  expect(await find({ q: '0 group chloe', filter: 'questions' })).toEqual({
    ids: [oldest!.id],
    next_cursor: null,
  })
  expect(titles(ada).at(-1)).toBe('Group 0')
  expect((await find({ filter: 'course' })).ids).toEqual([room.course.id])
  const page = await find({ filter: 'group' })
  expect(page.ids).toHaveLength(50)
  expect((await find({ filter: 'group', cursor: page.next_cursor ?? '' })).ids).not.toContain(page.ids[0])
})

test(`after quiet the totals are those of a recount (seed ${SEED})`, async () => {
  const all = await fill(80)
  const random = seeded(SEED)
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const devices = [await room.join(room.ada), await room.join(room.ada), await room.join(room.ada)]
  const set = (patch: PatchOwnSettings) =>
    one(devices)
      .conversation(one(all).id)
      .setOwn(patch)
      .catch(() => {})
  const acts: (() => unknown)[] = [
    () => write(one(all)),
    () => write(one(all), true),
    () => {
      const { id, state } = one(all)
      const handle = one(devices).conversation(id)
      const release = handle.open()
      handle.markRead(state.head)
      release()
    },
    () => write(one(all), false, [room.ada.id]),
    () => set({ pinned: random() < 0.7 }),
    () => set({ muted_until: random() < 0.7 ? isoTime(room.clock.now() + 60_000 * random()) : null }),
    () => {
      const handle = one(devices).conversation(one(all).id)
      return handle.setOwn({ archived_seq: handle.summary.get()?.head ?? 0 })
    },
    () => set({ archived_seq: null }),
    () => set({ unread_from: random() < 0.7 ? 1 : null }),
    () => one(devices).conversations.loadMore(),
    () => one(devices).conversations.find({ filter: one(['unread', 'questions', 'group'] as const) }),
    () => one(devices).conversations.find({ q: `${Math.floor(random() * 80)}` }),
  ]
  for (let round = 0; round < 12; round++) {
    for (let act = 0; act < 8; act++) {
      void one(acts)()
      if (random() < 0.5) await room.clock.advance(Math.floor(random() * 400))
    }
    await room.clock.advance(30_000)
    for (const device of devices) expect(device.conversations.state.get().totals).toEqual(recount())
  }
})
