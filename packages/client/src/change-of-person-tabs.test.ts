// Another tab ends the session. What this tab then clears up takes a while, and its user may be another one by then.
import { expect, test } from 'vitest'
import type { Chat } from './chat.ts'
import {
  begin,
  direct,
  held,
  options,
  room,
  signIn,
  prepareRoom,
  whoIsThere,
} from './change-of-person.contract.ts'
import type { ClientStorage } from './core/storage.ts'
import { FakeBrowser, HeldAnswer, HeldStorage } from './testing/index.ts'

prepareRoom()

/** Two tabs of Ada, with a draft. Only the second one's storage can be held back. */
const twoTabs = async (): Promise<{ first: Chat; second: Chat; storage: HeldStorage }> => {
  const browser = new FakeBrowser()
  const storage = new HeldStorage(new HeldAnswer(), { shared: true })
  const tab = (own: ClientStorage) => ({ ...options(), storage: own, tabs: browser.tab() })
  const first = await room.join(room.ada, tab(storage))
  direct(first).setDraft('canary in a draft')
  const second = room.open(tab(heldBack(storage)))
  begin(second.session.restore())
  await room.clock.advance(5_000)
  expect([whoIsThere(first), whoIsThere(second)]).toEqual(['ada', 'ada'])
  return { first, second, storage }
}
/** The same storage, as a tab sees it whose calls can be held back. */
const heldBack = (storage: ClientStorage): ClientStorage => ({
  shared: true,
  get: (area, key) => held.of(`get ${area}/${key}`, storage.get(area, key)),
  put: (area, key, value) => held.of(`put ${area}/${key}`, storage.put(area, key, value)),
  delete: (area, key) => held.of(`delete ${area}/${key}`, storage.delete(area, key)),
  list: (area, prefix) => held.of(`list ${area}/${prefix}`, storage.list(area, prefix)),
  close: () => {},
})

const CLEARING_UP = {
  'reads what is kept of conversations': /^list cache/,
  'reads what is kept of the outbox': /^list outbox/,
  'reads which files are kept': /^list uploads/,
  'reads which bytes are kept': /^list files/,
  'forgets the epoch': /^delete session.epoch/,
  'reads the drafts': /^list drafts/,
} as const

const CHANGES: Record<string, { stays: 'ben' | 'nobody'; happens: (chat: Chat) => unknown }> = {
  'nobody does anything': { stays: 'nobody', happens: () => {} },
  'its user signs out here, too': { stays: 'nobody', happens: (chat) => begin(chat.session.signOut()) },
  'another user signs in': { stays: 'ben', happens: (chat) => begin(signIn(chat, 'ben')) },
  'another user signs in after a sign-out': {
    stays: 'ben',
    happens: async (chat) => {
      begin(chat.session.signOut())
      await room.clock.advance(100)
      begin(signIn(chat, 'ben'))
    },
  },
}

const cases = Object.entries(CLEARING_UP).flatMap(([what, call]) =>
  Object.entries(CHANGES).map(([how, change]) => [what, how, { call, change }] as const),
)

test.each(cases)('another tab signs out; this one %s, and %s', async (_what, _how, { call, change }) => {
  const { first, second, storage } = await twoTabs()
  held.next(call)
  begin(first.session.signOut())
  await room.clock.advance(100)
  expect(held.isHeld).toBe(true)
  await change.happens(second)
  await room.clock.advance(200)
  held.release()
  await room.clock.advance(30_000)
  expect(whoIsThere(second)).toBe(change.stays)
  expect(storage.dump(['drafts', 'cache', 'session'])).not.toContain('canary')
  expect(direct(second).draft.get()).toBe('')
  expect(second.connection.state.get().status).toBe(change.stays === 'ben' ? 'live' : 'idle')
})
