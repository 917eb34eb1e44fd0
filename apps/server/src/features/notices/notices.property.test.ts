// A model test: who was told of a message must equal a plain model of the rules, over generated settings and messages. The model
// knows what people did, not what is stored.
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ConversationKind, HeardBecause, NoticeLevel } from '@lectern/protocol'
import { drawRuns, isFull } from '../../../../../scripts/drawn.ts'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import { ManualClock } from '../../testing/manual-clock.ts'
import { addPerson, type Person } from '../../testing/people.ts'
import { timestamp } from '../../platform/clock.ts'
import { blockUser, unblockUser } from '../blocks/blocks.ts'
import { createConversation } from '../conversations/create.ts'
import { setOwn } from '../conversations/own-settings.ts'
import { putReceipt } from '../conversations/receipts.ts'
import { sendMessage } from '../messages/send.ts'
import { findDecided } from './notices-rows.ts'
import { patchNoticeSettings } from './settings.ts'
import { tellBatch } from './tell.ts'

interface Settings {
  level: NoticeLevel | null
  kind_level: NoticeLevel | null
  mute: 'not' | 'over' | 'now'
  archived: boolean
  blocks: boolean
  quiet: 'none' | 'now' | 'other_day' | 'later'
  viewing: boolean
  reads: boolean
}

interface Case {
  kind: ConversationKind
  settings: Settings[]
  /** The index of the sender. */
  sender: number
  /** Who wrote the message that it replies to; none: it is no reply. */
  target: number | null
  /** Who wrote in that thread before. */
  before: number[]
  named: number[]
  question: boolean
}

const level = fc.constantFrom(null, 'all', 'mentions', 'nothing') as fc.Arbitrary<NoticeLevel | null>
const settings: fc.Arbitrary<Settings> = fc.record({
  level,
  kind_level: level,
  mute: fc.constantFrom('not', 'not', 'over', 'now'),
  archived: fc.boolean(),
  blocks: fc.nat(5).map((each) => each === 0),
  quiet: fc.constantFrom('none', 'now', 'other_day', 'later'),
  viewing: fc.boolean(),
  reads: fc.nat(5).map((each) => each === 0),
})
const someone = fc.nat(3)
const aCase: fc.Arbitrary<Case> = fc.record({
  kind: fc.constantFrom('direct', 'group', 'course'),
  settings: fc.array(settings, { minLength: 4, maxLength: 4 }),
  sender: someone,
  target: fc.option(someone),
  before: fc.array(someone, { maxLength: 2 }),
  named: fc.array(someone, { maxLength: 2 }),
  question: fc.boolean(),
})

/** A Monday, eight o'clock. */
const clock = new ManualClock(Date.parse('2026-11-23T08:00:00.000Z'))
/** The house's defaults, said once more. */
const HOUSE = { direct: 'all', group: 'all', course: 'mentions' } as const
const QUIET = {
  none: null,
  now: { from: '00:00', to: '00:00', days: [1, 2, 3, 4, 5, 6, 7], time_zone: 'UTC' },
  other_day: { from: '00:00', to: '00:00', days: [], time_zone: 'UTC' },
  // Nothing in this test comes near the minute before noon on the other side of the world.
  later: { from: '23:58', to: '23:59', days: [1, 2, 3, 4, 5, 6, 7], time_zone: 'UTC' },
}

let server: TestServer
let people: Person[]

beforeAll(async () => {
  server = await createTestServer({ clock })
  const { ada, ben, chloe } = server.people
  people = [ada, ben, chloe, await addPerson(server.ctx, 'Dora', 'student')]
})
afterAll(() => server.close())

const expected = (
  { kind, settings: all, sender, target, before, named, question }: Case,
  who: number,
): { because: HeardBecause; held: 'viewed' | 'quiet' | null } | undefined => {
  const own = all[who]!
  if (who === sender || own.blocks || own.reads) return undefined
  const isStaff = who === 0
  const isNamed = named.includes(who)
  const isAnswered = target !== null && (target === who || before.includes(who))
  const inForce = own.level ?? own.kind_level ?? HOUSE[kind]
  if (inForce === 'nothing') return undefined
  if (own.mute === 'now' && (own.archived || !isNamed)) return undefined
  const held = own.viewing ? 'viewed' : own.quiet === 'now' ? 'quiet' : null
  if (isNamed) return { because: 'named', held }
  if (isAnswered) return { because: 'answered', held }
  if (question && isStaff) return { because: 'question', held }
  return inForce === 'all' ? { because: 'all', held } : undefined
}

