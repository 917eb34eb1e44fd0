// A model test: unread messages, unread mentions and open questions, which are counted as changes happen, must equal a
// recount of all messages, for every member, after every step.
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Conversation, ConversationTotals, Receipt } from '@lectern/protocol'
import { drawRuns, isFull } from '../../../../../scripts/drawn.ts'
import type { Stored, StoredMessage } from '../../records/stored.ts'
import { raiseHead } from '../../records/conversations.ts'
import { messagesAfter } from '../../records/messages.ts'
import { AppError } from '../../platform/errors.ts'
import { timestamp } from '../../platform/clock.ts'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import { ManualClock } from '../../testing/manual-clock.ts'
import { addPerson, type Person } from '../../testing/people.ts'
import type { Context, Viewer } from '../context.ts'
import { pinMessage } from '../messages/pins.ts'
import { addReaction, deleteMessage, editMessage } from '../messages/messages.ts'
import {
  acceptAnswer,
  endorseAnswer,
  markQuestion,
  unacceptAnswer,
  unendorseAnswer,
  unmarkQuestion,
} from '../messages/questions.ts'
import { sendMessage } from '../messages/send.ts'
import { countConversations, getConversation, listConversations } from './conversations.ts'
import { createConversation } from './create.ts'
import { addMembers, removeMember, renameConversation } from './members.ts'
import { setOwn } from './own-settings.ts'
import { putReceipt } from './receipts.ts'

const STEPS = 50
const DEEDS = [
  ...[
    'send',
    'send',
    'send',
    'reply',
    'ask',
    'name',
    'name',
    'name',
    'edit',
    'delete',
    'delete',
    'react',
    'pin',
  ],
  ...['read', 'read', 'read', 'read', 'come', 'go', 'rename', 'jump'],
  ...['mark', 'unmark', 'accept', 'unaccept', 'endorse', 'unendorse'],
  ...['again', 'again', 'again', 'done', 'mute', 'loud', 'archive', 'archive', 'back', 'top', 'wait'],
] as const

interface Step {
  deed: (typeof DEEDS)[number]
  /** The index of the person who does it. */
  who: number
  /** The index of their device: each shows another part of the history. */
  device: number
  /** The message it is done to, or read up to; counted from the end, so that messages are met again. */
  pick: number
  /** The index of the person it mentions, adds or removes. */
  whom: number
  /** Before or after the border of a block, or after a message. */
  shift: number
}

const step: fc.Arbitrary<Step> = fc.record({
  deed: fc.constantFrom(...DEEDS),
  who: fc.nat(3),
  device: fc.nat(1),
  pick: fc.nat(30),
  whom: fc.nat(3),
  shift: fc.nat(2),
})

const clock = new ManualClock()
/** Higher than any head: whatever was said so far. */
const NOW = Number.MAX_SAFE_INTEGER
let server: TestServer
let people: Person[]

beforeAll(async () => {
  server = await createTestServer({ clock })
  const { ada, ben, chloe } = server.people
  // No assistant: its answers would come between a step and the recount.
  people = [ada, ben, chloe, await addPerson(server.ctx, 'Dora', 'student')]
})
afterAll(() => server.close())

const as = (viewer: Viewer): [Context, Viewer] => [server.ctx, viewer]

/** One conversation as the test plays it. */
class Play {
  readonly id: string
  readonly sent: StoredMessage[] = []
  /** By person and device: how far it has shown the conversation. */
  readonly #shown = new Map<string, number>()

  constructor(id: string) {
    this.id = id
  }

