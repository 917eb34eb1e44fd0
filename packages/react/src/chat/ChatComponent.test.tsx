// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react'
import { ApiError, type TimelineRow } from '@lectern/client'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { useInstructorChat } from '../hooks/use-instructor-chat.ts'
import { FakeChat } from '../testing/fake-chat.ts'
import { ADA, BEN, CHLOE, member, message, row, summary } from '../testing/samples.ts'
import { layOut } from '../testing/layout.ts'
import { renderWith } from '../testing/render.tsx'
import { ChatComponent } from './ChatComponent.tsx'

const AI = { id: 'ai', name: 'Assistant', role: 'assistant' as const }

let fake: FakeChat
let room: ReturnType<FakeChat['of']>

beforeEach(() => {
  layOut()
  fake = new FakeChat(ADA)
  room = fake.of('room')
  room.summary.set(summary())
  room.members.set([member(ADA), member(BEN)])
})
afterEach(cleanup)

const group = () => {
  const people = [ADA, BEN, CHLOE, AI]
  room.summary.set(
    summary({ kind: 'course', display_title: 'Physics', member_count: 4, members: [member(ADA)] }),
  )
  room.members.set(people.map((person) => member(person)))
}

describe('the header', () => {
  test('shows presence and readers', () => {
    fake.presence.set({ [BEN.id]: 'online' })
    renderWith(fake, <ChatComponent conversationId="room" />)
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Ben Okafor')
    expect(screen.getByText('Online')).toBeDefined()
    expect(screen.getByTitle('Who can read this: You and Ben Okafor')).toBeDefined()
  })

  test('counts readers by role once all are loaded', () => {
    group()
    renderWith(fake, <ChatComponent conversationId="room" />)
    expect(screen.getByText('1 instructor, the assistant and 2 students')).toBeDefined()
    act(() => room.members.set([member(ADA)]))
    expect(screen.getByText('4 people')).toBeDefined()
  })

  test('has one menu, walked with arrows and closed with Escape', () => {
    const onDetails = vi.fn<() => void>()
    renderWith(fake, <ChatComponent conversationId="room" onDetails={onDetails} />)
    const button = screen.getByRole('button', { name: 'Conversation menu' })
    fireEvent.click(button)
    expect(document.activeElement?.textContent).toBe('Show details')
    fireEvent.keyDown(document.activeElement as Element, { key: 'Escape' })
    expect(screen.queryByRole('menu')).toBeNull()
    expect(document.activeElement).toBe(button)
    fireEvent.click(button)
    fireEvent.click(screen.getByRole('menuitem', { name: 'Show details' }))
    expect(onDetails).toHaveBeenCalledOnce()
  })

  test('a press elsewhere closes the menu', () => {
    renderWith(fake, <ChatComponent conversationId="room" onDetails={() => {}} />)
    fireEvent.click(screen.getByRole('button', { name: 'Conversation menu' }))
    fireEvent.pointerDown(screen.getByRole('log'))
    expect(screen.queryByRole('menu')).toBeNull()
  })

  test('marks a degraded connection and explains it', () => {
    fake.connection.set({ status: 'degraded' })
    renderWith(fake, <ChatComponent conversationId="room" />)
    fireEvent.click(screen.getByRole('button', { name: 'Slower connection' }))
    expect(screen.getByRole('dialog').textContent).toContain('Nothing is lost.')
  })
})

describe('typing', () => {
  test.each([
    [[], ''],
    [[BEN.id], 'Ben Okafor is typing'],
    [[BEN.id, CHLOE.id], 'Ben Okafor and Chloe Martin are typing'],
    [['ai'], 'Assistant is writing an answer'],
    [['ai', BEN.id], 'Ben Okafor is typing'],
  ])('%j: %j', (ids, text) => {
    group()
    room.typing.set(ids)
    renderWith(fake, <ChatComponent conversationId="room" />)
    const line = document.querySelector('.lectern-typing')
    expect(line?.getAttribute('aria-live')).toBe('polite')
    expect(line?.textContent).toBe(text)
  })
})

