import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { endpoints, LIMITS, type Conversation, type NewConversation } from '@lectern/protocol'
import type { StoredWindow } from '../../records/stored.ts'
import { setDisabled } from '../accounts/users.ts'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import { ManualClock } from '../../testing/manual-clock.ts'
import { addPerson, type Person } from '../../testing/people.ts'
import { mintId } from '../../platform/ids.ts'

const clock = new ManualClock()
let server: TestServer
let heard: StoredWindow[]

beforeAll(async () => {
  server = await createTestServer({ clock })
  server.ctx.bus.subscribe('window', (window) => heard.push(window))
})
beforeEach(() => {
  heard = []
  clock.advance(100)
})
afterAll(() => server.close())

const create = (person: Person, body: NewConversation) =>
  server.as(person).ask(endpoints.createConversation, { body })
const group = async (person: Person, ...others: Person[]) =>
  (await create(person, { kind: 'group', title: 'Study', member_ids: others.map(({ user_id }) => user_id) }))
    .body
const get = (person: Person, { id }: Conversation) =>
  server.as(person).call(endpoints.getConversation, { params: { id } })
const list = (
  person: Person,
  query: { q?: string; filter?: 'unread' | 'direct' | 'group'; limit?: number; cursor?: string } = {},
) => server.as(person).call(endpoints.listConversations, { query })
const add = async (person: Person, { id }: Conversation, ...user_ids: string[]) =>
  (await server.as(person).call(endpoints.addMembers, { params: { id }, body: { user_ids } })).window
const remove = async (person: Person, { id }: Conversation, { user_id }: Person) =>
  (await server.as(person).call(endpoints.removeMember, { params: { id, user_id } })).window
const rename = async (person: Person, { id }: Conversation, title: string) =>
  (await server.as(person).call(endpoints.patchConversation, { params: { id }, body: { title } })).window
const send = (person: Person, { id }: Conversation, content: string) =>
  server.as(person).call(endpoints.sendMessage, { params: { id }, body: { content } })
const receipt = (person: Person, { id }: Conversation, body: { delivered_seq?: number; read_seq?: number }) =>
  server.as(person).call(endpoints.putReceipt, { params: { id }, body })

const refusedWith = (code: string, field?: string) => ({ problem: { code, ...(field && { field }) } })

describe('create', () => {
  it('begins at head 1, with all members in the first window', async () => {
    const { ada, ben, chloe } = server.people
    const { status, body } = await create(ada, {
      kind: 'group',
      title: 'Algebra',
      member_ids: [ben.user_id, chloe.user_id],
    })
    expect(status).toBe(201)
    expect(body).toMatchObject({
      kind: 'group',
      title: 'Algebra',
      head: 1,
      changed_seq: 1,
      member_count: 3,
      unread: 0,
    })
    expect(heard).toHaveLength(1)
    expect(heard[0]).toMatchObject({ conversation_id: body.id, from: 0, to: 1, messages: [] })
    expect(heard[0]!.members.map(({ name }) => name).sort()).toEqual(['Ada', 'Ben', 'Chloe'])
  })

  it('answers a repeat of the id with 200, and other input or another person with conflict', async () => {
    const { ada, ben, chloe } = server.people
    const input: NewConversation = {
      id: mintId(clock),
      kind: 'group',
      title: 'Once',
      member_ids: [ben.user_id],
    }
    const first = await create(ada, input)
    await rename(ada, first.body, 'Renamed')
    const again = await create(ada, input)
    expect(again.status).toBe(200)
    expect(again.body).toMatchObject({ id: first.body.id, title: 'Renamed' })
    await expect(create(ada, { ...input, title: 'Other' })).rejects.toMatchObject(
      refusedWith('conflict', 'id'),
    )
    await expect(create(ben, { ...input, member_ids: [] })).rejects.toMatchObject(
      refusedWith('conflict', 'id'),
    )
    await expect(create(chloe, { ...input, member_ids: [] })).rejects.toMatchObject(
      refusedWith('conflict', 'id'),
    )
  })

  it('has one direct conversation for two people, in either order and however often', async () => {
    const { ada, ben } = server.people
    const [one, two] = await Promise.all([
      create(ada, { kind: 'direct', member_ids: [ben.user_id] }),
      create(ben, { kind: 'direct', member_ids: [ada.user_id] }),
    ])
    expect(one.body.id).toBe(two.body.id)
    expect(new Set([one.status, two.status])).toEqual(new Set([200, 201]))
    const third = await create(ben, {
      id: mintId(clock),
      kind: 'direct',
      member_ids: [ada.user_id, ben.user_id],
    })
    expect(third).toMatchObject({ status: 200, body: { id: one.body.id } })
  })

  it('asks the policy about each person', async () => {
    const { ada, ben, chloe } = server.people
    await expect(create(ben, { kind: 'direct', member_ids: [chloe.user_id] })).rejects.toMatchObject(
      refusedWith('forbidden', 'member_ids.0'),
    )
    await expect(create(ben, { kind: 'course', member_ids: [ada.user_id] })).rejects.toMatchObject(
      refusedWith('forbidden', 'kind'),
    )
    await expect(
      create(ada, { kind: 'group', member_ids: [ben.user_id, mintId(clock)] }),
    ).rejects.toMatchObject(refusedWith('invalid', 'member_ids.1'))
    for (const member_ids of [[], [ada.user_id], [ben.user_id, chloe.user_id]])
      await expect(create(ada, { kind: 'direct', member_ids })).rejects.toMatchObject(
        refusedWith('invalid', 'member_ids'),
      )
  })
})