/** A direct conversation has two: the instructor and one student. */
const membersOf = ({ kind }: Case): number[] => (kind === 'direct' ? [0, 1] : [0, 1, 2, 3])
const within = (given: Case): Case => {
  const members = membersOf(given)
  const fold = (who: number) => who % members.length
  const { target, before, named } = given
  return {
    ...given,
    sender: fold(given.sender),
    target: target === null ? null : fold(target),
    before: before.map(fold),
    named: named.map(fold),
  }
}

const open = async ({ kind }: Case): Promise<string> => {
  const [ada, ben, chloe, dora] = people as [Person, Person, Person, Person]
  const member_ids = kind === 'direct' ? [ben.user_id] : [ben, chloe, dora].map(({ user_id }) => user_id)
  const made = await createConversation(server.ctx, ada, {
    kind,
    member_ids,
    ...(kind !== 'direct' && { title: 'A place' }),
  })
  return made.conversation.id
}

const say = async (who: number, id: string, input: Parameters<typeof sendMessage>[3]) =>
  (await sendMessage(server.ctx, people[who]!, id, input)).window.messages[0]!

const apply = async (given: Case, id: string): Promise<void> => {
  const { ctx } = server
  const now = clock.now()
  for (const who of membersOf(given)) {
    const person = people[who]!
    const own = given.settings[who]!
    const until = { not: null, over: timestamp(now - 1_000), now: timestamp(now + 60_000) }[own.mute]
    await setOwn(ctx, person, id, {
      level: own.level,
      muted_until: until,
      archived_seq: own.archived ? Number.MAX_SAFE_INTEGER : null,
    })
    await patchNoticeSettings(ctx, person, { [given.kind]: own.kind_level, quiet: QUIET[own.quiet] })
    const { user_id } = people[given.sender]!
    if (who === given.sender) continue
    if (own.blocks) await blockUser(ctx, person, user_id)
    else await unblockUser(ctx, person, user_id)
  }
}

const nobody = { viewersOf: () => new Set<string>() }
const tellAll = async (viewers: ReadonlySet<string>): Promise<void> => {
  while ((await tellBatch(server.ctx, { viewersOf: () => viewers })) > 0);
}

it('NO1 who is told of a message equals a plain model of the rules', async () => {
  await fc.assert(
    fc.asyncProperty(aCase, async (drawn) => {
      const given = within(drawn)
      clock.advance(20_000)
      for (const person of people)
        for (const { user_id } of people) await unblockUser(server.ctx, person, user_id)
      const id = await open(given)
      const root = given.target === null ? undefined : await say(given.target, id, { content: 'It began' })
      for (const who of root ? given.before : [])
        await say(who, id, { content: 'It went on', reply_to_id: root!.id })
      while ((await tellBatch(server.ctx, nobody)) > 0);
      await apply(given, id)
      const message = await say(given.sender, id, {
        content: 'Look',
        mentions: given.named.map((who) => people[who]!.user_id),
        ...(root && { reply_to_id: root.id }),
        ...(given.question && { question: true }),
      })
      for (const who of membersOf(given))
        if (given.settings[who]!.reads && who !== given.sender)
          await putReceipt(server.ctx, people[who]!, id, { read_seq: message.created_seq }).catch(() => {})
      await tellAll(
        new Set(people.filter((_, who) => given.settings[who]!.viewing).map(({ user_id }) => user_id)),
      )
      for (const who of membersOf(given)) {
        const found = await findDecided(server.ctx.db.read, message, people[who]!.user_id)
        const told = found && { because: found.because, held: found.held }
        expect({ who, told }).toEqual({ who, told: expected(given, who) })
      }
    }),
    { ...drawRuns(isFull ? 250 : 60), endOnFailure: true },
  )
}, 600_000)
