import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ChatOptions } from './chat-options.ts'
import type { Mistake } from './mistake.ts'
import { createClassroom, FakeNetwork, type Classroom } from './testing/index.ts'

let room: Classroom
beforeEach(() => (room = createClassroom()))
afterEach(() => {
  room.close()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

/** What a new chat with these options tells. */
const told = async (options: ChatOptions): Promise<Mistake[]> => {
  const heard: Mistake[] = []
  const chat = room.open({ onError: (mistake) => heard.push(mistake), ...options })
  void chat.session.restore()
  await vi.waitFor(async () => {
    await room.clock.advance(5_000)
    expect(heard.length).toBeGreaterThan(0)
  })
  await room.clock.advance(60_000)
  return heard
}
const getToken = async () => room.server.issueToken(room.ada.id)
const lost = () => Promise.reject(new TypeError('Failed to fetch'))

test('E9 a getToken that throws is told once, with its reason', async () => {
  const heard = await told({ getToken: () => Promise.reject(new Error('no session')) })
  expect(heard).toMatchObject([{ code: 'token', cause: { message: 'no session' } }])
  expect(heard[0]?.message).toContain('getToken gave no access token: no session')
})

test('E9 a getToken that throws before it promises is told as well', async () => {
  const getToken = () => {
    throw new Error('no session')
  }
  expect((await told({ getToken }))[0]?.message).toContain('getToken gave no access token: no session.')
})

test.each([
  ['nothing', undefined, 'it returned undefined'],
  ['the whole answer', { access_token: 'x' }, 'it returned object'],
  ['an empty text', '', 'it returned an empty text'],
])('E9 a getToken that gives %s is told what it gave, and asked again', async (_is, given, words) => {
  const heard = await told({ getToken: (async () => given) as unknown as () => Promise<string> })
  expect(heard).toMatchObject([{ code: 'token' }])
  expect(heard[0]?.message).toContain(`getToken gave no access token: ${words}.`)
  let answer: unknown = given
  const later = { getToken: (async () => answer) as unknown as () => Promise<string>, onError: () => {} }
  const chat = room.open(later)
  void chat.session.restore()
  await room.clock.advance(1_000)
  answer = room.server.issueToken(room.ada.id)
  await room.clock.advance(60_000)
  expect(chat.session.state.get()).toMatchObject({ status: 'signed_in' })
})

test('E9 a token of another server is told', async () => {
  const heard = await told({ getToken: async () => 'a.token.of-another' })
  expect(heard).toMatchObject([{ code: 'token', cause: { code: 'unauthorized' } }])
  expect(heard[0]?.message).toContain('refuses the access token that getToken gave')
  expect(heard[0]?.message).not.toContain('..')
})

test('E9 a path of the server at which there is no interface is told', async () => {
  const problem = {
    type: '/docs#not_found',
    title: 'Not found',
    status: 404,
    code: 'not_found',
    retry: 'never',
  }
  const fetch = async () =>
    new Response(JSON.stringify({ ...problem, request_id: 'r' }), {
      status: 404,
      headers: { 'content-type': 'application/problem+json' },
    })
  const heard = await told({ getToken, fetch })
  expect(heard).toMatchObject([{ code: 'strange' }])
  expect(heard[0]?.message).toContain('Look at apiUrl')
})

test('E9 a URL at which nobody answers is told', async () => {
  const heard = await told({ getToken, fetch: lost })
  expect(heard).toMatchObject([{ code: 'unreachable' }])
  expect(heard[0]?.message).toContain('Nobody answers at http://fake')
})

test('E9 a page that the server does not list is told what to add', async () => {
  vi.stubGlobal('location', { origin: 'https://learn.example' })
  // The browser shows an answer only to those who ask for none.
  const fetch = (_url: unknown, init?: RequestInit) =>
    init?.mode === 'no-cors' ? Promise.resolve(new Response(null)) : lost()
  const heard = await told({ getToken, fetch })
  expect(heard).toMatchObject([{ code: 'origin' }])
  expect(heard[0]?.message).toContain('Add that origin to LECTERN_ORIGINS')
  expect(heard[0]?.message).toContain('https://learn.example')
})

test.each([
  ['a page of something else', () => new Response('<!doctype html>', { status: 200 })],
  ['no such path', () => new Response('Not found', { status: 404 })],
])('E9 another server is told: %s', async (_name, answer) => {
  const heard = await told({ getToken, fetch: async () => answer() })
  expect(heard).toMatchObject([{ code: 'strange' }])
  expect(heard[0]?.message).toContain('not as a Lectern server')
})

test('E9 without onError the console has one line', async () => {
  const info = vi.spyOn(console, 'info').mockImplementation(() => {})
  const chat = room.open({ getToken, fetch: lost })
  void chat.session.restore()
  await vi.waitFor(async () => {
    await room.clock.advance(5_000)
    expect(info).toHaveBeenCalledTimes(1)
  })
  expect(info.mock.calls[0]?.[0]).toMatch(/^Lectern: Nobody answers at http:\/\/fake/)
})

test('a network that is lost later is no mistake, and neither is a wrong password', async () => {
  const heard: Mistake[] = []
  const network = new FakeNetwork(room.server)
  let isLost = false
  const chat = room.open({
    onError: (mistake) => heard.push(mistake),
    webSocket: network.webSocket,
    fetch: (...request) => (isLost ? lost() : network.fetch(...request)),
  })
  await expect(chat.session.signIn(room.ada.email, 'wrong')).rejects.toMatchObject({ code: 'unauthorized' })
  await chat.session.signIn(room.ada.email, 'secret')
  isLost = true
  network.cut()
  await room.clock.advance(60_000)
  expect(heard).toEqual([])
})

test('debug writes the states to the console', async () => {
  const debug = vi.spyOn(console, 'debug').mockImplementation(() => {})
  await room.join(room.ada, { debug: true })
  const lines = debug.mock.calls.map(([, name, state]) => `${name} ${(state as { status: string }).status}`)
  expect(lines).toEqual(
    expect.arrayContaining(['session signed_in', 'connection connecting', 'connection live']),
  )
})