describe('replying', () => {
  test('names the sender, sends with the reference and then ends', () => {
    const question = message(1, BEN, 'Why?')
    room.timeline.set({ ...room.timeline.get(), rows: [row(question, ADA)] })
    renderWith(fake, <ChatComponent conversationId="room" />)
    const element = screen.getByText('Why?').closest('[data-row]') as HTMLElement
    fireEvent.pointerEnter(element)
    fireEvent.click(screen.getByRole('button', { name: 'Reply' }))
    const field = screen.getByRole('textbox', { name: 'Message Ben Okafor' })
    expect(document.activeElement).toBe(field)
    expect(screen.getByText('Replying to Ben Okafor')).toBeDefined()
    fireEvent.change(field, { target: { value: 'Because.' } })
    fireEvent.keyDown(field, { key: 'Enter' })
    expect(fake.acts).toContainEqual(['send', 'room', 'Because.', { reply_to_id: question.id }])
    expect(screen.queryByText('Replying to Ben Okafor')).toBeNull()
  })
})

describe('two conversations', () => {
  test('the draft of one is there after a return', () => {
    const other = fake.of('other')
    other.summary.set(summary({ id: 'other', display_title: 'Chloe Martin', peer_id: CHLOE.id }))
    const question = message(1, BEN, 'Why?')
    room.timeline.set({ ...room.timeline.get(), rows: [row(question, ADA)] })
    const { rerender } = renderWith(fake, <ChatComponent conversationId="room" />)
    fireEvent.pointerEnter(screen.getByText('Why?').closest('[data-row]') as HTMLElement)
    fireEvent.click(screen.getByRole('button', { name: 'Reply' }))
    rerender(<ChatComponent conversationId="other" />)
    expect(screen.queryByText('Replying to Ben Okafor')).toBeNull()
    rerender(<ChatComponent conversationId="room" />)
    expect(screen.getByText('Replying to Ben Okafor')).toBeDefined()
  })
})

describe('the place of reading', () => {
  const scroller = () => document.querySelector('.lectern-scroller') as HTMLElement
  const rows = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, index) =>
      row(message(from + index, BEN, `Line ${from + index}`), ADA),
    )
  const slotOf = (key = '') => document.querySelector(`[data-key='${key}']`) as HTMLElement
  const topOf = (slot: HTMLElement) => Number.parseFloat(slot.style.top) - scroller().scrollTop
  const visit = (rerender: (content: ReactNode) => void, id: string) =>
    rerender(<ChatComponent conversationId={id} />)

  beforeEach(() => {
    fake.of('other').summary.set(summary({ id: 'other', display_title: 'Chloe Martin', peer_id: CHLOE.id }))
    room.timeline.set({ ...room.timeline.get(), has_more_before: true, rows: rows(100, 180) })
  })

  test('is the end at first', () => {
    renderWith(fake, <ChatComponent conversationId="room" />)
    expect(screen.getByText('Line 179')).toBeDefined()
    expect(within(scroller()).queryByText('Line 100')).toBeNull()
  })

  test('is kept during a visit of another conversation, though an older page came in', () => {
    const { rerender } = renderWith(fake, <ChatComponent conversationId="room" />)
    scroller().scrollTop = 1_510
    fireEvent.scroll(scroller())
    const slots = [...document.querySelectorAll<HTMLElement>('.lectern-slot')]
    const key = slots.find((slot) => topOf(slot) > 0)?.dataset.key
    const before = topOf(slotOf(key))
    visit(rerender, 'other')
    room.timeline.set({ ...room.timeline.get(), rows: rows(50, 180) })
    visit(rerender, 'room')
    expect(topOf(slotOf(key))).toBeCloseTo(before, 0)
  })

  test('is the first unread message if there is one', () => {
    room.summary.set(summary({ unread: 40, read_seq: 139 }))
    renderWith(fake, <ChatComponent conversationId="room" />)
    expect(screen.getByText('New')).toBeDefined()
    expect(screen.getByText('Line 140')).toBeDefined()
    expect(within(scroller()).queryByText('Line 179')).toBeNull()
    // The keyboard can reach the list there too.
    expect(scroller().querySelectorAll('[data-row][tabindex="0"]')).toHaveLength(1)
  })
})

