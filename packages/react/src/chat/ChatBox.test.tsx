// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen, within, waitFor } from '@testing-library/react'
import { ApiError, type Timeline, type TimelineRow } from '@lectern/client'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { useChatEnvironment } from '../context/chat-context.ts'
import type { CardViewProps } from '../context/host-context.ts'
import { recordAnnouncements, type Recorder } from '../testing/announcements.ts'
import { FakeChat } from '../testing/fake-chat.ts'
import { ADA, BEN, CHLOE, member, message, row, summary } from '../testing/samples.ts'
import { layOut } from '../testing/layout.ts'
import { renderWith } from '../testing/render.tsx'
import { ChatBox } from './ChatBox.tsx'
import { LazyAnnouncer } from './list/LazyAnnouncer.tsx'

beforeAll(() => LazyAnnouncer.want())

let fake: FakeChat
let room: ReturnType<FakeChat['of']>
let recorder: Recorder

beforeEach(() => {
  layOut()
  recorder = recordAnnouncements()
  fake = new FakeChat(ADA)
  room = fake.of('room')
  room.summary.set(summary())
  room.members.set([member(ADA), member(BEN)])
})
afterEach(() => {
  cleanup()
  recorder.stop()
  vi.useRealTimers()
})

const show = (rows: readonly TimelineRow[], rest: Partial<Timeline> = {}) =>
  act(() => room.timeline.set({ ...room.timeline.get(), rows, ...rest }))

const heard = () => recorder.take()
const box = () => {
  const shown = renderWith(fake, <ChatBox conversationId="room" />)
  // The regions are there from now on.
  heard()
  return shown
}
const bubble = (text: string) => screen.getByText(text).closest<HTMLElement>('[data-row]') as HTMLElement
const acts = (name: string) => fake.acts.filter(([did]) => did === name)
const refused = (detail: string) =>
  new ApiError({
    type: 'about:blank',
    title: 'Not allowed',
    status: 403,
    detail,
    code: 'forbidden',
    retry: 'never',
    request_id: 'req_1',
  })

