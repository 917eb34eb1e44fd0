import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { endpoints } from '@lectern/protocol'
import { changePassword, setDisabled } from '../features/accounts/users.ts'
import { createTestServer, type TestServer } from '../testing/create-test-server.ts'
import { ManualClock } from '../testing/manual-clock.ts'
import { findAudit } from './audit.ts'

let clock: ManualClock
let server: TestServer
beforeEach(async () => {
  clock = new ManualClock()
  server = await createTestServer({ clock, env: { LECTERN_TRUST_PROXY: '1' } })
})
afterEach(() => server.close())

const entries = async (kind?: string) =>
  (await findAudit(server.ctx.db.read, { kind, limit: 100 })).map(({ detail, ...row }) => ({
    ...row,
    detail: JSON.parse(detail) as unknown,
  }))
const signIn = (password: string, address = '203.0.113.5') =>
  server.as().ask(endpoints.login, {
    body: { email: server.people.ben.email, password, device_name: 'The phone' },
    headers: { 'x-forwarded-for': address },
  })
const newGroup = async () => {
  const { ada, ben, chloe } = server.people
  const body = {
    id: crypto.randomUUID(),
    kind: 'group' as const,
    title: 'Algebra',
    member_ids: [ben.user_id, chloe.user_id],
  }
  return server.as(ada).call(endpoints.createConversation, { body })
}