  async take({ deed, who, device, pick, whom, shift }: Step): Promise<unknown> {
    const actor = people[who]!
    const other = people[whom]!
    const picked = this.sent.at(-1 - (pick % Math.max(1, this.sent.length)))
    const message_id = picked?.id ?? this.id
    const target = { id: this.id, message_id }
    const context = as(actor)
    switch (deed) {
      case 'send':
        return this.#send(actor, { content: 'a word' })
      case 'reply':
        return this.#send(actor, { content: 'a reply', reply_to_id: message_id })
      case 'ask':
        return this.#send(actor, { content: 'a question', question: true })
      case 'name':
        return this.#send(actor, { content: 'a call', mentions: [other.user_id, actor.user_id] })
      case 'edit':
        return editMessage(...context, target, { content: `edited ${pick}` })
      case 'delete':
        return deleteMessage(...context, target)
      case 'react':
        return addReaction(...context, target, '🎉')
      case 'pin':
        return pinMessage(...context, target)
      case 'read':
        return this.#read(actor, `${who} ${device}`, (picked?.created_seq ?? 1) + shift - 1)
      case 'come':
        return addMembers(...as(people[0]!), this.id, [other.user_id])
      case 'go':
        return removeMember(...as(people[0]!), this.id, other.user_id)
      case 'rename':
        return renameConversation(...as(people[0]!), this.id, `title ${pick}`)
      case 'jump':
        return this.#jump(256 ** (1 + (pick % 2)), shift)
      case 'again':
        return setOwn(...context, this.id, { unread_from: (picked?.created_seq ?? 1) + shift - 1 })
      case 'done':
        return setOwn(...context, this.id, { unread_from: null })
      case 'mute':
        return setOwn(...context, this.id, { muted_until: timestamp(clock.now() + 5_000 * (shift + 1)) })
      case 'loud':
        return setOwn(...context, this.id, { muted_until: null })
      case 'archive':
        return setOwn(...context, this.id, { archived_seq: NOW })
      case 'back':
        return setOwn(...context, this.id, { archived_seq: null })
      case 'top':
        return setOwn(...context, this.id, { pinned: shift > 0 })
      case 'wait':
        return void clock.advance(10_000)
      case 'mark':
        return markQuestion(...context, target)
      case 'unmark':
        return unmarkQuestion(...context, target)
      case 'accept':
        return acceptAnswer(...context, target)
      case 'unaccept':
        return unacceptAnswer(...context, target)
      case 'endorse':
        return endorseAnswer(...context, target)
      case 'unendorse':
        return unendorseAnswer(...context, target)
    }
  }

  async #send(actor: Person, input: Parameters<typeof sendMessage>[3]): Promise<void> {
    const { window } = await sendMessage(...as(actor), this.id, input)
    this.sent.push(window.messages[0]!)
  }

  /** A device tells how far it has shown the conversation, without knowing the others. */
  async #read(actor: Person, device: string, seq: number): Promise<void> {
    const shown = Math.max(seq, this.#shown.get(device) ?? 0)
    this.#shown.set(device, shown)
    await compareReceipt(actor, this.id, await putReceipt(...as(actor), this.id, { read_seq: shown }))
  }

  /** Other changes take sequence numbers until a border of blocks is near, so that messages lie on both its sides. */
  #jump(size: number, shift: number): Promise<void> {
    return server.ctx.db.write(async ({ query }) => {
      const { head, last_ordinal } = await query
        .selectFrom('conversations')
        .select(['head', 'last_ordinal'])
        .where('id', '=', this.id)
        .executeTakeFirstOrThrow()
      const border = (Math.floor(head / size) + 1) * size
      await raiseHead(query, {
        id: this.id,
        head: Math.max(head, border - 2 + shift),
        changed_at: timestamp(clock.now()),
        last_ordinal,
      })
    })
  }
}

/** A receipt says the same as the conversation. */
const compareReceipt = async (actor: Person, id: string, receipt: Receipt): Promise<void> => {
  const { unread, read_seq } = await getConversation(...as(actor), id)
  expect(receipt).toMatchObject({ unread, read_seq })
}

/** The unread messages of a member, by the rule (EP3). */
const unreadOf = (messages: StoredMessage[], { user_id }: Viewer, read_seq: number): StoredMessage[] =>
  messages.filter(
    ({ created_seq, sender_id, kind, deleted_at }) =>
      created_seq > read_seq && sender_id !== user_id && kind !== 'system' && deleted_at === undefined,
  )

/** How far the member has nothing unread: what they marked as unread is unread again. */
const readTo = ({ read_seq, own }: Stored<Conversation>): number =>
  own?.unread_from === undefined ? read_seq : own.unread_from - 1

const recounted = (messages: StoredMessage[], viewer: Viewer, conversation: Stored<Conversation>) => {
  const unread = unreadOf(messages, viewer, readTo(conversation))
  const naming = unread.filter(({ mentions = [] }) =>
    mentions.some(({ user_id }) => user_id === viewer.user_id),
  )
  return {
    unread: unread.length,
    unread_mentions: naming.map(({ created_seq }) => created_seq).toReversed(),
    open_questions: messages.filter(({ question }) => question?.status === 'unanswered').length,
  }
}

