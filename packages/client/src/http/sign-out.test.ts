import type { Me } from '@lectern/protocol'
import { beforeEach, expect, test } from 'vitest'
import { MemoryStorage } from '../core/storage.ts'
import { FakeCookies, FakeNetwork, FakeServer, HeldAnswer, ManualClock } from '../testing/index.ts'
import { Http } from './http.ts'
import { Session, type SessionOptions } from './session.ts'

let clock: ManualClock
let server: FakeServer
let ada: Me
let ben: Me
let storage: MemoryStorage
let cookies: FakeCookies
let held: HeldAnswer
let offline: boolean
beforeEach(() => {
  clock = new ManualClock()
  server = new FakeServer(clock)
  ada = server.addUser('Ada', 'instructor')
  ben = server.addUser('Ben', 'student')
  storage = new MemoryStorage()
  cookies = new FakeCookies()
  held = new HeldAnswer()
  offline = false
})

/** A page of this browser. */
const page = (options: Partial<SessionOptions> = {}): Session => {
  const network = cookies.fetch(new FakeNetwork(server).fetch)
  const fetcher: typeof fetch = (...args) =>
    offline ? Promise.reject(new TypeError('offline')) : network(...args)
  const http = new Http({ apiUrl: 'http://fake', clock, fetch: held.fetch(fetcher), cookies: true })
  return new Session({ http, clock, random: () => 0.5, storage, refreshIn: 'cookie', ...options })
}
const signedIn = async (): Promise<Session> => {
  const session = page()
  await session.signIn(ada.email, 'secret')
  return session
}
const reloaded = async (): Promise<Session> => {
  const session = page()
  await session.restore()
  return session
}

test('the cookie restores the person after a reload; no script can read it', async () => {
  await signedIn()
  expect((await reloaded()).state.get()).toEqual({ status: 'signed_in', user: ada })
  expect(await storage.get('session', 'refresh_token')).toBeUndefined()
})

test('after signing out without a network a reload stays signed out, though the cookie still exists', async () => {
  const session = await signedIn()
  offline = true
  await session.signOut()
  expect(session.state.get()).toEqual({ status: 'signed_out' })
  offline = false
  expect(server.whoseRefresh(cookies.refresh)).toBe(ada.id)
  expect((await reloaded()).state.get()).toEqual({ status: 'signed_out' })
})

test('the user who signs in after that is restored by the next reload', async () => {
  const session = await signedIn()
  offline = true
  await session.signOut()
  offline = false
  await session.signIn(ben.email, 'secret')
  expect((await reloaded()).state.get()).toEqual({ status: 'signed_in', user: ben })
})

test('signing out ends the session at the server, and the cookie with it', async () => {
  const session = await signedIn()
  const token = await session.token()
  await session.signOut()
  expect(server.whose(token)).toBeUndefined()
  expect(cookies.refresh).toBeUndefined()
})

test.each(['cookie', 'body'] as const)(
  'signing out forgets the user and the token: %s',
  async (refreshIn) => {
    const session = page({ refreshIn })
    await session.signIn(ada.email, 'secret')
    await storage.put('session', 'refresh_token', 'left by an older version')
    await session.signOut()
    expect(await storage.list('session', 'refresh_token')).toEqual([])
    expect(await storage.list('session', 'user')).toEqual([])
  },
)

test('a revocation of a session that is signing out is not reported', async () => {
  const session = await signedIn()
  session.beforeSignOut(() => session.revoked())
  const states: unknown[] = []
  session.state.subscribe(() => states.push(session.state.get()))
  await session.signOut()
  expect(states).toEqual([{ status: 'signed_out' }])
})

test('a session revoked remotely is forgotten on the device', async () => {
  const session = await signedIn()
  await session.revoked()
  expect(session.state.get()).toEqual({ status: 'signed_out', reason: 'revoked' })
  expect(await storage.list('session', 'user')).toEqual([])
})

test('a late refusal does not end the session of the next person', async () => {
  const session = await signedIn()
  const token = await session.token()
  server.revoke(ada.id)
  held.next(/refresh/)
  const renewing = session.renew(token).catch((error: unknown) => error)
  await session.signIn(ben.email, 'secret')
  held.release()
  expect(await renewing).toMatchObject({ code: 'unauthorized' })
  expect(session.state.get()).toEqual({ status: 'signed_in', user: ben })
})

test("a host's token that comes after the sign-out signs nobody in", async () => {
  let give = (_token: string): void => {}
  const session = page({ getToken: () => new Promise((resolve) => (give = resolve)) })
  const restoring = session.restore()
  await clock.advance(0)
  await session.signOut()
  give(server.issueToken(ada.id))
  await restoring
  expect(session.state.get()).toEqual({ status: 'signed_out' })
  expect(session.accessToken.get()).toBeUndefined()
})

test("the user of a host's token, heard after the sign-out, is not signed in", async () => {
  const session = page({ getToken: async () => server.issueToken(ada.id) })
  held.next(/^get .me/)
  const restoring = session.restore()
  await clock.advance(0)
  await session.signOut()
  held.release()
  await restoring
  expect(session.state.get()).toEqual({ status: 'signed_out' })
  expect(await storage.list('session', 'user')).toEqual([])
})

test("signing out while a session is restored wipes that user's data", async () => {
  await signedIn()
  held.next(/refresh/)
  const session = page()
  const wiped: string[] = []
  session.beforeSignOut(async (user_id) => void wiped.push(user_id))
  const restoring = session.restore()
  await clock.advance(0)
  await session.signOut()
  held.release()
  await restoring
  expect(wiped).toEqual([ada.id])
  expect(session.state.get()).toEqual({ status: 'signed_out' })
})
