import { endpoints, type Problem } from '@lectern/protocol'
import { beforeEach, expect, test, vi } from 'vitest'
import { Http, type TokenSource } from './http.ts'
import type { ApiError } from '../core/errors.ts'
import { ManualClock } from '../testing/index.ts'

const ID = '01a1ee56-5e96-7ae6-8c01-6b3bfe548dd1'
const problem = (status: number, code: string, retry: string): Response =>
  Response.json({ type: 'x', title: 'T', status, detail: 'D', code, retry, request_id: 'r' } as Problem, {
    status,
  })

const done = () => new Response(null, { status: 204, headers: { 'x-request-id': 'r' } })

const clock = new ManualClock()
const answers: (() => Response | Promise<Response>)[] = []
const calls: { url: string; init: RequestInit }[] = []
const fetcher = ((url: string, init: RequestInit) => {
  calls.push({ url, init })
  return Promise.race([
    Promise.resolve().then(() => answers.shift()?.() ?? done()),
    new Promise((_, reject) =>
      init.signal?.addEventListener('abort', () => reject(new TypeError('aborted'))),
    ),
  ])
}) as typeof fetch
const tokens: TokenSource & { renew: ReturnType<typeof vi.fn> } = {
  user_id: 'ada',
  token: async () => 'old',
  renew: vi.fn(async () => 'new'),
}
const http = new Http({ apiUrl: 'http://fake/', clock, fetch: fetcher, cookies: true })

beforeEach(() => {
  answers.length = calls.length = 0
  tokens.renew.mockClear()
  http.useTokens(tokens)
})

test('path parameters and queries are URL-encoded, the token travels as a bearer, cookies are included', async () => {
  await http
    .call(endpoints.addReaction, { params: { id: ID, message_id: ID, emoji: '👍/?' } })
    .catch(() => {})
  expect(calls[0]?.url).toBe(
    `http://fake/conversations/${ID}/messages/${ID}/reactions/${encodeURIComponent('👍/?')}`,
  )
  expect(calls[0]?.init).toMatchObject({
    method: 'PUT',
    credentials: 'include',
    headers: { authorization: 'Bearer old' },
  })
  await http.call(endpoints.listUsers, { query: { q: 'a&b', role: undefined } }).catch(() => {})
  expect(calls[1]?.url).toBe('http://fake/users?q=a%26b')
})

test('an answer ends the timers of its request', async () => {
  const before = clock.timers
  const { promise, resolve } = Promise.withResolvers<Response>()
  answers.push(() => promise)
  const call = http.call(endpoints.getMe)
  await clock.advance(0)
  expect(clock.timers).toBeGreaterThan(before)
  resolve(new Response('{}'))
  await call.catch(() => {})
  expect(clock.timers).toBe(before)
})

test('a problem document becomes an ApiError', async () => {
  answers.push(() => problem(404, 'not_found', 'never'))
  await expect(http.call(endpoints.getMe)).rejects.toMatchObject({
    code: 'not_found',
    message: 'D',
    transient: false,
  })
})

test('after_refresh renews the token once and repeats the request', async () => {
  answers.push(
    () => problem(401, 'unauthorized', 'after_refresh'),
    () => Response.json({ ticket: 't', expires_in: 30 }),
  )
  expect(await http.call(endpoints.createTicket)).toEqual({ ticket: 't', expires_in: 30 })
  expect(tokens.renew).toHaveBeenCalledExactlyOnceWith('old')
  expect(calls[1]?.init.headers).toMatchObject({ authorization: 'Bearer new' })
})

test('a second refusal is given to the caller', async () => {
  answers.push(
    () => problem(401, 'unauthorized', 'after_refresh'),
    () => problem(401, 'unauthorized', 'after_refresh'),
  )
  await expect(http.call(endpoints.createTicket)).rejects.toMatchObject({ code: 'unauthorized' })
  expect(calls).toHaveLength(2)
})

