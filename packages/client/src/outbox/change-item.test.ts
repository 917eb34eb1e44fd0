import { examples } from '@lectern/protocol/spec'
import { expect, test } from 'vitest'

import { ApiError, unreachableError } from '../core/errors.ts'
import { changeItem } from './change-item.ts'
import { turnOf, type OutboxItem } from './outbox-item.ts'

const fresh: OutboxItem = {
  id: 'message',
  user_id: 'ada',
  conversation_id: 'course',
  position: 1,
  body: { content: 'one' },
  created_at: 0,
  status: 'queued',
}
const sending: OutboxItem = { ...fresh, status: 'sending', tried: true }
const message = { ...examples.Message, id: 'message' }
const stored = { type: 'stored', message, at: 5, epoch: 'a' } as const
const acknowledged = changeItem(sending, stored)!
const refusal = new ApiError({ ...unreachableError('Because.').problem, code: 'invalid', retry: 'never' })

test('an item that was never on the wire takes other content at once', () => {
  expect(changeItem(fresh, { type: 'edited', content: 'two', sends: true })).toMatchObject({
    status: 'queued',
    body: { content: 'two' },
  })
})

test('an item on the wire keeps its content, and the edit comes after it', () => {
  expect(changeItem(sending, { type: 'edited', content: 'two', sends: true })).toMatchObject({
    body: { content: 'one' },
    edit: 'two',
  })
})

test('a tab that does not send treats an item as if it may be on the wire', () => {
  expect(changeItem(fresh, { type: 'edited', content: 'two', sends: false })).toMatchObject({
    tried: true,
    edit: 'two',
  })
})

test('an edit that was changed again meanwhile is still to be done', () => {
  const wanted = { ...acknowledged, edit: 'three' }
  expect(changeItem(wanted, { type: 'change_done', sent: { ...acknowledged, edit: 'two' } })).toBe(wanted)
  expect(changeItem(wanted, { type: 'change_done', sent: wanted })).toMatchObject({ settled: 'three' })
})

test('an item goes when its author discards a failure, or when a refusal no longer matters', () => {
  const failed = changeItem(sending, { type: 'refused', error: refusal })!
  expect(failed).toMatchObject({ status: 'failed', failure: { code: 'invalid', retryable: false } })
  expect(changeItem(failed, { type: 'taken_back', sends: true })).toBeUndefined()
  expect(changeItem({ ...sending, undone: true }, { type: 'refused', error: refusal })).toBeUndefined()
})

test('an item whose message was deleted is not kept for an older log', () => {
  const deleted = { ...message, deleted_at: '2026-11-23T14:02:00.000Z' }
  expect(changeItem(acknowledged, { ...stored, message: deleted })).toBeUndefined()
  expect(changeItem(acknowledged, stored)).toBe(acknowledged)
})

test('an item older than a day is held, unless its author was asked', () => {
  const day = 24 * 3_600_000
  expect(turnOf(fresh, day)).toBe('hold')
  expect(turnOf({ ...fresh, held: true }, day)).toBe('skip')
  expect(turnOf({ ...fresh, held: false }, day)).toBe('send')
  expect(turnOf({ ...fresh, undone: true }, day)).toBe('drop')
  expect(turnOf({ ...sending, undone: true }, day)).toBe('send')
})
