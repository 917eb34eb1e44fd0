import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { endpoints } from '@lectern/protocol'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import { findAudit } from '../../records/audit.ts'

const NEW = 'chalk-and-slate-43'

let server: TestServer
beforeEach(async () => {
  server = await createTestServer()
})
afterEach(() => server.close())

const change = (body: object = {}) => {
  const { ada } = server.people
  return server
    .as(ada)
    .call(endpoints.changePassword, { body: { current_password: ada.password, password: NEW, ...body } })
}
const signIn = (password: string) =>
  server
    .as()
    .call(endpoints.login, { body: { email: server.people.ada.email, password, refresh_in: 'body' } })
const outcome = (promise: Promise<unknown>) =>
  promise.then(
    () => 'ok',
    ({ problem: { code, field, why, limit, actual } }) => ({ code, field, why, limit, actual }),
  )
const kinds = async () =>
  (await findAudit(server.ctx.db.read, { limit: 10 })).map(({ kind, actor_id }) => [kind, actor_id])

describe('changing the own password', () => {
  it('needs the current one, and the new one works from then on', async () => {
    const { ada } = server.people
    expect(await outcome(change({ current_password: 'wrong' }))).toMatchObject({
      code: 'forbidden',
      field: 'current_password',
    })
    await change()
    expect(await outcome(signIn(ada.password))).toMatchObject({ code: 'unauthorized' })
    expect((await signIn(NEW)).user.name).toBe('Ada')
  })

  it('keeps the device that did it signed in, and the others unless they are to end', async () => {
    const { ada } = server.people
    const other = await signIn(ada.password)
    await change()
    expect(await server.as(other).call(endpoints.getMe)).toMatchObject({ name: 'Ada' })
    await change({ current_password: NEW, password: `${NEW}!`, end_others: true })
    expect(await outcome(server.as(other).call(endpoints.getMe))).toMatchObject({ code: 'unauthorized' })
    expect(await server.as(ada).call(endpoints.getMe)).toMatchObject({ name: 'Ada' })
    expect((await server.as(ada).call(endpoints.listSessions)).sessions).toHaveLength(1)
  })

  it('is recorded, with each session that it ended', async () => {
    const { user_id } = server.people.ada
    await signIn(server.people.ada.password)
    await change({ end_others: true })
    expect((await kinds()).slice(0, 2)).toEqual([
      ['session_ended', user_id],
      ['password_changed', user_id],
    ])
  })

  it('records a wrong guess, and locks after some of them', async () => {
    const guesses: unknown[] = []
    for (let i = 0; i < 6; i++) guesses.push(await outcome(change({ current_password: `guess ${i}` })))
    expect(guesses.at(0)).toMatchObject({ code: 'forbidden' })
    expect(guesses.at(-1)).toMatchObject({ code: 'rate_limited' })
    expect((await kinds())[0]?.[0]).toBe('sign_in_failed')
  })

  it.each([
    ['short', { why: 'too_short', limit: 8, actual: 5 }],
    ['password', { why: 'common' }],
    ['PassWord123!', { why: 'common' }],
    ['Trustno1', { why: 'common' }],
    ['xxxxxxxxxxxx', { why: 'common' }],
    ['ada@example.edu', { why: 'own_name' }],
    ['Ada-2026-Ada', { why: 'own_name' }],
    ['example.edu1', { why: 'own_name' }],
  ])('refuses %s', async (password, refusal) => {
    expect(await outcome(change({ password }))).toMatchObject({
      code: 'invalid',
      field: 'password',
      ...refusal,
    })
  })

  it('refuses the same again', async () => {
    const { password } = server.people.ada
    expect(await outcome(change({ password }))).toMatchObject({ code: 'invalid', why: 'unchanged' })
  })

  it.each(['ada loves chalk boards', 'Füße im Wasser', '✏️✏️📏📏🧮🧮🖍️🖍️', 'passwordless-lecterns'])(
    'takes %s',
    async (password) => {
      expect(await outcome(change({ password }))).toBe('ok')
    },
  )
})

describe('ending all other devices', () => {
  it('leaves this one and those of other people', async () => {
    const { ada, ben } = server.people
    const other = await signIn(ada.password)
    await server.as(ada).call(endpoints.revokeOtherSessions)
    expect(await outcome(server.as(other).call(endpoints.getMe))).toMatchObject({ code: 'unauthorized' })
    for (const person of [ada, ben])
      expect(await server.as(person).call(endpoints.getMe)).toMatchObject({ name: person.name })
  })
})
