import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DEFAULT_POLICY, endpoints, type Conversation, type Policy, type User } from '@lectern/protocol'
import { findAudit } from '../../records/audit.ts'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import type { CallInput } from '../../testing/caller.ts'
import type { Person } from '../../testing/people.ts'
import type { AnyEndpoint } from '../route.ts'

let server: TestServer
beforeEach(async () => {
  server = await createTestServer()
})
afterEach(() => server.close())

/** The answer, whatever its status. */
const ask = async <E extends AnyEndpoint>(
  person: Person,
  endpoint: E,
  input: CallInput<E> = {},
): Promise<{ status: number; body: unknown }> => {
  const response = await server.as(person).send(endpoint, input)
  const text = await response.text()
  return { status: response.status, body: text === '' ? null : JSON.parse(text) }
}

const set = async (patch: Partial<Policy>, person: Person = server.people.admin) =>
  ask(person, endpoints.patchPolicy, { body: patch })

const start = (
  person: Person,
  kind: Conversation['kind'],
  ...others: Person[]
): Promise<{ status: number; body: unknown }> =>
  ask(person, endpoints.createConversation, {
    body: {
      kind,
      ...(kind !== 'direct' && { title: 'Club' }),
      member_ids: others.map(({ user_id }) => user_id),
    },
  })

const namesFor = async (person: Person): Promise<string[]> => {
  const { body } = await ask(person, endpoints.listUsers, {})
  return (body as { users: User[] }).users.map(({ name }) => name)
}

describe('S13 the policy', () => {
  it('S13 has the defaults of the product until an administrator changes it, and the audit tells who did', async () => {
    const { admin, ben } = server.people
    expect((await ask(ben, endpoints.getPolicy, {})).body).toEqual(DEFAULT_POLICY)
    const changed = { ...DEFAULT_POLICY, groups: 'staff' }
    expect((await set({ groups: 'staff', courses: 'staff' })).body).toEqual(changed)
    expect((await ask(ben, endpoints.getPolicy, {})).body).toEqual(changed)
    const entries = await findAudit(server.ctx.db.read, { kind: 'policy_changed', limit: 10 })
    expect(entries.map(({ actor_id, detail }) => [actor_id, JSON.parse(detail)])).toEqual([
      [admin.user_id, { name: 'groups', before: 'everybody', after: 'staff' }],
    ])
  })

  it('S13 is for administrators to change', async () => {
    const { ada, ben } = server.people
    for (const person of [ada, ben]) expect((await set({ groups: 'staff' }, person)).status).toBe(403)
  })

  it('S13 decides to whom a student may write, and whom they find', async () => {
    const { ada, ben, chloe } = server.people
    expect(await namesFor(ben)).toEqual(['Ada', 'Admin'])
    // Whom he does not meet does not exist for him (S32).
    expect((await start(ben, 'direct', chloe)).status).toBe(400)
    await set({ students_reach: 'nobody' })
    expect(await namesFor(ben)).toEqual([])
    expect((await start(ben, 'direct', ada)).status).toBe(400)
    await start(ada, 'group', ben)
    expect((await start(ben, 'direct', ada)).status).toBe(403)
    await set({ students_reach: 'everybody' })
    expect(await namesFor(ben)).toEqual(['Ada', 'Admin', 'Chloe'])
    expect((await start(ben, 'direct', chloe)).status).toBe(201)
  })

  it('S13 may let students reach those of common groups and courses alone', async () => {
    const { ada, ben, chloe } = server.people
    await set({ students_reach: 'shared' })
    expect(await namesFor(ben)).toEqual(['Ada', 'Admin'])
    expect((await start(ben, 'direct', chloe)).status).toBe(400)
    await start(ada, 'course', ben, chloe)
    expect(await namesFor(ben)).toEqual(['Ada', 'Admin', 'Chloe'])
    expect((await start(ben, 'direct', chloe)).status).toBe(201)
  })

  it('S13 decides who starts groups and courses', async () => {
    const { ada, ben, admin } = server.people
    expect((await start(ben, 'group', ada)).status).toBe(201)
    await set({ groups: 'staff', courses: 'admins' })
    expect((await start(ben, 'group', ada)).status).toBe(403)
    expect((await start(ben, 'direct', ada)).status).toBe(201)
    expect((await start(ada, 'group', ben)).status).toBe(201)
    expect((await start(ada, 'course', ben)).status).toBe(403)
    expect((await start(admin, 'course', ben)).status).toBe(201)
  })

  it('S13 may leave adding people to staff', async () => {
    const { ada, ben, admin } = server.people
    const { id } = (await start(ben, 'group', ada)).body as Conversation
    await set({ adding: 'staff' })
    const add = (person: Person) =>
      ask(person, endpoints.addMembers, { params: { id }, body: { user_ids: [admin.user_id] } })
    expect((await add(ben)).status).toBe(403)
    expect((await add(ada)).status).toBe(200)
  })
})