test.each([
  ['a network failure', () => Promise.reject(new TypeError('failed'))],
  ['a captive portal', () => new Response('<html>Sign in to the school Wi-Fi', { status: 200 })],
  ['an error page of a proxy', () => new Response('Forbidden by policy', { status: 403 })],
])('%s is unavailable, never a refusal', async (_, answer) => {
  answers.push(answer)
  await expect(http.call(endpoints.getMe)).rejects.toMatchObject({
    code: 'unavailable',
    transient: true,
    problem: { status: 0 },
  })
})

test('takes the retry time of a proxy', async () => {
  answers.push(() => new Response('', { status: 503, headers: { 'retry-after': '7' } }))
  await expect(http.call(endpoints.getMe)).rejects.toMatchObject({ problem: { retry_after_ms: 7_000 } })
})

test.each([
  ['a date', new Date(clock.now() + 90_000).toUTCString(), 90_000],
  ['a date in the past', new Date(clock.now() - 90_000).toUTCString(), 0],
  ['a time that nobody waits', '86400', 600_000],
  ['nonsense', 'soon', undefined],
])('S21 takes %s as the retry time of a proxy', async (_, given, expected) => {
  answers.push(() => new Response('', { status: 503, headers: { 'retry-after': given } }))
  const error = (await http.call(endpoints.getMe).catch((thrown: unknown) => thrown)) as ApiError
  // Such a date has whole seconds.
  const within = (ms: number | undefined) => ms === undefined || Math.abs(ms - (expected ?? 0)) < 1_000
  expect(error.problem.retry_after_ms === undefined).toBe(expected === undefined)
  expect(within(error.problem.retry_after_ms)).toBe(true)
})

const portal = () => new Response('<html>Sign in to the school Wi-Fi', { status: 200 })

test('S20 a captive portal does not save a message, end a session or give a file', async () => {
  answers.push(portal, portal, portal)
  const refused = { code: 'unavailable', transient: true }
  await expect(http.call(endpoints.saveMessage, { params: { message_id: ID } })).rejects.toMatchObject(
    refused,
  )
  await expect(http.call(endpoints.revokeSession, { params: { id: ID } })).rejects.toMatchObject(refused)
  await expect(
    http.download(endpoints.getDocumentOriginal, { params: { id: ID }, query: {} }),
  ).rejects.toMatchObject(refused)
})

test('S22 a fault of the program is reported, and not taken for a lost network', async () => {
  const report = vi.spyOn(console, 'error').mockImplementation(() => {})
  vi.stubGlobal('reportError', undefined)
  answers.push(() => {
    throw new ReferenceError('x is not defined')
  })
  const fault = { code: 'internal', transient: false, message: 'x is not defined' }
  await expect(http.call(endpoints.getMe)).rejects.toMatchObject(fault)
  expect(report).toHaveBeenCalledOnce()
  const cycle: Record<string, unknown> = {}
  cycle['self'] = cycle
  await expect(
    http.call(endpoints.sendMessage, { params: { id: ID }, body: cycle as never }),
  ).rejects.toThrow('circular')
  expect(calls).toHaveLength(1)
  vi.unstubAllGlobals()
  report.mockRestore()
})

const silence = () => new Promise<Response>(() => {})

test('no answer within 15 s is unavailable', async () => {
  answers.push(...Array.from({ length: 9 }, () => silence))
  const call = http.call(endpoints.getMe).catch((error: unknown) => error)
  await clock.advance(14_999)
  expect(calls[0]?.init.signal?.aborted).toBe(false)
  await clock.advance(1)
  expect(await call).toMatchObject({ code: 'unavailable' })
})

test('sends a silent request again, and the first answer counts', async () => {
  const calm = new Http({ apiUrl: 'http://fake', clock, fetch: fetcher, cookies: false })
  const health = () => Response.json({ status: 'ok', version: '1' })
  answers.push(silence, ...Array.from({ length: 6 }, () => silence), health)
  const call = calm.call(endpoints.healthz)
  await clock.advance(2_999)
  expect(calls).toHaveLength(1)
  await clock.advance(1)
  expect(await call).toEqual({ status: 'ok', version: '1' })
  const aborted = () => calls.map(({ init }) => init.signal?.aborted)
  expect(aborted()).toEqual([true, ...Array.from({ length: 6 }, () => false), false])
  // A browser may keep six open: the dead ones close with the requests that are aborted.
  await clock.advance(2_000)
  expect(aborted()).toEqual([true, ...Array.from({ length: 6 }, () => true), false])
})

