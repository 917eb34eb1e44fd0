import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endpoints, LIMITS, Problem } from '@lectern/protocol'
import { diskRefusal } from '../platform/disk-refusal.ts'
import { createLog } from '../platform/log.ts'
import { ManualClock } from '../testing/manual-clock.ts'
import { createTestServer, type TestServer } from '../testing/create-test-server.ts'
import { VERSION } from '../version.ts'

let server: TestServer
beforeAll(async () => {
  server = await createTestServer({
    env: { LECTERN_ORIGINS: 'https://school.example, http://localhost:5173' },
  })
})
afterAll(() => server.close())

const ask = async (path: string, init: RequestInit = {}) => {
  const response = await server.as(server.people.ada).request(path, init)
  const text = await response.text()
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: text === '' ? null : JSON.parse(text),
  }
}
const post = (
  path: string,
  body: string,
  headers: Record<string, string> = { 'content-type': 'application/json' },
) => ask(path, { method: 'POST', body, headers })
const patchMe = (body: string, headers = { 'content-type': 'application/json' }) =>
  ask('/me', { method: 'PATCH', body, headers })

describe('a refusal', () => {
  it('is problem details with the id of the log entry', async () => {
    const { status, headers, body } = await ask('/nowhere', { headers: { 'x-request-id': 'request-0001' } })
    expect(status).toBe(404)
    expect(headers.get('content-type')).toBe('application/problem+json')
    const request_id = headers.get('x-request-id')
    expect(request_id).toMatch(/^[0-9a-f-]{36}$/)
    expect(body).toEqual({
      type: '/docs#not_found',
      title: 'Not found',
      status: 404,
      detail: 'There is nothing at /nowhere.',
      code: 'not_found',
      retry: 'never',
      request_id,
    })
  })

  it('S32 has an id of its own, whatever the request brings', async () => {
    for (const given of ['request-0001', 'short', 'x'.repeat(65), 'with space', 'a"b{}c<d>'])
      expect((await ask('/me', { headers: { 'x-request-id': given } })).headers.get('x-request-id')).toMatch(
        /^[0-9a-f-]{36}$/,
      )
  })

  it('of a method lists the allowed ones', async () => {
    const { status, headers, body } = await ask('/me', { method: 'DELETE' })
    expect(status).toBe(405)
    expect(headers.get('allow')).toBe('GET, PATCH, OPTIONS')
    expect(Problem.parse(body)).toMatchObject({ code: 'invalid', status: 405 })
  })

  it('without a token says how to send one', async () => {
    const response = await server.request('/me')
    expect(response.status).toBe(401)
    expect(response.headers.get('www-authenticate')).toBe('Bearer')
    expect(await response.json()).toMatchObject({ code: 'unauthorized', retry: 'after_refresh' })
  })

  it('by a fault of ours tells nothing about it', async () => {
    const { handle } = server.system.routes.find(({ endpoint }) => endpoint === endpoints.getMe)!
    const route = server.system.routes.find(({ endpoint }) => endpoint === endpoints.getMe)!
    route.handle = async () => {
      throw new Error('SELECT secret FROM users')
    }
    const { status, text, body } = await ask('/me')
    route.handle = handle
    expect(status).toBe(500)
    expect(body).toMatchObject({ code: 'internal', retry: 'later' })
    expect(text).not.toMatch(/secret|SELECT|\.ts/)
  })
})