describe('members', () => {
  it('come by one change that says so', async () => {
    const { ada, ben, chloe } = server.people
    const talk = await group(ada, ben)
    const window = await add(ada, talk, ben.user_id, chloe.user_id)
    expect(window).toMatchObject({
      from: 1,
      to: 2,
      members: [{ user_id: chloe.user_id, changed_seq: 2, read_seq: 2 }],
    })
    expect(window.messages).toMatchObject([
      { kind: 'system', content: 'Ada added Chloe', sender_id: ada.user_id, created_seq: 2 },
    ])
    expect(heard.at(-1)).toEqual(window)
    expect(await get(chloe, talk)).toMatchObject({ member_count: 3, unread: 0 })
    expect(await add(ada, talk, chloe.user_id)).toMatchObject({ from: 2, to: 2, messages: [], members: [] })
  })

  it('AU2 leave with the commit, find nothing afterwards, and may come back', async () => {
    const { ada, ben, chloe } = server.people
    const talk = await group(ada, ben, chloe)
    const window = await remove(ada, talk, ben)
    expect(window.members).toMatchObject([{ user_id: ben.user_id, changed_seq: 2 }])
    expect(window.members[0]!.left_at).toBeDefined()
    expect(window.messages[0]!.content).toBe('Ada removed Ben')
    await expect(get(ben, talk)).rejects.toMatchObject(refusedWith('not_found'))
    await expect(send(ben, talk, 'still here?')).rejects.toMatchObject(refusedWith('not_found'))
    await expect(remove(ada, talk, ben)).rejects.toMatchObject(refusedWith('not_found'))
    await send(ada, talk, 'meanwhile')
    const back = await add(ada, talk, ben.user_id)
    expect(back.members[0]!.left_at).toBeUndefined()
    expect(await get(ben, talk)).toMatchObject({ unread: 0, member_count: 3 })
    expect((await remove(chloe, talk, chloe)).messages[0]!.content).toBe('Chloe left')
  })

  it('are managed by staff and by the creator, never in a direct conversation', async () => {
    const { ada, ben, chloe, admin } = server.people
    const talk = await group(ada, ben, chloe, admin)
    await expect(remove(ben, talk, chloe)).rejects.toMatchObject(refusedWith('forbidden'))
    await expect(rename(ben, talk, 'Mine')).rejects.toMatchObject(refusedWith('forbidden'))
    await expect(add(ben, talk, ada.user_id)).rejects.toMatchObject(refusedWith('forbidden'))
    expect(await rename(admin, talk, 'Ours')).toMatchObject({
      conversation: { title: 'Ours', changed_seq: 2 },
    })
    const own = await group(ben, ada)
    await expect(add(ben, own, chloe.user_id)).rejects.toMatchObject(refusedWith('forbidden', 'user_ids.0'))
    expect((await remove(ben, own, ada)).members).toHaveLength(1)
    const { body: direct } = await create(ada, { kind: 'direct', member_ids: [ben.user_id] })
    await expect(remove(ada, direct, ada)).rejects.toMatchObject(refusedWith('conflict'))
    await expect(add(ada, direct, chloe.user_id)).rejects.toMatchObject(refusedWith('conflict'))
  })

  it('keep somebody who can change it: the last of the staff stays as long as others do', async () => {
    const { ada, ben, chloe, admin } = server.people
    const talk = await group(ada, ben, chloe)
    const refused = { problem: { code: 'conflict', why: 'last_staff' } }
    await expect(remove(ada, talk, ada)).rejects.toMatchObject(refused)
    expect(await get(ada, talk)).toMatchObject({ member_count: 3, head: 1 })
    await add(ada, talk, admin.user_id)
    expect((await remove(ada, talk, ada)).messages[0]!.content).toBe('Ada left')
    await expect(remove(admin, talk, admin)).rejects.toMatchObject(refused)
    for (const student of [ben, chloe]) await remove(admin, talk, student)
    expect((await remove(admin, talk, admin)).members).toHaveLength(1)
  })

  it('keep somebody who can change it: an account that is closed does not count', async () => {
    const { ada, ben } = server.people
    const gone = await addPerson(server.ctx, 'Gwen', 'instructor')
    const talk = await group(ada, ben, gone)
    await setDisabled(server.ctx, gone.email, true)
    await expect(remove(ada, talk, ada)).rejects.toMatchObject({ problem: { why: 'last_staff' } })
  })

  it('keep somebody who can change it: a group of students passes to who has been there longest', async () => {
    const { ada, ben, chloe } = server.people
    const own = await group(ben, ada)
    clock.advance(1_000)
    await add(ada, own, chloe.user_id)
    const { messages, conversation } = await remove(ada, own, ada)
    expect([messages[0]!.content, conversation]).toEqual(['Ada left', undefined])
    const window = await remove(ben, own, ben)
    expect(window.messages[0]).toMatchObject({
      content: 'Ben left. Chloe takes over.',
      system: { type: 'member_left', params: { successor: { user_id: chloe.user_id, name: 'Chloe' } } },
    })
    expect(window.conversation).toMatchObject({ created_by: chloe.user_id, changed_seq: window.to })
    expect(await get(chloe, own)).toMatchObject({ created_by: chloe.user_id })
    expect(await rename(chloe, own, 'Ours')).toMatchObject({ conversation: { title: 'Ours' } })
    expect((await remove(chloe, own, chloe)).conversation).toBeUndefined()
  })

  it('name a direct conversation, which has no title', async () => {
    const { ada, ben } = server.people
    const { body } = await create(ada, { kind: 'direct', member_ids: [ben.user_id] })
    await expect(rename(ada, body, 'Us')).rejects.toMatchObject(refusedWith('forbidden'))
  })

  it('are at most a thousand', async () => {
    const { ada, ben, chloe } = server.people
    const many = await Promise.all(
      Array.from({ length: LIMITS.conversation_members - 2 }, () => mintId(clock)).map(async (id) => {
        await server.ctx.db.write(({ query }) =>
          query
            .insertInto('users')
            .values({
              id,
              email: id,
              email_key: id,
              name: `Student ${id}`,
              role: 'student',
              created_at: '',
              name_key: id,
            })
            .execute(),
        )
        return id
      }),
    )
    const { body } = await create(ada, { kind: 'course', title: 'Everyone', member_ids: many })
    expect((await get(ada, body)).members).toHaveLength(LIMITS.conversation_members - 1)
    expect((await list(ada, { q: 'everyone' })).conversations[0]).toMatchObject({ member_count: 999 })
    await expect(add(ada, body, ben.user_id, chloe.user_id)).rejects.toMatchObject({
      problem: {
        code: 'too_large',
        limit: LIMITS.conversation_members,
        actual: LIMITS.conversation_members + 1,
      },
    })
  })
})

