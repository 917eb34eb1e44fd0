// @vitest-environment jsdom
import { fireEvent, screen, within, waitFor } from '@testing-library/react'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Message } from '@lectern/protocol'
import { layOut } from '../../testing/layout.ts'
import { openRoom, type Room } from '../../testing/room.tsx'
import { ChatBox } from '../ChatBox.tsx'
import { LazyVersions } from './EditedMark.tsx'

/** What a test opens is there at once. */
beforeAll(() => LazyVersions.want())

beforeEach(() => layOut())
afterEach(() => void vi.unstubAllGlobals())

/** Ben has said hello in a course, or what the options say. */
const open = async (
  as: 'ada' | 'chloe',
  options: { by?: 'ada' | 'ben'; text?: string; shown?: object } = {},
) => {
  const room = await openRoom(as)
  const message = room.says(room[options.by ?? 'ben'], options.text ?? 'Hello')
  await room.show(<ChatBox conversationId={room.conversation.id} />, options.shown)
  return { ...room, message }
}
/** The server changes what was said. */
const change = async ({ conversation, pass }: Room, { id }: Message, fields: Partial<Message>) => {
  conversation.change(conversation.message(id)!, fields)
  await pass()
}
const menu = (text: string) => {
  const bubble = screen.getByText(text).closest<HTMLElement>('[data-row]') as HTMLElement
  fireEvent.pointerEnter(bubble, { pointerType: 'mouse' })
  fireEvent.click(within(bubble).getByRole('button', { name: 'More' }))
}
const items = () => screen.getAllByRole('menuitem').map(({ textContent }) => textContent)
const choose = (name: string) => fireEvent.click(screen.getByRole('menuitem', { name }))

describe('the menu of a message', () => {
  test('offers staff the acts of staff', async () => {
    await open('ada')
    menu('Hello')
    for (const name of [
      'Mark as a question',
      'Pin for everyone',
      'Save for later',
      'Copy text',
      'Seen by',
      'Delete',
    ])
      expect(items()).toContain(name)
    expect(items()).not.toContain('Copy link')
  })

  test('offers students their acts', async () => {
    await open('chloe')
    menu('Hello')
    for (const name of ['Pin for everyone', 'Mark as a question', 'Edit', 'Delete'])
      expect(items()).not.toContain(name)
    expect(items()).toContain('Save for later')
  })

  test('pins and unpins', async () => {
    const room = await open('ada')
    await change(room, room.message, { pinned_at: room.server.time, pinned_by: room.ben.id })
    expect(screen.getByText('Pinned by Ben')).toBeDefined()
    menu('Hello')
    choose('Unpin')
    await room.pass()
    expect(room.stored(room.message).pinned_at).toBeUndefined()
    menu('Hello')
    choose('Pin for everyone')
    await room.pass()
    expect(room.stored(room.message).pinned_by).toBe(room.ada.id)
  })

  test('saves and unsaves', async () => {
    const { server, ada, pass } = await open('ada')
    menu('Hello')
    choose('Save for later')
    await pass()
    expect(server.savedBy(ada).size).toBe(1)
    menu('Hello')
    choose('Remove from saved')
    await pass()
    expect(server.savedBy(ada).size).toBe(0)
  })

  test("copies the host's URL of it", async () => {
    const writeText = vi.fn(async () => {})
    vi.stubGlobal('navigator', { ...navigator, clipboard: { writeText } })
    const linkOf = (conversation_id: string, message_id: string) =>
      `https://x/${conversation_id}/${message_id}`
    const { conversation, message } = await open('ada', { shown: { linkOf } })
    menu('Hello')
    choose('Copy link')
    expect(writeText).toHaveBeenCalledWith(`https://x/${conversation.id}/${message.id}`)
  })

  test('names those who read or received it, and nobody who joined later', async () => {
    const { conversation, server, message, ben, chloe, pass } = await open('ada', { by: 'ada' })
    conversation.acknowledge(ben.id, message.created_seq, message.created_seq)
    conversation.acknowledge(chloe.id, message.created_seq, 0)
    for (const { id } of [ben, chloe]) server.publishReceipt(conversation, id)
    await pass(60_000)
    const dana = server.addUser('Dana', 'student')
    conversation.commit((seq) => conversation.join([dana], seq, server.time))
    await pass()
    menu('Hello')
    choose('Seen by')
    const dialog = within(await screen.findByRole('dialog', { name: 'Seen by' }))
    const groups = dialog.getAllByRole('heading').map(({ textContent }) => textContent?.trim())
    expect(groups).toEqual(['Read 1', 'Delivered 1'])
    expect(dialog.queryByText('Dana')).toBeNull()
  })
})

describe('an edited message', () => {
  const edited = async (as: 'ada' | 'chloe') => {
    const room = await open(as, { text: 'I got 3' })
    room.conversation.edit(room.conversation.message(room.message.id)!, 'I got −3', room.server.time)
    await room.pass()
    return room
  }

  test('shows staff the earlier versions, with the changes', async () => {
    const { pass } = await edited('ada')
    fireEvent.click(screen.getByRole('button', { name: 'edited' }))
    await pass()
    const dialog = screen.getByRole('dialog', { name: 'Earlier versions' })
    await within(dialog).findByText('−3')
    const marked = [...dialog.querySelectorAll('ins, del')]
    expect(marked.map(({ tagName, textContent }) => [tagName, textContent])).toEqual([
      ['DEL', '3'],
      ['INS', '−3'],
    ])
  })

  test('only says so to others', async () => {
    await edited('chloe')
    expect(screen.getByText('edited').tagName).toBe('SPAN')
  })
})

test('the people of a reaction are shown on hover and on focus, and hidden with it', async () => {
  const room = await open('ada')
  const { ada, chloe, message } = room
  await change(room, message, { reactions: [{ emoji: '👍', user_ids: [ada.id, chloe.id] }] })
  const chip = screen.getByRole('button', { name: /You and Chloe reacted with 👍/u })
  fireEvent.pointerEnter(chip, { pointerType: 'mouse' })
  expect(screen.getByRole('tooltip').textContent).toBe('You and Chloe reacted with 👍')
  // On the way over to the tip it stays; Esc closes it, and leaving it does.
  fireEvent.pointerLeave(chip)
  fireEvent.pointerEnter(screen.getByRole('tooltip'))
  expect(screen.getByRole('tooltip')).toBeDefined()
  fireEvent.keyDown(chip, { key: 'Escape' })
  expect(screen.queryByRole('tooltip')).toBeNull()
  fireEvent.pointerEnter(chip, { pointerType: 'mouse' })
  fireEvent.pointerLeave(chip)
  await waitFor(() => expect(screen.queryByRole('tooltip')).toBeNull())
})
