// The rules for every card, each shown on one of them.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  Card,
  endpoints,
  LIMITS,
  Message,
  type Conversation,
  type NewCard,
  type Window,
} from '@lectern/protocol'
import { mintId } from '../../platform/ids.ts'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import { directTalk } from '../../testing/direct-talk.ts'
import { ManualClock } from '../../testing/manual-clock.ts'
import { addPerson, type Person } from '../../testing/people.ts'

const clock = new ManualClock()
let server: TestServer
let guide: Person
let course: Conversation

beforeAll(async () => {
  server = await createTestServer({ clock })
  guide = await addPerson(server.ctx, 'Guide', 'assistant')
})
afterAll(() => server.close())

beforeEach(async () => {
  const { ada, ben, chloe } = server.people
  course = await server.as(ada).call(endpoints.createConversation, {
    body: {
      kind: 'course',
      title: 'Algebra',
      member_ids: [ben.user_id, chloe.user_id, guide.user_id],
    },
  })
})

const post = async (person: Person, card: NewCard, more: { id?: string; content?: string } = {}) => {
  const body = { content: '', ...more, card }
  return (await server.as(person).ask(endpoints.sendMessage, { params: { id: course.id }, body })).body.window
}
const make = async (person: Person, card: NewCard) => (await post(person, card)).messages[0]!.card!
const see = (person: Person, { id }: Pick<Card, 'id'>) =>
  server.as(person).call(endpoints.getCard, { params: { id } })

interface Action {
  id?: string
  verb: string
  input?: Record<string, unknown>
  expected_rev?: number
}
const act = async (person: Person, { id }: Card, action: Action): Promise<Window> => {
  const body = { id: mintId(clock), ...action }
  return (await server.as(person).call(endpoints.actOnCard, { params: { id }, body })).window
}
const refusedWith = (code: string, more: object = {}) => ({ problem: { code, ...more } })
/** Lets time pass in steps within the life of a student's token. */
const wait = async (ms: number) => {
  clock.advance(ms)
  await server.ctx.jobs.whenSettled()
}

const discussion: NewCard = { type: 'learning_discuss', data: { prompt: 'Why halve?', mode: 'open' } }
const session: NewCard = { type: 'tutoring_topic', data: { subject: 'Squares', question: 'Why halve?' } }
const topic: NewCard = { type: 'topic', data: { title: 'Halving', kind: 'question', tags: ['algebra'] } }

