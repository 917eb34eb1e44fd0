// The limits of the assistant's turns: the workers, the number, the askers, and the ends.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { endpoints, LIMITS, type Message } from '@lectern/protocol'
import { mintId } from '../../platform/ids.ts'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import { entriesOf } from '../../testing/holdings.ts'
import { ManualClock } from '../../testing/manual-clock.ts'
import { addPerson, type Person } from '../../testing/people.ts'
import { ScriptedModel } from '../../testing/scripted-model.ts'
import { signAccessToken } from '../accounts/tokens.ts'
import { Assistant } from './assistant.ts'
import { insertInvocation } from './invocations-rows.ts'
import type { ModelPiece } from './model.ts'

const HOUR_MS = 3_600_000

let clock: ManualClock
let model: ScriptedModel
let server: TestServer
let guide: Person
let id: string

beforeEach(async () => {
  clock = new ManualClock()
  model = new ScriptedModel()
  server = await createTestServer({ clock, model })
  guide = await addPerson(server.ctx, 'Guide', 'assistant')
  const { ada, ben, chloe } = server.people
  const member_ids = [ben, chloe, guide].map(({ user_id }) => user_id)
  const body = { kind: 'course' as const, title: 'Maths', member_ids }
  id = (await server.as(ada).call(endpoints.createConversation, { body })).id
})
afterEach(() => server.close())

/** The person with a fresh token, however much time has passed. */
const as = async (person: Person) =>
  server.as({ ...person, access_token: await signAccessToken(server.ctx, person) })
const say = async (person: Person, content: string): Promise<Message> => {
  const body = { content, mentions: [guide.user_id] }
  const { window } = await (await as(person)).call(endpoints.sendMessage, { params: { id }, body })
  return window.messages[0]!
}
const read = async (): Promise<Message[]> =>
  (await (await as(server.people.ben)).call(endpoints.listMessages, { params: { id }, query: {} })).messages
const answers = async () => (await read()).filter(({ sender_role }) => sender_role === 'assistant')
const one = async (message_id: string) => (await read()).find((message) => message.id === message_id)!
const script = (...pieces: (string | ModelPiece)[]) => {
  model.say(...pieces)
  model.end()
}
const settled = () => server.system.assistant.whenSettled()
const isWriting = () => expect.poll(async () => (await answers()).at(-1)?.state).toBe('streaming')
const remove = async (person: Person) =>
  (await as(server.people.ada)).call(endpoints.removeMember, { params: { id, user_id: person.user_id } })
const ask = async (person: Person, content: string, ...pieces: ModelPiece[]) => {
  const asked = await say(person, content)
  script('So.', ...pieces)
  await settled()
  return one(asked.id)
}

test('two processes never run two turns of one conversation at once', async () => {
  const { ben } = server.people
  const other = new Assistant(server.ctx, model)
  await say(ben, '@Guide first?')
  await isWriting()
  await say(ben, '@Guide second?')
  // Both processes have looked for work by the time another conversation's change is stored.
  for (let looks = 0; looks < 5; looks++) await server.ctx.db.write(async () => undefined)
  expect(model.requests).toHaveLength(1)
  script('One.')
  await expect.poll(async () => (await answers()).length).toBe(2)
  script('Two.')
  await Promise.all([settled(), other.whenSettled()])
  expect((await answers()).map(({ content }) => content)).toEqual(['One.', 'Two.'])
  await other.close()
})

test('a turn leaves nothing behind', async () => {
  const { ben } = server.people
  // A message asks half a second later to be indexed.
  const pending = () => {
    clock.advance(500)
    return clock.pending
  }
  const before = pending()
  await ask(ben, '@Guide why?')
  await expect.poll(pending).toBe(before)
  expect(entriesOf(server.system.assistant)).toEqual({ '#running': 0 })
})

describe('a conversation', () => {
  const askedAlready = async (times: number): Promise<void> => {
    const { chloe } = server.people
    const created_at = new Date(clock.now()).toISOString()
    const record = { conversation_id: id, asker_id: chloe.user_id, assistant_id: guide.user_id }
    await server.ctx.db.write(async ({ query }) => {
      for (let asked = 0; asked < times; asked++)
        await insertInvocation(query, {
          ...record,
          ...{ id: mintId(clock), prompt_id: null, prompt: 'Why?', message_id: null, created_at },
        })
      await query.updateTable('invocations').set({ state: 'done' }).execute()
    })
  }

  test('has an hourly limit of its own for all askers', async () => {
    const { ben } = server.people
    const limit = LIMITS.assistant_asks_per_conversation
    await askedAlready(limit - 1)
    await ask(ben, '@Guide the last one?')
    expect(model.requests).toHaveLength(1)
    const refused = await (
      await as(ben)
    ).send(endpoints.createInvocation, {
      params: { id },
      body: { prompt: 'One more?' },
    })
    expect(await refused.json()).toMatchObject({ code: 'rate_limited', limit, retry_after_ms: HOUR_MS })
    await say(ben, '@Guide and in the open?')
    await settled()
    expect(model.requests).toHaveLength(1)
    expect((await answers()).at(-1)?.content).toContain(`${limit} times`)
  })
})

