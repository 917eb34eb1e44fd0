import { beforeEach, expect, test } from 'vitest'
import { HeldAnswer, HeldStorage } from '../testing/index.ts'
import { Drafts } from './drafts.ts'

let held: HeldAnswer
let storage: HeldStorage
let drafts: Drafts
beforeEach(() => {
  held = new HeldAnswer()
  storage = new HeldStorage(held)
  drafts = new Drafts(storage)
})

const text = (id = 'algebra') => drafts.of(id).get()
const kept = () => storage.list<{ text: string }>('drafts', '').then((all) => all.map((draft) => draft.text))

test('a text is kept for its author, in each conversation and thread apart', async () => {
  await drafts.load('ada')
  drafts.set('algebra', 'one')
  drafts.set('algebra thread', 'two')
  const reloaded = new Drafts(storage)
  await reloaded.load('ada')
  expect([reloaded.of('algebra').get(), reloaded.of('algebra thread').get()]).toEqual(['one', 'two'])
  await reloaded.load('ben')
  expect(reloaded.of('biology').get()).toBe('')
})

test('the same cell is given for the same conversation', () => {
  expect(drafts.of('algebra')).toBe(drafts.of('algebra'))
})

test('an empty text leaves nothing on the device', async () => {
  await drafts.load('ada')
  drafts.set('algebra', 'one')
  drafts.set('algebra', '')
  expect(await kept()).toEqual([])
})

test('what is typed while the device is read is newer', async () => {
  await storage.put('drafts', 'ada/algebra', { conversation_id: 'algebra', text: 'older' })
  held.next(/^list/)
  const loading = drafts.load('ada')
  drafts.set('algebra', 'newer')
  held.release()
  await loading
  expect(text()).toBe('newer')
})

test.each(['nobody', 'ben'])(
  'what was read for one person is not shown when %s is there by then',
  async (next) => {
    await storage.put('drafts', 'ada/algebra', { conversation_id: 'algebra', text: "Ada's" })
    held.next(/^list/)
    const loading = drafts.load('ada')
    drafts.unload()
    if (next !== 'nobody') await drafts.load(next)
    held.release()
    await loading
    expect(text()).toBe('')
  },
)

test('after one has gone nothing is shown, and what is typed is kept for nobody', async () => {
  await drafts.load('ada')
  drafts.set('algebra', 'one')
  drafts.unload()
  expect(text()).toBe('')
  drafts.set('algebra', 'by nobody')
  expect(await kept()).toEqual(['one'])
})

test('before anybody came, what is typed is shown and kept for nobody', async () => {
  drafts.set('algebra', 'early')
  expect([text(), await kept()]).toEqual(['early', []])
})

test('a device that keeps nothing does not keep one from typing', async () => {
  await drafts.load('ada')
  // No mock: that would take the rejection as handled.
  storage.put = () => Promise.reject(new Error('full'))
  drafts.set('algebra', 'one')
  await new Promise(setImmediate)
  expect(text()).toBe('one')
})

test("a wipe takes one person's and leaves the others', and nothing is kept behind it", async () => {
  await drafts.load('ben')
  drafts.set('algebra', "Ben's")
  drafts.unload()
  await drafts.load('ada')
  drafts.set('algebra', "Ada's")
  const wiped = drafts.wipe('ada')
  drafts.set('biology', 'late')
  await wiped
  expect(await kept()).toEqual(["Ben's"])
})
