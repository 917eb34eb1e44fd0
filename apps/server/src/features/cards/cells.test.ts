// Every cell of every card: each state × verb × actor. An allowed action happens and leads to its state; any
// other is a typed refusal. The tables beside this file are the results, for people to read.
import { hash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LIMITS, type NewCard, type NewTrainingTopicRef } from '@lectern/protocol'
import { AppError } from '../../platform/errors.ts'
import { mintId } from '../../platform/ids.ts'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import { ManualClock } from '../../testing/manual-clock.ts'
import { addPerson, type Person } from '../../testing/people.ts'
import { createDocument } from '../documents/documents.ts'
import { createConversation } from '../conversations/create.ts'
import { endorseAnswer, acceptAnswer, unacceptAnswer, unendorseAnswer } from '../messages/questions.ts'
import { sendMessage } from '../messages/send.ts'
import type { StoredCard } from '../../records/stored.ts'
import type { Context, Viewer } from '../context.ts'
import { findMessage } from '../../records/messages.ts'
import { actOnCard } from './act-on-card.ts'
import { SYSTEM, type AnyDefinition, type Relation } from './definition.ts'
import { definitionOf, DEFINITIONS } from './definitions.ts'
import { actBySystem } from './interpreter.ts'
import { permit, stateOf } from './permit.ts'
import { recordOf } from './record.ts'
import { sendCard } from './send-card.ts'

const clock = new ManualClock()
const LATER = '2026-11-30T08:00:00.000Z'

let server: TestServer
let people: Record<'ada' | 'ben' | 'chloe' | 'admin' | 'dana' | 'emil' | 'guide', Person>
let conversation_id: string
let question_id: string
let answer_id: string

beforeAll(async () => {
  server = await createTestServer({ clock })
  await server.ctx.jobs.close()
  const [dana, emil, guide] = await Promise.all([
    addPerson(server.ctx, 'Dana', 'student'),
    addPerson(server.ctx, 'Emil', 'student'),
    addPerson(server.ctx, 'Guide', 'assistant'),
  ])
  people = { ...server.people, dana, emil, guide }
  const { ada, admin, ben, chloe } = people
  const member_ids = [admin, ben, chloe, emil, guide].map(({ user_id }) => user_id)
  const created = await createConversation(...contextOf(ada), {
    kind: 'course',
    title: 'Algebra',
    member_ids,
  })
  conversation_id = created.conversation.id
  question_id = (await say(ben, { content: 'Why halve it?', question: true })).id
  document_id = (await createDocument(...contextOf(ada), LESSON)).document.id
  lesson_id = (await createDocument(...contextOf(ada), LESSON)).document.id
  answer_id = (await say(chloe, { content: 'Because', reply_to_id: question_id })).id
})
afterAll(() => server.close())

/** Its session does not end while the clock runs through all cells. */
const contextOf = (viewer: Person): [Context, Viewer] => [server.ctx, viewer]

const say = async (person: Person, input: Parameters<typeof sendMessage>[3]) => {
  clock.advance(LIMITS.send_window_ms)
  const { window } = await sendMessage(...contextOf(person), conversation_id, input)
  return window.messages[0]!
}

/** The actors, the data that a state needs, and a valid input. */
interface Scene {
  creator: () => Person
  card: () => NewCard
  /** The actor of each column; `system` and `stranger` are in every table. */
  columns: () => Record<string, Person>
  data?: (state: string, data: object) => object
  before?: (state: string) => Promise<void>
  inputs: () => Record<string, object>
}

const LESSON = { title: 'Squares', format: 'markdown', content: 'A square has four right angles.' } as const
const quoted = (): NewTrainingTopicRef => ({
  document_id: lesson_id,
  version: 1,
  span: { start: 0, end: 8, sha256: hash('sha256', LESSON.content.slice(0, 8)) },
  why: 'It helps',
  level: 'core',
  minutes: 5,
})

const staffAndStudents = () => ({ staff: people.ada, student: people.chloe, assistant: people.guide })
const tutor = () => ({ user_id: people.ada.user_id, name: 'Ada' })

