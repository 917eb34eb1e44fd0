// @vitest-environment jsdom
import { fireEvent, screen, within } from '@testing-library/react'
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { Hearing } from '@lectern/protocol'
import { FakeNotices } from '../../testing/fake-notices.ts'
import { layOut } from '../../testing/layout.ts'
import { openRoom } from '../../testing/room.tsx'
import { ChatBox } from '../ChatBox.tsx'
import { LazyWhyHeard } from './MessageActions.tsx'

/** What a test opens is there at once. */
beforeAll(() => LazyWhyHeard.want())
beforeEach(() => layOut())

const WHY = 'Why was I told, or not?'

/** Ben has said hello; the menu of it is open. */
const open = async (as: 'ada' | 'chloe', hearingOf: FakeNotices['hearingOf']) => {
  const room = await openRoom(as)
  const fake = new FakeNotices()
  fake.hearingOf = hearingOf
  vi.spyOn(room.chat.notices, 'open').mockResolvedValue(fake as never)
  room.says(room.ben, 'Hello')
  await room.show(<ChatBox conversationId={room.conversation.id} />)
  const bubble = screen.getByText('Hello').closest<HTMLElement>('[data-row]') as HTMLElement
  fireEvent.pointerEnter(bubble, { pointerType: 'mouse' })
  fireEvent.click(within(bubble).getByRole('button', { name: 'More' }))
  fireEvent.click(screen.getByRole('menuitem', { name: WHY }))
  return room
}

const hearing = (more: Partial<Hearing>): Hearing => ({
  ...{ user_id: 'somebody', heard: false, because: 'level' },
  ...more,
})

test('says in words whether one was told, why, and by which setting', async () => {
  await open('chloe', () => hearing({ level: 'mentions', level_of: 'house' }))
  expect(await screen.findByText('You were not told.')).toBeDefined()
  expect(screen.getByText('Only mentions and answers are told here, and it is neither.')).toBeDefined()
  expect(screen.getByText('Notifications here: Mentions and answers.')).toBeDefined()
  expect(screen.queryByRole('combobox')).toBeNull()
})

test('staff ask for every member', async () => {
  const room = await open('ada', (user_id) =>
    user_id === undefined
      ? hearing({ heard: true, because: 'question', held: 'viewed' })
      : hearing({ because: 'own_choice' }),
  )
  expect(await screen.findByText('You were told.')).toBeDefined()
  expect(screen.getByText(/because the conversation was open on a device/)).toBeDefined()
  fireEvent.change(screen.getByRole('combobox'), { target: { value: room.chloe.id } })
  expect(await screen.findByText('Chloe was not told.')).toBeDefined()
  expect(screen.getByText('They have set it so. What exactly is their own business.')).toBeDefined()
})
