// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { MUTED_FOR_EVER } from '@lectern/protocol'
import { layOut } from '../../testing/layout.ts'
import { openRoom } from '../../testing/room.tsx'
import { ConversationList } from './ConversationList.tsx'

beforeEach(() => layOut())
afterEach(() => void vi.useRealTimers())

/** Ben's list: a course, a group, and his conversation with Ada. */
const open = async () => {
  const room = await openRoom('ben', { title: 'Physics' })
  const group = room.server.addConversation(room.ada, {
    kind: 'group',
    title: 'Project',
    member_ids: [room.ben.id],
  })
  room.says(room.ada, 'Please read page 7.')
  await room.show(<ConversationList onSelect={() => {}} />)
  await room.pass(1_000)
  const own = () => room.conversation.own.get(room.ben.id)
  return { ...room, group, own }
}
const rows = () => [...document.querySelectorAll<HTMLElement>('.lectern-conversation')]
const titles = () => rows().map((row) => row.querySelector('.lectern-conversation-title')?.textContent)
const rowOf = (title: string) =>
  screen.getByTitle(title).closest<HTMLElement>('.lectern-conversation') as HTMLElement
const choose = async (title: string, ...names: string[]) => {
  fireEvent.click(screen.getByRole('button', { name: `Options for ${title}` }))
  for (const name of names) fireEvent.click(await screen.findByRole('menuitem', { name }))
}

test('pins to the top of the list, and undoes it', async () => {
  const { direct, ben, pass } = await open()
  const before = titles()
  expect(before[0]).not.toBe('Ada')
  await choose('Ada', 'Pin to the top')
  await pass(500)
  expect(titles()[0]).toBe('Ada')
  expect(within(rowOf('Ada')).getByText('Pinned to the top')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Undo' }))
  await pass(500)
  expect(titles()).toEqual(before)
  expect(direct.own.get(ben.id)?.pinned_at).toBeUndefined()
})

test('mutes for a time or for ever: the badge is quiet and the count leaves it out', async () => {
  const { own, pass, chat } = await open()
  expect(screen.getByRole('button', { name: 'Unread 1' })).toBeTruthy()
  const tomorrow = chat.now() + 24 * 3_600_000
  await choose('Physics', 'Mute…', 'For a day')
  await pass(500)
  expect(own()?.muted_until).toBe(new Date(tomorrow).toISOString())
  expect(screen.getByRole('button', { name: 'Unread' })).toBeTruthy()
  expect(rowOf('Physics').querySelector('.lectern-badge[data-quiet]')?.textContent).toContain('1')
  expect(rowOf('Physics').dataset['unread']).toBeUndefined()
  await choose('Physics', 'Unmute')
  await choose('Physics', 'Mute…', 'Until I end it')
  await pass(500)
  expect(own()?.muted_until).toBe(MUTED_FOR_EVER)
})

test('archives: out of the list, in a filter of its own, back when somebody writes', async () => {
  const { says, ada, pass } = await open()
  await choose('Physics', 'Archive')
  expect(titles()).not.toContain('Physics')
  await pass(500)
  fireEvent.click(screen.getByRole('button', { name: 'Archive 1' }))
  await waitFor(() => expect(titles()).toEqual(['Physics']))
  fireEvent.click(screen.getByRole('button', { name: 'All' }))
  says(ada, 'And page 8.')
  await pass(1_000)
  expect(titles()).toContain('Physics')
})

test('what is archived is found by its name', async () => {
  const { pass } = await open()
  await choose('Physics', 'Archive')
  await pass(500)
  fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'phys' } })
  await pass(500)
  expect(titles()).toContain('Physics')
})

test('marks as read and as unread', async () => {
  const { own, conversation, ben, pass } = await open()
  await choose('Physics', 'Mark as read')
  await pass(1_000)
  expect(conversation.receipt(ben.id).unread).toBe(0)
  await choose('Physics', 'Mark as unread')
  await pass(1_000)
  expect(own()?.unread_from).toBeDefined()
  expect(within(rowOf('Physics')).getByText('1 unread message')).toBeTruthy()
})

test('leaving asks first and says what is lost', async () => {
  const { conversation, ben, pass } = await open()
  await choose('Physics', 'Leave…')
  const dialog = await screen.findByRole('dialog', { name: 'Leave “Physics”?' })
  expect(dialog.textContent).toContain('somebody has to add you')
  fireEvent.click(within(dialog).getByRole('button', { name: 'Leave' }))
  await pass(500)
  expect(conversation.has(ben.id)).toBe(false)
  expect(titles()).not.toContain('Physics')
})

test('the last of the staff does not leave, and is told what to do first', async () => {
  const room = await openRoom('ada', { title: 'Physics' })
  await room.show(<ConversationList onSelect={() => {}} />)
  await room.pass(1_000)
  await choose('Physics', 'Leave…')
  const dialog = await screen.findByRole('dialog', { name: 'Leave “Physics”?' })
  fireEvent.click(within(dialog).getByRole('button', { name: 'Leave' }))
  await room.pass(500)
  expect(within(dialog).getByRole('alert').textContent).toContain('Add somebody else of them first')
  expect(room.conversation.has(room.ada.id)).toBe(true)
})

test('a direct conversation is hidden instead of left', async () => {
  const { direct, ben, pass } = await open()
  await choose('Ada', 'Hide this conversation')
  const dialog = await screen.findByRole('dialog', { name: 'Hide “Ada”?' })
  fireEvent.click(within(dialog).getByRole('button', { name: 'Hide' }))
  await pass(500)
  expect(direct.has(ben.id)).toBe(false)
})

test('what is refused is taken back and told', async () => {
  const { server, pass } = await open()
  server.refuseAll = 'forbidden'
  const before = titles()
  await choose('Ada', 'Pin to the top')
  await pass(1_000)
  server.refuseAll = undefined
  expect(titles()).toEqual(before)
  expect(screen.getByRole('alert').textContent).not.toBe('')
  expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull()
})

test('the keyboard reaches the menu: by Tab from the row, and by its own key', async () => {
  await open()
  const [row] = rows() as [HTMLElement]
  const [button, next] = screen.getAllByRole('button', { name: /^Options for/u })
  expect([row.tabIndex, button?.tabIndex, next?.tabIndex]).toEqual([0, 0, -1])
  act(() => row.focus())
  fireEvent.keyDown(row, { key: 'F10', shiftKey: true })
  expect(await screen.findByRole('menuitem', { name: 'Archive' })).toBeTruthy()
})

test('a long press opens the menu on a touch screen', async () => {
  await open()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  fireEvent.pointerDown(rowOf('Project'), { pointerType: 'touch', clientX: 10, clientY: 10 })
  act(() => void vi.advanceTimersByTime(600))
  vi.useRealTimers()
  expect(await screen.findByRole('menu', { name: 'Options for Project' })).toBeTruthy()
})