const SCENES: Record<string, Scene> = {
  tutoring_topic: {
    creator: () => people.ben,
    card: () => ({ type: 'tutoring_topic', data: { subject: 'Squares', question: 'Why?' } }),
    columns: () => ({
      asker: people.ben,
      tutor: people.ada,
      staff: people.admin,
      student: people.chloe,
      assistant: people.guide,
    }),
    data: (state, data) => ({
      ...data,
      ...(state === 'queued' && { queued_at: LATER, queue_place: 1 }),
      ...(state === 'human_active' && { tutor: tutor(), lease_until: LATER }),
      ...(state === 'assistant_active' && { tutor: { user_id: people.guide.user_id, name: 'Guide' } }),
      ...((state === 'wrapping' || state === 'done') && { tutor: tutor(), wrapping_at: LATER }),
      ...(state === 'done' && { done_at: LATER }),
    }),
    inputs: () => ({
      hand_off: { to: 'queue', summary: 'Knows squares' },
      note: { text: 'Shy' },
      rate: { stars: 5 },
    }),
  },
  topic: {
    creator: () => people.chloe,
    card: () => ({ type: 'topic', data: { title: 'Halving', kind: 'question', message_id: question_id } }),
    columns: () => ({
      creator: people.chloe,
      asker: people.ben,
      staff: people.ada,
      student: people.emil,
      assistant: people.guide,
    }),
    before: async (state) => {
      const [ben, ada] = [contextOf(people.ben), contextOf(people.ada)]
      const answer = { id: conversation_id, message_id: answer_id }
      await (state === 'answered' ? acceptAnswer(...ben, answer) : unacceptAnswer(...ben, answer))
      await (state === 'endorsed' ? endorseAnswer(...ada, answer) : unendorseAnswer(...ada, answer))
    },
    inputs: () => ({
      propose_answer: { text: 'Because' },
      accept: { message_id: answer_id },
      endorse: { message_id: answer_id },
      merge: { into: otherTopic },
    }),
  },
  create_document: {
    creator: () => people.ben,
    card: () => ({
      type: 'create_document',
      data: {
        title: 'Halving',
        kind: 'faq',
        selection: { from: 0, to: 9 },
        reviewer_ids: [people.emil.user_id],
      },
    }),
    columns: () => ({
      creator: people.ben,
      reviewer: people.emil,
      staff: people.ada,
      student: people.chloe,
      assistant: people.guide,
    }),
    data: (state, data) => ({
      ...data,
      ...(state === 'review' && { draft: [{ text: 'Why halve it?', message_ids: [question_id] }] }),
      ...(state === 'published' && { document: { document_id, version: 1 } }),
    }),
    inputs: () => ({
      revise: { paragraphs: [{ text: 'Better', message_ids: [question_id] }] },
      send_back: { reason: 'Too short' },
      redact: { message_ids: [] },
    }),
  },
  training_topic_ref: {
    creator: () => people.ben,
    card: () => ({ type: 'training_topic_ref', data: { ...quoted() } }),
    columns: () => ({
      creator: people.ben,
      staff: people.ada,
      student: people.chloe,
      assistant: people.guide,
    }),
    inputs: () => ({
      repin: { version: 1, span: quoted().span },
      check: { stand: 'stale' },
    }),
  },
  learning_topic: {
    creator: () => people.admin,
    card: () => ({
      type: 'learning_topic',
      data: {
        topic: 'Squares',
        summary: 'How',
        objectives: ['See it'],
        checks: [{ question: '2²?', options: ['2', '4'], answer: 1 }],
      },
    }),
    columns: staffAndStudents,
    inputs: () => ({
      signal: { objective: 0, level: 'ok' },
      answer: { check: 0, option: 1 },
      ask: { text: 'Why?', objective: 0 },
      open_tutoring: { question: 'Help' },
    }),
  },
  learning_discuss: {
    creator: () => people.admin,
    card: () => ({ type: 'learning_discuss', data: { prompt: 'What is a square?', mode: 'open' } }),
    columns: () => ({ ...staffAndStudents(), author: people.emil }),
    inputs: () => ({
      reply: { text: 'A number' },
      upvote: { reply_id: question_id },
      endorse: { reply_id: question_id },
      remove: { reply_id: question_id },
      summarise: { summary: 'It is one' },
    }),
  },
}

let otherTopic: string
let document_id: string
let lesson_id: string

const create = async ({ creator, card }: Pick<Scene, 'creator' | 'card'>): Promise<StoredCard> => {
  clock.advance(LIMITS.send_window_ms)
  const ctx = contextOf(creator())
  const { window } = await sendCard(...ctx, conversation_id, { content: '', card: card() })
  return recordOf(window.messages[0]!)
}

const read = async ({ message_id }: StoredCard): Promise<StoredCard> =>
  recordOf((await findMessage(server.ctx.db.read, message_id))!.message)

/** Puts the card into a state, as if no action had happened. */
const put = async (card: StoredCard, state: string, scene: Scene): Promise<void> => {
  await scene.before?.(state)
  const stored = card.type === 'topic' && state !== 'closed' ? 'open' : state
  const data = JSON.stringify(scene.data?.(state, card.data) ?? card.data)
  await server.ctx.db.write(async ({ query }) => {
    await query.deleteFrom('card_entries').where('card_id', '=', card.id).execute()
    await query
      .updateTable('cards')
      .set({ state: stored, data, due_at: null })
      .where('id', '=', card.id)
      .execute()
    if (card.type !== 'learning_discuss') return
    const { conversation_id } = card
    const entry = {
      conversation_id,
      card_id: card.id,
      key: question_id,
      user_id: people.emil.user_id,
      created_at: LATER,
    }
    await query
      .insertInto('card_entries')
      .values({ ...entry, kind: 'reply', value: '"One"' })
      .execute()
  })
}

