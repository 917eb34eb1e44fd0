// An answer may arrive after its user signed out. Each await of the SDK that can end after its user has left is
// listed here, with each way in which a user can leave.
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Chat } from './chat.ts'
import { createClassroom, FakeNetwork, HeldAnswer, HeldStorage, type Classroom } from './testing/index.ts'

export let room: Classroom
export let held: HeldAnswer
export let storage: HeldStorage
export let network: FakeNetwork

/** To be called once in each file. */
export const prepareRoom = (): void => {
  // It is loaded for the first upload. No manual clock counts the time which that takes.
  beforeAll(() => Promise.all([import('tus-js-client'), import('./uploads/upload-transfer.ts')]))
  beforeEach(() => {
    room = createClassroom()
    held = new HeldAnswer()
    storage = new HeldStorage(held)
    network = new FakeNetwork(room.server)
  })
  afterEach(() => room.close())
}

export const direct = (chat: Chat) => chat.conversation(room.direct.id)
export const options = () => ({
  fetch: held.fetch(network.fetch),
  webSocket: network.webSocket,
  storage,
  tabs: null,
})
/** Does not wait: some of these promises are held back and would never resolve here. */
export const begin = (promise: Promise<unknown>): void => void promise.catch(() => {})
export const signIn = (chat: Chat, name: 'ada' | 'ben') => chat.session.signIn(room[name].email, 'secret')
/** No longer than that: a request without an answer for 3 s is sent again, and that answer would be as good. */
export const untilHeld = async () => {
  for (let steps = 0; steps < 100 && !held.isHeld; steps++) await room.clock.advance(100)
}
export const first = () => room.direct.state.messages[0]?.id ?? ''

/** Ada looks at her conversation with Ben, has a draft with a file, and has sent a message. */
export const atWork = async (): Promise<Chat> => {
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
export const reloaded = async (): Promise<Chat> => {
  const former = await atWork()
  former.close()
  await room.clock.advance(0)
  return room.open(options())
}
/** The same after Ada has signed out. */
export const left = async (): Promise<Chat> => {
  const former = await atWork()
  await former.session.signOut()
  former.close()
  await room.clock.advance(0)
  return room.open(options())
}
/** No user is signed in. */
export const anew = async (): Promise<Chat> => room.open(options())

export interface Await {
  call: RegExp
  from?: () => Promise<Chat>
  act: (chat: Chat) => unknown
  /** The act itself ends Ada's session. */
  leaves?: true
}

export const restore: Pick<Await, 'from' | 'act'> = {
  from: reloaded,
  act: (chat) => {
    begin(chat.session.restore())
    direct(chat).open()
  },
}
export const leave: Pick<Await, 'act' | 'leaves'> = {
  act: (chat) => begin(chat.session.signOut()),
  leaves: true,
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

const cases = (awaits: Record<string, Await>) =>
  Object.entries(awaits).flatMap(([what, each]) =>
    Object.entries(CHANGES)
      .filter(([, change]) => !change.needsConnection || !each.from)
      .map(([how, change]) => [what, how, { each, change }] as const),
  )

/** Each await with each change. */
export const testEachAwait = (awaits: Record<string, Await>): void => {
  test.each(cases(awaits))('%s, and %s comes before the answer', async (_what, _how, { each, change }) => {
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
}

export const whoIsThere = (chat: Chat) => {
  const state = chat.session.state.get()
  return state.status === 'signed_in' ? state.user.email.split('@')[0] : 'nobody'
}
const listed = (chat: Chat) => chat.conversations.state.get().items.map(({ display_title }) => display_title)
const expectNothingDoneAs = (name: string) => {
  const uploaders = [...room.server.attachments.files.values()].map(({ attachment }) => attachment.created_by)
  expect(uploaders).not.toContain(room.ben.id)
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
  expect(storage.dump(['uploads', 'files'])).toBe('[]')
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
