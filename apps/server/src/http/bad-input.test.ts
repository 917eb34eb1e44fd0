// Strange input: it is stored intact if it is legitimate, else it gets the documented error, and nothing
// breaks.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endpoints, LIMITS, Problem, type Endpoint } from '@lectern/protocol'
import { ManualClock } from '../testing/manual-clock.ts'
import { createTestServer, type TestServer } from '../testing/create-test-server.ts'

const UNKNOWN_ID = '01890000-0000-7000-8000-000000000000'

const clock = new ManualClock()
let server: TestServer
let conversation_id: string
let foreign_id: string
beforeAll(async () => {
  server = await createTestServer({ clock })
  const { ada, ben, chloe } = server.people
  const start = async (member_id: string) =>
    server.as(ada).call(endpoints.createConversation, { body: { kind: 'direct', member_ids: [member_id] } })
  conversation_id = (await start(ben.user_id)).id
  foreign_id = (await start(chloe.user_id)).id
})
afterAll(() => server.close())

const send = async (body: unknown, id = conversation_id) => {
  clock.advance(LIMITS.send_window_ms)
  const response = await server.as(server.people.ben).request(`/conversations/${id}/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return { status: response.status, body: (await response.json()) as Record<string, never> }
}
const newest = async () => {
  const { messages } = await server
    .as(server.people.ada)
    .call(endpoints.listMessages, { params: { id: conversation_id }, query: { limit: 1 } })
  return messages[0]
}

describe('a text', () => {
  it('is stored intact, in any script', async () => {
    const texts = [
      'مرحبا بكم في الدرس ‏— صفحة ١٢',
      'שלום לכולם (עמוד 12)',
      '\u202Eelpmaxe\u202C',
      '👩‍👩‍👧‍👦🏳️‍🌈👍🏽 🇩🇪',
      'Zażółć gęślą jaźń, 你好，こんにちは, ไทย',
      'e\u0301 is not é',
      '<script>alert(1)</script> & "quotes" \'single\'',
      "'; DROP TABLE messages; --",
      'line\nbreak\ttab\r\nand more',
      '\u2028\u2029\uFEFF\u200B.',
      '${process.env} {{7*7}} %00 \\u0000',
      '𝒳'.repeat(LIMITS.message_chars),
    ]
    for (const content of texts) {
      expect((await send({ content })).status).toBe(201)
      expect((await newest())?.content).toBe(content)
    }
  })

  it('loses only unstorable characters: control characters and halves of characters', async () => {
    expect((await send('{"content":"a\\u0000b\\u001b\\u0085\\ud800c"}')).status).toBe(201)
    expect((await newest())?.content).toBe('ab\uFFFDc')
  })

  it('of 30,000 characters is refused with the field, the limit and its length', async () => {
    for (const content of ['x'.repeat(30_000), '🎓'.repeat(30_000)])
      expect(await send({ content })).toMatchObject({
        status: 413,
        body: { code: 'too_large', field: 'content', limit: 20_000, actual: 30_000 },
      })
  })

  it('of white space is refused', async () => {
    for (const content of ['', ' ', '\n\t\u00a0', '\u0000'])
      expect(await send({ content })).toMatchObject({
        status: 400,
        body: { code: 'invalid', field: 'content' },
      })
  })
})

describe('a message', () => {
  it('of the wrong form is refused with the field', async () => {
    const wrong: [unknown, string | undefined][] = [
      [{}, 'content'],
      [{ content: null }, 'content'],
      [{ content: 7 }, 'content'],
      [{ content: ['Hello'] }, 'content'],
      [{ content: { text: 'Hello' } }, 'content'],
      [{ content: 'x', id: 'not-an-id' }, 'id'],
      [{ content: 'x', id: 12 }, 'id'],
      [{ content: 'x', parts: 'text' }, 'parts'],
      [{ content: 'x', parts: [{ type: 'rocket' }] }, 'parts.0.type'],
      [{ content: 'x', parts: [null] }, 'parts.0'],
      [{ content: 'x', reply_to_id: '../../etc/passwd' }, 'reply_to_id'],
      [[], undefined],
      ['', undefined],
      ['{"content":"x"', undefined],
    ]
    for (const [body, field] of wrong) {
      const answer = await send(body)
      expect({ body, answer }).toMatchObject({ body, answer: { status: 400, body: { code: 'invalid' } } })
      expect(answer.body['field']).toBe(field)
    }
  })

  it('may carry unknown fields', async () => {
    const { status, body } = await send({
      content: 'With more',
      sender_id: UNKNOWN_ID,
      state: 'failed',
      x: { y: 1 },
    })
    expect(status).toBe(201)
    expect(body).toMatchObject({
      window: { messages: [{ sender_id: server.people.ben.user_id, state: 'done', content: 'With more' }] },
    })
  })

  it('to a conversation of others is refused, as if there were none', async () => {
    const refusals = await Promise.all([
      send({ content: 'Hello' }, foreign_id),
      send({ content: 'Hello' }, UNKNOWN_ID),
    ])
    const [foreign, unknown] = refusals.map(({ status, body }) => ({ status, ...body, request_id: '' }))
    expect(foreign).toMatchObject({ status: 404, code: 'not_found' })
    expect(foreign).toEqual(unknown)
  })
})

describe('every endpoint', () => {
  const VALUES = ['', 'x', -1, 1e300, true, null, [], {}, 'x'.repeat(30_000), UNKNOWN_ID, '🎓', { $ne: null }]

  /** Every body field and every parameter once with each strange value. */
  const strange = (endpoint: Endpoint): { path: string; body?: string }[] => {
    const path = endpoint.path.replace(/:\w+/g, UNKNOWN_ID)
    const paths = [
      path,
      endpoint.path.replace(/:\w+/g, encodeURIComponent('🎓')),
      endpoint.path.replace(/:\w+/g, '%2e%2e%2f'),
      endpoint.path.replace(/:\w+/g, '%'),
      endpoint.path.replace(/:\w+/g, 'x'.repeat(3_000)),
      ...['limit', 'cursor', 'q', 'since', 'around', 'before'].map(
        (name) => `${path}?${name}=%00x%F0%9F%8E%93`,
      ),
      `${path}?limit=1&limit=2&q[]=x&__proto__=x`,
    ]
    const fields = Object.keys((endpoint.body as { shape?: object } | undefined)?.shape ?? {})
    const bodies = fields.flatMap((field) =>
      VALUES.map((value) => ({ path, body: JSON.stringify({ [field]: value }) })),
    )
    return [...paths.map((each) => ({ path: each })), ...(endpoint.body ? bodies : [])]
  }

  it('answers strange input with a documented refusal, never with a failure of its own', async () => {
    const spared = [endpoints.login, endpoints.logout, endpoints.getEvents] as Endpoint[]
    const failures: string[] = []
    let asked = 0
    for (const { endpoint } of server.system.routes.filter((route) => !spared.includes(route.endpoint)))
      for (const { path, body } of strange(endpoint)) {
        const method = endpoint.method.toUpperCase()
        const response = await server.as(server.people.ada).request(path, {
          method,
          headers: { 'content-type': 'application/json' },
          ...(method !== 'GET' && body !== undefined && { body }),
        })
        const text = await response.text()
        asked++
        const isSound = response.status < 400 || Problem.safeParse(JSON.parse(text)).success
        if (response.status >= 500 || !isSound)
          failures.push(`${method} ${path.slice(0, 99)} ${body?.slice(0, 99)}: ${response.status}`)
      }
    expect(failures).toEqual([])
    expect(asked).toBeGreaterThan(300)
  })

  it('still works afterwards', async () => {
    expect((await send({ content: 'Still here' })).status).toBe(201)
    expect((await server.request('/readyz')).status).toBe(200)
  })
})