describe('a card', () => {
  it('comes in its own message, with its text as content', async () => {
    const { ben, chloe } = server.people
    const window = await post(ben, topic)
    const [message] = window.messages
    expect(Message.parse(message)).toMatchObject({ kind: 'card', content: 'Question: Halving' })
    expect(message!.card).toMatchObject({
      type: 'topic',
      state: 'open',
      rev: 1,
      created_by: ben.user_id,
      message_id: message!.id,
      conversation_id: course.id,
      fallback_text: 'Question: Halving',
      provenance: { kind: 'human', sources: [] },
    })
    const page = await server.as(chloe).call(endpoints.listMessages, { params: { id: course.id } })
    expect(page.messages.at(-1)!.card).toMatchObject({ id: message!.card!.id, data: { title: 'Halving' } })
  })

  it("keeps its author's text beside it", async () => {
    const window = await post(server.people.ben, topic, { content: 'Look here' })
    expect(window.messages[0]).toMatchObject({
      content: 'Look here',
      card: { type: 'topic', provenance: { own_words: true } },
    })
  })

  it('MS2 is made once, however often it is sent', async () => {
    const id = mintId(clock)
    const first = await post(server.people.ben, topic, { id })
    expect(await post(server.people.ben, topic, { id })).toEqual(first)
    const other = { ...topic, data: { ...topic.data, title: 'Other' } }
    await expect(post(server.people.ben, other, { id })).rejects.toMatchObject(refusedWith('conflict'))
  })

  it('is refused with the name of the wrong field', async () => {
    const wrong: [NewCard, string, string][] = [
      [{ type: 'topic', data: { title: '', kind: 'question' } }, 'invalid', 'card.data.title'],
      [{ type: 'topic', data: { title: 'x'.repeat(141), kind: 'task' } }, 'too_large', 'card.data.title'],
      [{ type: 'topic', data: { title: 'x', kind: 'riddle' } }, 'invalid', 'card.data.kind'],
      [
        { type: 'topic', data: { title: 'x', kind: 'task', message_id: mintId(clock) } },
        'invalid',
        'card.data.message_id',
      ],
      [
        { type: 'topic', data: { title: 'x', kind: 'task', tags: Array(51).fill('t') } },
        'too_large',
        'card.data.tags',
      ],
      [
        { type: 'tutoring_topic', data: { subject: 'x', question: 'x'.repeat(4_001) } },
        'too_large',
        'card.data.question',
      ],
    ]
    for (const [card, code, field] of wrong)
      await expect(make(server.people.ben, card)).rejects.toMatchObject(refusedWith(code, { field }))
  })

  it('holds 16 KiB', async () => {
    const tags = Array.from({ length: 50 }, () => '🎓'.repeat(40))
    const data = { title: 'Halving', kind: 'task', tags, body: '🎓'.repeat(4_000) }
    await expect(make(server.people.ben, { type: 'topic', data })).rejects.toMatchObject(
      refusedWith('too_large', { field: 'data', limit: LIMITS.card_data_bytes }),
    )
  })

  it('is made only by its creators', async () => {
    const { ada, ben } = server.people
    await expect(make(ben, discussion)).rejects.toMatchObject(
      refusedWith('forbidden', { field: 'card.type' }),
    )
    expect(await make(ada, discussion)).toMatchObject({ state: 'draft' })
  })

  it('is deleted with its message, and its entries too', async () => {
    const { ben, chloe } = server.people
    const card = await make(ben, topic)
    await act(chloe, card, { verb: 'follow' })
    const { window } = await server
      .as(ben)
      .call(endpoints.deleteMessage, { params: { id: course.id, message_id: card.message_id } })
    expect(window.messages[0]).not.toHaveProperty('card')
    await expect(see(ben, card)).rejects.toMatchObject(refusedWith('not_found'))
    const left = await server.ctx.db.read
      .selectFrom('card_entries')
      .select('kind')
      .where('card_id', '=', card.id)
      .execute()
    expect(left).toEqual([])
  })

  it('of the assistant is a proposal, which a person accepts', async () => {
    const { ada } = server.people
    const card = await make(guide, discussion)
    expect(card).toMatchObject({ state: 'draft', provenance: { kind: 'ai' } })
    await expect(act(guide, card, { verb: 'open' })).rejects.toMatchObject(refusedWith('forbidden'))
    await expect(make(guide, topic)).rejects.toMatchObject(refusedWith('forbidden'))
    const { messages } = await act(ada, card, { verb: 'open' })
    expect(messages[0]!.card).toMatchObject({
      state: 'open',
      provenance: { kind: 'ai', approved_by: ada.user_id },
    })
  })
})

