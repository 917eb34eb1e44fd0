// Whoever must choose a new password can do nothing before that, whichever door they take.
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { CLOSE, endpoints, SUBPROTOCOL, type Operation } from '@lectern/protocol'
import { hashSecret } from '../features/accounts/verify.ts'
import { findLiveSessions, insertTicket } from '../features/accounts/sessions-rows.ts'
import { changePassword, requireNewPassword } from '../features/accounts/users.ts'
import { findUser, updateUser } from '../features/accounts/users-rows.ts'
import { timestamp } from '../platform/clock.ts'
import { findAudit } from '../records/audit.ts'
import { addPerson } from '../testing/people.ts'
import { openClassroom, type Classroom } from '../realtime/testing/classroom.ts'

const NEW = 'slate-and-sponge-77'
/** Not served yet. */
const ID = '01890a5d-ac96-774b-bcce-b302099a8057'
const OPEN: Operation[] = ['getMe', 'changePassword', 'logout']

let room: Classroom
beforeAll(async () => {
  room = await openClassroom()
})
afterEach(() => room.leaveNothing())
afterAll(() => room.close())

const signIn = (password: string) =>
  room.server.as().call(endpoints.login, {
    body: { email: room.people.ben.email, password, refresh_in: 'body' },
  })
const guarded = Object.entries(endpoints).filter(
  ([, { guard }]) => guard === 'bearer' || guard === 'link',
) as [Operation, (typeof endpoints)[Operation]][]
const ask = (access_token: string, { method, path }: (typeof endpoints)[Operation]) =>
  room.server.as({ access_token }).request(path.replaceAll(/:\w+/g, ID), {
    method: method.toUpperCase(),
    ...(method !== 'get' && { body: '{}', headers: { 'content-type': 'application/json' } }),
  })

it('O13 opens nothing but the change, oneself and the way out, and everything after the change', async () => {
  const { user_id, email, password } = room.people.ben
  const before = await room.connect(room.people.ben)
  await requireNewPassword(room.server.ctx, email)
  expect(await before.closed).toBe(CLOSE.session_revoked)

  const { access_token, refresh_token = '', user } = await signIn(password)
  expect(user).toMatchObject({ id: user_id, password_due: true })
  const { session_id } = await room.server.ctx.db.read
    .selectFrom('sessions')
    .select('id as session_id')
    .where('user_id', '=', user_id)
    .where('revoked_at', 'is', null)
    .executeTakeFirstOrThrow()
  const refused: Operation[] = []
  for (const [operation, endpoint] of guarded) {
    if (operation === 'logout') continue
    const response = await ask(access_token, endpoint)
    const { why } = response.status === 403 ? await response.json() : {}
    if (why === 'password_due') refused.push(operation)
  }
  expect(refused).toEqual(guarded.map(([operation]) => operation).filter((each) => !OPEN.includes(each)))
  const ticket = 'a ticket from before'
  const expires_at = timestamp(room.clock.now() + 30_000)
  await room.server.ctx.db.write((transaction) =>
    insertTicket(transaction, { hash: hashSecret(ticket), session_id, expires_at }),
  )
  for (const token of [access_token, ticket])
    expect(await room.dial({ user_id, token, protocols: [SUBPROTOCOL] }).refused()).toBe(CLOSE.password_due)

  const refreshed = await room.server.as().call(endpoints.refresh, { body: { refresh_token } })
  expect(refreshed.user.password_due).toBe(true)
  await room.server
    .as({ access_token })
    .call(endpoints.changePassword, { body: { current_password: password, password: NEW } })
  expect(await room.server.as({ access_token }).call(endpoints.getMe)).not.toHaveProperty('password_due')
  await room.server.as({ access_token }).call(endpoints.listConversations)
  await room.dial({ user_id, token: access_token, protocols: [SUBPROTOCOL] }).first('hello')
  expect((await signIn(NEW)).user).not.toHaveProperty('password_due')
  const kinds = (await findAudit(room.server.ctx.db.read, { user_id, limit: 20 })).map(({ kind }) => kind)
  expect(kinds).toEqual(expect.arrayContaining(['new_password_required', 'password_changed']))
})

