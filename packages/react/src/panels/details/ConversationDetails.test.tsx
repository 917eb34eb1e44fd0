// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react'
import { ApiError } from '@lectern/client'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ADA, BEN, CHLOE, FakeChat, member, message, summary } from '../../testing/fake-chat.ts'
import { renderWith } from '../../testing/render.tsx'
import { ConversationDetails } from './ConversationDetails.tsx'

let fake: FakeChat

const open = (me = ADA, changes = {}) => {
  fake = new FakeChat(me)
  fake.people.push(CHLOE, BEN)
  const room = fake.of('room')
  room.summary.set(
    summary({
      kind: 'group',
      display_title: 'Physics',
      created_by: ADA.id,
      last_message: message(4, ADA, 'Hello'),
      ...changes,
    }),
  )
  room.members.set([member(BEN, { read_seq: 4 }), member(ADA)])
  fake.presence.set({ [BEN.id]: 'online' })
  renderWith(fake, <ConversationDetails conversationId="room" />)
  return room
}
const acts = (name: string) => fake.acts.filter(([did]) => did === name)

beforeEach(() => vi.useFakeTimers())
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

describe('people', () => {
  test('are listed with role, presence and read position; teachers first', () => {
    open()
    const [first, second] = screen.getAllByRole('listitem')
    expect(first?.textContent).toContain('Ada Lovelace (You)Instructor')
    expect(second?.textContent).toContain('Ben OkaforOnline · Has read everything')
  })

  test('can be removed by those who may, with five seconds to undo', () => {
    open()
    fireEvent.click(screen.getByRole('button', { name: 'Remove Ben Okafor' }))
    expect(screen.getByText('Ben Okafor removed')).toBeDefined()
    fireEvent.click(screen.getByText('Undo'))
    act(() => void vi.advanceTimersByTime(6_000))
    expect(acts('removeMember')).toEqual([])
    fireEvent.click(screen.getByRole('button', { name: 'Remove Ben Okafor' }))
    act(() => void vi.advanceTimersByTime(5_000))
    expect(acts('removeMember')).toEqual([['removeMember', 'room', BEN.id]])
  })

  test('can be added by name, without the present members', async () => {
    open()
    fireEvent.click(screen.getByRole('button', { name: 'Add people' }))
    await act(() => vi.advanceTimersByTimeAsync(250))
    const found = within(document.querySelector('.lectern-add-people') as HTMLElement)
    expect(found.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      expect.stringContaining('Chloe Martin'),
    ])
    fireEvent.click(found.getByText('Add'))
    expect(acts('addMembers')).toEqual([['addMembers', 'room', [CHLOE.id]]])
  })

  test('a refusal is shown in words', async () => {
    open()
    fake.refusal = new ApiError({
      type: 'about:blank',
      title: 'Not allowed',
      status: 403,
      detail: 'Only staff may do this.',
      code: 'forbidden',
      retry: 'never',
      request_id: 'req_1',
    })
    fireEvent.click(screen.getByRole('button', { name: 'Remove Ben Okafor' }))
    await act(() => vi.advanceTimersByTimeAsync(5_000))
    expect(screen.getByRole('alert').textContent).toBe('That did not work: Only staff may do this.')
  })
})

describe('the title', () => {
  test('is changed in place', async () => {
    open()
    fireEvent.click(screen.getByRole('button', { name: 'Rename' }))
    fireEvent.change(screen.getByRole('textbox', { name: 'Title' }), { target: { value: '  Mechanics ' } })
    await act(async () => void fireEvent.click(screen.getByText('Save')))
    expect(acts('rename')).toEqual([['rename', 'room', 'Mechanics']])
    expect(screen.queryByRole('textbox')).toBeNull()
  })

  test('is unchanged after Escape', () => {
    open()
    fireEvent.click(screen.getByRole('button', { name: 'Rename' }))
    fireEvent.keyDown(screen.getByRole('textbox', { name: 'Title' }), { key: 'Escape' })
    expect(screen.queryByRole('textbox')).toBeNull()
    expect(acts('rename')).toEqual([])
  })
})

describe('other members', () => {
  test.each([
    ['a student who did not begin it', BEN, {}],
    ['two people among themselves', ADA, { kind: 'direct', peer_id: BEN.id }],
  ] as const)('%s: nothing to change', (_, me, changes) => {
    open(me, changes)
    const buttons = screen.queryAllByRole('button').map(({ textContent }) => textContent)
    expect(buttons).toEqual(['Images', 'Files'])
  })
})

describe('the assistant', () => {
  const guide = { ...member(CHLOE), user_id: 'guide', name: 'Assistant', role: 'assistant' as const }
  const withGuide = { members: [member(ADA), member(BEN), guide] }

  test('staff choose its mode and whether they review, and read what students get', async () => {
    open(ADA, withGuide)
    const section = within(screen.getByRole('region', { name: 'AI assistant' }))
    expect(section.getByRole('radio', { name: 'Explains' })).toHaveProperty('checked', true)
    fireEvent.click(section.getByRole('radio', { name: 'Hints' }))
    section.getByText(/never the answer/)
    fireEvent.click(section.getByRole('switch', { name: 'Staff check answers first' }))
    await act(() => vi.advanceTimersByTimeAsync(1))
    expect(acts('setAssistant')).toEqual([
      ['setAssistant', 'room', { mode: 'hints' }],
      ['setAssistant', 'room', { review: true }],
    ])
  })

  test('a refusal is shown, and the choice returns', async () => {
    open(ADA, withGuide)
    fake.refusal = new ApiError({
      type: '/docs#forbidden',
      title: 'Not allowed',
      status: 403,
      detail: 'Only staff decide what the assistant does.',
      code: 'forbidden',
      retry: 'never',
      request_id: '',
    })
    fireEvent.click(screen.getByRole('radio', { name: 'Off' }))
    await act(() => vi.advanceTimersByTimeAsync(1))
    expect(screen.getByRole('alert')).toBeDefined()
    expect(screen.getByRole('radio', { name: 'Explains' })).toHaveProperty('checked', true)
  })

  test('students read the settings in words and cannot change them', () => {
    open(BEN, { ...withGuide, assistant_mode: 'hints', assistant_review: true })
    const section = within(screen.getByRole('region', { name: 'AI assistant' }))
    section.getByText('AI gives hints here')
    section.getByText('Answers are checked by staff first')
    expect(section.queryByRole('radio')).toBeNull()
  })

  test('without it as a member there are no settings', () => {
    open(ADA)
    expect(screen.queryByRole('region', { name: 'AI assistant' })).toBeNull()
  })
})