describe('an action', () => {
  it('MS5 changes the card in one change and returns its window', async () => {
    const { ben, chloe } = server.people
    const card = await make(ben, topic)
    const window = await act(chloe, card, { verb: 'me_too' })
    expect(window.to).toBe(window.from + 1)
    expect(window.messages).toHaveLength(1)
    expect(window.messages[0]).toMatchObject({
      changed_seq: window.to,
      card: { rev: 2, data: { me_too: true, counts: { me_too: 1 } } },
    })
    expect((await see(ben, card)).data).toMatchObject({ me_too: false, counts: { me_too: 1 } })
  })

  it('with the same id is done once and returns the same', async () => {
    const { ben } = server.people
    const card = await make(ben, session)
    const action = { id: mintId(clock), verb: 'hint' }
    await act(ben, card, { verb: 'start_assistant' })
    const first = await act(ben, card, action)
    expect(await act(ben, card, action)).toEqual(first)
    expect((await see(ben, card)).data).toMatchObject({ hint_level: 1 })
    await expect(act(ben, card, { ...action, verb: 'ask_human' })).rejects.toMatchObject(
      refusedWith('conflict', { field: 'id' }),
    )
    await expect(act(server.people.ada, card, action)).rejects.toMatchObject(
      refusedWith('conflict', { field: 'id' }),
    )
  })

  it('on a card that changed is a conflict, which returns the current card of the viewer', async () => {
    const { ada, ben } = server.people
    const card = await make(ben, session)
    await act(ben, card, { verb: 'join_queue', expected_rev: 1 })
    const late = act(ada, card, { verb: 'claim', expected_rev: 1 })
    await expect(late).rejects.toMatchObject(refusedWith('conflict', { card: { rev: 2, state: 'queued' } }))
    await expect(late).rejects.toSatisfy(({ problem }) => Card.safeParse(problem.card).success)
  })

  it('that only adds is rebased instead', async () => {
    const { ben, chloe } = server.people
    const card = await make(ben, topic)
    await act(ben, card, { verb: 'follow', expected_rev: 1 })
    const { messages } = await act(chloe, card, { verb: 'follow', expected_rev: 1 })
    expect(messages[0]!.card!.data).toMatchObject({ counts: { followers: 2 } })
  })

  it('is refused by name if it is unknown, and by field if its input is wrong', async () => {
    const { ben } = server.people
    const card = await make(ben, topic)
    for (const verb of ['constructor', 'explode'])
      await expect(act(ben, card, { verb })).rejects.toMatchObject(refusedWith('invalid', { field: 'verb' }))
    await expect(act(ben, card, { verb: 'propose_answer', input: {} })).rejects.toMatchObject(
      refusedWith('invalid', { field: 'input.text' }),
    )
    const long = { text: 'x'.repeat(4_001) }
    await expect(act(ben, card, { verb: 'propose_answer', input: long })).rejects.toMatchObject(
      refusedWith('too_large', { field: 'input.text', limit: 4_000, actual: 4_001 }),
    )
  })

  it('is offered to those who may do it, with its input and the reason why it is disabled', async () => {
    const { ada, ben, chloe } = server.people
    const card = await make(ben, { type: 'topic', data: { title: 'Homework', kind: 'task' } })
    const offered = async (person: Person) => (await see(person, card)).actions.map(({ verb }) => verb)
    expect(await offered(chloe)).toEqual(['propose_answer', 'me_too', 'follow'])
    expect(await offered(ben)).toContain('close')
    expect(await offered(guide)).toEqual([])
    const { actions } = await see(ada, card)
    expect(actions.find(({ verb }) => verb === 'endorse')).toMatchObject({
      disabled_reason: 'It stands for no question.',
      input: { properties: { message_id: { type: 'string' } }, required: ['message_id'] },
    })
  })

  it('is rate limited', async () => {
    const { chloe } = server.people
    const card = await make(server.people.ben, topic)
    const all = Array.from({ length: 41 }, (_, index) =>
      act(chloe, card, { verb: 'follow', input: { on: index % 2 === 0 } }),
    )
    const refused = (await Promise.allSettled(all)).filter(({ status }) => status === 'rejected')
    expect(refused).toHaveLength(1)
    expect(refused[0]).toMatchObject({ reason: refusedWith('rate_limited') })
    clock.advance(LIMITS.send_window_ms)
  })
})

