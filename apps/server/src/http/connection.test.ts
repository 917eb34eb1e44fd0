// Tests that need a real connection.
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endpoints, LIMITS, Problem } from '@lectern/protocol'
import { createTestServer, type TestServer } from '../testing/create-test-server.ts'

let server: TestServer
let url: string
let port: number
beforeAll(async () => {
  server = await createTestServer()
  ;({ url, port } = await server.listen())
})
afterAll(() => server.close())

const patchMe = (body: string | ReadableStream, init: RequestInit = {}) =>
  fetch(`${url}/me`, {
    method: 'PATCH',
    headers: {
      authorization: `Bearer ${server.people.ada.access_token}`,
      'content-type': 'application/json',
    },
    body,
    ...init,
  })

/** Sends raw bytes, and returns all that comes back until the server closes. */
const say = (bytes: string): Promise<string> =>
  new Promise((resolve) => {
    const socket = connect(port, 'localhost', () => socket.write(bytes))
    let heard = ''
    socket.on('data', (chunk) => (heard += String(chunk)))
    socket.on('close', () => resolve(heard))
    socket.on('error', () => {})
  })

describe('a connection', () => {
  it('carries one request after another', async () => {
    for (const name of ['Ada L.', 'Ada']) {
      const response = await patchMe(JSON.stringify({ name }))
      expect(response.headers.get('connection')).toBe('keep-alive')
      expect(await response.json()).toMatchObject({ name })
    }
  })

  it('carries the refusal of a body that is far too large, announced or not', async () => {
    const large = JSON.stringify({ name: 'x'.repeat(2 * LIMITS.body_bytes) })
    const announced = await patchMe(large)
    expect(announced.status).toBe(413)
    expect(await announced.json()).toMatchObject({ code: 'too_large', actual: large.length })
    const chunks = new Blob([large]).stream()
    const streamed = await patchMe(chunks, { duplex: 'half' } as RequestInit)
    expect(streamed.status).toBe(413)
    expect(Problem.parse(await streamed.json()).actual).toBeGreaterThan(LIMITS.body_bytes)
    expect((await patchMe('{}')).status).toBe(200)
  })

  it('ends when an unannounced body is too large and does not end', async () => {
    const { access_token } = server.people.ada
    const head = `PATCH /me HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${access_token}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`
    const heard = await say(head + chunk.repeat(LIMITS.body_bytes / 0x10000 + 1))
    expect(heard).toMatch(/^HTTP\/1\.1 413 /)
    expect(heard).toMatch(/^connection: close/im)
  })

  it('has no body if it is neither announced nor chunked', async () => {
    const { access_token } = server.people.ada
    const head = `PATCH /me HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${access_token}\r\nContent-Type: application/json\r\n\r\n`
    expect(await say(`${head}{"name":"Smuggled"}`)).toMatch(/^HTTP\/1\.1 400 /)
    const me = await server.as(server.people.ada).call(endpoints.getMe)
    expect(me.name).toBe('Ada')
  })

  it('through a proxy has the requested host, if the proxy is trusted', async () => {
    const headers = {
      'content-type': 'application/json',
      origin: 'https://school.example',
      'x-forwarded-host': 'school.example',
      'x-forwarded-proto': 'https',
    }
    const refresh = (where: string) => fetch(`${where}/auth/refresh`, { method: 'POST', headers, body: '{}' })
    expect((await refresh(url)).status).toBe(403)
    const trusting = await createTestServer({ env: { LECTERN_TRUST_PROXY: '1' } })
    expect((await refresh((await trusting.listen()).url)).status).toBe(401)
    await trusting.close()
  })

  it('with an impossible host is refused in the documented form', async () => {
    const heard = await say('GET /me HTTP/1.1\r\nHost: a b@c/d\r\nConnection: close\r\n\r\n')
    expect(heard).toMatch(/^HTTP\/1\.1 400 /)
    expect(Problem.parse(JSON.parse(heard.slice(heard.indexOf('\r\n\r\n') + 4)))).toMatchObject({
      code: 'invalid',
    })
  })

  it('with another protocol ends, and others go on', async () => {
    expect(await say('\u0000\u0001\u0002 nonsense\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /)
    expect(await say(`GET / HTTP/1.1\r\nX: ${'x'.repeat(17_000)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431 /)
    expect((await fetch(`${url}/readyz`)).status).toBe(200)
  })

  it('that breaks in the middle of a body harms no other', async () => {
    const { access_token } = server.people.ada
    const head = `PATCH /me HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${access_token}\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"na`
    await new Promise<void>((resolve) => {
      const socket = connect(port, 'localhost', () => socket.write(head, () => socket.destroy()))
      socket.on('close', () => resolve())
    })
    expect((await fetch(`${url}/readyz`)).status).toBe(200)
  })

  it('may request only the head', async () => {
    const response = await fetch(`${url}/healthz`, { method: 'HEAD' })
    expect(response.status).toBe(200)
    expect(await response.text()).toBe('')
  })

  it('is one of many that are answered at once', async () => {
    const answers = await Promise.all(Array.from({ length: 300 }, () => fetch(`${url}/healthz`)))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(300)
  })
})
