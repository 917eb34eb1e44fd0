// An answer may arrive after its user signed out. Each await of the SDK that can end after its user has left is
// listed here, with each way in which a user can leave.
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Chat } from './chat.ts'
import { createClassroom, FakeNetwork, HeldAnswer, HeldStorage, type Classroom } from './testing/index.ts'

let room: Classroom
let held: HeldAnswer
let storage: HeldStorage
let network: FakeNetwork
beforeEach(() => {
  room = createClassroom()
  held = new HeldAnswer()
  storage = new HeldStorage(held)
  network = new FakeNetwork(room.server)
})
afterEach(() => room.close())

const direct = (chat: Chat) => chat.conversation(room.direct.id)
const options = () => ({
  fetch: held.fetch(network.fetch),
  webSocket: network.webSocket,
  storage,
  tabs: null,
})
/** Does not wait: some of these promises are held back and would never resolve here. */
const begin = (promise: Promise<unknown>): void => void promise.catch(() => {})
const signIn = (chat: Chat, name: 'ada' | 'ben') => chat.session.signIn(room[name].email, 'secret')
/** No longer than that: a request without an answer for 3 s is sent again, and that answer would be as good. */
const untilHeld = async () => {
  for (let steps = 0; steps < 100 && !held.isHeld; steps++) await room.clock.advance(100)
}
const first = () => room.direct.state.messages[0]?.id ?? ''

/** Ada looks at her conversation with Ben, has a draft with a file, and has sent a message. */
const atWork = async (): Promise<Chat> => {
  const chat = await room.join(room.ada, options())
  const handle = chat.conversation(room.direct.id)
  handle.open()
  await room.clock.advance(400)
  handle.send('canary that was sent')
  handle.setDraft('canary in a draft')
  handle.attach([new File(['canary'], 'canary in a draft.txt')])
  await room.clock.advance(3_000)
  return chat
}
/** The page is loaded again; what Ada left is still on the device. */
const reloaded = async (): Promise<Chat> => {
  const former = await atWork()
  former.close()
  await room.clock.advance(0)
  return room.open(options())
}
/** The same after Ada has signed out. */
const left = async (): Promise<Chat> => {
  const former = await atWork()
  await former.session.signOut()
  former.close()
  await room.clock.advance(0)
  return room.open(options())
}
/** No user is signed in. */
const anew = async (): Promise<Chat> => room.open(options())

interface Await {
  call: RegExp
  from?: () => Promise<Chat>
  act: (chat: Chat) => unknown
  /** The act itself ends Ada's session. */
  leaves?: true
}

const restore: Pick<Await, 'from' | 'act'> = {
  from: reloaded,
  act: (chat) => {
    begin(chat.session.restore())
    direct(chat).open()
  },
}
const leave: Pick<Await, 'act' | 'leaves'> = { act: (chat) => begin(chat.session.signOut()), leaves: true }
const renew = async (chat: Chat) => begin(chat.session.renew(await chat.session.token()))
const rename = (chat: Chat) => begin(chat.session.rename('Ada L.'))
const send = (chat: Chat) => direct(chat).send('canary on its way')