describe('a tutoring session', () => {
  it('has its place in the queue, and all move up in the change that removes one', async () => {
    const { ada, ben, chloe } = server.people
    const first = await make(ben, session)
    const second = await make(chloe, session)
    await act(ben, first, { verb: 'ask_human' })
    clock.advance(1)
    const queued = await act(chloe, second, { verb: 'ask_human' })
    expect(queued.messages[0]!.card).toMatchObject({ state: 'queued', data: { queue_place: 2 } })
    const claimed = await act(ada, first, { verb: 'claim' })
    expect(claimed.messages.map(({ card }) => [card!.id, card!.state, card!.data['queue_place']])).toEqual([
      [first.id, 'human_active', undefined],
      [second.id, 'queued', 1],
    ])
    expect(claimed.messages.every(({ changed_seq }) => changed_seq === claimed.to)).toBe(true)
  })

  it('is claimed by one of two simultaneous tutors', async () => {
    const { ada, ben, admin } = server.people
    await server
      .as(ada)
      .call(endpoints.addMembers, { params: { id: course.id }, body: { user_ids: [admin.user_id] } })
    const card = await make(ben, session)
    const tries = await Promise.allSettled([
      act(ada, card, { verb: 'claim' }),
      act(admin, card, { verb: 'claim' }),
    ])
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(tries.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: refusedWith('conflict'),
    })
  })

  it('goes back to the queue if its claim is not renewed for 120 s', async () => {
    const { ada, ben } = server.people
    const card = await make(ben, session)
    await act(ada, card, { verb: 'claim' })
    await wait(100_000)
    await act(ada, card, { verb: 'claim' })
    await wait(100_000)
    expect(await see(ben, card)).toMatchObject({ state: 'human_active', data: { tutor: { name: 'Ada' } } })
    await wait(21_000)
    const lapsed = await see(ben, card)
    expect(lapsed).toMatchObject({ state: 'queued', data: { queue_place: 1 } })
    expect(lapsed.data).not.toHaveProperty('tutor')
  })

  it('never shows a student the notes of staff, nor other students the question', async () => {
    const { ada, ben, chloe } = server.people
    const card = await make(ben, session)
    await act(ada, card, { verb: 'claim' })
    await act(ada, card, { verb: 'note', input: { text: 'canary note' } })
    const input = { to: 'queue', summary: 'Knows squares', note: 'canary packet' }
    await act(ada, card, { verb: 'hand_off', input })
    expect(JSON.stringify(await see(ada, card))).toMatch(/canary note.*canary packet/)
    const own = await see(ben, card)
    expect(own.data).toMatchObject({ hand_offs: [{ by: { name: 'Ada' }, summary: 'Knows squares' }] })
    for (const person of [ben, chloe, guide])
      expect(JSON.stringify(await see(person, card))).not.toContain('canary')
    expect((await see(chloe, card)).data).toEqual({
      subject: 'Squares',
      asker: { user_id: ben.user_id, name: 'Ben' },
    })
  })

  it('ends a day after it was solved, and can be reopened for seven days', async () => {
    const { ben } = server.people
    const card = await make(ben, session)
    await act(ben, card, { verb: 'solved', input: { outcome: 'Drew it' } })
    await act(ben, card, { verb: 'rate', input: { stars: 5 } })
    await expect(act(ben, card, { verb: 'rate', input: { stars: 1 } })).rejects.toMatchObject(
      refusedWith('conflict', { detail: 'It was rated already.' }),
    )
    await server.ctx.db.write(({ query }) =>
      query
        .updateTable('cards')
        .set({
          data: JSON.stringify({
            ...card.data,
            hint_level: 0,
            hand_offs: [],
            notes: [],
            done_at: '2026-11-01T00:00:00.000Z',
          }),
        })
        .where('id', '=', card.id)
        .execute(),
    )
    await expect(act(ben, card, { verb: 'reopen' })).rejects.toMatchObject(
      refusedWith('conflict', { detail: 'It can be reopened for 7 days.' }),
    )
  })

  it('with the assistant begins by asking it', async () => {
    const { ben } = server.people
    const card = await make(ben, session)
    await act(ben, card, { verb: 'start_assistant' })
    const page = await server.as(ben).call(endpoints.listMessages, { params: { id: course.id } })
    expect(page.messages.at(-1)).toMatchObject({
      content: '@Guide Why halve?',
      mentions: [{ user_id: guide.user_id }],
      reply_to_id: card.message_id,
    })
  })
})

