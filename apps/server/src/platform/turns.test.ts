import { expect, it } from 'vitest'
import { Turns } from './turns.ts'

const create = () => {
  const due: (() => void)[] = []
  const begun: string[] = []
  const turns = new Turns((run) => void due.push(run))
  const ask = async (who: string, what: string) => {
    await turns.take(who)
    begun.push(what)
  }
  const nextTurn = async () => {
    for (const run of due.splice(0)) run()
    await Promise.resolve()
    await Promise.resolve()
  }
  return { due, begun, turns, ask, nextTurn }
}

it('begins one piece of work of a person in a turn, and those of others beside it', async () => {
  const { begun, ask, nextTurn, due } = create()
  for (const what of ['a1', 'a2', 'a3']) void ask('ada', what)
  void ask('ben', 'b1')
  await Promise.resolve()
  expect(begun).toEqual(['a1', 'b1'])
  await nextTurn()
  void ask('ben', 'b2')
  await Promise.resolve()
  expect(begun).toEqual(['a1', 'b1', 'a2', 'b2'])
  await nextTurn()
  expect(begun.at(-1)).toBe('a3')
  await nextTurn()
  await nextTurn()
  expect(due).toEqual([])
})

it('refuses a person of whom too much waits, and nobody else', async () => {
  const { turns } = create()
  for (let at = 0; at <= 200; at++) void turns.take('ada')
  expect(() => turns.take('ada')).toThrow('too many requests')
  expect(turns.take('ben')).toBeUndefined()
})
