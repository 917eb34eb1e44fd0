import { beforeEach, expect, test } from 'vitest'
import { HeldAnswer, HeldStorage } from '../testing/index.ts'
import { Drafts } from './drafts.ts'

let held: HeldAnswer
let storage: HeldStorage
let drafts: Drafts
beforeEach(() => {
  held = new HeldAnswer()
  storage = new HeldStorage(held)
  drafts = new Drafts({ storage })
})

const text = (id = 'algebra') => drafts.of(id).get()
const kept = () => storage.list<{ text: string }>('drafts', '').then((all) => all.map((draft) => draft.text))

test('keeps a text for its author, separately for each conversation and thread', async () => {
  await drafts.load('ada')
  drafts.set('algebra', 'one')
  drafts.set('algebra thread', 'two')
  const reloaded = new Drafts({ storage })
  await reloaded.load('ada')
  expect([reloaded.of('algebra').get(), reloaded.of('algebra thread').get()]).toEqual(['one', 'two'])
  await reloaded.load('ben')
  expect(reloaded.of('biology').get()).toBe('')
})

test('gives the same cell for the same conversation', () => {
  expect(drafts.of('algebra')).toBe(drafts.of('algebra'))
})

test('deletes an empty text from the device', async () => {
  await drafts.load('ada')
  drafts.set('algebra', 'one')
  drafts.set('algebra', '')
  expect(await kept()).toEqual([])
})

test('text typed while the device is read is newer', async () => {
  await storage.put('drafts', 'ada/algebra', { conversation_id: 'algebra', text: 'older' })
  held.next(/^list/)
  const loading = drafts.load('ada')
  drafts.set('algebra', 'newer')
  held.release()
  await loading
  expect(text()).toBe('newer')
})

test.each(['nobody', 'ben'])(
  'text read for one person is not shown when %s is there by then',
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

test('after sign-out no text is shown and typed text is not kept', async () => {
  await drafts.load('ada')
  drafts.set('algebra', 'one')
  drafts.unload()
  expect(text()).toBe('')
  drafts.set('algebra', 'by nobody')
  expect(await kept()).toEqual(['one'])
})

test('before sign-in, typed text is shown and not kept', async () => {
  drafts.set('algebra', 'early')
  expect([text(), await kept()]).toEqual(['early', []])
})

test('a failing storage does not keep the person from typing', async () => {
  await drafts.load('ada')
  // Not a mock: a mock would mark the rejection as handled.
  storage.put = () => Promise.reject(new Error('full'))
  drafts.set('algebra', 'one')
  await new Promise(setImmediate)
  expect(text()).toBe('one')
})

test("a wipe deletes one person's texts, leaves the others', and nothing is kept after it", async () => {
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
