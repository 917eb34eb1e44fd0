// Two people use one browser. Its cookie belongs to whoever signed in last; each tab keeps its person.
import type { Me } from '@lectern/protocol'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Chat } from './chat.ts'
import type { ChatOptions } from './chat-options.ts'
import { MemoryStorage } from './core/storage.ts'
import type { KeptValue } from './core/tab-memory.ts'
import {
  createClassroom,
  FakeBrowser,
  FakeCookies,
  FakeNetwork,
  type Classroom,
  type FakeTab,
} from './testing/index.ts'

let room: Classroom
let browser: FakeBrowser
let cookies: FakeCookies
let network: FakeNetwork
/** Requests to such paths fail. */
let failing: RegExp | undefined
beforeEach(() => {
  room = createClassroom()
  browser = new FakeBrowser()
  cookies = new FakeCookies()
  network = new FakeNetwork(room.server)
  failing = undefined
})
afterEach(() => room.close())

const fetcher: typeof fetch = (input, init) =>
  failing?.test(new URL(String(input)).pathname)
    ? Promise.reject(new TypeError('offline'))
    : network.fetch(input, init)

interface Page {
  chat: Chat
  tab: FakeTab
  memory: KeptValue
}

const memoryOf = (kept?: unknown): KeptValue => ({
  read: () => kept,
  write: (value) => void (kept = structuredClone(value)),
})

/** A page of this browser: in a new tab, or loaded again in one. */
const page = (options: ChatOptions = {}, { tab = browser.tab(), memory = memoryOf() } = {}): Page => {
  const chat = room.open({
    fetch: cookies.fetch(fetcher),
    webSocket: network.webSocket,
    storage: browser.storage,
    refreshIn: 'cookie',
    tabs: tab,
    tabMemory: memory,
    ...options,
  })
  return { chat, tab, memory }
}
const signIn = async ({ chat }: Page, user: Me): Promise<void> => {
  await chat.session.signIn(user.email, 'secret')
  await room.clock.advance(100)
}
const restored = async (made: Page): Promise<Page> => {
  void made.chat.session.restore()
  await room.clock.advance(3_000)
  return made
}
const reloaded = async ({ chat, tab, memory }: Page): Promise<Page> => {
  chat.close()
  return restored(page({}, { tab, memory }))
}
const stateOf = ({ chat }: Page) => chat.session.state.get()
const draftOf = ({ chat }: Page) => chat.conversation(room.direct.id).draft.get()
const replacedBy = (user: Me, by: Me | undefined) => ({ status: 'replaced', user, by })
const signedIn = (user: Me) => ({ status: 'signed_in', user })
/** Longer than an access token is used. */
const RENEWED_MS = 9 * 60_000

/** Ben in one tab, and then Ada in another one, of which the first does not hear. */
const benThenAda = async (): Promise<{ ben: Page; ada: Page }> => {
  const ben = page()
  await signIn(ben, room.ben)
  const ada = page()
  ben.tab.freeze()
  await signIn(ada, room.ada)
  ben.tab.thaw()
  return { ben, ada }
}

test('S1 a tab whose cookie became another person’s never becomes that person', async () => {
  const { ben, ada } = await benThenAda()
  const shown = new Set<string>()
  ben.chat.session.state.subscribe(() => shown.add(JSON.stringify(stateOf(ben))))
  await room.clock.advance(RENEWED_MS)
  expect(stateOf(ben)).toEqual(replacedBy(room.ben, room.ada))
  expect([...shown]).toEqual([JSON.stringify(replacedBy(room.ben, room.ada))])
  expect(ben.chat.session.accessToken.get()).toBeUndefined()
  expect(stateOf(ada)).toEqual(signedIn(room.ada))
})

test('S1 what was written in such a tab stays unsent, for its author', async () => {
  const { ben } = await benThenAda()
  failing = /messages$/
  ben.chat.conversation(room.direct.id).send('from Ben')
  ben.chat.conversation(room.direct.id).setDraft('half a thought')
  await room.clock.advance(RENEWED_MS)
  failing = undefined
  await room.clock.advance(60_000)
  expect(room.direct.state.messages.filter(({ content }) => content === 'from Ben')).toEqual([])
  await signIn(ben, room.ben)
  await room.clock.advance(10_000)
  const sent = room.direct.state.messages.filter(({ content }) => content === 'from Ben')
  expect(sent.map(({ sender_id }) => sender_id)).toEqual([room.ben.id])
  expect(draftOf(ben)).toBe('half a thought')
})