describe('receipts', () => {
  it('I6 never go down, end at the head, and reading includes receiving', async () => {
    const { ada, ben, chloe, admin } = server.people
    const talk = await group(ada, ben, chloe)
    for (const content of ['one', 'two', 'three']) await send(ada, talk, content)
    const moved: unknown[] = []
    const stop = server.ctx.bus.subscribe('receipt', (event) => moved.push(event))
    expect(await receipt(ben, talk, { delivered_seq: 3 })).toEqual({
      delivered_seq: 3,
      read_seq: 1,
      unread: 3,
      head: 4,
    })
    expect(await receipt(chloe, talk, { delivered_seq: 99 })).toMatchObject({ delivered_seq: 4 })
    moved.pop()
    expect(await receipt(ben, talk, { read_seq: 2, delivered_seq: 1 })).toMatchObject({
      delivered_seq: 3,
      read_seq: 2,
      unread: 2,
    })
    expect(await receipt(ben, talk, { read_seq: 99 })).toEqual({
      delivered_seq: 4,
      read_seq: 4,
      unread: 0,
      head: 4,
    })
    expect(await receipt(ben, talk, { read_seq: 1 })).toMatchObject({ read_seq: 4 })
    expect(moved).toHaveLength(3)
    expect(moved.at(-1)).toEqual({
      conversation_id: talk.id,
      user_id: ben.user_id,
      delivered_seq: 4,
      read_seq: 4,
    })
    stop()
    await expect(receipt(admin, talk, { read_seq: 1 })).rejects.toMatchObject(refusedWith('not_found'))
  })

  it('EP3 count messages of others, not own, deleted or system ones', async () => {
    const { ada, ben, chloe } = server.people
    const talk = await group(ada, ben)
    await send(ben, talk, 'own')
    const { window } = await send(ada, talk, 'taken back')
    await send(ada, talk, 'counts')
    await add(ada, talk, chloe.user_id)
    const params = { id: talk.id, message_id: window.messages[0]!.id }
    await server.as(ada).call(endpoints.deleteMessage, { params })
    expect(await get(ben, talk)).toMatchObject({ unread: 1 })
    expect(await receipt(ben, talk, {})).toMatchObject({ unread: 1 })
  })

  it('EP3 count no own messages after a position between them', async () => {
    const { ada, ben } = server.people
    const talk = await group(ada, ben)
    const { window } = await send(ben, talk, 'one')
    await send(ben, talk, 'two')
    expect(await receipt(ben, talk, { read_seq: window.to })).toMatchObject({ unread: 0 })
    await send(ada, talk, 'three')
    expect(await get(ben, talk)).toMatchObject({ read_seq: window.to, unread: 1 })
  })
})

