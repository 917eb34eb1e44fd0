import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { connect, createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net'
import { ManualClock } from '@lectern/client/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FaultProxy } from './fault-proxy.ts'

const opened: (() => unknown)[] = []
let clock: ManualClock
beforeEach(() => {
  clock = new ManualClock()
})
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close()
})

/** Echoes every byte. */
const echo = async (): Promise<{ proxy: FaultProxy; server: Server; taken: Socket[] }> => {
  const taken: Socket[] = []
  const server = createTcpServer((socket) => {
    taken.push(socket.on('error', () => {}))
    socket.pipe(socket)
  }) as unknown as Server
  return { proxy: await inFrontOf(server), server, taken }
}

const inFrontOf = async (server: Server): Promise<FaultProxy> => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  opened.push(() => new Promise((resolve) => server.close(resolve)))
  const proxy = await FaultProxy.listen((server.address() as AddressInfo).port, clock)
  opened.push(() => proxy.close())
  return proxy
}

const http = (answer: (request: IncomingMessage, response: ServerResponse) => void) =>
  inFrontOf(createServer(answer))

const dial = async (proxy: FaultProxy): Promise<Socket> => {
  const socket = connect({ port: proxy.port, host: '127.0.0.1' }).on('error', () => {})
  opened.push(() => socket.destroy())
  await once(socket, 'connect')
  return socket
}

const answerTo = async (socket: Socket, text: string): Promise<string> => {
  socket.write(text)
  const [bytes] = (await once(socket, 'data')) as [Buffer]
  return bytes.toString()
}

/** Sends `text`, and waits until the proxy has taken it. */
const lose = async (proxy: FaultProxy, socket: Socket, text: string): Promise<void> => {
  const before = proxy.taken.up
  socket.write(text)
  await expect.poll(() => proxy.taken.up).toBe(before + text.length)
}

/** Bytes through another connection have arrived, and so have all that were sent before them. */
const settle = async (proxy: FaultProxy): Promise<void> => {
  expect(await answerTo(await dial(proxy), 'round trip')).toBe('round trip')
}

