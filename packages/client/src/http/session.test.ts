import type { Me } from '@lectern/protocol'
import { beforeEach, expect, test, vi } from 'vitest'
import { Http } from './http.ts'
import { Session, type SessionOptions } from './session.ts'
import { MemoryStorage } from '../core/storage.ts'
import { SteadyStorage } from '../core/steady-storage.ts'
import {
  FakeNetwork,
  FakeServer,
  HeldAnswer,
  HeldStorage,
  ManualClock,
  type FakeAnswer,
} from '../testing/index.ts'

let clock: ManualClock
let server: FakeServer
let ada: Me
let storage: MemoryStorage
let reachable: boolean
let requests: number

const session = (options: Partial<SessionOptions> = {}): Session => {
  const wire = {
    reachable: true,
    carry: (deliver: () => void) => deliver(),
    request: async (run: () => FakeAnswer) => {
      requests++
      if (!reachable) throw new TypeError('offline')
      return run()
    },
  }
  const http = new Http({
    apiUrl: 'http://fake',
    clock,
    fetch: new FakeNetwork(server, wire).fetch,
    cookies: false,
  })
  return new Session({ http, clock, random: () => 0.5, storage, refreshIn: 'body', ...options })
}

const signedIn = async (): Promise<Session> => {
  const made = session()
  await made.signIn(ada.email, 'secret')
  requests = 0
  return made
}

beforeEach(() => {
  clock = new ManualClock()
  server = new FakeServer(clock)
  ada = server.addUser('Ada', 'instructor')
  storage = new MemoryStorage()
  reachable = true
  requests = 0
})

test('a wrong password is refused and changes nothing', async () => {
  const made = session()
  await expect(made.signIn(ada.email, 'wrong')).rejects.toMatchObject({ code: 'unauthorized' })
  expect(made.state.get().status).toBe('restoring')
})

test('signs in, and a reload restores the same person', async () => {
  const made = await signedIn()
  expect(made.state.get()).toEqual({ status: 'signed_in', user: ada })
  const reloaded = session()
  await reloaded.restore()
  expect(reloaded.state.get()).toEqual({ status: 'signed_in', user: ada })
})

test('without a kept session the user is signed out, without a reason', async () => {
  const made = session()
  await made.restore()
  expect(made.state.get()).toEqual({ status: 'signed_out' })
})

test('replaces the token at 80 % of its life', async () => {
  const made = await signedIn()
  const first = await made.token()
  await clock.advance(479_000)
  expect(await made.token()).toBe(first)
  await clock.advance(1_000)
  expect(await made.token()).not.toBe(first)
  expect(requests).toBe(1)
})

test('many callers share one refresh', async () => {
  const made = await signedIn()
  const stale = await made.token()
  const tokens = await Promise.all([made.renew(stale), made.renew(stale), made.renew(stale)])
  expect(new Set(tokens).size).toBe(1)
  expect(await made.renew(stale)).toBe(tokens[0])
  expect(requests).toBe(1)
})

test('a refused refresh ends the session as expired', async () => {
  const made = await signedIn()
  server.revoke(ada.id)
  await expect(made.renew(await made.token())).rejects.toMatchObject({ code: 'unauthorized' })
  expect(made.state.get()).toEqual({ status: 'signed_out', reason: 'expired' })
  await expect(made.token()).rejects.toMatchObject({ code: 'unauthorized', transient: true })
  expect(await storage.get('session', 'refresh_token')).toBeUndefined()
})

test('an unreachable server never signs out; the token is used while it lasts', async () => {
  const made = await signedIn()
  const token = await made.token()
  reachable = false
  await clock.advance(599_000)
  expect(await made.token()).toBe(token)
  await clock.advance(60_000)
  await expect(made.token()).rejects.toMatchObject({ code: 'unavailable' })
  expect(made.state.get().status).toBe('signed_in')
  reachable = true
  await clock.advance(20_000)
  expect(await made.token()).not.toBe(token)
})

test('a failing provider is asked a bounded number of times', async () => {
  const made = await signedIn()
  reachable = false
  await clock.advance(480_000)
  requests = 0
  for (let i = 0; i < 100; i++) {
    await made.token().catch(() => {})
    await clock.advance(600)
  }
  expect(requests).toBeLessThan(61)
})

test('restoring without a network shows the former user and goes on trying', async () => {
  await signedIn()
  reachable = false
  const reloaded = session()
  await reloaded.restore()
  expect(reloaded.state.get()).toEqual({ status: 'signed_in', user: ada })
  await expect(reloaded.token()).rejects.toMatchObject({ code: 'unavailable' })
  reachable = true
  await clock.advance(20_000)
  expect(await reloaded.token()).toMatch(/^access/)
})

test('an answer requested before the sign-out signs nobody in', async () => {
  const made = await signedIn()
  const renewing = made.renew(await made.token()).catch((error: unknown) => error)
  await made.signOut()
  expect(await renewing).toBeInstanceOf(Error)
  expect(made.state.get()).toEqual({ status: 'signed_out' })
  expect(await storage.get('session', 'user')).toBeUndefined()
})

test("uses an embedding host's tokens, and asks again when one is refused", async () => {
  const getToken = vi.fn(async () => server.issueToken(ada.id))
  const made = session({ getToken })
  await made.restore()
  expect(made.state.get()).toEqual({ status: 'signed_in', user: ada })
  const token = await made.token()
  expect(await made.renew(token)).not.toBe(token)
  expect(getToken).toHaveBeenCalledTimes(2)
})