const act = async (
  card: StoredCard,
  verb: string,
  input: object | undefined,
  who: Person | typeof SYSTEM,
) => {
  if (who === SYSTEM) {
    const before = (await read(card)).rev
    await actBySystem(server.ctx, card.id, verb, input)
    if ((await read(card)).rev === before) throw new AppError('forbidden', 'Nothing happened.')
    return
  }
  clock.advance(LIMITS.send_window_ms)
  const ctx = contextOf(who as Person)
  await actOnCard(...ctx, card.id, { id: mintId(clock), verb, ...(input && { input: { ...input } }) })
}

const outcome = async (run: Promise<void>): Promise<string> => {
  try {
    await run
    return 'done'
  } catch (error) {
    if (error instanceof AppError) return error.code
    throw error
  }
}

/** The definition's entry for the cell. */
const expected = (
  definition: AnyDefinition,
  card: StoredCard,
  verb: string,
  actor: Person | typeof SYSTEM,
) => {
  const isStranger = actor === people.dana
  if (isStranger || (actor !== SYSTEM && !definition.show(card, actor, clock.now()))) return 'not_found'
  const found = permit(definition, definition.verbs[verb]!, card, { actor, now: clock.now() })
  if (found.is !== 'allowed') return found.is === 'forbidden' || actor === SYSTEM ? 'forbidden' : 'conflict'
  return 'done'
}

/** States that depend on the input. */
const DECIDED: Record<string, string> = { check: 'stale' }
const MARKS: Record<string, string> = { forbidden: '-', conflict: 'x', not_found: '.' }
const LEGEND = '- forbidden   x conflict   . not found   else the state it leads to'
const row = (head: string, cells: string[]): string =>
  `${head.padEnd(18)} ${cells.map((cell) => cell.padEnd(17)).join('')}`.trimEnd()

describe.each(DEFINITIONS.map(({ type }) => type))('%s', (type) => {
  it('every cell has the result of its table', async () => {
    const definition = definitionOf(type)!
    const scene = SCENES[type]!
    otherTopic = (await create(SCENES['topic']!)).id
    const card = await create(scene)
    const columns = { ...scene.columns(), stranger: people.dana, system: SYSTEM }
    const lines = [LEGEND]
    for (const state of definition.states) {
      lines.push('', row(state, Object.keys(columns)))
      for (const [name, verb] of Object.entries(definition.verbs)) {
        const cells: string[] = []
        for (const [column, who] of Object.entries(columns)) {
          await put(card, state, scene)
          const before = await read(card)
          expect(stateOf(definition, before)).toBe(state)
          const input = scene.inputs()[name]
          const wanted = expected(definition, before, name, who)
          const came = await outcome(act(card, name, input, who))
          const after = await read(card)
          const place = { state, verb: name, column }
          // An effect may itself refuse, as a vote for oneself.
          if (came !== 'done') expect({ ...place, rev: after.rev }).toEqual({ ...place, rev: before.rev })
          if (!(wanted === 'done' && came === 'forbidden'))
            expect({ ...place, came }).toEqual({ ...place, came: wanted })
          if (came === 'done') expect(after.rev).toBe(before.rev + 1)
          const to = DECIDED[name] ?? verb.to ?? stateOf(definition, after)
          if (came === 'done') expect(stateOf(definition, after)).toBe(to)
          cells.push(came === 'done' ? to : MARKS[came]!)
        }
        lines.push(row(`  ${name}`, cells))
      }
    }
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`cells/${type}.txt`)
  })

  it('the tables name only existing states, verbs and relations', () => {
    const definition = definitionOf(type)!
    const labelled = Object.values(definition.verbs).filter(({ label }) => label !== undefined)
    expect(labelled.length).toBeLessThanOrEqual(LIMITS.card_actions)
    const relations: Relation[] = [
      'staff',
      'student',
      'creator',
      'asker',
      'tutor',
      'reviewer',
      'member',
      'system',
      'assistant',
    ]
    for (const [name, verb] of Object.entries(definition.verbs)) {
      expect(definition.states).toEqual(expect.arrayContaining([...verb.from, ...(verb.to ? [verb.to] : [])]))
      expect(relations).toEqual(expect.arrayContaining([...verb.who]))
      expect([name, (verb.label ?? '').length <= LIMITS.card_label_chars]).toEqual([name, true])
      expect([name, verb.label === undefined]).toEqual([name, verb.who.includes('system')])
    }
  })
})