describe('the history', () => {
  test('is open as long as it is shown, and no longer', () => {
    const { unmount } = box()
    expect(acts('open').length).toBeGreaterThan(acts('release').length)
    unmount()
    expect(acts('open').length).toBe(acts('release').length)
  })

  test('is a silent log, with news announced separately', () => {
    vi.useFakeTimers()
    show([row(message(1, BEN, 'Hello'), ADA)])
    box()
    const log = screen.getByRole('log', { name: 'Messages' })
    expect(log.getAttribute('aria-live')).toBe('off')
    show([row(message(1, BEN, 'Hello'), ADA), row(message(2, BEN, 'Are **you** there?'), ADA)])
    act(() => void vi.advanceTimersByTime(1_000))
    expect(heard()).toEqual(['Ben Okafor: Are you there?'])
  })

  test('W11 says the same words again when they are written again', () => {
    vi.useFakeTimers()
    box()
    const rows = [2, 3, 4].map((seq) => row(message(seq, BEN, 'Yes'), ADA))
    for (let count = 1; count <= rows.length; count++) {
      show(rows.slice(0, count))
      act(() => void vi.advanceTimersByTime(1_000))
    }
    expect(heard()).toEqual(Array(3).fill('Ben Okafor: Yes'))
  })

  test('announces a burst in one sentence', () => {
    vi.useFakeTimers()
    box()
    const burst = [2, 3, 4, 5].map((seq) => row(message(seq, seq % 2 ? BEN : CHLOE, `Line ${seq}`), ADA))
    for (let count = 1; count <= burst.length; count++) show(burst.slice(0, count))
    act(() => void vi.advanceTimersByTime(1_000))
    expect(heard()).toEqual(['4 new messages from Chloe Martin and Ben Okafor'])
  })

  test('announces neither own messages nor older pages', () => {
    vi.useFakeTimers()
    show([row(message(5, BEN, 'Newest'), ADA)])
    box()
    show([
      row(message(4, BEN, 'Older'), ADA),
      row(message(5, BEN, 'Newest'), ADA),
      row(message(6, ADA, 'Mine'), ADA),
    ])
    act(() => void vi.advanceTimersByTime(2_000))
    expect(heard()).toEqual([])
  })

  test('shows a skeleton while it loads, and an error with its request id', () => {
    show([], { status: 'loading' })
    box()
    expect(screen.getByRole('status', { name: 'Loading' })).toBeDefined()
    show([], { status: 'error', error: refused('The server is being moved.') })
    expect(screen.getByRole('alert').textContent).toMatch(/The server is being moved\.Your drafts/)
    expect(screen.getByText('Copy request id req_1')).toBeDefined()
    fireEvent.click(screen.getByText('Try again'))
    expect(acts('loadNewest')).toHaveLength(1)
  })

  test('offers first messages in an empty conversation, which fill the composer', () => {
    box()
    expect(screen.getByRole('heading', { name: 'You and Ben Okafor' })).toBeDefined()
    fireEvent.click(screen.getByText('Hello! How are you getting on with…'))
    expect(room.draft.get()).toBe('Hello! How are you getting on with ')
  })

  test('only the row that changed renders again', async () => {
    const renders = new Map<string, number>()
    const Counted = ({ message: { id } }: CardViewProps) => {
      renders.set(id, (renders.get(id) ?? 0) + 1)
      return null
    }
    const card = (seq: number) => ({ type: 'counted', fallback_text: `Card ${seq}`, provenance: {} }) as never
    const rows = [1, 2, 3, 4].map((seq) => row(message(seq, BEN, '', { kind: 'card', card: card(seq) }), ADA))
    show(rows)
    renderWith(fake, <ChatBox conversationId="room" />, { cards: { counted: Counted } })
    // The views of cards come when a list has cards.
    await waitFor(() => expect(renders.size).toBe(4))
    const before = new Map(renders)
    const edited = row(message(2, BEN, 'edited', { kind: 'card', card: card(2) }), ADA)
    show(rows.map((each, index) => (index === 1 ? edited : each)))
    const again = [...renders].filter(([id, count]) => count !== before.get(id)).map(([id]) => id)
    expect(again).toEqual([edited.id])
    const seen = new Map(renders)
    const liked = row({ ...edited.message, reactions: [{ emoji: '👍', user_ids: [ADA.id] }] }, ADA)
    const next = rows.map((each, index) => (index === 1 ? liked : each))
    show(next)
    expect([...renders].filter(([id, count]) => count !== seen.get(id)).map(([id]) => id)).toEqual([liked.id])
    const come = row(message(5, BEN, '', { kind: 'card', card: card(5) }), ADA)
    const settled = new Map(renders)
    show([...next, come])
    expect([...renders].filter(([id, count]) => count !== settled.get(id)).map(([id]) => id)).toEqual([
      come.id,
    ])
    renders.delete(come.id)
    act(() => room.typing.set([BEN.id]))
    act(() => fake.presence.set({ [BEN.id]: 'online' }))
    expect([...renders].filter(([id, count]) => id !== edited.id && count !== before.get(id))).toEqual([])
  })

  test('a row keeps its element from the moment it is written until it is read', () => {
    const pending = message(0, ADA, 'Hello', { id: 'kept' })
    show([row(pending, ADA, { status: 'queued' })])
    box()
    const element = bubble('Hello')
    expect(within(element).getByText('Sending')).toBeDefined()
    const stored = message(7, ADA, 'Hello', { id: 'kept', timestamp: pending.timestamp })
    show([row(stored, ADA)])
    act(() => room.members.set([member(ADA), member(BEN, { read_seq: 7 })]))
    expect(bubble('Hello')).toBe(element)
    expect(within(element).getByText('Read')).toBeDefined()
  })
})