test('S16 asks the host again when its first token could not be had', async () => {
  const getToken = vi.fn(async () => server.issueToken(ada.id)).mockRejectedValueOnce(new Error('HTTP 502'))
  const made = session({ getToken })
  await made.restore()
  expect(made.state.get()).toEqual({ status: 'restoring' })
  await clock.advance(600)
  expect(made.state.get()).toEqual({ status: 'signed_in', user: ada })
})

test('S17 asks again when the host does not answer at all', async () => {
  const getToken = vi.fn(async () => server.issueToken(ada.id)).mockReturnValueOnce(new Promise(() => {}))
  const made = session({ getToken })
  void made.restore()
  await clock.advance(15_000)
  expect(made.state.get()).toEqual({ status: 'restoring' })
  await clock.advance(1_000)
  expect(made.state.get()).toEqual({ status: 'signed_in', user: ada })
})

test('S17 a silent storage signs nobody out: the session goes on when it answers', async () => {
  await signedIn()
  const held = new HeldAnswer()
  const device = new HeldStorage(held)
  for (const key of ['user', 'refresh_token'])
    await device.put('session', key, await storage.get('session', key))
  held.next(/^get session/)
  const reloaded = session({ storage: new SteadyStorage(device, clock) })
  const restored = reloaded.restore()
  await clock.advance(4_000)
  await restored
  expect(reloaded.state.get()).toEqual({ status: 'signed_out' })
  held.release()
  await clock.advance(100)
  expect(reloaded.state.get()).toEqual({ status: 'signed_in', user: ada })
})

test('S17 whoever signs in beside a silent storage stays signed in when it answers', async () => {
  await signedIn()
  const ben = server.addUser('Ben', 'student')
  const held = new HeldAnswer()
  const device = new HeldStorage(held)
  for (const key of ['user', 'refresh_token'])
    await device.put('session', key, await storage.get('session', key))
  held.next(/^get session/)
  const reloaded = session({ storage: new SteadyStorage(device, clock) })
  const restored = reloaded.restore()
  await clock.advance(4_000)
  await restored
  await reloaded.signIn(ben.email, 'secret')
  held.release()
  await clock.advance(100)
  expect(reloaded.state.get()).toEqual({ status: 'signed_in', user: ben })
  expect(await device.get('session', 'user')).toEqual(ben)
})

test('S16 a visit whose first refreshes fail signs in when one succeeds', async () => {
  await signedIn()
  await storage.delete('session', 'user')
  reachable = false
  const reloaded = session()
  await reloaded.restore()
  await clock.advance(5_000)
  expect(reloaded.state.get()).toEqual({ status: 'restoring' })
  reachable = true
  await clock.advance(4_000)
  expect(reloaded.state.get()).toEqual({ status: 'signed_in', user: ada })
})

test('S16 a live session goes on renewing by itself after a failure', async () => {
  const made = await signedIn()
  reachable = false
  await clock.advance(480_000)
  reachable = true
  requests = 0
  await clock.advance(600)
  expect(requests).toBe(1)
  await clock.advance(480_000)
  expect(requests).toBe(2)
  expect(made.state.get().status).toBe('signed_in')
})

test('tabs refresh one after the other, and a frozen tab stops none', async () => {
  let frozen = false
  const request = vi.fn((_name: string, { signal }: LockOptions, run: () => unknown) =>
    frozen
      ? new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new Error('aborted'))))
      : Promise.resolve(run()),
  )
  const locks = { request } as unknown as LockManager
  const made = session({ locks })
  await made.signIn(ada.email, 'secret')
  await made.renew(await made.token())
  expect(request).toHaveBeenCalledOnce()
  frozen = true
  const renewing = made.renew(await made.token())
  await clock.advance(10_000)
  expect(await renewing).toMatch(/^access/)
})

test("renaming changes the user's name", async () => {
  const made = await signedIn()
  await made.rename('Ada L.')
  expect(made.state.get()).toMatchObject({ user: { name: 'Ada L.' } })
})

test('O13 whoever must choose a new password is let in after the change, in all their tabs', async () => {
  ada.password_due = true
  const begun: Me[] = []
  const inner = new FakeNetwork(server).fetch
  const http = new Http({
    apiUrl: 'http://fake',
    clock,
    cookies: false,
    fetch: async (url, init) =>
      String(url).endsWith('/me/password')
        ? new Response(null, { status: 204, headers: { 'x-request-id': 'fake' } })
        : inner(url, init),
  })
  const events = { emit: (_name: string, user: unknown) => void begun.push(user as Me) }
  const made = session({ http, events: events as unknown as NonNullable<SessionOptions['events']> })
  await made.signIn(ada.email, 'secret')
  expect(made.state.get()).toMatchObject({ status: 'password_due', user: { id: ada.id } })
  expect(made.user_id).toBeUndefined()
  const reloaded = session({ http })
  await reloaded.restore()
  expect(reloaded.state.get().status).toBe('password_due')

  const { password_due: _done, ...user } = ada
  await made.changePassword({ current_password: 'secret', password: 'slate-and-sponge-77' })
  expect(made.state.get()).toEqual({ status: 'signed_in', user })
  expect(begun.at(-1)).toEqual(user)
  delete ada.password_due
  reloaded.hearSignIn(user)
  await clock.advance(100)
  expect(reloaded.state.get().status).toBe('signed_in')
})