describe('a body', () => {
  it('must be well-formed JSON', async () => {
    for (const body of ['{', '{"name":"Ada"', 'name=Ada', "{'name':'Ada'}", '{"name":undefined}'])
      expect(await patchMe(body)).toMatchObject({ status: 400, body: { code: 'invalid' } })
  })

  it('must have the content type of JSON', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'text/json', 'application/jsonp'])
      expect(await patchMe('{}', { 'content-type': type })).toMatchObject({
        status: 400,
        body: { code: 'invalid' },
      })
    for (const type of [
      'application/json',
      'application/json; charset=utf-8',
      'application/merge-patch+json',
    ])
      expect((await patchMe('{}', { 'content-type': type })).status).toBe(200)
  })

  it('must be UTF-8', async () => {
    const body = Buffer.concat([Buffer.from('{"name":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')])
    const type = { 'content-type': 'application/json' }
    expect(await ask('/me', { method: 'PATCH', body, headers: type })).toMatchObject({
      status: 400,
      body: { detail: 'The body is not UTF-8.' },
    })
  })

  it('must exist, and be an object', async () => {
    expect(await ask('/me', { method: 'PATCH' })).toMatchObject({ status: 400, body: { code: 'invalid' } })
    for (const body of ['null', '[]', '"Ada"', '7', 'true'])
      expect(await patchMe(body)).toMatchObject({ status: 400, body: { code: 'invalid' } })
  })

  it('may be 256 KiB', async () => {
    const padded = (bytes: number) => `{"pad":"${'x'.repeat(bytes - 10)}"}`
    expect((await patchMe(padded(LIMITS.body_bytes))).status).toBe(200)
    expect(await patchMe(padded(LIMITS.body_bytes + 1))).toMatchObject({
      status: 413,
      body: { code: 'too_large', limit: LIMITS.body_bytes, actual: LIMITS.body_bytes + 1 },
    })
  })

  it('BP2 may be nested sixteen deep', async () => {
    const nested = (depth: number) => '{"a":'.repeat(depth) + '1' + '}'.repeat(depth)
    expect((await patchMe(nested(16))).status).toBe(200)
    expect(await patchMe(nested(17))).toMatchObject({ status: 400, body: { code: 'invalid', limit: 16 } })
    expect(await patchMe('['.repeat(100_000) + ']'.repeat(100_000))).toMatchObject({ status: 400 })
  })

  it('may have unknown fields', async () => {
    const body = JSON.stringify({ name: 'Ada', nickname: 'A', __proto__: { role: 'admin' }, constructor: {} })
    expect(await patchMe(body)).toMatchObject({ status: 200, body: { name: 'Ada', role: 'instructor' } })
    expect((await patchMe('{"__proto__":{"polluted":true}}')).status).toBe(200)
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})

describe('a wrong input', () => {
  it('is reported with field, limit and actual size if it is too long', async () => {
    expect(await patchMe(JSON.stringify({ name: 'x'.repeat(81) }))).toMatchObject({
      status: 413,
      body: {
        code: 'too_large',
        field: 'name',
        limit: 80,
        actual: 81,
        detail: '`name` must have at most 80 characters; it has 81.',
      },
    })
    const member_ids = Array.from({ length: 1_001 }, () => server.people.ben.user_id)
    expect(
      await post('/conversations', JSON.stringify({ kind: 'group', title: 'x', member_ids })),
    ).toMatchObject({
      status: 413,
      body: { code: 'too_large', field: 'member_ids', limit: 1_000, actual: 1_001 },
    })
  })

  it('names the field', async () => {
    const cases: [object, string, string][] = [
      [{ member_ids: [] }, 'kind', '`kind` is missing.'],
      [{ kind: 'crowd', member_ids: [] }, 'kind', '`kind` must be one of: direct, group, course.'],
      [{ kind: 'group', member_ids: 'ben' }, 'member_ids', '`member_ids` must be an array.'],
      [{ kind: 'group', member_ids: ['ben'] }, 'member_ids.0', '`member_ids.0` must be a valid uuid.'],
      [{ kind: 'group', title: ' ', member_ids: [] }, 'title', '`title` must not be empty.'],
      [{ kind: 'group', title: 7, member_ids: [] }, 'title', '`title` must be a string.'],
    ]
    for (const [input, field, detail] of cases)
      expect(await post('/conversations', JSON.stringify(input))).toMatchObject({
        status: 400,
        body: { code: 'invalid', field, detail },
      })
  })

  it('is reported for paths and queries, too', async () => {
    expect(await ask('/users?limit=1000')).toMatchObject({
      status: 400,
      body: { code: 'invalid', field: 'limit', limit: 100, actual: 1_000 },
    })
    expect(await ask(`/users?q=${'x'.repeat(201)}`)).toMatchObject({
      status: 400,
      body: { code: 'invalid', field: 'q', limit: 200, actual: 201 },
    })
    expect(await ask('/users?role=king')).toMatchObject({ status: 400, body: { field: 'role' } })
    expect(await ask('/conversations/not-an-id')).toMatchObject({ status: 400, body: { field: 'id' } })
  })
})

