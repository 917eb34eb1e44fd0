import { expect, test } from 'vitest'
import { isNews, type Announced } from './news.ts'

const message = (more: Partial<Announced> = {}): Announced => ({
  conversation_id: crypto.randomUUID(),
  content: 'Hello',
  sender: 'Ben',
  timestamp: '2026-01-01T00:00:00.000Z',
  ...more,
})

test('what the SDK announced is not news when it is forwarded, with or without its id', () => {
  const first = message({ user_id: 'ada', message_id: '1' })
  const { user_id: _user, ...plain } = first
  const { message_id: _id, ...fields } = first
  expect([first, first, plain, fields].map(isNews)).toEqual([true, false, false, false])
})

test('what a host announced first is not news of the SDK', () => {
  const fields = message({ user_id: 'ada' })
  expect([fields, { ...fields, message_id: '1' }, fields].map(isNews)).toEqual([true, false, false])
  const plain = message({ message_id: '1' })
  expect([plain, { ...plain, user_id: 'ada' }].map(isNews)).toEqual([true, false])
})

test('two messages with equal words in one millisecond are both news', () => {
  const first = message({ user_id: 'ada', message_id: '1' })
  expect([first, { ...first, message_id: '2' }].map(isNews)).toEqual([true, true])
  const fields = message({ user_id: 'ada' })
  const told = [fields, { ...fields, message_id: '1' }, { ...fields, message_id: '2' }]
  expect(told.map(isNews)).toEqual([true, false, true])
})

test('each person of a page gets their own', () => {
  const first = message({ user_id: 'ada', message_id: '1' })
  expect([first, { ...first, user_id: 'chloe' }].map(isNews)).toEqual([true, true])
})

test('a text of equal length, another time and another place are news', () => {
  const first = message()
  const others = [
    { content: 'Hallo' },
    { timestamp: '2026-01-01T00:00:00.001Z' },
    { conversation_id: 'other' },
  ]
  expect([first, ...others.map((more) => ({ ...first, ...more }))].map(isNews)).toEqual([
    true,
    true,
    true,
    true,
  ])
})

test('only the latest are remembered', () => {
  const first = message()
  expect(isNews(first)).toBe(true)
  for (let count = 0; count < 500; count++) isNews(message())
  expect(isNews(first)).toBe(true)
})
