// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react'
import type { Me, Message } from '@lectern/protocol'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ADA, BEN, CHLOE, FakeChat, member, message, row, summary } from '../../testing/fake-chat.ts'
import { layOut } from '../../testing/layout.ts'
import { renderWith } from '../../testing/render.tsx'
import { ChatBox } from '../ChatBox.tsx'

let fake: FakeChat

beforeEach(() => layOut())
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const open = (me: Me, shown: Message, options = {}) => {
  fake = new FakeChat(me)
  const room = fake.of('room')
  room.summary.set(summary({ kind: 'course', display_title: 'Algebra' }))
  room.members.set([
    member(ADA),
    member(BEN, { delivered_seq: 5, read_seq: 5 }),
    member(CHLOE, { delivered_seq: 5 }),
  ])
  room.timeline.set({ ...room.timeline.get(), rows: [row(shown, me)] })
  renderWith(fake, <ChatBox conversationId="room" />, options)
}
const menu = (text: string) => {
  const bubble = screen.getByText(text).closest<HTMLElement>('[data-row]') as HTMLElement
  fireEvent.pointerEnter(bubble, { pointerType: 'mouse' })
  fireEvent.click(within(bubble).getByRole('button', { name: 'More' }))
}
const items = () => screen.getAllByRole('menuitem').map(({ textContent }) => textContent)
const choose = (name: string) => fireEvent.click(screen.getByRole('menuitem', { name }))

describe('the menu of a message', () => {
  test('offers staff the acts of staff', () => {
    open(ADA, message(5, BEN, 'Hello'))
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

  test('offers students their acts', () => {
    open(CHLOE, message(5, BEN, 'Hello'))
    menu('Hello')
    for (const name of ['Pin for everyone', 'Mark as a question', 'Edit', 'Delete'])
      expect(items()).not.toContain(name)
    expect(items()).toContain('Save for later')
  })

  test('pins, unpins, saves and unsaves', () => {
    open(ADA, message(5, BEN, 'Hello', { pinned_at: ADA.created_at, pinned_by: BEN.id }))
    expect(screen.getByText('Pinned by Ben Okafor')).toBeDefined()
    menu('Hello')
    choose('Unpin')
    const { id } = message(5, BEN, 'Hello')
    expect(fake.acts).toContainEqual(['pin', 'room', id, false])
    act(() => fake.saved.set({ ...fake.saved.get(), ids: new Set([id]) }))
    menu('Hello')
    choose('Remove from saved')
    expect(fake.acts).toContainEqual(['save', id, false])
  })

  test("copies the host's URL of it", () => {
    const writeText = vi.fn(async () => {})
    vi.stubGlobal('navigator', { ...navigator, clipboard: { writeText } })
    const linkOf = (conversation_id: string, message_id: string) =>
      `https://x/${conversation_id}/${message_id}`
    open(ADA, message(5, BEN, 'Hello'), { linkOf })
    menu('Hello')
    choose('Copy link')
    expect(writeText).toHaveBeenCalledWith(`https://x/room/${message(5, BEN, '').id}`)
  })

  test('names those who read or received it, and nobody who joined later', () => {
    open(ADA, message(5, ADA, 'Hello'))
    const room = fake.of('room')
    const late = member(
      { ...CHLOE, id: 'late', name: 'Dana' },
      { joined_at: '2027-01-01T00:00:00.000Z', read_seq: 9 },
    )
    act(() => room.members.update((members) => [...members, late]))
    menu('Hello')
    choose('Seen by')
    const dialog = within(screen.getByRole('dialog', { name: 'Seen by' }))
    const groups = dialog.getAllByRole('heading').map(({ textContent }) => textContent?.trim())
    expect(groups).toEqual(['Read 1', 'Delivered 1'])
    expect(dialog.queryByText('Dana')).toBeNull()
  })
})

describe('an edited message', () => {
  const edited = message(5, BEN, 'I got −3', { edited_at: '2026-11-23T15:00:00.000Z' })

  test('shows staff the earlier versions, with the changes', async () => {
    open(ADA, edited)
    fake.edits = [{ content: 'I got 3', timestamp: edited.timestamp }]
    fireEvent.click(screen.getByRole('button', { name: 'edited' }))
    const dialog = screen.getByRole('dialog', { name: 'Earlier versions' })
    await within(dialog).findByText('−3')
    expect(
      [...dialog.querySelectorAll('ins, del')].map(({ tagName, textContent }) => [tagName, textContent]),
    ).toEqual([
      ['DEL', '3'],
      ['INS', '−3'],
    ])
  })

  test('only says so to others', () => {
    open(CHLOE, edited)
    expect(screen.getByText('edited').tagName).toBe('SPAN')
  })
})

test('the people of a reaction are shown on hover and on focus, and hidden with it', () => {
  open(ADA, message(5, BEN, 'Hello', { reactions: [{ emoji: '👍', user_ids: [ADA.id, CHLOE.id] }] }))
  const chip = screen.getByRole('button', { name: /You and Chloe Martin reacted with 👍/u })
  fireEvent.pointerEnter(chip, { pointerType: 'mouse' })
  expect(screen.getByRole('tooltip').textContent).toBe('You and Chloe Martin reacted with 👍')
  fireEvent.pointerLeave(chip)
  expect(screen.queryByRole('tooltip')).toBeNull()
})
