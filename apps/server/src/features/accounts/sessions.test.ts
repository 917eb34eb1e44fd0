import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { endpoints } from '@lectern/protocol'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import { ManualClock } from '../../testing/manual-clock.ts'
import { findUserByEmail } from './users-rows.ts'
import { signInAs } from '../../testing/people.ts'
import { setDisabled } from './users.ts'

const DAY_MS = 24 * 60 * 60_000
const unauthorized = { problem: { code: 'unauthorized', status: 401, retry: 'after_refresh' } }

let clock: ManualClock
let server: TestServer
beforeEach(async () => {
  clock = new ManualClock()
  server = await createTestServer({ clock, env: { LECTERN_ORIGINS: 'https://school.example' } })
})
afterEach(() => server.close())

const login = (body: object = {}, headers: Record<string, string> = {}) => {
  const { email, password } = server.people.ada
  return server.as().ask(endpoints.login, { body: { email, password, refresh_in: 'body', ...body }, headers })
}
const refresh = async (refresh_token: string) =>
  server.as().call(endpoints.refresh, { body: { refresh_token } })
const successor = async (token: string): Promise<string> => (await refresh(token)).refresh_token ?? ''
const revoked: string[] = []
const watchRevocations = () => {
  revoked.length = 0
  server.ctx.bus.subscribe('session_revoked', ({ session_id }) => revoked.push(session_id))
}

describe('signing in', () => {
  it('returns tokens and the user', async () => {
    const { body, headers } = await login()
    expect(body).toMatchObject({
      token_type: 'Bearer',
      expires_in: 600,
      user: { name: 'Ada', role: 'instructor' },
    })
    expect(body.refresh_token).toMatch(/^[\w-]{43}$/)
    expect(headers.getSetCookie().join()).not.toMatch(/lectern_[0-9a-f]{12}=/)
    expect(await server.as(body).call(endpoints.getMe)).toEqual(body.user)
  })

  it('accepts the address in any spelling', async () => {
    const { body } = await login({ email: '  ADA@Example.EDU ' })
    expect(body.user.email).toBe('ada@example.edu')
  })

  it('answers a wrong password, an unknown address and a disabled account alike', async () => {
    await setDisabled(server.ctx, server.people.chloe.email, true)
    const refusals = [
      login({ password: 'wrong' }),
      login({ email: 'nobody@example.edu' }),
      login({ email: server.people.chloe.email, password: server.people.chloe.password }),
    ]
    const problems = await Promise.all(refusals.map((refused) => refused.catch((error) => error.problem)))
    for (const { detail, code } of problems)
      expect({ detail, code }).toEqual({
        code: 'unauthorized',
        detail: 'The email address or the password is wrong.',
      })
  })

  it('keeps neither tokens nor passwords in the database', async () => {
    const { body } = await login()
    const dump = JSON.stringify([
      await server.ctx.db.read.selectFrom('refresh_tokens').selectAll().execute(),
      await server.ctx.db.read.selectFrom('users').selectAll().execute(),
    ])
    expect(dump).not.toContain(body.refresh_token)
    expect(dump).not.toContain(server.people.ada.password)
  })

  it('hides the refresh token from scripts by default', async () => {
    const { body, headers } = await login({ refresh_in: undefined })
    expect(body.refresh_token).toBeUndefined()
    expect(headers.getSetCookie()[0]).toMatch(
      /^lectern_[0-9a-f]{12}=[\w-]{43}; Path=\/auth; Max-Age=1209600; HttpOnly; SameSite=Strict$/,
    )
  })

  it('is locked after five failures, longer with each, for this account only', async () => {
    const attempt = (password = 'wrong') =>
      login({ password }).then(
        ({ status }) => status,
        ({ problem }) => problem,
      )
    for (let failures = 0; failures < 5; failures++)
      expect(await attempt()).toMatchObject({ code: 'unauthorized' })
    const { password } = server.people.ada
    expect(await attempt(password)).toMatchObject({
      code: 'rate_limited',
      status: 429,
      retry_after_ms: 1_000,
    })
    expect(
      (await login({ email: server.people.ben.email, password: server.people.ben.password })).status,
    ).toBe(200)
    clock.jump(1_000)
    expect(await attempt()).toMatchObject({ code: 'unauthorized' })
    expect(await attempt(password)).toMatchObject({ retry_after_ms: 2_000 })
    clock.jump(2_000)
    expect(await attempt(password)).toBe(200)
    expect(await attempt()).toMatchObject({ code: 'unauthorized' })
    expect(await attempt(password)).toBe(200)
  })

  it('never locks for more than five minutes, and forgets after an hour', async () => {
    const attempt = () => login({ password: 'wrong' }).catch(({ problem }) => problem)
    let longest = 0
    for (let attempts = 0; attempts < 40; attempts++) {
      const { retry_after_ms = 0 } = await attempt()
      longest = Math.max(longest, retry_after_ms)
      clock.jump(retry_after_ms)
    }
    expect(longest).toBe(5 * 60_000)
    clock.jump(2 * 60 * 60_000)
    for (let failures = 0; failures < 5; failures++)
      expect(await attempt()).toMatchObject({ code: 'unauthorized' })
  })

  it('is not locked longer when the clock is set back', async () => {
    const attempt = (password: string) => login({ password }).catch(({ problem }) => problem)
    for (let failures = 0; failures < 5; failures++) await attempt('wrong')
    clock.jump(-60 * 60_000)
    expect(await attempt(server.people.ada.password)).toMatchObject({ status: 200 })
  })

  it('counts simultaneous attempts', async () => {
    const problems = await Promise.all(
      Array.from({ length: 20 }, () => login({ password: 'wrong' }).catch(({ problem }) => problem.code)),
    )
    expect(problems.filter((code) => code === 'unauthorized')).toHaveLength(5)
    expect(problems.filter((code) => code === 'rate_limited')).toHaveLength(15)
  })
})

