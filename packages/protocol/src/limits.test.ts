import { expect, test } from 'vitest'
import { ERRORS, LIMITS, Sync, WatchFrame, endpoints, type Endpoint } from './index.ts'
import { examples } from './spec/index.ts'

test('the published limits that other software relies on', () => {
  expect(LIMITS).toMatchObject({
    message_chars: 20_000,
    attachments_per_message: 10,
    upload_bytes: 26_214_400,
    frame_bytes: 65_536,
    json_depth: 16,
    sync_wait_ms: 25_000,
    sends: 20,
    send_window_ms: 10_000,
    typing_ttl_ms: 6_000,
    ping_ms: 20_000,
    dead_after_ms: 10_000,
  })
})

test('the longest message fits into one body, whatever its script and escapes', () => {
  const worst = JSON.stringify({ content: '\u0001'.repeat(LIMITS.message_chars) })
  expect(new TextEncoder().encode(worst).length).toBeLessThan(LIMITS.body_bytes)
})

test('typing repeated at its interval never lapses between two', () => {
  expect(LIMITS.typing_interval_ms * 2).toBeLessThanOrEqual(LIMITS.typing_ttl_ms)
})

test.each([
  [0, true],
  [25_000, true],
  [25_001, false],
  [-1, false],
  [1.5, false],
])('a sync may wait %d ms: %s', (wait_ms, accepted) => {
  expect(Sync.safeParse({ heads: {}, wait_ms }).success).toBe(accepted)
})

test('a connection watches at most 200 conversations', () => {
  const watch = (count: number) =>
    WatchFrame.safeParse({
      type: 'watch',
      conversation_ids: Array.from({ length: count }, () => examples.User.id),
    })
  expect(watch(200).success).toBe(true)
  expect(watch(201).success).toBe(false)
})

const all = Object.entries(endpoints) as [string, Endpoint][]

test.each(all)('%s parses every parameter its path names, and no other', (_name, { path, params }) => {
  const named = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name)
  const shape = (params as { shape?: object } | undefined)?.shape ?? {}
  expect(Object.keys(shape).sort()).toEqual(named.sort())
})

test('no two endpoints share a method and a path', () => {
  const places = all.map(([, { method, path }]) => `${method} ${path.replaceAll(/:\w+/g, ':')}`)
  expect(new Set(places).size).toBe(places.length)
})

test.each(Object.entries(ERRORS))(
  '%s may be retried if the fault is the server’s, not if it is the caller’s',
  (code, { status, retry }) => {
    const expected = status >= 500 || code === 'rate_limited' ? 'later' : 'never'
    expect(retry).toBe(code === 'unauthorized' ? 'after_refresh' : expected)
  },
)