describe('groups', () => {
  beforeEach(() => room.summary.set(summary({ kind: 'group', display_title: 'Physics' })))

  test('name the sender once, at the start of a run', () => {
    show([row(message(1, BEN, 'One'), ADA), row(message(2, BEN, 'Two'), ADA)])
    box()
    expect(within(bubble('One')).getByText('Ben Okafor')).toBeDefined()
    expect(within(bubble('Two')).queryByText('Ben Okafor')).toBeNull()
  })

  test('a direct conversation has no names', () => {
    room.summary.set(summary())
    show([row(message(1, BEN, 'One'), ADA)])
    box()
    expect(within(bubble('One')).queryByText('Ben Okafor')).toBeNull()
  })

  test('each message has its sender and time for a screen reader', () => {
    show([row(message(1, BEN, 'One'), ADA), row(message(2, ADA, 'Two'), ADA)])
    box()
    expect(bubble('One').getAttribute('aria-label')).toMatch(/^Ben Okafor, .+ \d\d:\d\d: One$/)
    expect(bubble('Two').getAttribute('aria-label')).toMatch(/^You, .+ \d\d:\d\d: Two$/)
  })
})

describe('acts on a message', () => {
  const open = (text: string): HTMLElement => {
    const element = bubble(text)
    fireEvent.pointerEnter(element)
    fireEvent.click(within(element).getByLabelText('More'))
    return element
  }

  test('deleting can be undone for five seconds', () => {
    vi.useFakeTimers()
    show([row(message(1, ADA, 'Oops'), ADA)])
    box()
    open('Oops')
    fireEvent.click(screen.getByRole('menuitem', { name: 'Delete' }))
    expect(screen.getByText('Message deleted')).toBeDefined()
    act(() => void vi.advanceTimersByTime(4_900))
    fireEvent.click(screen.getByText('Undo'))
    act(() => void vi.advanceTimersByTime(10_000))
    expect(screen.getByText('Oops')).toBeDefined()
    expect(acts('remove')).toEqual([])
  })

  test('and happens then, or at once when the user leaves', () => {
    vi.useFakeTimers()
    show([row(message(1, ADA, 'First'), ADA), row(message(2, ADA, 'Second'), ADA)])
    const { unmount } = box()
    open('First')
    fireEvent.click(screen.getByRole('menuitem', { name: 'Delete' }))
    act(() => void vi.advanceTimersByTime(5_000))
    expect(acts('remove')).toEqual([['remove', 'room', message(1, ADA, '').id]])
    open('Second')
    fireEvent.click(screen.getByRole('menuitem', { name: 'Delete' }))
    unmount()
    expect(acts('remove')).toHaveLength(2)
  })

  test('a student is not offered what the server would refuse', () => {
    fake.session.set({ status: 'signed_in', user: BEN })
    const old = message(1, BEN, 'Old', { timestamp: '2020-01-01T00:00:00.000Z' })
    show([row(old, BEN), row(message(2, ADA, 'Foreign'), BEN)])
    box()
    open('Old')
    const offered = () => screen.getAllByRole('menuitem').map(({ textContent }) => textContent)
    expect(offered()).toContain('Delete')
    expect(offered()).not.toContain('Edit')
    fireEvent.keyDown(document.activeElement ?? document.body, { key: 'Escape' })
    expect(screen.queryByRole('menu')).toBeNull()
    open('Foreign')
    expect(offered()).not.toContain('Delete')
  })

  test('reactions name the people, and a press adds or takes back', () => {
    const reactions = [
      { emoji: '👍', user_ids: [BEN.id, ADA.id] },
      { emoji: '🎉', user_ids: [BEN.id] },
    ]
    show([row(message(1, BEN, 'Done', { reactions }), ADA)])
    box()
    const own = screen.getByLabelText(/^Ben Okafor and You reacted with 👍/)
    expect(own.getAttribute('aria-pressed')).toBe('true')
    fireEvent.click(own)
    fireEvent.click(screen.getByLabelText(/^Ben Okafor reacted with 🎉/))
    expect(acts('react').map((each) => each.slice(3))).toEqual([
      ['👍', false],
      ['🎉', true],
    ])
  })

  test('a quick reaction is one press away', () => {
    show([row(message(1, BEN, 'Done'), ADA)])
    box()
    open('Done')
    fireEvent.click(screen.getByText('🙏'))
    expect(acts('react')).toEqual([['react', 'room', message(1, BEN, '').id, '🙏', true]])
    expect(screen.queryByRole('menu')).toBeNull()
  })

  test('a reply shows its target and leads there', () => {
    const first = message(1, BEN, 'What is **friction**?')
    show([row(first, ADA), row(message(2, ADA, 'A force.', { reply_to_id: first.id }), ADA)])
    box()
    const quote = screen.getByTitle('Go to the original message')
    expect(quote.textContent).toBe('Ben OkaforWhat is friction?')
    fireEvent.click(quote)
    expect(document.querySelector<HTMLElement>('[data-marked]')?.textContent).toContain('What is friction?')
  })

  test('a reply to a message that is not loaded loads it', () => {
    show([row(message(9, ADA, 'A force.', { reply_to_id: 'far' }), ADA)])
    box()
    fireEvent.click(screen.getByText('Earlier message'))
    expect(acts('jumpTo')).toEqual([['jumpTo', 'room', 'far']])
  })

  test('the target of a reply can be read though it is not loaded, in its current version', () => {
    show([row(message(9, ADA, 'A force.', { reply_to_id: 'far' }), ADA)])
    box()
    const quote = screen.getByTitle('Go to the original message')
    const far = message(1, BEN, 'What is **friction**?', { id: 'far' })
    act(() => fake.elsewhere('far').set(far))
    expect(quote.textContent).toBe('Ben OkaforWhat is friction?')
    act(() => fake.elsewhere('far').set({ ...far, content: '', deleted_at: 'now' }))
    expect(quote.textContent).toBe('Ben OkaforMessage deleted')
  })

  test('arrows walk from message to message', () => {
    show([row(message(1, BEN, 'One'), ADA), row(message(2, BEN, 'Two'), ADA)])
    box()
    const stops = () => [...document.querySelectorAll('[data-row][tabindex="0"]')]
    expect(stops()).toEqual([bubble('Two')])
    act(() => bubble('Two').focus())
    fireEvent.keyDown(bubble('Two'), { key: 'ArrowUp' })
    expect(document.activeElement).toBe(bubble('One'))
    expect(stops()).toEqual([bubble('One')])
  })
})

