import { expect, test } from 'vitest'
import { pageTabs } from './page-tabs.ts'

const pause = () => new Promise((resolve) => setImmediate(resolve))

test('a free lock is held at once, and the next one waits its turn', async () => {
  const { locks } = pageTabs({})
  const heard: string[] = []
  const first = Promise.withResolvers<void>()
  const held = locks.request('a', {}, () => {
    heard.push('first')
    return first.promise
  })
  const next = locks.request('a', {}, () => void heard.push('second'))
  expect(heard).toEqual(['first'])
  first.resolve()
  await Promise.all([held, next])
  expect(heard).toEqual(['first', 'second'])
})

test('a request that is given up never runs', async () => {
  const { locks } = pageTabs({})
  const heard: string[] = []
  const first = Promise.withResolvers<void>()
  const held = locks.request('a', {}, () => first.promise)
  const abort = new AbortController()
  const given = locks.request('a', { signal: abort.signal }, () => void heard.push('given up'))
  const third = locks.request('a', {}, () => void heard.push('third'))
  abort.abort()
  await expect(given).rejects.toThrow('aborted')
  first.resolve()
  await Promise.all([held, third])
  expect(heard).toEqual(['third'])
})

test('a lock whose holder fails is free again', async () => {
  const { locks } = pageTabs({})
  const failed = locks.request('a', {}, () => {
    throw new Error('failed')
  })
  await expect(failed).rejects.toThrow('failed')
  expect(await locks.request('a', {}, () => 'free')).toBe('free')
})

test('a channel reaches the others of its name, in copies, until they close', async () => {
  const tabs = pageTabs({})
  const [one, two, other] = [tabs.channel('a'), tabs.channel('a'), tabs.channel('b')]
  const heard: unknown[] = []
  for (const channel of [one, two, other]) channel.onmessage = ({ data }) => heard.push(data)
  const said = { word: 'hello' }
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no origin
  one.postMessage(said)
  said.word = 'changed'
  await pause()
  expect(heard).toEqual([{ word: 'hello' }])
  two.close()
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no origin
  one.postMessage(said)
  await pause()
  expect(heard).toHaveLength(1)
})

test('chats of one network share them, those of another do not', () => {
  const network = {}
  expect(pageTabs(network)).toBe(pageTabs(network))
  expect(pageTabs({})).not.toBe(pageTabs(network))
})
