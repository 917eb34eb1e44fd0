// When a node must look up what it may have missed, over a link that loses what a test says.
import { beforeEach, expect, it } from 'vitest'
import { ManualClock } from '../../testing/manual-clock.ts'
import { MemoryBus } from '../bus.ts'
import { createLog } from '../log.ts'
import type { Link } from './link.ts'
import { NodeBus } from './node-bus.ts'

interface Events {
  said: { text: string }
}

/** Whatever one of its ends sends, all of them hear, unless it is cut. */
class Wire {
  isCut = false
  readonly #hearers: ((message: string) => void)[] = []

  end(): Link {
    return {
      name: 'a wire',
      send: (message) => {
        if (!this.isCut) for (const hear of this.#hearers) hear(message)
      },
      listen: (hear) => void this.#hearers.push(hear),
      renew: () => {},
      close: async () => {},
    }
  }
}

let clock: ManualClock
let wire: Wire
let here: NodeBus<Events>
let there: NodeBus<Events>
beforeEach(() => {
  clock = new ManualClock()
  wire = new Wire()
  const open = (node: string) =>
    new NodeBus<Events>({
      ...{ local: new MemoryBus<Events>(() => {}), link: wire.end(), node, clock },
      ...{ shared: ['said'], log: createLog('silent') },
    })
  here = open('here')
  there = open('there')
  return async () => {
    await here.close()
    await there.close()
  }
})

const say = async (text: string) => {
  here.publish('said', { text })
  await new Promise((resolve) => setImmediate(resolve))
}
/** Seconds, of which each has a beat. */
const pass = (seconds: number) => {
  for (let second = 0; second < seconds; second++) clock.advance(1_000)
}

it('has no doubts while everything arrives', async () => {
  for (const text of ['one', 'two', 'three']) {
    await say(text)
    pass(1)
    expect([here.doubts(), there.doubts()]).toEqual([false, false])
  }
})

it('doubts once after a message was lost between two that arrived, however short the time', async () => {
  await say('heard')
  wire.isCut = true
  await say('lost')
  wire.isCut = false
  expect(there.doubts()).toBe(false)
  pass(1)
  expect(there.doubts()).toBe(true)
  pass(1)
  expect(there.doubts()).toBe(false)
})

it('doubts from the first beat on that does not come back, until they all do', () => {
  pass(1)
  wire.isCut = true
  pass(2)
  expect([there.isWhole, there.doubts()]).toEqual([true, true])
  pass(2)
  expect([there.isWhole, there.doubts()]).toEqual([false, true])
  wire.isCut = false
  pass(2)
  expect([there.isWhole, there.doubts()]).toEqual([true, true])
  pass(1)
  expect(there.doubts()).toBe(false)
})

it('tells the others alone what it tells, and everybody what it publishes', async () => {
  const heard: string[] = []
  here.subscribe('said', ({ text }) => void heard.push(`here ${text}`))
  there.subscribe('said', ({ text }) => void heard.push(`there ${text}`))
  here.tell('said', { text: 'told' })
  await say('published')
  expect(heard).toEqual(['here published', 'there told', 'there published'])
})

it('does not split what fits, and loses alone what fits in no message', async () => {
  const heard: number[] = []
  there.subscribe('said', ({ text }) => void heard.push(text.length))
  for (const length of [7_000, 9_000, 700, 20]) here.publish('said', { text: 'x'.repeat(length) })
  await say('end')
  expect(heard).toEqual([7_000, 700, 20, 3])
})