/** Why a message was not sent, or a change not saved. */
const why = (): string => document.querySelector('.lectern-failed > p')?.textContent ?? ''

test('a message older than a day asks before it is sent', () => {
  show([row(message(0, ADA, 'Tomorrow at nine?', { id: 'old' }), ADA, { status: 'queued', held: true })])
  box()
  expect(why()).toContain('It waited for more than a day.')
  expect(acts('retry')).toEqual([])
  fireEvent.click(screen.getByText('Send now'))
  expect(acts('retry')).toEqual([['retry', 'room', 'old']])
})

test('S19 a message that something on the way refuses says so, and lets the others pass', () => {
  const failure = { code: 'blocked', reason: 'The server answered 413', status: 413, retryable: true }
  show([row(message(0, ADA, 'A long one', { id: 'long' }), ADA, { status: 'queued', failure })])
  box()
  const told = why()
  expect(told).toContain('Not sent yet. Something between this device and Lectern refuses it (code 413)')
  expect(told).toContain('the messages after it wait')
  fireEvent.click(screen.getByText('Send the others first'))
  expect(acts('setAside')).toEqual([['setAside', 'room', 'long']])
  fireEvent.click(screen.getByText('Retry'))
  expect(acts('retry')).toEqual([['retry', 'room', 'long']])
})

