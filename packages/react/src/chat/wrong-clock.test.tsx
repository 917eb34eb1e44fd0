// @vitest-environment jsdom
// The clock of the device is wrong, or is set while the page is open. What the server allows for a time, and the
// days in the history, follow the server.
import { act, fireEvent, screen, within } from '@testing-library/react'
import type { Clock } from '@lectern/client'
import { LIMITS } from '@lectern/protocol'
import { beforeEach, describe, expect, test } from 'vitest'
import { layOut } from '../testing/layout.ts'
import { openRoom, type Room } from '../testing/room.tsx'
import { ChatComponent } from './ChatComponent.tsx'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

beforeEach(() => layOut())

/** A device whose clock is ahead of the server's; `by` may change. */
const ahead = (by: { ms: number }) => ({
  device: (clock: Clock): Clock => ({
    now: () => clock.now() + by.ms,
    monotonic: () => clock.monotonic(),
    after: (delayMs, run) => clock.after(delayMs, run),
  }),
})

const open = async (by: { ms: number }): Promise<Room> => {
  const room = await openRoom('ben', ahead(by))
  await room.show(<ChatComponent conversationId={room.conversation.id} />)
  return room
}
const send = async ({ pass }: Room, text: string) => {
  const input = screen.getByRole('textbox')
  fireEvent.change(input, { target: { value: text } })
  fireEvent.keyDown(input, { key: 'Enter' })
  await pass(50)
}
const offersEdit = (text: string): boolean => {
  const row = screen.getByText(text).closest('[data-row]') as HTMLElement
  fireEvent.pointerEnter(row)
  fireEvent.click(within(row).getByLabelText('More'))
  const offers = screen.queryByRole('menuitem', { name: 'Edit' }) !== null
  fireEvent.keyDown(document.activeElement as Element, { key: 'Escape' })
  return offers
}
const days = () => [...document.querySelectorAll('.lectern-day')].map(({ textContent }) => textContent)

describe.each([
  ['20 minutes ahead', 20 * MINUTE],
  ['20 minutes behind', -20 * MINUTE],
  ['a day ahead', DAY],
  ['a day behind', -DAY],
  ['a year ahead', 366 * DAY],
])('a device that is %s', (_, ms) => {
  test('a student edits a fresh message, and no old one', async () => {
    const room = await open({ ms })
    const { conversation, ben, server } = room
    const old = new Date(server.clock.now() - LIMITS.student_edit_ms).toISOString()
    conversation.post(ben, { id: crypto.randomUUID(), content: 'Old' }, old)
    await send(room, 'Fresh')
    expect([offersEdit('Old'), offersEdit('Fresh')]).toEqual([false, true])
  })

  test('one day is above what was sent today, pending or stored', async () => {
    const room = await open({ ms })
    room.says(room.ada, 'Before')
    await room.pass(50)
    room.server.refuseAll = 'unavailable'
    await send(room, 'Pending')
    expect(days()).toEqual(['Today'])
    room.server.refuseAll = undefined
    await room.pass(10_000)
    expect(room.contents()).toEqual(['Before', 'Pending'])
    expect(days()).toEqual(['Today'])
  })
})

test.each([20 * MINUTE, -20 * MINUTE, DAY, -DAY])(
  'a clock set by %i ms while the page is open moves neither days nor rights',
  async (ms) => {
    const by = { ms: 0 }
    const room = await open(by)
    await send(room, 'Before')
    act(() => void (by.ms = ms))
    await room.pass(MINUTE)
    await send(room, 'After')
    expect(days()).toEqual(['Today'])
    expect([offersEdit('Before'), offersEdit('After')]).toEqual([true, true])
  },
)
