// Small shared parts: their memory is bounded, and one that fails does not harm the others.
import { describe, expect, it } from 'vitest'
import { entriesOf } from '../testing/holdings.ts'
import { ManualClock } from '../testing/manual-clock.ts'
import { MemoryBus } from './bus.ts'
import { ExpiringMap } from './expiring-map.ts'
import { Queues } from './queues.ts'

describe('queues', () => {
  it('run tasks with one key in order, also after a failure, and then forget the key', async () => {
    const queues = new Queues()
    const order: string[] = []
    const run = (key: string, name: string, work?: Promise<void>) =>
      queues.run(key, async () => {
        await work
        order.push(name)
        if (name === 'fails') throw new Error(name)
      })
    const gate = Promise.withResolvers<void>()
    const all = [run('a', 'fails', gate.promise), run('a', 'second'), run('b', 'beside')]
    await all[2]
    expect(order).toEqual(['beside'])
    gate.resolve()
    await Promise.allSettled(all)
    expect(order).toEqual(['beside', 'fails', 'second'])
    expect(entriesOf(queues)).toEqual({ '#last': 0 })
  })
})

describe('an expiring map', () => {
  it('keeps at most its limit, and drops the oldest', () => {
    const map = new ExpiringMap<number>(new ManualClock(), 2)
    const until = new ManualClock().now() + 1_000
    for (const value of [1, 2, 1, 3]) map.set(`${value}`, value, until)
    expect(['1', '2', '3'].map((key) => map.get(key))).toEqual([1, undefined, 3])
    expect(entriesOf(map)).toEqual({ '#entries': 2 })
  })

  it('has no expired entry, to the millisecond, and does not keep it', () => {
    const clock = new ManualClock()
    const map = new ExpiringMap<number>(clock, 2)
    map.set('one', 1, clock.now() + 1_000)
    clock.advance(999)
    expect(map.get('one')).toBe(1)
    clock.advance(1)
    expect(map.get('one')).toBeUndefined()
    expect(entriesOf(map)).toEqual({ '#entries': 0 })
  })
})

describe('the bus', () => {
  it('goes on when a listener throws, and reports it', () => {
    const [heard, errors]: [number[], unknown[]] = [[], []]
    const bus = new MemoryBus<{ told: number }>((error) => errors.push(error))
    bus.subscribe('told', () => {
      throw new Error('a listener fell')
    })
    const stop = bus.subscribe('told', (value) => heard.push(value))
    bus.publish('told', 1)
    stop()
    bus.publish('told', 2)
    expect(heard).toEqual([1])
    expect(errors).toHaveLength(2)
  })
})