test('S25 a change that was refused after a reload says so at its message', () => {
  const failure = { code: 'forbidden', reason: 'Only its author may edit it.', retryable: true }
  const change = { id: 'change', is: 'edit', failure } as const
  show([row(message(1, BEN, 'Hello', { id: 'hello' }), ADA, { change })])
  box()
  expect(why()).toContain('Your edit was not saved.')
  fireEvent.click(screen.getByText('Try again'))
  fireEvent.click(screen.getByText('Discard'))
  expect(acts('retry')).toEqual([['retry', 'room', 'change']])
  expect(acts('discard')).toEqual([['discard', 'room', 'change']])
})

describe('a failed message', () => {
  const failure = {
    code: 'rejected',
    reason: 'The content filter does not allow this link.',
    retryable: false,
  }

  beforeEach(() => {
    show([row(message(0, ADA, 'See https://a.example', { id: 'bad' }), ADA, { status: 'failed', failure })])
    box()
  })

  test('keeps its place and shows the reason', () => {
    expect(why()).toBe('Not sent. The content filter does not allow this link.')
    expect(document.querySelector('[data-status="failed"]')).not.toBeNull()
  })

  test('can be tried again', () => {
    fireEvent.click(screen.getByText('Retry'))
    expect(acts('retry')).toEqual([['retry', 'room', 'bad']])
  })

  test('can be edited, without losing the draft', () => {
    act(() => room.draft.set('Meanwhile'))
    fireEvent.click(screen.getByText('Edit'))
    expect(room.draft.get()).toBe('Meanwhile\n\nSee https://a.example')
    expect(acts('discard')).toEqual([['discard', 'room', 'bad']])
  })

  test('can be copied', () => {
    const writeText = vi.fn().mockResolvedValue(undefined)
    vi.stubGlobal('navigator', { ...navigator, clipboard: { writeText } })
    fireEvent.click(screen.getByText('Copy'))
    expect(writeText).toHaveBeenCalledWith('See https://a.example')
    vi.unstubAllGlobals()
  })

  test('can be discarded, with five seconds to undo', () => {
    vi.useFakeTimers()
    fireEvent.click(screen.getByText('Discard'))
    expect(screen.getByText('Message discarded')).toBeDefined()
    expect(acts('discard')).toEqual([])
    act(() => void vi.advanceTimersByTime(5_000))
    expect(acts('discard')).toHaveLength(1)
  })
})

describe('kinds of messages', () => {
  test('an unknown card shows its fallback text', async () => {
    const card = { type: 'from_the_future', fallback_text: 'A card of tomorrow' } as never
    show([row(message(1, BEN, '', { kind: 'card', card }), ADA)])
    box()
    expect(await screen.findByText('A card of tomorrow')).toBeDefined()
  })

  test('a card type named like a property of objects is unknown too', async () => {
    const card = { type: 'constructor', fallback_text: 'Nothing to see' } as never
    show([row(message(1, BEN, '', { kind: 'card', card }), ADA)])
    box()
    expect(await screen.findByText('Nothing to see')).toBeDefined()
  })

  test('deleted, edited, system, interrupted and sealed messages say so in words', () => {
    const at = '2026-11-23T14:30:00.000Z'
    const people = [{ user_id: CHLOE.id, name: CHLOE.name }]
    const ADDED = { type: 'members_added' as const, params: { people, count: 1 } }
    show([
      row(message(1, BEN, '', { deleted_at: at }), ADA),
      row(message(2, BEN, 'Better', { edited_at: at }), ADA),
      row(message(3, ADA, 'Ada Lovelace added Chloe Martin', { kind: 'system', system: ADDED }), ADA),
      row(message(4, BEN, 'Half an', { state: 'interrupted' }), ADA),
      row(message(5, BEN, '', { kind: 'sealed' }), ADA),
    ])
    box()
    expect(screen.getByText('Message deleted')).toBeDefined()
    expect(within(bubble('Better')).getByText('edited')).toBeDefined()
    expect(screen.getByText('Ada Lovelace added Chloe Martin')).toBeDefined()
    expect(within(bubble('Half an')).getByText(/^Interrupted/)).toBeDefined()
    expect(screen.getByText(/sealed/)).toBeDefined()
  })
})

