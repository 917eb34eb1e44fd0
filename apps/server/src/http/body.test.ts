import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { expect, test } from 'vitest'
import { LIMITS } from '@lectern/protocol'
import { readIncoming } from './body.ts'

/** Lets written bytes be read. */
const settle = async () => {
  for (let turns = 0; turns < 10; turns++) await new Promise((resolve) => setImmediate(resolve))
}

test('a body without a length is refused as soon as it is too large, not at its end', async () => {
  const incoming = new IncomingMessage(new Socket())
  let outcome: unknown = 'still reading'
  readIncoming(incoming).catch((error: unknown) => (outcome = error))
  incoming.push(Buffer.alloc(LIMITS.body_bytes))
  await settle()
  expect(outcome).toBe('still reading')
  incoming.push(Buffer.alloc(1))
  await settle()
  expect(outcome).toMatchObject({ code: 'too_large', refusal: { actual: LIMITS.body_bytes + 1 } })
})

test('a body of the largest size is read whole', async () => {
  const incoming = new IncomingMessage(new Socket())
  const body = readIncoming(incoming)
  incoming.push(Buffer.alloc(LIMITS.body_bytes - 1))
  incoming.push(Buffer.alloc(1))
  incoming.push(null)
  expect(await body).toHaveLength(LIMITS.body_bytes)
})
