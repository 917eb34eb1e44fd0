// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { Profiler } from 'react'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { layOut } from '../../testing/layout.ts'
import { drawByHand } from '../../testing/manual-frames.ts'
import { openRoom, type Room } from '../../testing/room.tsx'
import { ChatBox } from '../ChatBox.tsx'

beforeEach(() => layOut())

/** Sixty messages of Ben, as Ada sees them. */
const open = async () => {
  const room = await openRoom('ada', { kind: 'direct', with: ['ben'] })
  for (let line = 1; line <= 60; line++) room.says(room.ben, `Message ${line}`)
  onTestFinished(room.handle.open())
  await room.pass()
  await readAll(room)
  for (let page = 0; page < 2; page++) await room.handle.loadBefore()
  await room.show(<ChatBox conversationId={room.conversation.id} />)
  return room
}
const readAll = async ({ handle, conversation, pass }: Room) => {
  handle.markRead(conversation.state.messages.at(-1)?.created_seq ?? 0)
  await pass(1_000)
}
const scroller = () => screen.getByRole('log')
const fromEnd = () => scroller().scrollHeight - scroller().clientHeight - scroller().scrollTop
const scrolledTo = (top: number) => {
  scroller().scrollTop = top
  fireEvent.scroll(scroller())
}

test('a message that was jumped to is the row to which Tab comes', async () => {
  const { conversation, show } = await open()
  const found = conversation.state.messages.find(({ content }) => content === 'Message 20')
  cleanup()
  await show(<ChatBox conversationId={conversation.id} messageId={found?.id} />)
  const stops = screen.getAllByRole('article').filter(({ tabIndex }) => tabIndex === 0)
  expect(stops.map(({ textContent }) => textContent)).toEqual([expect.stringContaining('Message 20')])
})

describe('new messages', () => {
  test('are followed by a reader at the end', async () => {
    const { says, ben, pass } = await open()
    scrolledTo(scroller().scrollHeight - scroller().clientHeight)
    const before = scroller().scrollTop
    says(ben, 'One more')
    await pass()
    expect(scroller().scrollTop).toBeGreaterThan(before)
    expect(fromEnd()).toBeLessThan(80)
    expect(screen.queryByTitle('Jump to newest')).toBeNull()
  })

  test('do not move a reader further up, and are counted', async () => {
    const { says, ben, pass } = await open()
    fireEvent.scroll(scroller())
    scrolledTo(scroller().scrollTop - 1_000)
    const before = scroller().scrollTop
    for (const content of ['One more', 'Another']) says(ben, content)
    await pass()
    expect(scroller().scrollTop).toBe(before)
    expect(screen.getByTitle('Jump to newest').textContent).toBe('2 new messages')
  })

  test('of the user scroll to the end from further up', async () => {
    const { handle, pass } = await open()
    fireEvent.scroll(scroller())
    scrolledTo(scroller().scrollTop - 1_000)
    handle.send('Mine')
    await pass()
    fireEvent.scroll(scroller())
    expect(fromEnd()).toBeLessThan(80)
  })
})

describe('a burst', () => {
  /** The commits of the list so far. */
  const counted = async () => {
    const manual = drawByHand()
    const room = await openRoom('ada', { kind: 'direct', with: ['ben'] })
    for (let line = 1; line <= 30; line++) room.says(room.ben, `Message ${line}`)
    onTestFinished(room.handle.open())
    await room.pass()
    await readAll(room)
    const count = { commits: 0 }
    const settle = async () => {
      // What a frame shows may cause another one.
      for (let frame = 0; frame < 5; frame++) {
        await room.pass(100)
        act(() => manual.frame())
        act(() => manual.pass(1_000))
      }
      count.commits = 0
    }
    await room.show(
      <Profiler id="list" onRender={() => void count.commits++}>
        <ChatBox conversationId={room.conversation.id} />
      </Profiler>,
    )
    await settle()
    return { ...room, manual, count, settle }
  }

  test('is one rendering a frame, with the newest in view', async () => {
    const { says, ben, pass, manual, count, settle } = await counted()
    says(ben, 'The first')
    await pass()
    for (let message = 1; message <= 300; message++) says(ben, `Burst ${message}`)
    await pass()
    expect(screen.queryByText(/^Burst/)).toBeNull()
    count.commits = 0
    act(() => manual.frame())
    // The rows, and what moves to the end with them.
    expect(count.commits).toBeLessThanOrEqual(3)
    expect(screen.getByText('Burst 300')).toBeDefined()
    // What does not fit is not drawn.
    expect(document.querySelectorAll('.lectern-slot').length).toBeLessThan(80)
    await settle()
    expect(fromEnd()).toBeLessThan(80)
    expect(screen.queryByTitle('Jump to newest')).toBeNull()
  })

  test('is counted exactly for a reader further up, who stays where she is', async () => {
    const { says, handle, ben, ada, conversation, settle } = await counted()
    fireEvent.scroll(scroller())
    scrolledTo(scroller().scrollTop - 400)
    const before = scroller().scrollTop
    for (let message = 1; message <= 299; message++) says(ben, `Burst ${message}`)
    const deleted = says(ben, 'Deleted')
    says(ada, 'From my telephone')
    await settle()
    expect(screen.getByTitle('Jump to newest').textContent).toBe('300 new messages')
    const message = conversation.message(deleted.id)
    if (message) conversation.remove(message, deleted.timestamp)
    await settle()
    expect(screen.getByTitle('Jump to newest').textContent).toBe('299 new messages')
    expect(scroller().scrollTop).toBe(before)
    expect(handle.timeline.get().rows.length).toBeGreaterThan(300)
  })

  test('beyond what a list holds is followed, frame by frame', async () => {
    const { says, handle, ben, settle } = await counted()
    for (let message = 1; message <= 1_000; message++) {
      says(ben, `Burst ${message}`)
      if (message % 200 === 0) await settle()
    }
    expect(screen.getByText('Burst 1000')).toBeDefined()
    expect(screen.queryByTitle('Jump to newest')).toBeNull()
    expect(fromEnd()).toBeLessThan(80)
    expect(handle.timeline.get().rows.length).toBeLessThanOrEqual(600)
  })

  test('beyond what a list holds is still counted exactly', async () => {
    const { says, handle, ben, settle } = await counted()
    fireEvent.scroll(scroller())
    scrolledTo(scroller().scrollTop - 400)
    const before = scroller().scrollTop
    for (let message = 1; message <= 1_000; message++) says(ben, `Burst ${message}`)
    await settle()
    expect(screen.getByTitle('Jump to newest').textContent).toBe('1,000 new messages')
    expect(scroller().scrollTop).toBe(before)
    expect(handle.timeline.get().has_more_after).toBe(true)
    expect(handle.timeline.get().rows.length).toBeLessThanOrEqual(600)
  })
})
