import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { endpoints, toVisibleLine } from '@lectern/protocol'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import { addPerson, type Person } from '../../testing/people.ts'
import { changePassword, createUser, renameUser, setDisabled } from './users.ts'

let server: TestServer
beforeEach(async () => {
  server = await createTestServer()
})
afterEach(() => server.close())

const names = async (person: Person, query = {}): Promise<string[]> => {
  const { users } = await server.as(person).call(endpoints.listUsers, { query })
  return users.map(({ name }) => name)
}

describe('people to write to', () => {
  it('are all others for staff, by name', async () => {
    expect(await names(server.people.ada)).toEqual(['Admin', 'Ben', 'Chloe'])
    expect(await names(server.people.admin)).toEqual(['Ada', 'Ben', 'Chloe'])
  })

  it('are staff and the assistant for students, who meet each other in groups', async () => {
    await createUser(server.ctx, { email: 'assistant@example.edu', name: 'Assistant', role: 'assistant' })
    expect(await names(server.people.ben)).toEqual(['Ada', 'Admin', 'Assistant'])
    expect(await names(server.people.ben, { role: 'student' })).toEqual([])
    expect(await names(server.people.ben, { role: 'assistant' })).toEqual(['Assistant'])
  })

  it('exclude disabled ones', async () => {
    await setDisabled(server.ctx, server.people.ben.email, true)
    expect(await names(server.people.ada)).toEqual(['Admin', 'Chloe'])
    await setDisabled(server.ctx, server.people.ben.email, false)
    expect(await names(server.people.ada)).toEqual(['Admin', 'Ben', 'Chloe'])
  })

  it('are found by any part of the name, in any case and with or without accents', async () => {
    await addPerson(server.ctx, 'Zoé', 'student')
    await addPerson(server.ctx, 'Müller_100%', 'student')
    expect(await names(server.people.ada, { q: 'ZOE' })).toEqual(['Zoé'])
    expect(await names(server.people.ada, { q: 'üLL' })).toEqual(['Müller_100%'])
    expect(await names(server.people.ada, { q: '_1' })).toEqual(['Müller_100%'])
    expect(await names(server.people.ada, { q: '%' })).toEqual(['Müller_100%'])
    expect(await names(server.people.ada, { q: 'nobody' })).toEqual([])
  })

  it('come in complete pages, also with equal names', async () => {
    for (let student = 0; student < 7; student++)
      await createUser(server.ctx, { email: `mia${student}@example.edu`, name: 'Mia', role: 'student' })
    const seen: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const query: Record<string, unknown> = { limit: 3, ...(cursor && { cursor }) }
      const page = await server.as(server.people.ada).call(endpoints.listUsers, { query })
      expect(page.users.length).toBeLessThanOrEqual(3)
      seen.push(...page.users.map(({ id }) => id))
      cursor = page.next_cursor
    }
    expect(new Set(seen).size).toBe(10)
    expect(seen).toHaveLength(10)
  })

  it('have no further page when the last one is exactly full', async () => {
    const page = await server.as(server.people.ada).call(endpoints.listUsers, { query: { limit: 3 } })
    expect(page.users).toHaveLength(3)
    expect(page.next_cursor).toBeNull()
  })

  it('refuse an unknown cursor', async () => {
    for (const cursor of [
      'x',
      Buffer.from('[1,2]').toString('base64url'),
      Buffer.from('["a"]').toString('base64url'),
    ])
      await expect(names(server.people.ada, { cursor })).rejects.toMatchObject({
        problem: { code: 'invalid', field: 'cursor' },
      })
  })
})

