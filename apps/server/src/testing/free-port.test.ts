import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { freePort } from './free-port.ts'

test('gives no port twice, none with a listener, and none that the system gives to others', async () => {
  const first = await freePort()
  const listener = createServer().listen(first + 1, '127.0.0.1')
  await once(listener, 'listening')
  const ports = [first, ...(await Promise.all(Array.from({ length: 20 }, () => freePort())))]
  listener.close()
  expect(new Set(ports).size).toBe(21)
  expect(ports).not.toContain(first + 1)
  expect(Math.max(...ports)).toBeLessThan(32_768)
})