describe('pages of other origins', () => {
  it('may use this server if they are listed, exactly', async () => {
    const { headers } = await ask('/me', { headers: { origin: 'https://school.example' } })
    expect(headers.get('access-control-allow-origin')).toBe('https://school.example')
    expect(headers.get('access-control-allow-credentials')).toBe('true')
    expect(headers.get('vary')).toContain('origin')
    for (const origin of [
      'https://school.example.evil.example',
      'https://evil.example',
      'null',
      'http://school.example',
      'https://school.example:443',
      'https://SCHOOL.example',
    ])
      expect(
        (await ask('/me', { headers: { origin } })).headers.get('access-control-allow-origin'),
      ).toBeNull()
  })

  it('get the answer to a preflight', async () => {
    const { status, headers } = await ask('/me', {
      method: 'OPTIONS',
      headers: {
        origin: 'http://localhost:5173',
        'access-control-request-method': 'PATCH',
        'access-control-request-headers': 'authorization, content-type',
      },
    })
    expect(status).toBe(204)
    expect(headers.get('access-control-allow-origin')).toBe('http://localhost:5173')
    expect(headers.get('access-control-allow-methods')).toContain('PATCH')
    expect(headers.get('access-control-allow-headers')).toContain('authorization')
  })

  it('read refusals as well', async () => {
    const { status, headers } = await ask('/nowhere', { headers: { origin: 'https://school.example' } })
    expect(status).toBe(404)
    expect(headers.get('access-control-allow-origin')).toBe('https://school.example')
    expect(headers.get('access-control-expose-headers')).toContain('retry-after')
  })
})

describe('every answer', () => {
  it('is not cached and gives nothing to a browser that opens it', async () => {
    for (const path of ['/me', '/nowhere', '/healthz']) {
      const { headers } = await ask(path)
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    }
  })
})