describe('the own account', () => {
  it('of staff can be renamed, with immediate effect', async () => {
    const { ada, ben } = server.people
    const me = await server.as(ada).call(endpoints.patchMe, { body: { name: '  Adaline\n' } })
    expect(me).toMatchObject({ name: 'Adaline', email: 'ada@example.edu', role: 'instructor' })
    expect(await server.as(ada).call(endpoints.getMe)).toEqual(me)
    expect((await server.contextOf(ada))[1].name).toBe('Adaline')
    expect(await names(ben, { q: 'adal' })).toEqual(['Adaline'])
  })

  it('S4 of a student keeps its name: students ask', async () => {
    const { ben } = server.people
    const rename = (name: string) => server.as(ben).call(endpoints.patchMe, { body: { name } })
    await expect(rename('Benjamin')).rejects.toMatchObject({ problem: { code: 'forbidden', field: 'name' } })
    expect((await rename('Ben')).name).toBe('Ben')
  })

  it('S4 cannot look like that of somebody of the staff, whoever renames', async () => {
    const { ada, ben, admin } = server.people
    const refused = { code: 'invalid' }
    for (const name of [
      'Ada',
      'ADA',
      'Аdа',
      'Ada\u200b',
      'A d a',
      'Adà',
      'Prof. Ada',
      'Ada (staff)',
      'Admin',
      'Teacher',
      'Assistаnt',
    ])
      await expect(renameUser(server.ctx, ben.user_id, toVisibleLine(name))).rejects.toMatchObject({
        code: 'invalid',
      })
    const asAdmin = server.as(admin).call(endpoints.patchMe, { body: { name: 'Ada' } })
    await expect(asAdmin).rejects.toMatchObject({ problem: { ...refused, field: 'name' } })
    expect((await server.as(ada).call(endpoints.patchMe, { body: { name: 'Ada Lovelace' } })).name).toBe(
      'Ada Lovelace',
    )
    await renameUser(server.ctx, ben.user_id, 'Adam')
    expect(await names(ada, { q: 'adam' })).toEqual(['Adam'])
  })

  it('cannot change role or address', async () => {
    const { ben } = server.people
    const body = { role: 'admin', email: 'root@example.edu', id: server.people.ada.user_id } as object
    expect(await server.as(ben).call(endpoints.patchMe, { body })).toMatchObject({
      id: ben.user_id,
      role: 'student',
      email: 'ben@example.edu',
    })
  })
})

describe('an account', () => {
  it('has a unique address, in any spelling', async () => {
    const again = createUser(server.ctx, { email: 'ADA@example.edu', name: 'Another', role: 'student' })
    await expect(again).rejects.toMatchObject({
      code: 'conflict',
      message: 'There is a user ADA@example.edu already.',
    })
  })

  it('without a password cannot sign in', async () => {
    await createUser(server.ctx, { email: 'assistant@example.edu', name: 'Assistant', role: 'assistant' })
    const body = { email: 'assistant@example.edu', password: ' ' }
    await expect(server.as().call(endpoints.login, { body })).rejects.toMatchObject({
      problem: { code: 'unauthorized' },
    })
  })

  it('that is disabled is refused, though its session was not ended', async () => {
    const dana = await addPerson(server.ctx, 'Dana', 'student')
    await server.ctx.db.write(({ query }) =>
      query.updateTable('users').set({ disabled_at: dana.user_id }).where('id', '=', dana.user_id).execute(),
    )
    await expect(server.as(dana).call(endpoints.getMe)).rejects.toMatchObject({
      problem: { code: 'unauthorized' },
    })
  })

  it('needs a password of eight characters', async () => {
    await expect(changePassword(server.ctx, 'ada@example.edu', 'short')).rejects.toMatchObject({
      code: 'invalid',
      refusal: { field: 'password', limit: 8, actual: 5 },
    })
  })

  it('signs out everywhere when its password changes', async () => {
    const { ada } = server.people
    await changePassword(server.ctx, ada.email, 'another password')
    await expect(server.as(ada).call(endpoints.getMe)).rejects.toMatchObject({
      problem: { code: 'unauthorized' },
    })
    const body = { email: ada.email, password: 'another password' }
    expect(await server.as().call(endpoints.login, { body })).toMatchObject({ user: { name: 'Ada' } })
  })
})
