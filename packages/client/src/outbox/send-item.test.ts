import { expect, test } from 'vitest'
import { Http } from '../http/http.ts'
import { ManualClock } from '../testing/index.ts'
import type { OutboxItem } from './outbox-item.ts'
import { sendItem } from './send-item.ts'

const HERE = '01a1ee56-5e96-7ae6-8c01-6b3bfe548dd1'
const item: OutboxItem = {
  id: '01a1ee56-5e96-7ae6-8c01-6b3bfe548dd3',
  user_id: 'ada',
  conversation_id: HERE,
  position: 1,
  body: { content: 'one' },
  created_at: 0,
  status: 'queued',
}
const window = { conversation_id: HERE, from: 1, to: 2, messages: [], members: [] }

/** Sends the item to a server with one answer; returns the outcome and the request. */
const sendTo = async (answer: () => Response, sent: OutboxItem = item) => {
  const requests: string[] = []
  const fetcher = (async (url: string, { method, body }: RequestInit) => {
    requests.push(`${method} ${url.replace('http://fake', '')} ${String(body ?? '')}`)
    return answer()
  }) as typeof fetch
  const http = new Http({ apiUrl: 'http://fake', clock: new ManualClock(), fetch: fetcher, cookies: false })
  http.useTokens({ token: async () => 't', renew: async () => 't', user_id: 'ada' })
  return { outcome: await sendItem(http, sent), request: requests[0] }
}
const accept = () => Response.json({ window }, { status: 201 })
const refuse = (code: string, retry: string) => () =>
  Response.json(
    { type: 'x', title: 'T', status: 400, detail: 'Because.', code, retry, request_id: 'r' },
    { status: 400 },
  )

test('a new item is posted under its id, and stored', async () => {
  const { outcome, request } = await sendTo(accept)
  expect(outcome).toMatchObject({ is: 'stored', window: { to: 2 } })
  expect(request).toMatch(new RegExp(`^POST .*/conversations/${HERE}/messages .*"id":"${item.id}"`))
})

test('an item that has arrived is edited or deleted as its author wants', async () => {
  const stored: OutboxItem = { ...item, status: 'acknowledged' }
  expect((await sendTo(accept, { ...stored, edit: 'two' })).request).toMatch(/^PATCH .*"content":"two"/)
  expect((await sendTo(accept, { ...stored, edit: 'two', undone: true })).request).toMatch(/^DELETE /)
})

test('a permanent refusal differs from a failure that may pass later', async () => {
  expect((await sendTo(refuse('invalid', 'never'))).outcome).toMatchObject({ is: 'refused' })
  expect((await sendTo(refuse('rate_limited', 'later'))).outcome).toMatchObject({ is: 'later' })
  const lost = () => {
    throw new TypeError('lost')
  }
  expect((await sendTo(lost)).outcome).toMatchObject({ is: 'later', error: { code: 'unavailable' } })
})