describe('list', () => {
  let dora: Person
  let talks: Conversation[]

  beforeAll(async () => {
    dora = await addPerson(server.ctx, 'Dora', 'instructor')
    const emile = await addPerson(server.ctx, 'Émile', 'student')
    talks = []
    for (const [title, other] of [
      ['Algebra', emile],
      ['Biology', server.people.ben],
      ['100% Chemistry', emile],
    ] as const) {
      clock.advance(1_000)
      talks.push((await create(dora, { kind: 'group', title, member_ids: [other.user_id] })).body)
    }
    clock.advance(1_000)
    await send(emile, talks[0]!, 'the newest')
  })

  const titles = async (query: Parameters<typeof list>[1]) =>
    (await list(dora, query)).conversations.map(({ title }) => title)

  it('has the latest change first, with last message and unread', async () => {
    const { conversations } = await list(dora)
    expect(conversations.map(({ title }) => title)).toEqual(['Algebra', '100% Chemistry', 'Biology'])
    expect(conversations[0]).toMatchObject({
      unread: 1,
      head: 2,
      member_count: 2,
      last_message: { content: 'the newest' },
    })
    expect(conversations[0]!.members.map(({ name }) => name).sort()).toEqual(['Dora', 'Émile'])
    expect(conversations[1]!.last_message).toBeUndefined()
  })

  it('pages by an opaque cursor', async () => {
    const first = await list(dora, { limit: 2 })
    const second = await list(dora, { limit: 2, cursor: first.next_cursor! })
    expect(second.conversations.map(({ title }) => title)).toEqual(['Biology'])
    expect(second.next_cursor).toBeNull()
    expect((await list(dora, { limit: 3 })).next_cursor).toBeNull()
    await expect(list(dora, { cursor: 'bm90' })).rejects.toMatchObject(refusedWith('invalid', 'cursor'))
  })

  it('searches titles and names of members, in any case, and takes % literally', async () => {
    expect(await titles({ q: 'BIO' })).toEqual(['Biology'])
    expect(await titles({ q: 'émile' })).toEqual(['Algebra', '100% Chemistry'])
    expect(await titles({ q: '0%' })).toEqual(['100% Chemistry'])
    expect(await titles({ q: 'dora' })).toEqual([])
  })

  it('filters', async () => {
    expect(await titles({ filter: 'unread' })).toEqual(['Algebra'])
    expect(await titles({ filter: 'direct' })).toEqual([])
    expect(await titles({ filter: 'group' })).toHaveLength(3)
  })
})