describe('useInstructorChat', () => {
  const Own = () => {
    const { history, typing, loading, error, sendInstructorMessage } = useInstructorChat()
    const state = [
      history.length,
      typing.people.length,
      typing.assistant,
      loading.history,
      error === undefined,
    ]
    return <button onClick={() => sendInstructorMessage('Hi')}>{state.join(' ')}</button>
  }

  test('gives history, typing, loading, errors and sending to a custom interface', () => {
    group()
    room.timeline.set({ ...room.timeline.get(), rows: [row(message(1, BEN, 'One'), ADA)] })
    renderWith(fake, <Own />, { conversationId: 'room' })
    const button = screen.getByRole('button')
    expect(button.textContent).toBe('1 0 false false true')
    act(() => room.typing.set(['ai', BEN.id]))
    expect(button.textContent).toBe('1 1 true false true')
    fireEvent.click(button)
    expect(fake.acts.find(([did]) => did === 'send')?.slice(0, 3)).toEqual(['send', 'room', 'Hi'])
  })

  test('says what is missing without a conversation', () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    expect(() => renderWith(fake, <Own />)).toThrow('needs a conversation id')
    vi.restoreAllMocks()
  })
})

describe('a conversation of other people', () => {
  const error = new ApiError({
    type: 'about:blank',
    title: 'Not found',
    status: 404,
    detail: 'There is no such conversation.',
    code: 'not_found',
    retry: 'never',
    request_id: 'r-1',
  })
  const missing = (rows: TimelineRow[] = [], left = false) => {
    room.summary.set(undefined)
    room.timeline.update((timeline) => ({
      ...timeline,
      status: 'error',
      error,
      rows,
      ...(left && { left }),
    }))
  }

  test('says so and leads away', () => {
    missing()
    const onExit = vi.fn<() => void>()
    renderWith(fake, <ChatComponent conversationId="room" onExit={onExit} />)
    expect(screen.getByRole('alert').textContent).toContain('This conversation is not here')
    expect(screen.queryByRole('textbox')).toBeNull()
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull()
    fireEvent.click(screen.getByRole('button', { name: 'To the conversations' }))
    expect(onExit).toHaveBeenCalledOnce()
  })

  test('keeps unsent text after a removal, and shows it again when the user is added', async () => {
    const writeText = vi.fn<(text: string) => Promise<void>>(async () => {})
    vi.stubGlobal('navigator', { ...navigator, clipboard: { writeText } })
    const known = room.summary.get()
    const before = room.timeline.get()
    renderWith(fake, <ChatComponent conversationId="room" />)
    room.draft.set('Half a thought')
    const failed = row(message(5, ADA, 'Am I still in?'), ADA, { status: 'failed' })
    act(() => missing([failed], true))
    expect(screen.getByRole('alert').textContent).toContain('You are no longer a member of this conversation')
    expect(screen.queryByRole('button', { name: 'To the conversations' })).toBeNull()
    const unsent = screen.getByRole('region', { name: 'What you wrote here and was not sent' })
    expect([...unsent.querySelectorAll('p')].map((text) => text.textContent)).toEqual([
      'Am I still in?',
      'Half a thought',
    ])
    fireEvent.click(screen.getAllByRole('button', { name: 'Copy text' })[0] as Element)
    await act(async () => {})
    expect(writeText).toHaveBeenCalledWith('Am I still in?')
    expect(unsent.textContent).toContain('Copied')

    act(() => {
      room.summary.set(known)
      room.timeline.set(before)
    })
    expect(screen.queryByRole('alert')).toBeNull()
    expect(screen.getByRole('textbox').textContent).toBe('Half a thought')
    vi.unstubAllGlobals()
  })
})