describe('reading', () => {
  test('marks messages that were visible for half a second in a focused window', () => {
    vi.useFakeTimers()
    vi.spyOn(document, 'hasFocus').mockReturnValue(true)
    show([row(message(1, BEN, 'One'), ADA), row(message(2, BEN, 'Two'), ADA)])
    box()
    act(() => void vi.advanceTimersByTime(400))
    expect(acts('markRead')).toEqual([])
    act(() => void vi.advanceTimersByTime(200))
    expect(acts('markRead').at(-1)).toEqual(['markRead', 'room', 2])
  })

  test('marks nothing while the window is in the background', () => {
    vi.useFakeTimers()
    const hasFocus = vi.spyOn(document, 'hasFocus').mockReturnValue(false)
    show([row(message(1, BEN, 'One'), ADA)])
    box()
    act(() => void vi.advanceTimersByTime(5_000))
    expect(acts('markRead')).toEqual([])
    hasFocus.mockReturnValue(true)
    act(() => void dispatchEvent(new Event('focus')))
    act(() => void vi.advanceTimersByTime(500))
    expect(acts('markRead')).toEqual([['markRead', 'room', 1]])
  })

  test('draws a line before the first unread message, which stays when it is read', () => {
    room.summary.set(summary({ unread: 1, read_seq: 1 }))
    show([row(message(1, BEN, 'One'), ADA), row(message(2, BEN, 'Two'), ADA)])
    box()
    expect(screen.getByText('New')).toBeDefined()
    act(() => room.summary.set(summary({ unread: 0, read_seq: 2 })))
    expect(screen.getByText('New')).toBeDefined()
  })
})

test('after a jump there is a way back to its start', () => {
  const rows = Array.from({ length: 60 }, (_, at) => row(message(at + 1, BEN, `Line ${at + 1}`), ADA))
  show(rows)
  renderWith(
    fake,
    <>
      <ChatBox conversationId="room" />
      <JumpTo id={rows[2]?.id ?? ''} />
    </>,
  )
  const log = screen.getByRole('log', { name: 'Messages' })
  const shown = () => new Set(screen.getAllByText(/^Line \d+$/).map(({ textContent }) => textContent))
  log.scrollTop = 1_500
  fireEvent.scroll(log)
  const before = shown()
  fireEvent.click(screen.getByText('Go'))
  fireEvent.scroll(log)
  expect(log.scrollTop).toBeLessThan(500)
  fireEvent.click(screen.getByText('Back to where you were'))
  fireEvent.scroll(log)
  // Rows above were measured meanwhile: the same rows are in view, at another distance from the beginning.
  expect(log.scrollTop).toBeGreaterThan(1_300)
  expect([...before].filter((line) => shown().has(line)).length).toBeGreaterThan(before.size / 2)
  expect(screen.queryByText('Back to where you were')).toBeNull()
})

const JumpTo = ({ id }: { id: string }) => {
  const { views } = useChatEnvironment()
  return <button onClick={() => views.of('room').jumpTo(id)}>Go</button>
}

test('if the unread begin further back, that part is loaded first', async () => {
  room.summary.set(summary({ unread: 40, read_seq: 10 }))
  show([row(message(50, BEN, 'Fifty'), ADA)], { has_more_before: true })
  box()
  expect(acts('loadFirstUnread').length).toBeGreaterThan(0)
  expect(screen.getByRole('status', { name: 'Loading' })).toBeDefined()
  expect(await screen.findByText('Fifty')).toBeDefined()
})

test('texts can be in another language', () => {
  show([row(message(1, BEN, '', { deleted_at: '2026-11-23T14:30:00.000Z' }), ADA)])
  renderWith(fake, <ChatBox conversationId="room" />, { labels: { deleted: 'Nachricht gelöscht' } })
  expect(screen.getByText('Nachricht gelöscht')).toBeDefined()
})