describe('the system', () => {
  it('is alive and ready', async () => {
    expect(await ask('/healthz')).toMatchObject({ status: 200, body: { status: 'ok', version: VERSION } })
    expect(await ask('/readyz')).toMatchObject({ status: 200, body: { status: 'ok' } })
  })

  it('O13 the log says of a message that did not arrive its id, its writer and why', async () => {
    const lines: string[] = []
    const logged = await createTestServer({ log: createLog('info', { write: (line) => lines.push(line) }) })
    const { ada } = logged.people
    const [id, nowhere] = ['01890000-0000-7000-8000-00000000000a', '01890000-0000-7000-8000-00000000000b']
    const body = { id, content: 'Hello' }
    const sent = logged.as(ada).ask(endpoints.sendMessage, { params: { id: nowhere }, body })
    await expect(sent).rejects.toThrow('not_found')
    expect(lines.map((line) => JSON.parse(line) as object)).toContainEqual(
      expect.objectContaining({ made_id: id, user_id: ada.user_id, status: 404, code: 'not_found' }),
    )
    expect(lines.join()).not.toContain('Hello')
    await logged.close()
  })

  it('O3 is not ready while its database cannot be written, unless the disk is only full', async () => {
    const clock = new ManualClock()
    const lines: string[] = []
    const log = createLog('error', { write: (line) => lines.push(line) })
    const closed = await createTestServer({ clock, log })
    const statusNow = async (error?: Error) => {
      clock.jump(60_000)
      const { write } = closed.ctx.db
      if (error) closed.ctx.db.write = () => Promise.reject(diskRefusal(error, 1) ?? error)
      const { status } = await closed.request('/readyz')
      closed.ctx.db.write = write
      return status
    }
    const coded = (code: string) => Object.assign(new Error('refused'), { code })
    expect(await statusNow()).toBe(200)
    expect(await statusNow(coded('SQLITE_FULL'))).toBe(200)
    expect(await statusNow(coded('SQLITE_READONLY_DIRECTORY'))).toBe(503)
    expect(lines.join()).toContain('read_only (SQLITE_READONLY_DIRECTORY)')
    expect(await statusNow(coded('SQLITE_IOERR_FSYNC'))).toBe(503)
    expect(await statusNow()).toBe(200)
    await closed.close()
  })

  it('O3 logs why the disk refused a request, and its code', async () => {
    const lines: string[] = []
    const log = createLog('info', { write: (line) => lines.push(line) })
    const closed = await createTestServer({ log })
    const error = Object.assign(new Error('no rights'), { code: 'EACCES' })
    closed.ctx.db.write = () => Promise.reject(diskRefusal(error, 1) ?? error)
    const response = await closed.as(closed.people.ada).request('/auth/ticket', { method: 'POST' })
    expect(response.status).toBe(503)
    const events = lines.map((line) => JSON.parse(line) as { msg: string; code?: string; cause?: string })
    expect(events).toContainEqual(
      expect.objectContaining({ msg: 'request', code: 'storage_full', status: 503 }),
    )
    expect(events).toContainEqual(
      expect.objectContaining({ msg: 'disk_refused', cause: 'read_only (EACCES): no rights' }),
    )
    await closed.close()
  })

  it('O12 asks browsers for TLS as far as it is set to', async () => {
    for (const [hsts, header] of [
      ['subdomains', 'max-age=31536000; includeSubDomains'],
      ['host', 'max-age=31536000'],
      ['off', null],
    ] as const) {
      const secured = await createTestServer({ env: { LECTERN_TRUST_PROXY: '1', LECTERN_HSTS: hsts } })
      const { headers } = await secured.request('/healthz', { headers: { 'x-forwarded-proto': 'https' } })
      expect(headers.get('strict-transport-security')).toBe(header)
      await secured.close()
    }
  })

  it('S30 warns once of a password that came over plain HTTP from elsewhere', async () => {
    const lines: string[] = []
    const log = createLog('warn', { write: (line) => lines.push(line) })
    const plain = await createTestServer({ log, env: { LECTERN_TRUST_PROXY: '1' } })
    const signIn = (headers: Record<string, string>) =>
      plain.request('/auth/login', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ email: 'nobody@example.edu', password: 'whatever it is' }),
      })
    const warnings = () => lines.filter((line) => line.includes('password_over_plain_http'))
    await signIn({ 'x-forwarded-for': '127.0.0.1' })
    await signIn({ 'x-forwarded-for': '203.0.113.9', 'x-forwarded-proto': 'https' })
    expect(warnings()).toEqual([])
    await signIn({ 'x-forwarded-for': '203.0.113.9' })
    await signIn({ 'x-forwarded-for': '203.0.113.10' })
    expect(warnings()).toEqual([expect.stringContaining('203.0.113.9')])
    await plain.close()
  })

  it('is not ready while it drains', async () => {
    // Its time never ends by itself.
    const leaving = await createTestServer({ clock: new ManualClock() })
    const waiting = leaving.as(leaving.people.ada).call(endpoints.sync, {
      body: { heads: {}, wait_ms: LIMITS.sync_wait_ms },
    })
    await new Promise((resolve) => setImmediate(resolve))
    leaving.system.drain()
    expect(await waiting).toMatchObject({ heads: {} })
    const response = await leaving.request('/readyz')
    expect(response.status).toBe(503)
    expect(await response.json()).toMatchObject({ code: 'unavailable' })
    expect((await leaving.request('/healthz')).status).toBe(200)
    await leaving.close()
  })

  it('is not ready without its database', async () => {
    const broken = await createTestServer()
    await broken.ctx.db.close()
    expect((await broken.request('/readyz')).status).toBe(503)
    await broken.close()
  })

  it('describes exactly its endpoints', async () => {
    const { body } = await ask('/openapi.json')
    const described = Object.entries(body.paths as Record<string, object>).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    )
    const mounted = server.system.routes.map(
      ({ endpoint }) => `${endpoint.method} ${endpoint.path.replace(/:(\w+)/g, '{$1}')}`,
    )
    expect(described.sort()).toEqual(mounted.sort())
    expect((await ask('/asyncapi.json')).body).toMatchObject({ asyncapi: expect.stringMatching(/^3\./) })
  })

  it('has a documentation page, under a policy without external sources', async () => {
    const response = await server.request('/docs')
    expect(response.headers.get('content-type')).toContain('text/html')
    const nonce = /'nonce-([\w-]+)'/.exec(response.headers.get('content-security-policy') ?? '')?.[1]
    const page = await response.text()
    expect(page).toContain(`nonce="${nonce}"`)
    for (const code of ['invalid', 'unauthorized', 'too_large', 'rate_limited'])
      expect(page).toContain(`id="${code}"`)
  })
})
