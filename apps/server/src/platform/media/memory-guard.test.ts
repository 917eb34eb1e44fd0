import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, it } from 'vitest'
import { TOO_DEMANDING_SIGNAL } from './inspection.ts'

const GUARD = JSON.stringify(new URL('memory-guard.ts', import.meta.url).href)

/** Allocates memory in steps, like a decoder, and never lets its other threads run. */
const script = (megabytes: number) => `
  const { Worker } = require('node:worker_threads')
  new Worker(new URL(${GUARD})).once('online', () => {
    const taken = []
    for (let mb = 0; mb < ${megabytes}; mb += 64) taken.push(Buffer.alloc(64 * 1024 ** 2, 1))
    const until = Date.now() + (taken.length > 18 ? 30_000 : 500)
    while (Date.now() < until);
    process.exit(0)
  })`

const end = async (megabytes: number): Promise<unknown> =>
  (await once(spawn(process.execPath, ['-e', script(megabytes)]), 'exit')).at(1)

it('ends a process that takes too much memory outside its heap, and leaves others alone', async () => {
  expect(await end(64)).toBeNull()
  expect(await end(1_300)).toBe(TOO_DEMANDING_SIGNAL)
})
