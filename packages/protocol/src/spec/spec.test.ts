import { Parser } from '@asyncapi/parser'
import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, test } from 'vitest'
import { CLOSE, endpoints, ERRORS, LIMITS, type Endpoint, type Operation } from '../index.ts'
import { asyncApi, docsPage, errorsOf, examples, openApi, operationsOf, type JsonObject } from './index.ts'
import { downFrames, plainFrames, upFrames } from './frames.ts'
import { html, prose } from './html.ts'

const all = operationsOf(Object.values(endpoints))
const some: Operation[] = ['login', 'sendMessage', 'getChanges']

type Paths = Record<string, Record<string, JsonObject>>
const pathsOf = (operations: readonly Operation[]): Paths =>
  openApi(operations, '0.1.0').paths as unknown as Paths
const operation = (name: Operation): JsonObject => {
  const { method, path } = endpoints[name]
  return pathsOf([name])[path.replaceAll(/:(\w+)/g, '{$1}')]?.[method] ?? {}
}

/** Every `$ref` in a document. */
const refsIn = (value: unknown): string[] => {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) =>
    key === '$ref' && typeof part === 'string' ? [part] : refsIn(part),
  )
}

const follow = (document: JsonObject, ref: string): unknown =>
  ref
    .slice(2)
    .split('/')
    .reduce<unknown>((place, key) => (place as Record<string, unknown> | undefined)?.[key], document)

test('a public validator accepts the OpenAPI document', async () => {
  const result = await new Validator().validate(structuredClone(openApi(all, '0.1.0')))
  expect(result).toEqual({ valid: true })
})

test('a public parser accepts the AsyncAPI document without a warning', async () => {
  const { diagnostics } = await new Parser().parse(JSON.stringify(asyncApi('0.1.0')))
  expect(diagnostics).toEqual([])
})

test.each([
  ['OpenAPI', openApi(all, '0.1.0')],
  ['AsyncAPI', asyncApi('0.1.0')],
])('every reference in the %s document leads somewhere', (_name, document) => {
  const dead = refsIn(document).filter((ref) => follow(document, ref) === undefined)
  expect(dead).toEqual([])
})

test('names exactly the available operations', () => {
  expect(all.toSorted()).toEqual(Object.keys(endpoints).toSorted())
  expect(operationsOf([endpoints.getMe, endpoints.login])).toEqual(['login', 'getMe'])
  expect(Object.keys(pathsOf(some))).toEqual([
    '/auth/login',
    '/conversations/{id}/messages',
    '/conversations/{id}/changes',
  ])
})

test('two operations of one path are side by side', () => {
  const both = pathsOf(['sendMessage', 'listMessages'])['/conversations/{id}/messages']
  expect(Object.keys(both ?? {})).toEqual(['post', 'get'])
})

test('parameters have their location and whether they are required', () => {
  expect(operation('getChanges').parameters).toEqual([
    { name: 'id', in: 'path', required: true, schema: { $ref: '#/components/schemas/Id' } },
    expect.objectContaining({ name: 'since', in: 'query', required: true }),
    {
      name: 'limit',
      in: 'query',
      required: false,
      schema: { type: 'integer', minimum: 1, maximum: LIMITS.page_rows },
    },
  ])
})

test('a guarded operation requires the token, an open one does not', () => {
  expect(operation('getMe').security).toEqual([{ bearer: [] }])
  expect(operation('login').security).toEqual([])
  expect(operation('refresh').security).toEqual([{ refresh_cookie: [] }, {}])
})

test('a body is optional only if the contract says so', () => {
  expect(operation('refresh').requestBody).toMatchObject({ required: false })
  expect(operation('sendMessage').requestBody).toMatchObject({
    required: true,
    content: { 'application/json': { schema: { $ref: '#/components/schemas/NewMessage' } } },
  })
  expect(operation('getMe')).not.toHaveProperty('requestBody')
})

test.each(all)('%s documents each of its answers and refusals', (name) => {
  const { answers }: Endpoint = endpoints[name]
  const statuses = new Set([
    ...Object.keys(answers),
    ...errorsOf(endpoints[name]).map((code) => String(ERRORS[code].status)),
  ])
  expect(Object.keys(operation(name).responses as object).sort()).toEqual([...statuses].sort())
})

test('a token can only be refused if one is required', () => {
  expect(errorsOf(endpoints.healthz)).not.toContain('unauthorized')
  expect(errorsOf(endpoints.getMe)).toContain('unauthorized')
})

test('the AsyncAPI document has every frame in its direction', () => {
  const { operations } = asyncApi('0.1.0') as unknown as {
    operations: Record<string, { messages: { $ref: string }[] }>
  }
  const framesOf = (name: string) => operations[name]?.messages.map(({ $ref }) => $ref.split('/').at(-1))
  expect(framesOf('sendFrames')).toEqual(['pong', ...Object.keys(downFrames)])
  expect(framesOf('receiveFrames')).toEqual(['ping', ...Object.keys(upFrames)])
  expect(framesOf('sendPlainFrames')).toEqual(['pong', ...Object.keys(plainFrames)])
})

const page = docsPage({ operations: all, version: '0.1.0', nonce: 'a"b' })

test('the page loads nothing, runs nothing and has no inline style except the one with the nonce', () => {
  expect(page).toContain('<style nonce="a&quot;b">')
  expect(page.match(/<style/g)).toHaveLength(1)
  expect(page).not.toMatch(/<script|<link|<img|\sstyle=|\son\w+=|https?:/)
})

test('every link of the page leads to an anchor on it or to a document', () => {
  const ids = new Set([...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id))
  const links = [...page.matchAll(/href="([^"]+)"/g)].map(([, link]) => link ?? '')
  const dead = links.filter((link) => link.startsWith('#') && !ids.has(link.slice(1)))
  expect(dead).toEqual([])
  expect(links.filter((link) => !link.startsWith('#'))).toEqual(['openapi.json', 'asyncapi.json'])
})

test('no two anchors of the page have the same name', () => {
  const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id)
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
})

test('the page shows every operation, frame, error, limit and close code, and only mounted operations', () => {
  const names = [
    ...all,
    ...Object.keys({ ...downFrames, ...upFrames, ...plainFrames }),
    ...Object.keys(ERRORS),
  ]
  expect(names.filter((name) => !page.includes(`id="${name}"`))).toEqual([])
  expect(Object.values(CLOSE).filter((code) => !page.includes(String(code)))).toEqual([])
  expect(Object.keys(LIMITS).filter((name) => !page.includes(name))).toEqual([])
  expect(docsPage({ operations: some, version: '0.1.0', nonce: 'n' })).not.toContain('id="getMe"')
})

test('markup in text is escaped', () => {
  expect(html`<p title="${'"><b>'}">${'<script>&'}${[html`<i>${1}</i>`]}</p>`.text).toBe(
    '<p title="&quot;&gt;&lt;b&gt;">&lt;script&gt;&amp;<i>1</i></p>',
  )
  expect(prose('see `<x>` now').map(({ text }) => text)).toEqual(['see ', '<code>&lt;x&gt;</code>', ' now'])
})

test('the examples of a message are consistent', () => {
  expect(examples.Window.messages[0]?.changed_seq).toBeLessThanOrEqual(examples.Window.to)
  expect(examples.Message.conversation_id).toBe(examples.Conversation.id)
})
