// @vitest-environment jsdom
import { fireEvent, screen, within } from '@testing-library/react'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { LazyReportDialog } from '../../cards/LazyReportDialog.tsx'
import { layOut } from '../../testing/layout.ts'
import { openRoom } from '../../testing/room.tsx'
import { ChatBox } from '../ChatBox.tsx'
import { ChatHeader } from '../ChatHeader.tsx'

beforeAll(() => LazyReportDialog.want())
beforeEach(() => {
  layOut()
  HTMLDialogElement.prototype.showModal ??= () => {}
})

const menuOf = (text: string, entry: string) => {
  const bubble = screen.getByText(text).closest<HTMLElement>('[data-row]') as HTMLElement
  fireEvent.pointerEnter(bubble, { pointerType: 'mouse' })
  fireEvent.click(within(bubble).getByRole('button', { name: 'More' }))
  fireEvent.click(screen.getByRole('menuitem', { name: entry }))
}

test('S13 a message of a blocked person is folded up, and unfolds on demand', async () => {
  const room = await openRoom('ben')
  room.says(room.chloe, 'A rude word')
  await room.show(<ChatBox conversationId={room.conversation.id} />)
  menuOf('A rude word', 'Block Chloe')
  await room.pass(50)
  expect([...room.server.blockedBy(room.ben.id).keys()]).toEqual([room.chloe.id])
  expect(screen.queryByText('A rude word')).toBeNull()
  expect(screen.getByText('Message from somebody you blocked')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Show' }))
  menuOf('A rude word', 'Unblock Chloe')
  await room.pass(50)
  expect(room.server.blockedBy(room.ben.id).size).toBe(0)
})

test('S13 a message is reported with a reason, and its sender is blocked if one wants', async () => {
  const room = await openRoom('ben')
  const message = room.says(room.chloe, 'A rude word')
  await room.show(<ChatBox conversationId={room.conversation.id} />)
  menuOf('A rude word', 'Report…')
  const dialog = within(document.querySelector('dialog') as HTMLElement)
  fireEvent.change(dialog.getByLabelText('What is wrong?'), { target: { value: 'It is rude.' } })
  fireEvent.click(dialog.getByLabelText('Block Chloe as well'))
  fireEvent.submit(dialog.getByLabelText('What is wrong?').closest('form') as HTMLFormElement)
  await room.pass(50)
  expect([...room.server.reports.values()]).toMatchObject([
    { reason: 'It is rude.', message_id: message.id, user: { id: room.chloe.id } },
  ])
  expect([...room.server.blockedBy(room.ben.id).keys()]).toEqual([room.chloe.id])
})

test('S13 a refused report keeps what was written and says why', async () => {
  const room = await openRoom('ben')
  room.says(room.chloe, 'A rude word')
  await room.show(<ChatBox conversationId={room.conversation.id} />)
  menuOf('A rude word', 'Report…')
  const dialog = within(document.querySelector('dialog') as HTMLElement)
  fireEvent.change(dialog.getByLabelText('What is wrong?'), { target: { value: 'It is rude.' } })
  room.server.refuseAll = 'rate_limited'
  fireEvent.submit(dialog.getByLabelText('What is wrong?').closest('form') as HTMLFormElement)
  await room.pass(50)
  room.server.refuseAll = undefined
  expect(dialog.getByRole('alert', { hidden: true }).textContent).toMatch(/did not work/)
  expect((dialog.getByLabelText('What is wrong?') as HTMLTextAreaElement).value).toBe('It is rude.')
})

test('S13 a direct conversation is hidden by its menu, and its person is blocked there', async () => {
  const room = await openRoom('ben', { kind: 'direct', with: ['ben'] })
  await room.show(<ChatHeader conversationId={room.conversation.id} />)
  const choose = (name: string) => {
    fireEvent.click(screen.getByRole('button', { name: 'Conversation menu' }))
    fireEvent.click(screen.getByRole('menuitem', { name }))
  }
  choose('Hide this conversation')
  await room.pass(50)
  expect(room.conversation.has(room.ben.id)).toBe(false)
})
