import type { ConversationSummary } from '@lectern/client'
import { expect, test } from 'vitest'
import { findConversations } from './find-conversations.ts'

const conversation = (id: string, display_title: string, ...names: string[]) =>
  ({ id, display_title, members: names.map((name) => ({ name })) }) as unknown as ConversationSummary

const all = [conversation('jose', 'José Álvarez', 'Ada'), conversation('week', 'Week 3', 'Ben', 'Zoë')]
const found = (typed: string) => findConversations(all, typed, new Set()).map(({ id }) => id)

test('the switcher finds a name in any case, with or without accents', () => {
  expect(found('jose')).toEqual(['jose'])
  expect(found('ALVAREZ jo')).toEqual(['jose'])
})

test('the switcher finds a conversation by the people in it', () => {
  expect(found('zoe week')).toEqual(['week'])
})

test('the switcher shows what the server found by a member who is not known here', () => {
  const ids = findConversations(all, 'nadia', new Set(['week'])).map(({ id }) => id)
  expect(ids).toEqual(['week'])
})

test('the switcher offers all for an empty query', () => {
  expect(found(' ')).toEqual(['jose', 'week'])
})

test('the switcher shows first what is called as typed, also below many others', () => {
  const groups = Array.from({ length: 30 }, (_, i) => conversation(`g${i}`, `Group ${i}`, 'Zoë Bell'))
  const ids = (typed: string) =>
    findConversations([...groups, conversation('zoe', 'Zoë Bell')], typed, new Set()).map(({ id }) => id)
  expect(ids('zoe bell').slice(0, 2)).toEqual(['zoe', 'g0'])
  expect(ids('group 2').slice(0, 3)).toEqual(['g2', 'g12', 'g20'])
})