const compare = async (id: string): Promise<void> => {
  const { messages } = await messagesAfter(server.ctx.db.read, id, 0, 10_000)
  for (const person of people) {
    const conversation = await getConversation(...as(person), id).catch(refused)
    if (!conversation) continue
    const { unread, unread_mentions, open_questions } = conversation
    const expected = recounted(messages, person, conversation)
    expect({ unread, unread_mentions, open_questions }).toEqual(expected)
    await compareLists(person, { conversation, messages, expected })
  }
}

interface Recount {
  conversation: Stored<Conversation>
  messages: StoredMessage[]
  expected: ReturnType<typeof recounted>
}

/** Whether each list has the conversation, and how the totals change with it. */
const compareLists = async (person: Person, { conversation, messages, expected }: Recount): Promise<void> => {
  const { id, own, kind } = conversation
  const isMuted = (own?.muted_until ?? '') > timestamp(clock.now())
  const said = messages.filter((message) => message.kind !== 'system').at(-1)?.created_seq ?? 0
  const archived = own?.archived_seq !== undefined && (isMuted || said <= own.archived_seq)
  const mentioned = expected.unread_mentions.length
  const counted = isMuted ? mentioned : expected.unread
  const filters = {
    all: true,
    archived,
    unread: !archived && counted > 0,
    mentions: !archived && mentioned > 0,
    questions: !archived && expected.open_questions > 0,
    pinned: !archived && own?.pinned_at !== undefined,
    [kind]: !archived,
  }
  const [filter, isIn] = Object.entries(filters)[++lookedAt % FILTERS]!
  const { conversations } = await listConversations(...as(person), { filter: filter as 'all', limit: 100 })
  expect({ filter, has: conversations.some((each) => each.id === id) }).toEqual({ filter, has: isIn })
  const totals = await countConversations(...as(person))
  const before = others.get(person.user_id)
  expect(totals).toEqual({
    conversations: (before?.conversations ?? 0) + 1,
    unread: (before?.unread ?? 0) + Number(filters.unread),
    unread_messages: (before?.unread_messages ?? 0) + (archived ? 0 : counted),
    open_questions: (before?.open_questions ?? 0) + (archived ? 0 : expected.open_questions),
    mentions: (before?.mentions ?? 0) + Number(filters.mentions),
    pinned: (before?.pinned ?? 0) + Number(filters.pinned),
    archived: (before?.archived ?? 0) + Number(archived),
    ...Object.fromEntries(
      SECTIONS.map((section) => {
        const isIn = section === (filters.pinned ? 'pinned' : kind)
        const known = before?.[`unread_${section}`] ?? 0
        return [`unread_${section}`, known + Number(filters.unread && isIn)]
      }),
    ),
  })
}

const SECTIONS = ['pinned', 'course', 'group', 'direct'] as const
const FILTERS = 7
/** One filter in each step: all of them would take minutes. */
let lookedAt = 0

/** What each person has in their other conversations, which nobody touches meanwhile. */
const others = new Map<string, ConversationTotals>()

/** A refused step, such as the edit of a tombstone, changes nothing. */
const refused = (error: unknown): undefined => {
  if (!(error instanceof AppError)) throw error
}

it('EP3 unread messages, mentions and open questions equal a recount after any changes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: STEPS, maxLength: STEPS }), async (steps) => {
      const [ada, ...rest] = people
      // What is muted in the conversations before is not muted any more.
      clock.advance(20_000)
      for (const person of people) others.set(person.user_id, await countConversations(...as(person)))
      const { conversation } = await createConversation(...as(ada!), {
        kind: 'group',
        member_ids: rest.map(({ user_id }) => user_id),
      })
      const play = new Play(conversation.id)
      for (const each of steps) {
        clock.advance(1_000)
        await play.take(each).catch(refused)
        await compare(play.id)
      }
    }),
    // Making fifty steps fewer would take minutes; the seed plays them again.
    { ...drawRuns(isFull ? 50 : 8), endOnFailure: true },
  )
}, 600_000)