describe('a topic', () => {
  it('counts its supporters, and is answered when an answer is accepted', async () => {
    const { ada, ben, chloe } = server.people
    const card = await make(ben, topic)
    await act(chloe, card, { verb: 'propose_answer', input: { text: 'Look at the square' } })
    await server.ctx.jobs.whenSettled()
    const page = await server.as(ben).call(endpoints.listMessages, { params: { id: course.id } })
    const answer = page.messages.at(-1)!
    expect(answer).toMatchObject({ content: 'Look at the square', reply_to_id: card.message_id })
    const { messages } = await act(ben, card, { verb: 'accept', input: { message_id: answer.id } })
    expect(messages[0]!.card).toMatchObject({
      state: 'answered',
      data: { counts: { answers: 1 }, best_answer: { sender: 'Chloe', endorsed: false } },
    })
    await act(ada, card, { verb: 'endorse', input: { message_id: answer.id } })
    await server.ctx.jobs.whenSettled()
    expect(await see(chloe, card)).toMatchObject({
      state: 'endorsed',
      data: { best_answer: { excerpt: 'Look at the square', endorsed: true } },
    })
    const talk = await server.as(ben).call(endpoints.getConversation, { params: { id: course.id } })
    expect(talk.open_questions).toBe(0)
  })

  it('follows its message, in any conversation', async () => {
    const { ada, ben, chloe } = server.people
    const direct = await directTalk(server)
    const say = async (person: Person, body: { content: string; question?: true; reply_to_id?: string }) =>
      (await server.as(person).call(endpoints.sendMessage, { params: { id: direct.id }, body })).window
        .messages[0]!
    const question = await say(ben, { content: 'canary question', question: true })
    const card = await make(ada, {
      type: 'topic',
      data: { title: 'canary title', kind: 'question', message_id: question.id },
    })
    const { rev } = await see(ben, card)
    await say(ada, { content: 'canary answer', reply_to_id: question.id })
    await server.ctx.jobs.whenSettled()
    expect(await see(ben, card)).toMatchObject({ rev: rev + 1, data: { counts: { answers: 1 } } })
    await expect(see(chloe, card)).rejects.toMatchObject(refusedWith('not_found'))
    const page = await server.as(chloe).call(endpoints.listMessages, { params: { id: course.id } })
    expect(JSON.stringify(page)).not.toContain('canary')
    expect(page.messages.at(-1)!.card).toMatchObject({
      state: 'hidden',
      data: {},
      actions: [],
      fallback_text: 'A topic',
    })
    const mine = { params: { id: direct.id, message_id: question.id } }
    await server.as(ben).call(endpoints.deleteMessage, mine)
    await server.ctx.jobs.whenSettled()
    expect(await see(ben, card)).toMatchObject({ state: 'closed' })
  })

  it('does not change if its visible content does not', async () => {
    const { ben, chloe } = server.people
    const card = await make(ben, topic)
    const reply = { content: 'Hm', reply_to_id: card.message_id }
    await server.as(chloe).call(endpoints.sendMessage, { params: { id: course.id }, body: reply })
    await server.ctx.jobs.whenSettled()
    const { rev } = await see(ben, card)
    const message = { id: course.id, message_id: card.message_id }
    await server.as(chloe).call(endpoints.addReaction, { params: { ...message, emoji: '👍' } })
    await server.ctx.jobs.whenSettled()
    expect(await see(ben, card)).toMatchObject({ rev })
  })

  it('merges into another, with its followers', async () => {
    const { ada, ben, chloe } = server.people
    const [from, into] = [await make(ben, topic), await make(ben, topic)]
    await act(chloe, from, { verb: 'follow' })
    const window = await act(ada, from, { verb: 'merge', input: { into: into.id } })
    expect(window.messages.map(({ card }) => card!.id).sort()).toEqual([from.id, into.id].sort())
    expect(await see(chloe, into)).toMatchObject({ data: { following: true, counts: { followers: 1 } } })
    expect(await see(chloe, from)).toMatchObject({ state: 'closed', data: { merged_into: into.id } })
  })
})

describe('a unit', () => {
  const unit: NewCard = {
    type: 'learning_topic',
    data: {
      topic: 'Squares',
      summary: 'How to complete them',
      objectives: ['See the square', 'Halve'],
      checks: [{ question: '2²?', options: ['2', '4'], answer: 1 }],
    },
  }

  it('is hidden from students until it is opened', async () => {
    const { ada, ben } = server.people
    const { messages } = await post(ada, unit)
    expect(messages[0]).toMatchObject({ content: 'A unit of the course', card: { state: 'draft' } })
    const page = () => server.as(ben).call(endpoints.listMessages, { params: { id: course.id } })
    expect(JSON.stringify(await page())).not.toContain('Squares')
    await act(ada, messages[0]!.card!, { verb: 'activate' })
    expect((await page()).messages.at(-1)).toMatchObject({
      content: 'Unit: Squares',
      card: { state: 'active', data: { topic: 'Squares' } },
    })
  })

  it('shows each student their own progress, and staff the sum and the key', async () => {
    const { ada, ben, chloe } = server.people
    const card = await make(ada, unit)
    await act(ada, card, { verb: 'activate' })
    await act(ben, card, { verb: 'signal', input: { objective: 0, level: 'ok' } })
    await act(chloe, card, { verb: 'signal', input: { objective: 0, level: 'shaky' } })
    await act(chloe, card, { verb: 'answer', input: { check: 0, option: 0 } })
    await act(ben, card, { verb: 'mark_done' })
    const own = (await see(chloe, card)).data
    expect(own).toMatchObject({
      objectives: [{ signal: 'shaky' }, {}],
      checks: [{ chosen: { option: 0, correct: false } }],
      progress: { started_at: expect.any(String) },
    })
    expect(JSON.stringify(own)).not.toMatch(/"answer"|"counts"|"students"|done_at/)
    expect((await see(ada, card)).data).toMatchObject({
      objectives: [{ counts: { ok: 1, shaky: 1 } }, { counts: { ok: 0, shaky: 0 } }],
      checks: [{ answer: 1, counts: { correct: 0, wrong: 1 } }],
      students: { started: 2, done: 1 },
    })
    await expect(
      act(ben, card, { verb: 'signal', input: { objective: 2, level: 'ok' } }),
    ).rejects.toMatchObject(refusedWith('invalid', { field: 'input.objective' }))
  })

  it('leads to a question and to a tutoring session, once each', async () => {
    const { ada, ben } = server.people
    const card = await make(ada, unit)
    await act(ada, card, { verb: 'activate' })
    const ask = { id: mintId(clock), verb: 'ask', input: { text: 'Why?', objective: 1 } }
    await act(ben, card, ask)
    await act(ben, card, ask)
    await act(ben, card, { verb: 'open_tutoring', input: { question: 'Help me' } })
    const { messages } = await server.as(ben).call(endpoints.listMessages, { params: { id: course.id } })
    expect(messages.slice(-2)).toMatchObject([
      { id: ask.id, content: 'Why?', question: { status: 'unanswered' }, reply_to_id: card.message_id },
      { card: { type: 'tutoring_topic', data: { subject: 'Squares', question: 'Help me' } } },
    ])
    expect((await see(ben, card)).data).toMatchObject({ objectives: [{}, { question_ids: [ask.id] }] })
  })
})