describe('a whole class', () => {
  it('may sign in to one account at the same moment', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => login()))
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200))
  })
})

describe('refreshing', () => {
  it('rotates the token', async () => {
    const { body } = await login()
    const second = await refresh(body.refresh_token!)
    expect(second.refresh_token).not.toBe(body.refresh_token)
    expect(await server.as(second).call(endpoints.getMe)).toEqual(body.user)
    await refresh(second.refresh_token!)
  })

  it('gives eight simultaneous tabs the same successor, two hundred times', async () => {
    let token = (await login()).body.refresh_token!
    for (let round = 0; round < 200; round++) {
      const successors = await Promise.all(Array.from({ length: 8 }, () => successor(token)))
      expect(new Set(successors).size).toBe(1)
      token = successors[0]!
    }
    const live = await server.ctx.db.read
      .selectFrom('refresh_tokens as t')
      .innerJoin('sessions as s', 's.id', 't.session_id')
      .select('t.hash')
      .where('t.rotated_at', 'is', null)
      .where('s.device_name', '!=', 'a test')
      .execute()
    expect(live).toHaveLength(1)
  })

  it('S5 gives the same successor until that was used, however late: the answer may have been lost', async () => {
    const { refresh_token = '' } = (await login()).body
    const first = await successor(refresh_token)
    for (const ms of [31_000, 60 * 60_000, 13 * DAY_MS]) {
      clock.jump(ms)
      expect(await successor(refresh_token)).toBe(first)
      clock.jump(-ms)
    }
    expect(await successor(first)).not.toBe(first)
  })

  it('gives a late tab the newest token for thirty seconds after the successor was used', async () => {
    const { refresh_token = '' } = (await login()).body
    const newest = await successor(await successor(refresh_token))
    clock.jump(30_000)
    expect(await successor(refresh_token)).toBe(newest)
    expect(await successor(newest)).not.toBe(newest)
  })

  it('treats a token as stolen after its successor was used, and ends the whole session', async () => {
    watchRevocations()
    const { body } = await login()
    const third = await refresh(await successor(body.refresh_token!))
    clock.jump(30_001)
    await expect(refresh(body.refresh_token!)).rejects.toMatchObject(unauthorized)
    await expect(refresh(third.refresh_token!)).rejects.toMatchObject(unauthorized)
    await expect(server.as(third).call(endpoints.getMe)).rejects.toMatchObject(unauthorized)
    expect(revoked).toHaveLength(1)
  })

  it('ends after fourteen idle days', async () => {
    const { refresh_token = '' } = (await login()).body
    clock.jump(14 * DAY_MS - 1)
    const second = await successor(refresh_token)
    clock.jump(14 * DAY_MS)
    await expect(refresh(second)).rejects.toMatchObject(unauthorized)
  })

  it('ends after ninety days, with any activity', async () => {
    let token = (await login()).body.refresh_token!
    for (let week = 0; week < 12; week++) {
      clock.jump(7 * DAY_MS)
      token = await successor(token)
    }
    clock.jump(6 * DAY_MS - 1)
    token = await successor(token)
    clock.jump(1)
    await expect(refresh(token)).rejects.toMatchObject(unauthorized)
  })

  it('and access end at the same moment, even if the access token would be valid longer', async () => {
    const { body } = await login({ device_name: 'The phone' })
    await server.ctx.db.write(({ query }) =>
      query
        .updateTable('sessions')
        .set({ expires_at: new Date(clock.now() + 1_000).toISOString() })
        .where('device_name', '=', 'The phone')
        .execute(),
    )
    clock.jump(1_000)
    await expect(server.as(body).call(endpoints.getMe)).rejects.toMatchObject(unauthorized)
  })

  it('counts as use of the device, which is unlisted once it is too old to return', async () => {
    const { body } = await login({ device_name: 'The phone' })
    const listed = async () => {
      const opened = await login({ device_name: 'The desk' })
      const { sessions } = await server.as(opened.body).call(endpoints.listSessions)
      return sessions.find(({ device_name }) => device_name === 'The phone')
    }
    clock.jump(13 * DAY_MS)
    const { refresh_token = '' } = await refresh(body.refresh_token!)
    expect((await listed())?.last_used_at).toBe(new Date(clock.now()).toISOString())
    clock.jump(14 * DAY_MS)
    expect(await listed()).toBeUndefined()
    await expect(refresh(refresh_token)).rejects.toMatchObject(unauthorized)
  })

  it('ends with the account', async () => {
    const { refresh_token = '' } = (await login()).body
    await setDisabled(server.ctx, server.people.ada.email, true)
    await expect(refresh(refresh_token)).rejects.toMatchObject(unauthorized)
  })

  it('refuses an unknown token', async () => {
    await expect(refresh('x'.repeat(43))).rejects.toMatchObject(unauthorized)
    await expect(server.as().call(endpoints.refresh)).rejects.toMatchObject(unauthorized)
  })
})