test('sends a request once that must not reach the server twice', async () => {
  answers.push(silence)
  const call = http.call(endpoints.logout).catch((error: unknown) => error)
  await clock.advance(15_000)
  expect(await call).toMatchObject({ code: 'unavailable' })
  expect(calls).toHaveLength(1)
})

test('does not double the load of a server that answers nothing', async () => {
  const anew = new Http({ apiUrl: 'http://fake', clock, fetch: fetcher, cookies: false })
  for (let i = 0; i < 100; i++) answers.push(silence)
  for (let i = 0; i < 20; i++) {
    void anew.call(endpoints.healthz).catch(() => {})
    await clock.advance(15_000)
  }
  const answeredNobody = 20
  const hedges = 6
  const probes = 10 * 6
  expect(calls).toHaveLength(answeredNobody + hedges + probes)
})

const unavailable = { code: 'unavailable', problem: { status: 0 } }

test('a request for one user is never sent with the token of another', async () => {
  await expect(http.call(endpoints.createTicket, { as: 'ben' })).rejects.toMatchObject(unavailable)
  expect(calls).toHaveLength(0)
})

test.each([{ as: 'ada' }, {}])(
  'also not when the other signs in while it waits for its token: %j',
  async (options) => {
    const now = { user_id: 'ada' }
    const token = async () => {
      now.user_id = 'ben'
      return "Ben's"
    }
    http.useTokens({ ...tokens, token, get user_id() { return now.user_id } }) // prettier-ignore
    await expect(http.call(endpoints.createTicket, options)).rejects.toMatchObject(unavailable)
    expect(calls).toHaveLength(0)
  },
)

test.each([{ as: 'ada' }, {}])(
  'also not when the other signs in while its token is renewed: %j',
  async (options) => {
    const now = { user_id: 'ada' }
    const renew = async () => {
      now.user_id = 'ben'
      return "Ben's"
    }
    http.useTokens({ ...tokens, renew, get user_id() { return now.user_id } }) // prettier-ignore
    answers.push(() => problem(401, 'unauthorized', 'after_refresh'))
    await expect(http.call(endpoints.createTicket, options)).rejects.toMatchObject(unavailable)
    expect(calls).toHaveLength(1)
  },
)

test('a request of a page without a user is sent as the user who signs in', async () => {
  const now: { user_id: string | undefined } = { user_id: undefined }
  const token = async () => {
    now.user_id = 'ada'
    return "Ada's"
  }
  http.useTokens({ ...tokens, token, get user_id() { return now.user_id } }) // prettier-ignore
  answers.push(() => Response.json({ ticket: 't', expires_in: 30 }))
  expect(await http.call(endpoints.createTicket)).toEqual({ ticket: 't', expires_in: 30 })
})

test('neither making nor using schemas compiles code, which a strict policy would report', async () => {
  const compile = vi.spyOn(globalThis, 'Function').mockImplementation(() => {
    throw new EvalError('refused by the policy')
  })
  vi.resetModules()
  const anew = { ...(await import('./http.ts')), ...(await import('@lectern/protocol')) }
  const fresh = new anew.Http({ apiUrl: 'http://fake', clock, fetch: fetcher, cookies: false })
  answers.push(() => problem(404, 'not_found', 'never'))
  await fresh.call(anew.endpoints.getMe).catch(() => {})
  answers.push(() => Response.json({ messages: [], has_more_before: false, has_more_after: false, head: 3 }))
  await fresh.call(anew.endpoints.listMessages, { params: { id: ID } })
  expect(compile).not.toHaveBeenCalled()
  compile.mockRestore()
})