const AWAITS: Record<string, Await> = {
  'session: restoring reads the mark of a sign-out': { call: /^get session\/signed_out/, ...restore },
  'session: restoring finds the mark of a sign-out': {
    call: /^get session\/signed_out/,
    from: left,
    act: (chat) => begin(chat.session.restore()),
    leaves: true,
  },
  'session: restoring reads who was here': { call: /^get session\/user/, ...restore },
  'session: restoring reads the refresh token': { call: /^get session\/refresh_token/, ...restore },
  'session: restoring asks for tokens': { call: /^post \/auth\/refresh/, ...restore },
  'session: signing in asks for tokens': {
    call: /^post \/auth\/login/,
    from: anew,
    act: (chat) => begin(signIn(chat, 'ada')),
  },
  'session: signing in removes the mark of a sign-out': {
    call: /^delete session\/signed_out/,
    from: anew,
    act: (chat) => begin(signIn(chat, 'ada')),
  },
  'session: signing in keeps the person': {
    call: /^put session\/user/,
    from: anew,
    act: (chat) => begin(signIn(chat, 'ada')),
  },
  'session: renewing asks for tokens': { call: /^post \/auth\/refresh/, act: renew },
  'session: renewing keeps the refresh token': { call: /^put session\/refresh_token/, act: renew },
  'session: renewing keeps the person': { call: /^put session\/user/, act: renew },
  'session: renaming asks the server': { call: /^patch \/me/, act: rename },
  'session: renaming keeps the person': { call: /^put session\/user/, act: rename },
  'session: signing out leaves a mark': { call: /^put session\/signed_out/, ...leave },
  'session: signing out tells the server': { call: /^post \/auth\/logout/, ...leave },
  'cache: signing out reads what is kept': { call: /^list cache/, ...leave },
  'outbox: signing out reads what is kept': { call: /^list outbox/, ...leave },
  'drafts: signing out reads what is kept': { call: /^list drafts/, ...leave },
  'drafts: signing out removes one': { call: /^delete drafts/, ...leave },
  'session: signing out forgets the token': { call: /^delete session\/refresh_token/, ...leave },
  'session: signing out forgets the person': { call: /^delete session\/user/, ...leave },
  'chat: starting reads the epoch': { call: /^get session\/epoch/, ...restore },
  'cache: starting reads what is kept': { call: /^list cache/, ...restore },
  'uploads: starting reads what is kept': { call: /^list uploads/, ...restore },
  'outbox: starting reads what is kept': { call: /^list outbox/, ...restore },
  'drafts: starting reads what is kept': { call: /^list drafts/, ...restore },
  'chat: a greeting asks for the changes missed': {
    call: /^get .*\/changes/,
    act: async () => {
      network.cut()
      room.direct.post(room.ben, { id: crypto.randomUUID(), content: 'meanwhile' }, room.server.time)
      await untilHeld()
    },
  },
  'chat: a greeting keeps the epoch': {
    call: /^put session\/epoch/,
    act: () => {
      network.cut()
      return untilHeld()
    },
  },
  'cache: writes': {
    call: /^put cache/,
    act: async (chat) => {
      room.direct.post(room.ben, { id: crypto.randomUUID(), content: 'news' }, room.server.time)
      await room.clock.advance(2_000)
      return chat
    },
  },
  'drafts: one is kept': { call: /^put drafts/, act: (chat) => direct(chat).setDraft('canary, another') },
  'outbox: an item is kept before it is sent': { call: /^put outbox/, act: send },
  'outbox: an item is sent': { call: /^post .*\/messages/, act: send },
  'outbox: an edit is sent': {
    call: /^patch .*\/messages/,
    act: (chat) => begin(direct(chat).edit(first(), 'canary, edited')),
  },
  'conversation: a reaction is sent': {
    call: /^put .*\/reactions/,
    act: (chat) => begin(direct(chat).react(first(), '👍', true)),
  },
  'list: is read again': {
    call: /^get \/conversations$/,
    act: (chat) => begin(chat.conversations.refresh()),
  },
  'history: a page is read': {
    call: /^get .*\/messages/,
    act: async (chat) => {
      chat.conversation(room.course.id).open()
      await room.clock.advance(100)
    },
  },
  'saved: is read': { call: /^get \/saved/, act: (chat) => chat.saved.ensure() },
  'uploads: bytes are kept': {
    call: /^put files/,
    act: (chat) => direct(chat).attach([new File(['canary'], 'canary.txt')]),
  },
}

interface Change {
  /** The user who is signed in afterwards. */
  stays: 'ada' | 'ben' | 'nobody'
  happens: (chat: Chat) => unknown
  /** Only a live connection reports it. */
  needsConnection?: true
}

const CHANGES: Record<string, Change> = {
  'signing out': { stays: 'nobody', happens: (chat) => begin(chat.session.signOut()) },
  'another person signing in': { stays: 'ben', happens: (chat) => begin(signIn(chat, 'ben')) },
  'signing out and another person signing in': {
    stays: 'ben',
    happens: async (chat) => {
      begin(chat.session.signOut())
      await room.clock.advance(100)
      begin(signIn(chat, 'ben'))
    },
  },
  'being locked out from afar': {
    stays: 'nobody',
    happens: (chat) => begin(chat.session.revoked()),
    needsConnection: true,
  },
  'being removed from the conversation': {
    stays: 'ada',
    happens: () => room.direct.expel(room.ada.id, room.server.time),
  },
}

const cases = Object.entries(AWAITS).flatMap(([what, each]) =>
  Object.entries(CHANGES)
    .filter(([, change]) => !change.needsConnection || !each.from)
    .map(([how, change]) => [what, how, { each, change }] as const),
)