describe('the refresh cookie', () => {
  const cookieOf = (headers: Headers): string => headers.get('set-cookie')?.split(';')[0] ?? ''
  const withCookie = (cookie: string, headers: Record<string, string> = {}) =>
    server.as().ask(endpoints.refresh, { headers: { cookie: `theme=dark; ${cookie}`, ...headers } })

  it('refreshes and is replaced', async () => {
    const cookie = cookieOf((await login({ refresh_in: 'cookie' })).headers)
    const { body, headers } = await withCookie(cookie, { origin: 'http://localhost' })
    expect(body.refresh_token).toBeUndefined()
    expect(cookieOf(headers)).toMatch(/^lectern_[0-9a-f]{12}=[\w-]{43}$/)
    expect(cookieOf(headers)).not.toBe(cookie)
  })

  it('serves pages of this origin and of listed ones, and no others', async () => {
    const cookie = cookieOf((await login({ refresh_in: 'cookie' })).headers)
    expect((await withCookie(cookie, { origin: 'https://school.example' })).status).toBe(200)
    for (const origin of [
      'https://evil.example',
      'null',
      'https://localhost',
      'http://localhost:81',
      'https://school.example.evil.example',
    ]) {
      const refused = await withCookie(cookie, { origin }).catch(({ problem }) => problem.code)
      expect({ origin, refused }).toEqual({ origin, refused: 'forbidden' })
    }
    await expect(login({ refresh_in: 'cookie' }, { origin: 'https://evil.example' })).rejects.toMatchObject({
      problem: { code: 'forbidden' },
    })
  })

  it('S3 is sent only below the path of its installation', async () => {
    const below = await createTestServer({ env: { LECTERN_BASE_PATH: '/lectern/' } })
    const { email, password } = below.people.ada
    const { headers } = await below.as().ask(endpoints.login, { body: { email, password } })
    for (const cookie of headers.getSetCookie()) expect(cookie).toContain('; Path=/lectern/auth;')
    await below.close()
  })

  it('is cleared with its own attributes, and refreshes nothing after signing out', async () => {
    const trusting = await createTestServer({ env: { LECTERN_TRUST_PROXY: '1' } })
    const { email, password } = trusting.people.ada
    const tls = { 'x-forwarded-proto': 'https' }
    const signedIn = await trusting.as().ask(endpoints.login, { body: { email, password }, headers: tls })
    const first = cookieOf(signedIn.headers)
    const renewed = await trusting.as().ask(endpoints.refresh, { headers: { ...tls, cookie: first } })
    const second = cookieOf(renewed.headers)
    const out = await trusting.as(renewed.body).ask(endpoints.logout, { headers: { ...tls, cookie: second } })
    expect(cookieOf(out.headers)).toMatch(/^__Secure-lectern_[0-9a-f]{12}=$/)
    const flagsOf = ({ headers }: { headers: Headers }) =>
      headers
        .getSetCookie()[0]!
        .split('; ')
        .filter((part) => !/=[\w-]{43}$|^__Secure-lectern|Max-Age/.test(part))
    expect(flagsOf(signedIn)).toEqual(['Path=/auth', 'HttpOnly', 'SameSite=Strict', 'Secure'])
    for (const answer of [renewed, out]) expect(flagsOf(answer)).toEqual(flagsOf(signedIn))
    for (const cookie of [first, second])
      await expect(trusting.as().ask(endpoints.refresh, { headers: { cookie } })).rejects.toMatchObject(
        unauthorized,
      )
    await trusting.close()
  })

  it('S2 of another installation on the same host is another cookie', async () => {
    const other = await createTestServer()
    const cookie = cookieOf((await login({ refresh_in: 'cookie' })).headers)
    const { email, password } = other.people.ada
    const answer = await other.as().ask(endpoints.login, { body: { email, password } })
    const both = `${cookieOf(answer.headers)}; ${cookie}`
    expect(cookieOf(answer.headers).split('=')[0]).not.toBe(cookie.split('=')[0])
    expect((await withCookie(both)).status).toBe(200)
    expect((await other.as().ask(endpoints.refresh, { headers: { cookie: both } })).status).toBe(200)
    await other.close()
  })

  it('is read by its former name, too', async () => {
    const cookie = cookieOf((await login({ refresh_in: 'cookie' })).headers)
    const { status, headers } = await withCookie(cookie.replace(/^\w+/, 'lectern_refresh'))
    expect(status).toBe(200)
    expect(cookieOf(headers).split('=')[0]).toBe(cookie.split('=')[0])
  })

  it('over TLS is not accepted from a page without TLS', async () => {
    const trusting = await createTestServer({ env: { LECTERN_TRUST_PROXY: '1' } })
    const { email, password } = trusting.people.ada
    const { headers } = await trusting.as().ask(endpoints.login, { body: { email, password } })
    const cookie = cookieOf(headers)
    const answered = trusting
      .as()
      .ask(endpoints.refresh, { headers: { cookie, 'x-forwarded-proto': 'https' } })
    await expect(answered).rejects.toMatchObject(unauthorized)
    await trusting.close()
  })

  it('is matched by its whole name', async () => {
    const cookie = cookieOf((await login({ refresh_in: 'cookie' })).headers)
    expect((await withCookie(`other_${cookie.replace(/=.*/, '=x')}; ${cookie}`)).status).toBe(200)
    await expect(withCookie(`other_${cookie}`)).rejects.toMatchObject(unauthorized)
  })

  it('is marked Secure over TLS, also behind a trusted proxy', async () => {
    const forwarded = { 'x-forwarded-proto': 'https' }
    expect((await login({ refresh_in: 'cookie' }, forwarded)).headers.get('set-cookie')).not.toContain(
      'Secure',
    )
    const trusting = await createTestServer({ env: { LECTERN_TRUST_PROXY: '1' } })
    const { email, password } = trusting.people.ada
    const { headers } = await trusting
      .as()
      .ask(endpoints.login, { body: { email, password }, headers: forwarded })
    expect(headers.get('set-cookie')).toMatch(/; Secure$/)
    expect(headers.get('strict-transport-security')).toContain('max-age=')
    await trusting.close()
  })
})