it('keeps waiting while the new password is refused', async () => {
  const { email } = room.people.chloe
  await requireNewPassword(room.server.ctx, email)
  const { access_token } = await room.server
    .as()
    .call(endpoints.login, { body: { email, password: room.people.chloe.password, refresh_in: 'body' } })
  const change = (current_password: string, password: string) =>
    room.server
      .as({ access_token })
      .call(endpoints.changePassword, { body: { current_password, password } })
      .then(
        () => 'ok',
        ({ problem: { why, code } }) => why ?? code,
      )
  const { password } = room.people.chloe
  expect(await change(password, password)).toBe('unchanged')
  expect(await change('wrong', NEW)).toBe('forbidden')
  expect((await room.server.as({ access_token }).call(endpoints.getMe)).password_due).toBe(true)
})

const refusal = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'ok',
    ({ problem: { why, code } }) => why ?? code,
  )

it('opens at once when the password was changed through another server', async () => {
  const { user_id, email, password } = await addPerson(room.server.ctx, 'Dana', 'student')
  await requireNewPassword(room.server.ctx, email)
  const body = { email, password, refresh_in: 'body' as const }
  const { access_token } = await room.server.as().call(endpoints.login, { body })
  const list = () => refusal(room.server.as({ access_token }).call(endpoints.listConversations))
  expect(await list()).toBe('password_due')
  await room.server.ctx.db.write((transaction) => updateUser(transaction, user_id, { password_due_at: null }))
  expect(await list()).toBe('ok')
})

/** The operator acts between the proof of a password and what it allows. */
const whileProving = (act: () => Promise<void>) => {
  const { passwords } = room.server.ctx
  const verify = passwords.verify.bind(passwords)
  return vi.spyOn(passwords, 'verify').mockImplementationOnce(async (...proof) => {
    const isRight = await verify(...proof)
    await act()
    return isRight
  })
}

it('lets nobody undo the password that the operator sets meanwhile', async () => {
  const { user_id, email, password, access_token } = room.people.ada
  const reset = () => changePassword(room.server.ctx, email, 'handed-over-on-paper-5', true)
  const body = { current_password: password, password: NEW }
  whileProving(reset)
  const change = room.server.as({ access_token }).call(endpoints.changePassword, { body })
  expect(await refusal(change)).toBe('unauthorized')
  const after = await findUser(room.server.ctx.db.read, user_id)
  expect(after?.password_due_at).not.toBeNull()
})

it('opens no session with a password that the operator replaces meanwhile', async () => {
  const { user_id, email, password } = await addPerson(room.server.ctx, 'Erin', 'student')
  const signing = () =>
    room.server.as().call(endpoints.login, { body: { email, password, refresh_in: 'body' as const } })
  whileProving(() => requireNewPassword(room.server.ctx, email))
  // The password is still theirs, and another one is due: the answer says so.
  expect((await signing()).user).toMatchObject({ password_due: true })
  whileProving(() => changePassword(room.server.ctx, email, 'handed-over-on-paper-6'))
  expect(await refusal(signing())).toBe('unauthorized')
  const now = timestamp(room.clock.now())
  expect(await findLiveSessions(room.server.ctx.db.read, user_id, now, '')).toEqual([])
})

it('ends what others began with the password that they know', async () => {
  const { email, password } = await addPerson(room.server.ctx, 'Finn', 'student')
  await requireNewPassword(room.server.ctx, email)
  const body = { email, password, refresh_in: 'body' as const }
  const stranger = await room.server.as().call(endpoints.login, { body })
  const owner = await room.server.as().call(endpoints.login, { body })
  await room.server
    .as(owner)
    .call(endpoints.changePassword, { body: { current_password: password, password: NEW } })
  expect(await refusal(room.server.as(stranger).call(endpoints.getMe))).toBe('unauthorized')
  expect(await refusal(room.server.as(owner).call(endpoints.listConversations))).toBe('ok')
})
