// Awaits of the session, the chat, the outbox and the conversations.
import { expect, test } from 'vitest'
import type { Chat } from './chat.ts'
import {
  anew,
  atWork,
  begin,
  direct,
  first,
  held,
  leave,
  left,
  network,
  options,
  restore,
  room,
  signIn,
  storage,
  testEachAwait,
  untilHeld,
  prepareRoom,
  type Await,
} from './change-of-person.contract.ts'

prepareRoom()

const renew = async (chat: Chat) => begin(chat.session.renew(await chat.session.token()))
const rename = (chat: Chat) => begin(chat.session.rename('Ada L.'))
const send = (chat: Chat) => direct(chat).send('canary on its way')

/** A host gives Ada's token, as in an embedded chat. */
const embedded = async (): Promise<Chat> => {
  const elsewhere = await room.join(room.ada)
  const token = await elsewhere.session.token()
  elsewhere.close()
  await room.clock.advance(0)
  return room.open({ ...options(), getToken: () => held.of('token of the host', Promise.resolve(token)) })
}
const restoreEmbedded: Pick<Await, 'from' | 'act'> = {
  from: embedded,
  act: (chat) => begin(chat.session.restore()),
}

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
  'session: restoring asks the host for a token': { call: /^token of the host/, ...restoreEmbedded },
  'session: restoring asks whose token the host gave': { call: /^get .me$/, ...restoreEmbedded },
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
}

testEachAwait(AWAITS)

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
