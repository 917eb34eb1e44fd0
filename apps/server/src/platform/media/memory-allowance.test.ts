import { expect, it } from 'vitest'
import { allowanceOf, MemoryAllowance } from './memory-allowance.ts'

const MB = 1024 ** 2

/** Holds until told, and says who was let in. */
const open = (bytes: number) => {
  const allowance = new MemoryAllowance(bytes)
  const inside: string[] = []
  const ends = new Map<string, () => void>()
  const enter = (name: string, wanted: number, fails = false) =>
    allowance
      .hold(wanted, async () => {
        inside.push(name)
        await new Promise<void>((resolve) => ends.set(name, resolve))
        if (fails) throw new Error('broken')
      })
      .catch(() => {})
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve))
  const leave = async (name: string) => {
    ends.get(name)?.()
    await settle()
  }
  return { allowance, inside, enter, leave, settle }
}

it('O11 lets in what fits together', async () => {
  const { allowance, inside, enter, leave, settle } = open(100)
  void enter('ada', 60)
  void enter('ben', 40)
  void enter('chloe', 1)
  await settle()
  expect([inside, allowance.held]).toEqual([['ada', 'ben'], 100])
  await leave('ben')
  expect([inside, allowance.held]).toEqual([['ada', 'ben', 'chloe'], 61])
})

it('O11 lets nobody overtake: a large one is not kept waiting by small ones', async () => {
  const { inside, enter, leave, settle } = open(100)
  void enter('ada', 60)
  void enter('ben', 80)
  void enter('chloe', 10)
  await settle()
  expect(inside).toEqual(['ada'])
  await leave('ada')
  expect(inside).toEqual(['ada', 'ben', 'chloe'])
})

it('O11 gives back what a failure held', async () => {
  const { allowance, inside, enter, leave, settle } = open(100)
  void enter('ada', 100, true)
  void enter('ben', 100)
  await settle()
  await leave('ada')
  expect([inside, allowance.held]).toEqual([['ada', 'ben'], 100])
})

it('O11 lets in alone what wants more than there is', async () => {
  const { inside, enter, leave, settle } = open(100)
  void enter('ada', 1)
  void enter('ben', Infinity)
  void enter('chloe', 1)
  await settle()
  await leave('ada')
  expect(inside).toEqual(['ada', 'ben'])
  await leave('ben')
  expect(inside).toEqual(['ada', 'ben', 'chloe'])
})

it.each([
  [100, 128],
  [256, 153.6],
  [1_000, 600],
  [64_000, 2_048],
])('O11 of %i MB the processes take %i', (there, taken) => {
  expect(allowanceOf(there * MB)).toBeCloseTo(taken * MB, 0)
})
