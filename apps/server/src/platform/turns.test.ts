import { expect, it } from 'vitest'
import { LoopShares } from './loop-shares.ts'
import { Turns } from './turns.ts'

const create = (share = 1) => {
  const clock = { at: 0 }
  const due: (() => void)[] = []
  const timers = new Set<{ at: number; run: () => void }>()
  const begun: string[] = []
  const turns = new Turns({
    share,
    now: () => clock.at,
    later: (run) => void due.push(run),
    after: (delayMs, run) => {
      const timer = { at: clock.at + delayMs, run }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
  })
  /** What begins takes so long. */
  const ask = async (who: string, what: string, tookMs = 0) => {
    await turns.take(who)
    begun.push(what)
    clock.at += tookMs
  }
  const settle = async () => {
    for (let step = 0; step < 8; step++) await Promise.resolve()
  }
  const nextTurn = async () => {
    for (const run of due.splice(0)) run()
    await settle()
  }
  /** Turns for so long as there are any, and timers of this time. */
  const pass = async (ms: number) => {
    const end = clock.at + ms
    for (;;) {
      while (due.length > 0 && clock.at <= end) await nextTurn()
      const [next] = [...timers].toSorted((one, other) => one.at - other.at)
      if (!next || next.at > end) break
      timers.delete(next)
      clock.at = Math.max(clock.at, next.at)
      next.run()
      await settle()
    }
    clock.at = Math.max(clock.at, end)
  }
  return { clock, due, timers, begun, turns, ask, nextTurn, pass }
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

/** Ben works for a moment every 100 ms, and Ada as much as she may. */
const workBoth = async (share: number, seconds: number) => {
  const world = create(share)
  let working = 0
  const keepAsking = async () => {
    const end = world.clock.at + seconds * 1_000
    while (world.clock.at < end) {
      await world.ask('ada', 'a', 5)
      working += 5
    }
  }
  const asking = keepAsking()
  for (let round = 0; round < seconds * 10; round++) {
    void world.ask('ben', 'b', 1)
    await world.pass(100)
  }
  return { ...world, asking, workedMs: () => working }
}

it('gives one person no more than their share of the time while others work', async () => {
  const { workedMs, begun } = await workBoth(0.1, 20)
  expect(begun.filter((what) => what === 'b')).toHaveLength(200)
  // The first 250 ms are free.
  expect(workedMs()).toBeGreaterThan(0.1 * 20_000)
  expect(workedMs()).toBeLessThan(0.1 * 20_000 + 250 + 50)
})

it('gives one who is alone all of the time, and does not make them pay for it later', async () => {
  const { ask, pass, turns, clock } = create(0.1)
  for (let round = 0; round < 1_000; round++) {
    expect(turns.take('ada')).toBeUndefined()
    clock.at += 20
    await pass(0)
  }
  await ask('ben', 'b')
  await pass(0)
  const turn = turns.take('ada')
  expect(turn).toBeUndefined()
})

it('lets nobody wait longer than two seconds, however long their work took', async () => {
  const { ask, pass, begun } = create(0.1)
  await ask('ben', 'b')
  await ask('ada', 'a1', 60_000)
  await pass(0)
  void ask('ada', 'a2')
  for (let round = 0; round < 19; round++) {
    void ask('ben', 'b')
    await pass(100)
  }
  await pass(99)
  expect(begun).not.toContain('a2')
  await pass(1)
  expect(begun).toContain('a2')
})

it('forgets those who have paid', () => {
  const clock = { at: 0 }
  const shares = new LoopShares({ share: 0.1, now: () => clock.at })
  for (let person = 0; person < 100_000; person++) {
    shares.charge([`person ${person}`], 1)
    clock.at += 1
  }
  expect(shares.size).toBeLessThan(1_001)
})
