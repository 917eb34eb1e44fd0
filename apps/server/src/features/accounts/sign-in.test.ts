import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { endpoints } from '@lectern/protocol'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import type { CallRefused } from '../../testing/caller.ts'
import { ManualClock } from '../../testing/manual-clock.ts'

const WRONG = 'not the password'
const HOUR_MS = 60 * 60_000

let clock: ManualClock
let server: TestServer
beforeEach(async () => {
  clock = new ManualClock()
  server = await createTestServer({ clock, env: { LECTERN_TRUST_PROXY: '1' } })
})
afterEach(() => server.close())

interface Place {
  address?: string
  cookie?: string
}

const signIn = (email: string, password: string, { address = '203.0.113.1', cookie = '' }: Place = {}) =>
  server.as().ask(endpoints.login, {
    body: { email, password, refresh_in: 'body' },
    headers: { 'x-forwarded-for': address, ...(cookie && { cookie }) },
  })

const outcome = (answered: Promise<{ status: number }>): Promise<number | string> =>
  answered.then(
    ({ status }) => status,
    (error: CallRefused) => error.problem.code,
  )

/** Signs in, and answers the cookie that the device has from then on. */
const deviceOf = async (email: string, password: string, cookie?: string): Promise<string> => {
  const { headers } = await signIn(email, password, { ...(cookie && { cookie }) })
  const [set] = headers.getSetCookie().filter((value) => value.includes('_device='))
  return set?.split(';')[0] ?? ''
}

/** So many wrong passwords that the account is locked for where they came from. */
const lock = async (email: string, place: Place = {}): Promise<void> => {
  for (let i = 0; i < 5; i++) expect(await outcome(signIn(email, WRONG, place))).toBe('unauthorized')
  expect(await outcome(signIn(email, WRONG, place))).toBe('rate_limited')
}

describe('a stranger with wrong passwords', () => {
  it('S11 locks the account for their own address, and not for the person elsewhere', async () => {
    const { email, password } = server.people.ada
    await lock(email, { address: '198.51.100.66' })
    expect(await outcome(signIn(email, password, { address: '203.0.113.1' }))).toBe(200)
    expect(await outcome(signIn(email, password, { address: '198.51.100.66' }))).toBe('rate_limited')
  })

  it('S11 never locks a device on which the person signed in before, however many come', async () => {
    const { email, password } = server.people.ada
    const cookie = await deviceOf(email, password)
    for (let host = 0; host < 40; host++)
      for (let i = 0; i < 5; i++) await outcome(signIn(email, WRONG, { address: `198.51.100.${host}` }))
    expect(await outcome(signIn(email, password, { address: '203.0.113.99' }))).toBe('rate_limited')
    expect(await outcome(signIn(email, password, { address: '198.51.100.1', cookie }))).toBe(200)
  })

  it('guesses from many addresses no faster than from one', async () => {
    const { email } = server.people.ada
    let checked = 0
    for (let host = 0; host < 200; host++)
      if ((await outcome(signIn(email, WRONG, { address: `198.51.100.${host}` }))) === 'unauthorized')
        checked++
    expect(checked).toBe(100)
  })

  it('is told the same of an address that nobody has, and leaves nothing in the database', async () => {
    await lock('nobody@example.edu')
    clock.jump(1_000)
    expect(await outcome(signIn('nobody@example.edu', WRONG))).toBe('unauthorized')
    expect(await outcome(signIn('nobody@example.edu', WRONG))).toBe('rate_limited')
    const stored = await server.ctx.db.read.selectFrom('login_failures').select('email_key').execute()
    expect(stored).toEqual([])
  })

  it('is forgotten after a day', async () => {
    await lock(server.people.ada.email)
    clock.jump(26 * HOUR_MS)
    const count = async () =>
      (await server.ctx.db.read.selectFrom('login_failures').select('email_key').execute()).length
    await expect.poll(count).toBe(0)
  })
})

describe('a known device', () => {
  it('is locked by its own failures', async () => {
    const { email, password } = server.people.ada
    const cookie = await deviceOf(email, password)
    await lock(email, { cookie })
    expect(await outcome(signIn(email, password, { cookie }))).toBe('rate_limited')
    expect(await outcome(signIn(email, password))).toBe(200)
  })

  it('is known for those who signed in on it, and for nobody else', async () => {
    const { ada, ben } = server.people
    const cookie = await deviceOf(ben.email, ben.password)
    await lock(ada.email)
    expect(await outcome(signIn(ada.email, ada.password, { cookie }))).toBe('rate_limited')
    const both = await deviceOf(ada.email, ada.password, await deviceOf(ben.email, ben.password)).catch(
      () => '',
    )
    expect(both).toBe('')
    clock.advance(HOUR_MS)
    const shared = await deviceOf(ada.email, ada.password, cookie)
    await lock(ada.email)
    await lock(ben.email)
    expect(await outcome(signIn(ada.email, ada.password, { cookie: shared }))).toBe(200)
    expect(await outcome(signIn(ben.email, ben.password, { cookie: shared }))).toBe(200)
  })

  it('is not known by a cookie that somebody made up', async () => {
    const { email, password } = server.people.ada
    const cookie = await deviceOf(email, password)
    await lock(email)
    for (const forged of [
      cookie.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
      `${cookie}x`,
      cookie.replace(/.$/, 'é'),
      cookie.replace(/=.*/, '=~.~'),
    ])
      expect(await outcome(signIn(email, password, { cookie: forged }))).toBe('rate_limited')
  })

  it('keeps its cookie when it signs out', async () => {
    const { email, password } = server.people.ada
    const { body } = await signIn(email, password)
    const out = await server.as(body).ask(endpoints.logout)
    expect(out.headers.getSetCookie().join()).not.toContain('_device=')
  })
})

describe('many who come at once', () => {
  it('S10 do not hold up somebody elsewhere, nor a known device among them', async () => {
    const { ada, ben } = server.people
    const cookie = await deviceOf(ben.email, ben.password)
    let over = 0
    const flood = Array.from({ length: 900 }, async (_, i) => {
      const result = await outcome(signIn(`nobody-${i}@example.edu`, WRONG, { address: '198.51.100.66' }))
      over += result === 'unauthorized' ? 1 : 0
      return result
    })
    const [elsewhere, known] = await Promise.all([
      outcome(signIn(ada.email, ada.password)).then((result) => ({ result, over })),
      outcome(signIn(ben.email, ben.password, { address: '198.51.100.66', cookie })).then((result) => ({
        result,
        over,
      })),
    ])
    expect([elsewhere.result, known.result]).toEqual([200, 200])
    const results = await Promise.all(flood)
    const checked = results.filter((result) => result === 'unauthorized').length
    expect(checked).toBeGreaterThan(100)
    expect(Math.max(elsewhere.over, known.over)).toBeLessThan(checked / 2)
    expect(results.filter((result) => result === 'unavailable')).toHaveLength(900 - checked)
  })
})