describe('FaultProxy', () => {
  it('passes bytes and their end in both directions', async () => {
    const { proxy } = await echo()
    const socket = await dial(proxy)
    expect(await answerTo(socket, 'hello')).toBe('hello')
    socket.end()
    await once(socket, 'close')
    await expect.poll(() => proxy.open).toBe(0)
  })

  it('delays each direction, in order even when the delay shrinks', async () => {
    const { proxy, taken } = await echo()
    const socket = await dial(proxy)
    proxy.set({ up: { latency_ms: 60 }, down: { latency_ms: 60 } })
    const received: string[] = []
    socket.on('data', (bytes: Buffer) => received.push(bytes.toString()))
    await lose(proxy, socket, 'first ')
    proxy.set({ up: { latency_ms: 0 } })
    await lose(proxy, socket, 'second')
    await clock.advance(59)
    expect(taken[0]?.bytesRead).toBe(0)
    await clock.advance(1)
    await expect.poll(() => proxy.taken.down).toBe('first second'.length)
    proxy.set({ down: { latency_ms: 0 } })
    await clock.advance(59)
    expect(received).toEqual([])
    await clock.advance(1)
    await expect.poll(() => received.join('')).toBe('first second')
  })

  it('swallows bytes and the end of the stream in a black hole', async () => {
    const { proxy, taken } = await echo()
    const socket = await dial(proxy)
    await answerTo(socket, 'before')
    proxy.set({ up: { black_hole: true }, down: { black_hole: true } })
    await lose(proxy, socket, 'lost')
    await once(taken[0]!.destroy(), 'close')
    proxy.heal()
    await settle(proxy)
    expect(taken[0]!.bytesRead).toBe('before'.length)
    expect(socket.readyState).toBe('open')
  })

  it('delivers again after a black hole is healed, without the swallowed bytes', async () => {
    const { proxy } = await echo()
    const socket = await dial(proxy)
    proxy.set({ up: { black_hole: true } })
    await lose(proxy, socket, 'lost')
    proxy.heal()
    expect(await answerTo(socket, 'found')).toBe('found')
  })

  it('forgets open connections silently and lets new ones through', async () => {
    const { proxy, taken } = await echo()
    const socket = await dial(proxy)
    await answerTo(socket, 'before')
    proxy.forget()
    await lose(proxy, socket, 'lost')
    await settle(proxy)
    expect(taken[0]!.bytesRead).toBe('before'.length)
    expect([socket.readyState, taken[0]!.readyState]).toEqual(['open', 'open'])
  })

  it('resets both sides', async () => {
    const { proxy, taken } = await echo()
    const socket = await dial(proxy)
    await answerTo(socket, 'before')
    const errors: string[] = []
    const note = (error: NodeJS.ErrnoException) => errors.push(error.code ?? '')
    socket.on('error', note)
    taken[0]!.on('error', note)
    proxy.reset()
    await expect.poll(() => errors).toEqual(['ECONNRESET', 'ECONNRESET'])
  })

  it('cuts both sides and lets new connections through', async () => {
    const { proxy, taken } = await echo()
    const socket = await dial(proxy)
    await answerTo(socket, 'before')
    const closed = Promise.all([once(socket, 'close'), once(taken[0]!, 'close')])
    proxy.cut()
    await closed
    expect(await answerTo(await dial(proxy), 'after')).toBe('after')
  })

  it('refuses new connections', async () => {
    const { proxy } = await echo()
    proxy.set({ refuse: true })
    const socket = connect({ port: proxy.port, host: '127.0.0.1' })
    const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException]
    expect(error.code).toBe('ECONNRESET')
  })

  it('takes a limited number of bytes a second, with back-pressure on the sender', async () => {
    const { proxy, taken } = await echo()
    const socket = await dial(proxy)
    await answerTo(socket, 'before')
    proxy.set({ down: { bytes_per_s: 0 } })
    const sender = taken[0]!
    for (let i = 0; i < 20; i++) sender.write(Buffer.alloc(1024 * 1024))
    let received = 0
    socket.on('data', (bytes: Buffer) => (received += bytes.length))
    const before = proxy.taken.down
    const begun = clock.monotonic()
    proxy.set({ down: { bytes_per_s: 100_000 } })
    const passed = async (): Promise<number> => {
      await clock.advance(200)
      return proxy.taken.down - before
    }
    await expect.poll(passed).toBeGreaterThan(60_000)
    expect(proxy.taken.down - before).toBeLessThanOrEqual((clock.monotonic() - begun) * 100)
    await expect.poll(() => received).toBe(proxy.taken.down - before)
    expect(sender.writableLength).toBeGreaterThan(0)
    proxy.heal()
    await expect.poll(() => received).toBe(20 * 1024 * 1024)
  })

  it('answers upgrades itself when they are blocked, and passes other requests', async () => {
    const proxy = await http((_, response) => response.end('served'))
    proxy.set({ block_upgrades: 403 })
    const upgrade = 'GET /socket HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n'
    expect(await answerTo(await dial(proxy), upgrade)).toMatch(/^HTTP\/1\.1 403 /)
    expect(proxy.sockets).toBe(0)
    const response = await fetch(`http://127.0.0.1:${proxy.port}/`)
    expect(await response.text()).toBe('served')
    proxy.heal()
    expect(await answerTo(await dial(proxy), upgrade)).toMatch(/^HTTP\/1\.1 200 /)
    expect(proxy.sockets).toBe(1)
  })

  it('holds back event streams, and nothing else, until told otherwise', async () => {
    const proxy = await http((request, response) => {
      if (request.url !== '/events') return void response.end('plain')
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: held back\n\n')
      response.once('close', () => streams.delete(response))
      streams.add(response)
    })
    const streams = new Set<ServerResponse>()
    const get = (path: string) => fetch(`http://127.0.0.1:${proxy.port}${path}`)
    proxy.set({ buffer_event_streams: true })
    const events = await get('/events')
    expect(events.status).toBe(200)
    const taken = proxy.taken.down
    const held = 'data: held back too\n\n'
    for (const stream of streams) stream.write(held)
    await expect.poll(() => proxy.taken.down).toBeGreaterThan(taken + held.length - 1)
    expect(await (await get('/plain')).text()).toBe('plain')
    proxy.heal()
    for (const stream of streams) stream.end('data: passed\n\n')
    expect(await events.text()).toBe('data: passed\n\n')
  })

  it('leads to a server that came back on another port', async () => {
    const { proxy } = await echo()
    const other = createServer((_, response) => response.end('elsewhere')).listen(0, '127.0.0.1')
    await once(other, 'listening')
    opened.push(() => other.close())
    proxy.retarget((other.address() as AddressInfo).port)
    const response = await fetch(`http://127.0.0.1:${proxy.port}/`)
    expect(await response.text()).toBe('elsewhere')
  })
})
