// A model test: three devices of Ada change, read and load at random while others write. After quiet each device has what a
// recount of the server's messages says: the totals, the lists of all filters, and what each row of its list tells.
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ConversationFilter, PatchOwnSettings } from '@lectern/protocol'
import { drawnSeed as SEED, isFull } from '../../../../scripts/drawn.ts'
import type { Chat } from '../chat.ts'
import { isoTime } from '../core/clock.ts'
import { createClassroom, type Classroom } from '../testing/classroom.ts'
import type { FakeConversation } from '../testing/fake-conversation.ts'
import { seeded } from '../testing/seeded.ts'

const CONVERSATIONS = 70
/** In each round, before all is compared. */
const ACTS = isFull ? 40 : 8
const ROUNDS = isFull ? 10_000 / ACTS : 15
const KINDS = ['group', 'course'] as const
const FILTERS = [
  ...(['all', 'unread', 'mentions', 'questions'] as const),
  ...(['pinned', 'direct', 'group', 'course', 'archived'] as const),
]

let room: Classroom
beforeEach(() => (room = createClassroom()))
afterEach(() => room.close())

/** What is true of a conversation for Ada, counted from its messages. */
const recounted = (conversation: FakeConversation) => {
  const { own, unread_mentions = [], unread, open_questions = 0, kind } = conversation.viewFor(room.ada.id)
  const said = conversation.state.messages.filter((each) => each.kind !== 'system').at(-1)?.created_seq ?? 0
  const questions = conversation.state.messages.filter(({ question }) => question?.status === 'unanswered')
  expect(open_questions).toBe(questions.length)
  const muted = (own?.muted_until ?? '') > room.server.time
  const archived = own?.archived_seq !== undefined && (muted || said <= own.archived_seq)
  const counted = archived ? 0 : muted ? unread_mentions.length : unread
  const pinned = own?.pinned_at !== undefined
  return {
    id: conversation.id,
    kind,
    muted,
    archived,
    counted,
    pinned,
    unread,
    open_questions,
    unread_mentions,
  }
}
type Recount = ReturnType<typeof recounted>

const passes: Record<ConversationFilter, (each: Recount) => boolean> = {
  all: () => true,
  archived: ({ archived }) => archived,
  unread: ({ counted }) => counted > 0,
  mentions: ({ archived, unread_mentions }) => !archived && unread_mentions.length > 0,
  questions: ({ archived, open_questions }) => !archived && open_questions > 0,
  pinned: ({ archived, pinned }) => !archived && pinned,
  direct: ({ archived, kind }) => !archived && kind === 'direct',
  group: ({ archived, kind }) => !archived && kind === 'group',
  course: ({ archived, kind }) => !archived && kind === 'course',
}

const totalsOf = (all: readonly Recount[]) => {
  const shown = all.filter(({ archived }) => !archived)
  const unread = shown.filter(({ counted }) => counted > 0)
  const inSection = (section: string) =>
    unread.filter(({ pinned, kind }) => (pinned ? 'pinned' : kind) === section).length
  return {
    conversations: all.length,
    unread: unread.length,
    unread_messages: shown.reduce((sum, { counted }) => sum + counted, 0),
    open_questions: shown.reduce((sum, each) => sum + each.open_questions, 0),
    mentions: all.filter(passes.mentions).length,
    pinned: all.filter(passes.pinned).length,
    archived: all.length - shown.length,
    unread_pinned: inSection('pinned'),
    unread_course: inSection('course'),
    unread_group: inSection('group'),
    unread_direct: inSection('direct'),
  }
}

/** All pages of a filter. */
const listOf = async ({ conversations }: Chat, filter: ConversationFilter): Promise<string[]> => {
  const ids: string[] = []
  let cursor: string | null | undefined
  while (cursor !== null) {
    const finding = conversations.find({ filter, ...(cursor !== undefined && { cursor }) })
    await room.clock.advance(500)
    const page = await finding
    ids.push(...page.ids)
    cursor = page.next_cursor
  }
  return ids
}

const compare = async (device: Chat, filter: ConversationFilter): Promise<void> => {
  const all = room.server.conversationsOf(room.ada.id).map(recounted)
  const { totals, items } = device.conversations.state.get()
  expect(totals).toEqual(totalsOf(all))
  for (const item of items) {
    const known = all.find(({ id }) => id === item.id)
    const { kind, muted, archived, counted, unread, open_questions, unread_mentions, own } = item
    expect({
      ...{ id: item.id, kind, muted, archived, counted, unread, open_questions, unread_mentions },
      pinned: own?.pinned_at !== undefined,
    }).toEqual(known)
  }
  const pins = items.map(({ own }) => Number(own?.pinned_at !== undefined))
  expect(pins).toEqual(pins.toSorted((a, b) => b - a))
  const expected = all.filter(passes[filter]).map(({ id }) => id)
  expect((await listOf(device, filter)).toSorted()).toEqual(expected.toSorted())
}

test(`after quiet three devices have what a recount says (seed ${SEED})`, async () => {
  const random = seeded(SEED)
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const all = Array.from({ length: CONVERSATIONS }, (_, index) =>
    room.server.addConversation(room.ada, {
      ...{ kind: one(KINDS), title: `Place ${index}` },
      member_ids: [room.chloe.id, room.ben.id],
    }),
  )
  all.push(room.direct, room.course)
  const devices = [await room.join(room.ada), await room.join(room.ada), await room.join(room.ada)]
  const handleOf = ({ id }: FakeConversation) => one(devices).conversation(id)
  const say = (mentions: string[] = [], question?: true) =>
    one(all).post(
      room.ben,
      { id: crypto.randomUUID(), content: 'Hello', mentions, ...(question && { question }) },
      room.server.time,
    )
  const set = (patch: PatchOwnSettings) =>
    handleOf(one(all))
      .setOwn(patch)
      .catch(() => {})
  const acts: (() => unknown)[] = [
    () => say(),
    () => say([room.ada.id]),
    () => say([], true),
    () => {
      const handle = handleOf(one(all))
      const release = handle.open()
      handle.markRead(handle.summary.get()?.head ?? 0)
      release()
    },
    () => handleOf(one(all)).markAllRead(),
    () => set({ pinned: random() < 0.6 }),
    () => set({ muted_until: random() < 0.7 ? isoTime(room.clock.now() + 60_000 * random()) : null }),
    () => {
      const handle = handleOf(one(all))
      return handle.setOwn({ archived_seq: handle.summary.get()?.head ?? 0 }).catch(() => {})
    },
    () => set({ archived_seq: null }),
    () => set({ unread_from: random() < 0.7 ? 1 : null }),
    () => one(devices).conversations.loadMore(),
  ]
  for (let round = 0; round < ROUNDS; round++) {
    for (let act = 0; act < ACTS; act++) {
      void one(acts)()
      if (random() < 0.5) await room.clock.advance(Math.floor(random() * 400))
    }
    await room.clock.advance(30_000)
    for (const device of devices) await compare(device, FILTERS[round % FILTERS.length] ?? 'all')
  }
}, 900_000)