describe('sessions', () => {
  it('are listed with the device, the current one marked', async () => {
    const userAgent = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:146.0) Gecko/20100101 Firefox/146.0'
    const { body } = await login({}, { 'user-agent': userAgent })
    await login({ device_name: 'The lecture hall' })
    const { sessions } = await server.as(body).call(endpoints.listSessions)
    expect(sessions.map(({ device_name, current }) => [device_name, current])).toEqual(
      expect.arrayContaining([
        ['a test', false],
        ['Firefox on Windows', true],
        ['The lecture hall', false],
      ]),
    )
  })

  it('that signed out are announced to the rest of the system, and end at once', async () => {
    watchRevocations()
    const { body } = await login()
    const { status, headers } = await server.as(body).ask(endpoints.logout)
    expect(status).toBe(204)
    expect(headers.get('set-cookie')).toMatch(/^lectern_[0-9a-f]{12}=; Path=\/auth; Max-Age=0;/)
    expect(revoked).toHaveLength(1)
    await expect(server.as(body).call(endpoints.getMe)).rejects.toMatchObject(unauthorized)
    await expect(refresh(body.refresh_token!)).rejects.toMatchObject(unauthorized)
    expect(await server.as(server.people.ada).call(endpoints.getMe)).toMatchObject({ name: 'Ada' })
  })

  it('that sign out empty the cache of the browser for pages of the server itself, and nothing that others share', async () => {
    const clearedFor = async (headers: Record<string, string>) => {
      const { body } = await login()
      return (await server.as(body).ask(endpoints.logout, { headers })).headers.get('clear-site-data')
    }
    expect(await clearedFor({ 'sec-fetch-site': 'same-origin' })).toBe('"cache"')
    for (const site of ['same-site', 'cross-site', 'none'])
      expect(await clearedFor({ 'sec-fetch-site': site })).toBeNull()
    expect(await clearedFor({})).toBeNull()
  })

  it('S1 that sign out leave the cookie of another person who signed in in the same browser', async () => {
    const { ada, ben } = server.people
    const first = await server
      .as()
      .ask(endpoints.login, { body: { email: ben.email, password: ben.password } })
    const second = await server
      .as()
      .ask(endpoints.login, { body: { email: ada.email, password: ada.password } })
    const cookie = second.headers.getSetCookie()[0]!.split(';')[0]!
    const out = await server.as(first.body).ask(endpoints.logout, { headers: { cookie } })
    expect(out.headers.getSetCookie()).toEqual([])
    const { body } = await server.as().ask(endpoints.refresh, { headers: { cookie } })
    expect(body.user.name).toBe('Ada')
    const own = await server.as(body).ask(endpoints.logout, { headers: { cookie } })
    expect(own.headers.getSetCookie()[0]).toContain('Max-Age=0')
  })

  it('can be revoked from another device, but only by their user', async () => {
    const { ada, ben } = server.people
    const user = await findUserByEmail(server.ctx.db.read, ada.email)
    const phone = await signInAs(server.ctx, user!, ada.password)
    const revoke = (person: typeof ada, id: string) =>
      server.as(person).call(endpoints.revokeSession, { params: { id } })
    await expect(revoke(ben, phone.session_id)).rejects.toMatchObject({ problem: { code: 'not_found' } })
    await revoke(ada, phone.session_id)
    await expect(server.as(phone).call(endpoints.getMe)).rejects.toMatchObject(unauthorized)
    await expect(revoke(ada, phone.session_id)).rejects.toMatchObject({ problem: { code: 'not_found' } })
  })

  it('AU3 revoked by another process end here within half a second', async () => {
    watchRevocations()
    const { ben } = server.people
    await server.as(ben).call(endpoints.getMe)
    await server.ctx.db.write(({ query }) =>
      query
        .updateTable('sessions')
        .set({ revoked_at: new Date(clock.now()).toISOString() })
        .where('id', '=', ben.session_id)
        .execute(),
    )
    clock.jump(500)
    await expect.poll(() => revoked).toEqual([ben.session_id])
    await expect(server.as(ben).call(endpoints.getMe)).rejects.toMatchObject(unauthorized)
    clock.jump(5_000)
    await server.as(server.people.ada).call(endpoints.getMe)
    expect(revoked).toEqual([ben.session_id])
  })

  it('and tokens that have ended are deleted', async () => {
    await login()
    clock.jump(91 * DAY_MS)
    const count = async () =>
      (await server.ctx.db.read.selectFrom('refresh_tokens').select('hash').execute()).length
    await expect.poll(count).toBe(0)
  })
})
