import { once } from 'node:events'
import { createServer } from 'node:net'

/**
 * Below the ports that a system gives to outgoing connections and to requests for any port (32768 on Linux,
 * 49152 elsewhere): a server that listens seconds later, or again after it was killed, still finds its port
 * free.
 */
const FIRST = 20_000
const COUNT = 10_000

let next = Math.floor(Math.random() * COUNT)

/** A port without a listener, which this process gives only once. */
export const freePort = async (): Promise<number> => {
  for (let tries = 0; tries < COUNT; tries++) {
    const port = FIRST + (next++ % COUNT)
    if (await isFree(port)) return port
  }
  throw new Error('There is no free port.')
}

const isFree = async (port: number): Promise<boolean> => {
  const probe = createServer()
  try {
    const listening = once(probe, 'listening')
    probe.listen(port, '127.0.0.1')
    await listening
  } catch {
    return false
  }
  probe.close()
  await once(probe, 'close')
  return true
}
