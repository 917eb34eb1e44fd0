// What a person typed and did not send: in several tabs, and when a session ends.
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Chat } from './chat.ts'
import { createClassroom, FakeBrowser, type Classroom, type FakeTab } from './testing/index.ts'

let room: Classroom
let browser: FakeBrowser
let tabs: FakeTab[]
beforeEach(() => {
  room = createClassroom()
  browser = new FakeBrowser()
  tabs = []
})
afterEach(() => room.close())

const options = () => {
  const tab = browser.tab()
  tabs.push(tab)
  return { storage: browser.storage, tabs: tab }
}
/** Two tabs of Ben. */
const twoTabs = async (): Promise<[Chat, Chat]> => {
  const first = await room.join(room.ben, options())
  const second = room.open(options())
  void second.session.restore()
  await room.clock.advance(3_000)
  return [first, second]
}
const direct = (chat: Chat) => chat.conversation(room.direct.id)
const draftOf = (chat: Chat) => direct(chat).draft.get()
const drafts = () => browser.storage.list<{ text: string }>('drafts', '')
const settle = () => room.clock.advance(3_000)

test('S26 what is typed in one tab stands in the other one', async () => {
  const [first, second] = await twoTabs()
  direct(first).setDraft('half a')
  direct(first).setDraft('half a thought')
  await settle()
  expect(draftOf(second)).toBe('half a thought')
  direct(second).setDraft('half a thought, and the rest')
  await settle()
  expect(draftOf(first)).toBe('half a thought, and the rest')
  expect((await drafts()).map(({ text }) => text)).toEqual(['half a thought, and the rest'])
})

test('S26 what was sent in one tab is no longer offered in the other one', async () => {
  const [first, second] = await twoTabs()
  direct(first).setDraft('the whole thought')
  await settle()
  direct(second).send('the whole thought')
  direct(second).setDraft('')
  await settle()
  expect(draftOf(first)).toBe('')
  expect(room.direct.state.messages.map(({ content }) => content)).toEqual(['the whole thought'])
})

test('S26 each tab keeps its own text of a document, of which it opened a version', async () => {
  const [first, second] = await twoTabs()
  first.documents.setDraft('handout', 'First.')
  second.documents.setDraft('handout', 'Second.')
  await settle()
  first.documents.setDraft('handout', '')
  await settle()
  expect(first.documents.draft('handout').get()).toBe('')
  expect(second.documents.draft('handout').get()).toBe('Second.')
})

test('S26 a tab that slept through it catches up with what is stored', async () => {
  const [first, second] = await twoTabs()
  direct(first).setDraft('early')
  await settle()
  second.close()
  direct(first).setDraft('late')
  const third = room.open(options())
  void third.session.restore()
  await settle()
  expect(draftOf(third)).toBe('late')
})

test('S6 drafts are kept for their author when the session was revoked, which another tab heard', async () => {
  const [first, second] = await twoTabs()
  direct(second).setDraft('half a thought')
  await settle()
  await first.session.revoked()
  await settle()
  for (const chat of [first, second])
    expect(chat.session.state.get()).toEqual({ status: 'signed_out', reason: 'revoked' })
  await second.session.signIn(room.ben.email, 'secret')
  await settle()
  expect(draftOf(second)).toBe('half a thought')
  expect(draftOf(first)).toBe('half a thought')
})

test('S6 drafts kept after a revocation go when their author leaves', async () => {
  const [first, second] = await twoTabs()
  direct(second).setDraft('half a thought')
  await settle()
  await first.session.revoked()
  await settle()
  expect(await drafts()).toHaveLength(1)
  await first.session.signOut()
  await settle()
  expect(await drafts()).toEqual([])
  expect(second.session.state.get()).toEqual({ status: 'signed_out', reason: 'elsewhere' })
})

test('S6 signing out in another tab is its own cause, in whichever order the news come', async () => {
  const [first, second] = await twoTabs()
  direct(first).setDraft('half a thought')
  await settle()
  tabs[0]?.freeze()
  await first.session.revoked()
  tabs[0]?.thaw()
  expect(first.session.state.get()).toEqual({ status: 'signed_out', reason: 'revoked' })
  await second.session.signOut()
  await settle()
  expect(first.session.state.get()).toEqual({ status: 'signed_out', reason: 'elsewhere' })
  expect(second.session.state.get()).toEqual({ status: 'signed_out' })
  expect(await drafts()).toEqual([])
})

test('S26 what is typed and not sent is counted, each text once, and signing out leaves none of it', async () => {
  const [first, second] = await twoTabs()
  expect(first.drafts).toBe(0)
  direct(first).setDraft('half a thought')
  direct(first).setMeant([{ at: 0, name: 'Ada', user_id: room.ada.id }])
  direct(first).setDraft('in a thread', crypto.randomUUID())
  first.forms.set('a card', 'reply', { text: 'because' })
  await settle()
  expect([first.drafts, second.drafts]).toEqual([3, 3])
  direct(first).setDraft('')
  await settle()
  expect([first.drafts, second.drafts]).toEqual([2, 2])
  await first.session.signOut()
  await settle()
  expect([first.drafts, second.drafts]).toEqual([0, 0])
  expect(await drafts()).toEqual([])
})