test('S1 a tab hears at once that another person signed in', async () => {
  const ben = page()
  await signIn(ben, room.ben)
  const second = await restored(page())
  expect(stateOf(second)).toEqual(signedIn(room.ben))
  const ada = page()
  await signIn(ada, room.ada)
  for (const each of [ben, second]) expect(stateOf(each)).toEqual(replacedBy(room.ben, room.ada))
  expect([...room.server.peers].map(({ user_id }) => user_id)).toEqual([room.ada.id])
})

test('S1 a tab whose person was replaced can go on as the other one', async () => {
  const { ben } = await benThenAda()
  await room.clock.advance(RENEWED_MS)
  await ben.chat.session.continueAsOther()
  await room.clock.advance(1_000)
  expect(stateOf(ben)).toEqual(signedIn(room.ada))
  expect(draftOf(ben)).toBe('')
})

test('S1 when the first person signs in again, the other tab is told', async () => {
  const { ben, ada } = await benThenAda()
  await room.clock.advance(RENEWED_MS)
  await signIn(ben, room.ben)
  expect([stateOf(ben), stateOf(ada)]).toEqual([signedIn(room.ben), replacedBy(room.ada, room.ben)])
  await signIn(ada, room.ada)
  expect([stateOf(ben), stateOf(ada)]).toEqual([replacedBy(room.ben, room.ada), signedIn(room.ada)])
})

test('S1 a reload keeps the person of the tab', async () => {
  const { ben } = await benThenAda()
  const again = await reloaded(ben)
  expect(stateOf(again)).toEqual(replacedBy(room.ben, room.ada))
})

test('S1 a reload without a network does not show the other person either', async () => {
  const { ben } = await benThenAda()
  failing = /./
  const again = await reloaded(ben)
  expect(stateOf(again)).toEqual({ status: 'restoring' })
  failing = undefined
  await room.clock.advance(60_000)
  expect(stateOf(again)).toEqual(replacedBy(room.ben, room.ada))
})

test('S1 a new tab is of the person who signed in last', async () => {
  await benThenAda()
  expect(stateOf(await restored(page()))).toEqual(signedIn(room.ada))
})

test('S1 signing out in a tab of a former person leaves the other one signed in', async () => {
  const { ben, ada } = await benThenAda()
  await ben.chat.session.signOut()
  await room.clock.advance(RENEWED_MS)
  expect(stateOf(ben).status).toBe('signed_out')
  expect(stateOf(await reloaded(ada))).toEqual(signedIn(room.ada))
})

test('S1 a tab of a former person that is locked out leaves the other one signed in', async () => {
  const { ben } = await benThenAda()
  await ben.chat.session.revoked()
  expect(await browser.storage.get('session', 'user')).toMatchObject({ id: room.ada.id })
})

test('S1 when the other person signs out, the tab says that nobody is signed in', async () => {
  const { ben, ada } = await benThenAda()
  await room.clock.advance(RENEWED_MS)
  await ada.chat.session.signOut()
  await room.clock.advance(100)
  expect(stateOf(ben)).toEqual(replacedBy(room.ben, undefined))
})

test('S1 a tab on the sign-in page hears who signed in, and may go on as that person', async () => {
  const first = page()
  await signIn(first, room.ben)
  const second = await restored(page())
  await first.chat.session.signOut()
  await room.clock.advance(100)
  await signIn(first, room.ada)
  expect(stateOf(second)).toEqual({ status: 'signed_out', by: room.ada })
  await second.chat.session.continueAsOther()
  expect(stateOf(second)).toEqual(signedIn(room.ada))
})

test('S1 a tab that waits for its person goes on when they sign in elsewhere', async () => {
  const ben = page()
  await signIn(ben, room.ben)
  await ben.chat.session.revoked()
  const second = page()
  await signIn(second, room.ben)
  await room.clock.advance(1_000)
  expect(stateOf(ben)).toEqual(signedIn(room.ben))
})

test("S1 a host's token of another person ends the session, and the host may go on", async () => {
  let who = room.ben
  const getToken = async () => room.server.issueToken(who.id)
  const embedded = await restored(page({ getToken, storage: new MemoryStorage() }))
  expect(stateOf(embedded)).toEqual(signedIn(room.ben))
  who = room.ada
  await embedded.chat.session.renew(await embedded.chat.session.token()).catch(() => {})
  expect(stateOf(embedded)).toEqual(replacedBy(room.ben, room.ada))
  await embedded.chat.session.continueAsOther()
  expect(stateOf(embedded)).toEqual(signedIn(room.ada))
})

test('S1 an embedded chat has its host’s person, whoever signs in in the browser', async () => {
  const embedded = await restored(page({ getToken: async () => room.server.issueToken(room.ben.id) }))
  await signIn(page(), room.ada)
  await room.clock.advance(1_000)
  expect(stateOf(embedded)).toEqual(signedIn(room.ben))
})