describe('an assistant that is removed', () => {
  test('stops in the middle of its answer', async () => {
    await say(server.people.ben, '@Guide why?')
    model.say('Half an ')
    await isWriting()
    await remove(guide)
    model.say('answer')
    model.end()
    await settled()
    expect(await answers()).toMatchObject([{ state: 'interrupted' }])
    expect((await answers())[0]!.content).not.toContain('answer')
  })

  test('does not answer earlier questions', async () => {
    const { ben } = server.people
    await say(ben, '@Guide first?')
    await isWriting()
    const waiting = await say(ben, '@Guide second?')
    await remove(guide)
    script('Too late.')
    await settled()
    expect(await answers()).toHaveLength(1)
    expect(model.requests).toHaveLength(1)
    expect((await one(waiting.id)).ask).toBeUndefined()
  })

  test('or switched off does not answer waiting questions', async () => {
    const { ada, ben } = server.people
    await say(ben, '@Guide first?')
    await isWriting()
    await say(ben, '@Guide second?')
    const off = { params: { id }, body: { assistant_mode: 'off' as const } }
    await (await as(ada)).call(endpoints.patchConversation, off)
    await settled()
    expect(model.requests).toHaveLength(1)
    expect((await answers()).map(({ state }) => state)).toEqual(['interrupted'])
  })

  test('cannot be asked any more', async () => {
    await remove(guide)
    await say(server.people.ben, '@Guide anybody?')
    await settled()
    expect(model.requests).toEqual([])
    const asked = { params: { id }, body: { prompt: 'Why?' } }
    expect((await (await as(server.people.ben)).send(endpoints.createInvocation, asked)).status).toBe(409)
  })
})

describe('a hand-over', () => {
  test('is left out when staff have left', async () => {
    const { ada, ben } = server.people
    // In a course the last of the staff stays; a group is in the hands of whoever started it.
    const body = { kind: 'group' as const, title: 'Chess', member_ids: [ada.user_id, guide.user_id] }
    id = (await (await as(ben)).call(endpoints.createConversation, { body })).id
    expect((await ask(ben, '@Guide who won?', { type: 'unanswered' })).ask?.handed_over).toBeDefined()
    expect(model.requests.at(-1)?.staff_read).toBe(true)
    await remove(ada)
    expect((await ask(ben, '@Guide who lost?', { type: 'unanswered' })).ask).toBeUndefined()
    expect(model.requests.at(-1)?.staff_read).toBe(false)
  })

  test.each([
    [24 * HOUR_MS - 1, true],
    [24 * HOUR_MS, false],
    [24 * HOUR_MS + 1, false],
  ])('is what was asked before within a day: after %i ms that is %s', async (later_ms, again) => {
    const { ben } = server.people
    await ask(ben, '@Guide how do I complete the square?')
    clock.jump(later_ms)
    const second = await ask(ben, '@Guide how do I complete the square?')
    expect(second.ask?.handed_over?.reason).toBe(again ? 'asked_again' : undefined)
  })
})

test('a source that is withdrawn while an answer waits is not sent with it', async () => {
  const { ada, ben } = server.people
  const note = { format: 'markdown', content: 'Halve the coefficient and square it.' } as const
  const add = async (title: string) =>
    (await as(ada)).call(endpoints.createDocument, { body: { ...note, title, conversation_id: id } })
  const [kept, withdrawn] = [await add('Kept'), await add('Withdrawn')]
  const reviewed = { params: { id }, body: { assistant_review: true } }
  await (await as(ada)).call(endpoints.patchConversation, reviewed)
  const asked = await say(ben, '@Guide why halve the coefficient?')
  await expect.poll(() => model.requests.length).toBe(1)
  const numberOf = ({ id: document_id }: { id: string }) =>
    model.requests[0]!.passages.find((passage) => passage.document_id === document_id)!.number
  const citing = (document: { id: string }) => ({ type: 'citation' as const, number: numberOf(document) })
  script('Halve it', citing(withdrawn), ' and square it', citing(kept))
  await settled()
  const taken = { params: { id: withdrawn.id }, body: { state: 'withdrawn' as const } }
  await (await as(ada)).call(endpoints.patchDocument, taken)
  const turn = (await one(asked.id)).ask!.invocation_id
  const approved = { params: { id: turn }, body: { verdict: 'approve' as const } }
  await (await as(ada)).call(endpoints.reviewInvocation, approved)
  const [answer] = await answers()
  expect(answer!.parts).toMatchObject([{ type: 'document', document_id: kept.id, status: 'verified' }])
  expect(answer!.content).toBe('Halve it and square it [1]')
})