describe('the audit', () => {
  it('S31 tells of sign-ins and of failures: the account, the address and the reason', async () => {
    const { ben } = server.people
    await signIn('wrong').catch(() => {})
    await signIn(ben.password, '2001:db8::7')
    expect((await entries()).slice(0, 2)).toMatchObject([
      {
        kind: 'sign_in',
        user_id: ben.user_id,
        address: '2001:db8:0:0::/64',
        detail: { device_name: 'The phone' },
      },
      {
        kind: 'sign_in_failed',
        actor_id: null,
        user_id: ben.user_id,
        address: '203.0.113.5',
        detail: { reason: 'wrong_password', locked_ms: 0 },
      },
    ])
    await setDisabled(server.ctx, ben.email, true)
    await signIn(ben.password).catch(() => {})
    expect((await entries('sign_in_failed'))[0]).toMatchObject({ detail: { reason: 'disabled' } })
  })

  it('has nothing of an address that nobody has: somebody may have typed a password', async () => {
    const before = (await entries()).length
    const body = { email: 'correct-horse@battery', password: 'x' }
    await server
      .as()
      .ask(endpoints.login, { body })
      .catch(() => {})
    expect(await entries()).toHaveLength(before)
  })

  it('tells of a lock', async () => {
    for (let i = 0; i < 5; i++) await signIn('wrong').catch(() => {})
    expect((await entries('sign_in_failed'))[0]?.detail).toEqual({
      reason: 'wrong_password',
      locked_ms: 1_000,
    })
  })

  it('tells of what the operator does to an account', async () => {
    const { ben } = server.people
    await changePassword(server.ctx, ben.email, 'another one')
    await setDisabled(server.ctx, ben.email, true)
    await setDisabled(server.ctx, ben.email, false)
    const told = (await entries())
      .slice(0, 3)
      .map(({ kind, actor_id, user_id }) => ({ kind, actor_id, user_id }))
    expect(told).toEqual(
      ['user_enabled', 'user_disabled', 'password_changed'].map((kind) => ({
        kind,
        actor_id: null,
        user_id: ben.user_id,
      })),
    )
    expect((await entries('user_added')).map(({ detail }) => detail)).toContainEqual({ role: 'instructor' })
  })

  it('tells of sessions that are ended, and of a token that was used again', async () => {
    const { ben } = server.people
    const { body } = await server.as().ask(endpoints.login, {
      body: { email: ben.email, password: ben.password, refresh_in: 'body' },
    })
    const { sessions } = await server.as(ben).call(endpoints.listSessions)
    const other = sessions.find(({ current }) => !current)!
    await server.as(ben).call(endpoints.revokeSession, { params: { id: other.id } })
    await server.as(ben).call(endpoints.logout)
    expect((await entries()).slice(0, 2)).toMatchObject([
      { kind: 'sign_out', actor_id: ben.user_id },
      { kind: 'session_ended', actor_id: ben.user_id, target_id: other.id },
    ])
    expect(body.refresh_token).toBeDefined()
  })

  it('tells of a refresh token that was stolen', async () => {
    const { ben } = server.people
    const login = { email: ben.email, password: ben.password, refresh_in: 'body' as const }
    const first = (await server.as().call(endpoints.login, { body: login })).refresh_token!
    const refresh = (refresh_token: string) =>
      server.as().call(endpoints.refresh, { body: { refresh_token } })
    await refresh((await refresh(first)).refresh_token!)
    clock.jump(60_000)
    await refresh(first).catch(() => {})
    expect(await entries('refresh_token_reused')).toMatchObject([{ user_id: ben.user_id }])
  })

  it('tells of members who come and go, of what staff delete and read, and of settings', async () => {
    const { ada, ben, chloe } = server.people
    const conversation = await newGroup()
    const at = { id: conversation.id }
    const id = crypto.randomUUID()
    await server.as(ben).call(endpoints.sendMessage, { params: at, body: { id, content: 'first' } })
    const message = { ...at, message_id: id }
    await server.as(ben).call(endpoints.editMessage, { params: message, body: { content: 'second' } })
    await server.as(ben).call(endpoints.listEdits, { params: message })
    await server.as(ada).call(endpoints.listEdits, { params: message })
    await server.as(ada).call(endpoints.deleteMessage, { params: message })
    await server.as(ada).call(endpoints.removeMember, { params: { ...at, user_id: chloe.user_id } })
    await server.as(ada).call(endpoints.addMembers, { params: at, body: { user_ids: [chloe.user_id] } })
    await server.as(ada).call(endpoints.patchConversation, { params: at, body: { assistant_mode: 'hints' } })
    const conversation_id = at.id
    const actor_id = ada.user_id
    expect((await entries()).slice(0, 5)).toMatchObject([
      { kind: 'assistant_set', actor_id, conversation_id, detail: { mode: 'hints', review: false } },
      { kind: 'member_added', actor_id, conversation_id, user_id: chloe.user_id },
      { kind: 'member_removed', actor_id, conversation_id, user_id: chloe.user_id },
      { kind: 'message_deleted', actor_id, conversation_id, user_id: ben.user_id, target_id: id },
      { kind: 'edits_read', actor_id, conversation_id, target_id: id },
    ])
  })

  it('has no entry for what people do to what is their own', async () => {
    const { ben } = server.people
    const conversation = await newGroup()
    const at = { id: conversation.id }
    const id = crypto.randomUUID()
    await server.as(ben).call(endpoints.sendMessage, { params: at, body: { id, content: 'first' } })
    const before = (await entries()).length
    await server.as(ben).call(endpoints.deleteMessage, { params: { ...at, message_id: id } })
    expect(await entries()).toHaveLength(before)
  })

  it('is kept for a year', async () => {
    expect((await entries()).length).toBeGreaterThan(0)
    clock.jump(366 * 24 * 60 * 60_000)
    await expect.poll(async () => (await entries()).length).toBe(0)
  })

  it('finds what a person did and what was done to them, from a time on, in pages', async () => {
    const { ada, ben } = server.people
    await setDisabled(server.ctx, ben.email, true)
    const of = (user_id: string) => findAudit(server.ctx.db.read, { user_id, limit: 100 })
    expect(
      (await of(ben.user_id)).every(({ user_id, actor_id }) => [user_id, actor_id].includes(ben.user_id)),
    ).toBe(true)
    expect((await of(ada.user_id)).some(({ kind }) => kind === 'user_disabled')).toBe(false)
    const [first, second] = await findAudit(server.ctx.db.read, { limit: 2 })
    const [next] = await findAudit(server.ctx.db.read, { limit: 1, before: first!.id })
    expect(next).toEqual(second)
    const since = new Date(clock.now() + 1).toISOString()
    expect(await findAudit(server.ctx.db.read, { since, limit: 100 })).toEqual([])
  })
})
