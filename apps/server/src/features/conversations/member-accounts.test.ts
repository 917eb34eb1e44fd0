import { afterAll, beforeAll, expect, it } from 'vitest'
import { endpoints } from '@lectern/protocol'
import type { StoredWindow } from '../../records/stored.ts'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import { editUser, renameUser, setDisabled } from '../accounts/users.ts'
import { ACCOUNT_CHANGED } from '../account-changed.ts'

let server: TestServer
const heard: StoredWindow[] = []

beforeAll(async () => {
  server = await createTestServer()
  server.ctx.bus.subscribe('window', (window) => heard.push(window))
})
afterAll(() => server.close())

it('members hear in each of their conversations that an account was closed, opened, or has another name', async () => {
  const { ada, ben, chloe } = server.people
  const asAda = server.as(ada)
  const member_ids = [ben.user_id, chloe.user_id]
  const body = { kind: 'course', title: 'Algebra', member_ids } as const
  const course = (await asAda.ask(endpoints.createConversation, { body })).body
  const pair = { kind: 'direct' as const, member_ids: [ben.user_id] }
  const direct = (await asAda.ask(endpoints.createConversation, { body: pair })).body
  const said = (mentions: string[]) =>
    asAda.call(endpoints.sendMessage, { params: course, body: { content: 'You', mentions } })
  const told = async (change: Promise<void>) => {
    heard.length = 0
    await change
    await server.ctx.jobs.whenIdle(ACCOUNT_CHANGED, ben.user_id)
    return heard.map(({ conversation_id, members, messages }) => ({ conversation_id, members, messages }))
  }
  const both = (about: object) =>
    expect.arrayContaining(
      [course.id, direct.id].map((conversation_id) => ({
        ...{ conversation_id, messages: [] },
        members: [expect.objectContaining({ user_id: ben.user_id, ...about })],
      })),
    )

  const closed = await told(setDisabled(server.ctx, ben.email, true))
  expect(closed).toHaveLength(2)
  expect(closed).toEqual(both({ disabled: true }))
  expect((await said([ben.user_id, chloe.user_id])).window.messages[0]?.mentions).toEqual([
    { user_id: chloe.user_id, name: 'Chloe' },
  ])
  const { members } = await asAda.call(endpoints.getConversation, { params: course })
  expect(members.find(({ user_id }) => user_id === ben.user_id)?.disabled).toBe(true)
  expect(members.find(({ user_id }) => user_id === chloe.user_id)).not.toHaveProperty('disabled')

  const opened = await told(setDisabled(server.ctx, ben.email, false))
  expect(opened.flatMap((window) => window.members.map(({ disabled }) => disabled))).toEqual([
    undefined,
    undefined,
  ])
  expect(await told(renameUser(server.ctx, ben.user_id, 'Benedict'))).toEqual(both({ name: 'Benedict' }))
  const edit = async (change: { name?: string; role?: 'instructor'; email?: string }) =>
    void (await editUser(server.ctx, ben.email, change))
  expect(await told(edit({ name: 'Benno' }))).toEqual(both({ name: 'Benno' }))
  expect(await told(edit({ role: 'instructor' }))).toEqual(both({ role: 'instructor' }))
  expect(await told(edit({ email: ben.email }))).toEqual([])
})
