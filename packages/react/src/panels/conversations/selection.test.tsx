// @vitest-environment jsdom
import { act, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { FakeRefusal } from '@lectern/client/testing'
import { layOut } from '../../testing/layout.ts'
import { openRoom } from '../../testing/room.tsx'
import { ConversationList } from './ConversationList.tsx'

beforeEach(() => layOut())
afterEach(() => void vi.useRealTimers())

/** Ben's list: a course, and what he has besides. */
const open = async () => {
  const room = await openRoom('ben', { title: 'Spam 1' })
  const other = room.server.addConversation(room.ada, {
    kind: 'group',
    title: 'Spam 2',
    member_ids: [room.ben.id],
  })
  room.says(room.ada, 'Buy this!')
  const chosen: string[] = []
  await room.show(<ConversationList onSelect={(id) => chosen.push(id)} />)
  await room.pass(1_000)
  return { ...room, other, chosen }
}
const rowOf = (title: string) =>
  screen.getByTitle(title).closest<HTMLElement>('.lectern-conversation') as HTMLElement
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))

test('S13 many conversations are left at once, after the time in which it can be undone', async () => {
  const { conversation, other, direct, ben, pass, chosen } = await open()
  press('Select conversations')
  for (const title of ['Spam 1', 'Spam 2', 'Ada']) fireEvent.click(rowOf(title))
  expect(rowOf('Spam 1').getAttribute('aria-pressed')).toBe('true')
  expect(chosen).toEqual([])
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  press('Leave')
  expect(screen.queryByTitle('Spam 1')).toBeNull()
  expect(screen.getByText('3 conversations are left')).toBeTruthy()
  const isIn = () => [conversation, other, direct].map((each) => each.has(ben.id))
  expect(isIn()).toEqual([true, true, true])
  act(() => void vi.advanceTimersByTime(5_000))
  vi.useRealTimers()
  await pass(100)
  expect(isIn()).toEqual([false, false, false])
  expect(screen.queryByText('3 conversations are left')).toBeNull()
})

test('S13 leaving many is undone', async () => {
  const { conversation, ben, pass } = await open()
  press('Select conversations')
  fireEvent.click(rowOf('Spam 1'))
  press('Leave')
  press('Undo')
  await pass(100)
  expect(rowOf('Spam 1')).toBeTruthy()
  expect(conversation.has(ben.id)).toBe(true)
})

test('S13 many conversations are marked as read at once', async () => {
  const { conversation, ben, pass } = await open()
  press('Select conversations')
  fireEvent.click(rowOf('Spam 1'))
  fireEvent.click(rowOf('Spam 2'))
  press('Mark as read')
  await pass(5_000)
  expect(conversation.viewFor(ben.id).unread).toBe(0)
  expect(rowOf('Spam 1').getAttribute('aria-pressed')).toBeNull()
})

test('S25 what the server refuses to mark as read is unread again, with the reason', async () => {
  const { conversation, pass } = await open()
  vi.spyOn(conversation, 'acknowledge').mockImplementation(() => {
    throw new FakeRefusal('forbidden')
  })
  press('Select conversations')
  fireEvent.click(rowOf('Spam 1'))
  press('Mark as read')
  await pass(0)
  expect(rowOf('Spam 1').dataset['unread']).toBeUndefined()
  await pass(5_000)
  expect(screen.getByRole('alert').textContent).toContain('could not be marked as read')
  expect(rowOf('Spam 1').dataset['unread']).toBe('true')
})