describe('a discussion', () => {
  const opened = async (data: object = {}): Promise<Card> => {
    const card = await make(server.people.ada, { ...discussion, data: { ...discussion.data, ...data } })
    await act(server.people.ada, card, { verb: 'open' })
    return card
  }
  const reply = async (person: Person, card: Card, text: string) => {
    const id = mintId(clock)
    await act(person, card, { id, verb: 'reply', input: { text } })
    return id
  }

  it('closes when its time is over; a pause does not count', async () => {
    const { ada, ben } = server.people
    const card = await opened({ window_minutes: 2 })
    await wait(60_000)
    await act(ada, card, { verb: 'pause' })
    await wait(120_000)
    await act(ada, card, { verb: 'resume' })
    await wait(59_000)
    expect(await see(ben, card)).toMatchObject({ state: 'open' })
    await wait(2_000)
    expect(await see(ben, card)).toMatchObject({ state: 'closed' })
  })

  it('hides authors from peers, not from staff', async () => {
    const { ada, ben, chloe } = server.people
    const card = await opened({ anonymity: 'peer_anonymous' })
    await reply(ben, card, 'One')
    expect((await see(chloe, card)).data['replies']).toMatchObject([{ number: 1, text: 'One', mine: false }])
    expect(JSON.stringify(await see(chloe, card))).not.toContain(ben.user_id)
    expect((await see(ada, card)).data['replies']).toMatchObject([{ author: { name: 'Ben' } }])
  })

  it('counts votes of others, and shows endorsed replies first', async () => {
    const { ada, ben, chloe } = server.people
    const card = await opened()
    const first = await reply(ben, card, 'One')
    await reply(chloe, card, 'Two')
    await act(chloe, card, { verb: 'upvote', input: { reply_id: first } })
    await expect(act(ben, card, { verb: 'upvote', input: { reply_id: first } })).rejects.toMatchObject(
      refusedWith('forbidden'),
    )
    await act(ada, card, { verb: 'endorse', input: { reply_id: first } })
    expect((await see(chloe, card)).data['replies']).toMatchObject([
      { text: 'One', upvotes: 1, upvoted: true, endorsed: true },
      { text: 'Two', mine: true },
    ])
  })

  it('returns all of its replies page by page', async () => {
    const { ben } = server.people
    const card = await opened()
    for (const text of ['One', 'Two', 'Three']) {
      clock.advance(1)
      await reply(ben, card, text)
    }
    const page = async (query: object) =>
      server.as(ben).call(endpoints.listReplies, { params: { id: card.id }, query })
    const first = await page({ limit: 2 })
    expect(first.replies.map(({ text }) => text)).toEqual(['Three', 'Two'])
    const second = await page({ limit: 2, cursor: first.next_cursor })
    expect(second).toMatchObject({ replies: [{ text: 'One' }], next_cursor: null })
  })

  it('lets its author and staff delete a reply, with its votes', async () => {
    const { ada, ben, chloe } = server.people
    const card = await opened()
    const id = await reply(ben, card, 'One')
    await act(chloe, card, { verb: 'upvote', input: { reply_id: id } })
    await expect(act(chloe, card, { verb: 'remove', input: { reply_id: id } })).rejects.toMatchObject(
      refusedWith('forbidden'),
    )
    await act(ada, card, { verb: 'remove', input: { reply_id: id } })
    expect((await see(ben, card)).data).toMatchObject({ replies: [], reply_count: 0 })
  })
})
