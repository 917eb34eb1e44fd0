// Actions on cards, on a client that is offline or late, or that acts twice.
import type { Card, Message, Topic } from '@lectern/protocol'
import { expect, test } from 'vitest'
import { withActs } from './card-acts.ts'
import type { OutboxItem } from '../outbox/outbox-item.ts'

const data: Topic = {
  title: 'Halving',
  kind: 'question',
  tags: [],
  owner: { user_id: 'ben', name: 'Ben' },
  target: { conversation_id: 'here', message_id: 'message' },
  counts: { answers: 0, followers: 3, me_too: 0 },
  following: false,
  me_too: false,
}
const card = { id: 'card', type: 'topic', schema: 1, rev: 4, state: 'open', data } as unknown as Card
const message = { id: 'message', kind: 'card', card } as Message

const item = (verb: string, more: Partial<OutboxItem> = {}): OutboxItem => ({
  id: verb,
  user_id: 'ada',
  conversation_id: 'here',
  position: 1,
  body: { content: '' },
  action: { card_id: 'card', message_id: 'message', verb },
  created_at: 0,
  status: 'queued',
  ...more,
})

test('a certain outcome is shown before it is confirmed', () => {
  const followed = withActs(message, [item('follow')])
  expect(followed.card?.data).toMatchObject({ following: true, counts: { followers: 4 } })
  const both = withActs(message, [
    item('follow'),
    item('follow', {
      action: { card_id: 'card', message_id: 'message', verb: 'follow', input: { on: false } },
    }),
  ])
  expect(both.card?.data).toEqual(data)
})

test('an uncertain or refused outcome, or one of a newer schema, is shown when it arrives', () => {
  expect(withActs(message, [item('close')])).toBe(message)
  expect(withActs(message, [item('follow', { status: 'failed' })])).toBe(message)
  const newer = { ...message, card: { ...card, schema: 2 } }
  expect(withActs(newer, [item('follow')])).toBe(newer)
})

test('CA4 a conflict shows the card as it is now', () => {
  const failure = { code: 'conflict', reason: 'Moved on.', retryable: false }
  const refused = (rev: number) =>
    item('close', { status: 'failed', failure: { ...failure, card: { ...card, rev, state: 'closed' } } })
  expect(withActs(message, [refused(5)]).card).toMatchObject({ rev: 5, state: 'closed' })
  expect(withActs(message, [refused(3)])).toBe(message)
})