test.each(cases)('%s, and %s comes before the answer', async (_what, _how, { each, change }) => {
  const chat = await (each.from ?? atWork)()
  held.next(each.call)
  await each.act(chat)
  await room.clock.advance(10)
  expect(held.isHeld).toBe(true)
  await change.happens(chat)
  await room.clock.advance(200)
  const shown = new Set<string | undefined>()
  chat.session.state.subscribe(() => shown.add(whoIsThere(chat)))
  held.release()
  await room.clock.advance(30_000)
  const stays = each.leaves && change.stays === 'ada' ? 'nobody' : change.stays
  expect(whoIsThere(chat)).toBe(stays)
  expectNothingDoneAs('Ben')
  if (stays === 'ada') return expect(listed(chat)).toEqual(['Algebra'])
  expect([...shown]).not.toContain('ada')
  expectNothingShown(chat)
  expect(listed(chat).toSorted()).toEqual(stays === 'ben' ? ['Ada', 'Algebra'] : [])
  expect(connected()).toEqual(stays === 'ben' ? [room.ben.id] : [])
  if (change.needsConnection) expect(storage.dump(['cache'])).toBe('[]')
  else if (stays === 'nobody') {
    expectNothingKept()
    // Without this entry a refresh cookie would sign the user in again.
    expect(storage.dump(['session'])).toContain('session/signed_out')
  } else {
    await expectOnlyKeptFor('ben')
    await expectReloadRestores('ben')
  }
})

const whoIsThere = (chat: Chat) => {
  const state = chat.session.state.get()
  return state.status === 'signed_in' ? state.user.email.split('@')[0] : 'nobody'
}
const listed = (chat: Chat) => chat.conversations.state.get().items.map(({ display_title }) => display_title)
const expectNothingDoneAs = (name: string) => {
  const { messages } = room.direct.state
  expect(messages.filter(({ content, sender }) => sender === name && /canary/.test(content))).toEqual([])
  expect(messages.flatMap(({ reactions }) => reactions.flatMap(({ user_ids }) => user_ids))).not.toContain(
    room.ben.id,
  )
  expect(room.server.user(room.ben.id).name).toBe('Ben')
}
const expectNothingShown = (chat: Chat) => {
  expect(direct(chat).draft.get()).toBe('')
  expect(chat.outbox.of(room.direct.id)).toEqual([])
  expect(chat.attachments.state.get()).toEqual([])
}
/** The users with a connection to the server. */
const connected = () => [...room.server.peers].map(({ user_id }) => user_id)
const expectNothingKept = () => {
  const kept = storage.dump(['session', 'cache'])
  for (const trace of ['canary', 'Ada', room.ada.id]) expect(kept).not.toContain(trace)
}
/** New text is stored, and under no other name. */
const expectOnlyKeptFor = async (name: 'ben') => {
  room.course.post(room.chloe, { id: crypto.randomUUID(), content: 'for everybody' }, room.server.time)
  await room.clock.advance(3_000)
  const owners = (await storage.list<{ user_id: string }>('cache', '')).map(({ user_id }) => user_id)
  expect([...new Set(owners)]).toEqual([room[name].id])
}
const expectReloadRestores = async (name: 'ben') => {
  // Without a network, this entry is the only thing that identifies the user.
  expect(await storage.get('session', 'user')).toMatchObject({ id: room[name].id })
  const again = room.open({ ...options(), webSocket: new FakeNetwork(room.server).webSocket })
  await room.clock.advance(0)
  begin(again.session.restore())
  await room.clock.advance(1_000)
  expect(whoIsThere(again)).toBe(name)
}

test('text typed during sign-out is not kept', async () => {
  const chat = await atWork()
  held.next(/^list drafts/)
  begin(chat.session.signOut())
  await room.clock.advance(10)
  chat.conversation(room.course.id).setDraft('canary, typed late')
  held.release()
  await room.clock.advance(1_000)
  expect(storage.dump(['drafts'])).toBe('[]')
})

test('a late wipe of the former user leaves the files and messages of the next user', async () => {
  const chat = await atWork()
  held.next(/^post .auth.logout/)
  begin(chat.session.signOut())
  await room.clock.advance(10)
  begin(signIn(chat, 'ben'))
  await room.clock.advance(1_000)
  direct(chat).attach([new File(['words'], 'words.txt')])
  const id = direct(chat).send('from Ben')
  await room.clock.advance(1_000)
  held.release()
  await room.clock.advance(1_000)
  expect(chat.attachments.state.get()).toMatchObject([{ filename: 'words.txt' }])
  expect(chat.outbox.of(room.direct.id)).toMatchObject([{ id, status: 'acknowledged' }])
})
