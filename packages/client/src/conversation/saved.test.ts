import { endpoints, type SavedMessage } from '@lectern/protocol'
import { expect, test } from 'vitest'
import { deferred } from '../core/deferred.ts'
import type { Http } from '../http/http.ts'
import { SavedStore } from './saved.ts'

const item = (number: number) =>
  ({ message: { id: `m${number}` }, saved_at: `2026-11-0${number}T10:00:00.000Z` }) as SavedMessage
const of = (...numbers: number[]) => numbers.map(item)

/** A server whose list is `saved`, and that refuses when it is told to. */
const open = async (saved: SavedMessage[]) => {
  const held: { message_id: string; answer: ReturnType<typeof deferred<unknown>> }[] = []
  const call = async (endpoint: unknown, input: { params?: { message_id: string } }): Promise<unknown> => {
    if (endpoint === endpoints.listSaved) return { saved: [...saved], next_cursor: null }
    const answer = deferred<unknown>()
    held.push({ message_id: input.params?.message_id ?? '', answer })
    return answer.promise
  }
  const store = new SavedStore({ call } as unknown as Http)
  await store.refresh()
  const refuse = async (at: number) => {
    held[at]?.answer.reject(new Error('refused'))
    await Promise.resolve()
  }
  const accept = async (at: number) => held[at]?.answer.resolve(undefined)
  const shown = () => ({
    items: store.state.get().items.map(({ message }) => message.id),
    ids: [...store.state.get().ids].toSorted(),
  })
  return { store, saved, refuse, accept, shown }
}

test('a refused removal puts back its own message, and none that was removed meanwhile', async () => {
  const { store, refuse, accept, shown } = await open(of(3, 2, 1))
  const [first, second] = [store.set('m2', false), store.set('m1', false)]
  await accept(1)
  await second
  await refuse(0)
  await expect(first).rejects.toThrow('refused')
  expect(shown()).toEqual({ items: ['m3', 'm2'], ids: ['m2', 'm3'] })
})

test('a refused removal keeps what was saved meanwhile, in its order', async () => {
  const { store, saved, refuse, shown } = await open(of(2, 1))
  const removing = store.set('m1', false)
  saved.splice(0, 2, ...of(5, 4, 2))
  await store.refresh()
  await refuse(0)
  await expect(removing).rejects.toThrow('refused')
  expect(shown()).toEqual({ items: ['m5', 'm4', 'm2', 'm1'], ids: ['m1', 'm2', 'm4', 'm5'] })
})

test('the later of two acts on a message decides, whichever is refused first', async () => {
  const { store, refuse, accept, shown } = await open(of(1))
  const [removing, saving] = [store.set('m1', false), store.set('m1', true)]
  await refuse(0)
  await expect(removing).rejects.toThrow('refused')
  expect(shown().ids).toEqual(['m1'])
  await accept(1)
  await saving
  expect(shown()).toEqual({ items: ['m1'], ids: ['m1'] })
})

test('a refused save takes back only itself', async () => {
  const { store, refuse, shown } = await open(of(1))
  const [first, second] = [store.set('m8', true), store.set('m9', true)]
  await refuse(0)
  await expect(first).rejects.toThrow('refused')
  expect(shown().ids).toEqual(['m1', 'm9'])
  await refuse(1)
  await expect(second).rejects.toThrow('refused')
  expect(shown()).toEqual({ items: ['m1'], ids: ['m1'] })
})

test('two acts on a message that are both refused leave it as the server has it', async () => {
  for (const order of [
    [0, 1],
    [1, 0],
  ]) {
    const { store, refuse, shown } = await open(of(1, 2))
    const acts = [store.set('m1', false), store.set('m1', true)]
    const ended = acts.map((act) => expect(act).rejects.toThrow('refused'))
    for (const at of order) await refuse(at)
    await Promise.all(ended)
    expect(shown()).toEqual({ items: ['m2', 'm1'], ids: ['m1', 'm2'] })
  }
})

test('a refused act after an accepted one leaves what the server accepted', async () => {
  const { store, refuse, accept, shown } = await open(of(1))
  const [removing, saving] = [store.set('m1', false), store.set('m1', true)]
  await accept(0)
  await removing
  await refuse(1)
  await expect(saving).rejects.toThrow('refused')
  expect(shown()).toEqual({ items: [], ids: [] })
})
