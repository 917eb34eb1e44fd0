// @vitest-environment jsdom
import { act, cleanup, fireEvent, renderHook, screen } from '@testing-library/react'
import type { TimelineRow } from '@lectern/client'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { FakeChat } from '../../testing/fake-chat.ts'
import { ADA, BEN, member, message, row, summary } from '../../testing/samples.ts'
import { layOut } from '../../testing/layout.ts'
import { renderWith } from '../../testing/render.tsx'
import { ChatBox } from '../ChatBox.tsx'
import { useKeepEnd } from './use-keep-end.ts'
import type { ListVirtualizer } from './use-list-virtualizer.ts'

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

const history = (count: number): TimelineRow[] =>
  Array.from({ length: count }, (_, index) => row(message(index + 1, BEN, `Message ${index + 1}`), ADA))
const show = (rows: readonly TimelineRow[]): void => {
  act(() => void room.timeline.set({ ...room.timeline.get(), rows }))
}
const scroller = () => screen.getByRole('log')
const fromEnd = () => scroller().scrollHeight - scroller().clientHeight - scroller().scrollTop
const scrolledTo = (top: number) => {
  scroller().scrollTop = top
  fireEvent.scroll(scroller())
}

describe('new messages', () => {
  test('are followed by a reader at the end', () => {
    show(history(60))
    renderWith(fake, <ChatBox conversationId="room" />)
    scrolledTo(scroller().scrollHeight - scroller().clientHeight)
    const before = scroller().scrollTop
    show(history(61))
    expect(scroller().scrollTop).toBeGreaterThan(before)
    expect(fromEnd()).toBeLessThan(80)
    expect(screen.queryByTitle('Jump to newest')).toBeNull()
  })

  test('do not move a reader further up, and are counted', () => {
    show(history(60))
    renderWith(fake, <ChatBox conversationId="room" />)
    fireEvent.scroll(scroller())
    scrolledTo(scroller().scrollTop - 1_000)
    const before = scroller().scrollTop
    show(history(62))
    expect(scroller().scrollTop).toBe(before)
    expect(screen.getByTitle('Jump to newest').textContent).toBe('2 new messages')
  })

  test('of the user scroll to the end from further up', () => {
    show(history(60))
    renderWith(fake, <ChatBox conversationId="room" />)
    fireEvent.scroll(scroller())
    scrolledTo(scroller().scrollTop - 1_000)
    show([...history(60), row(message(61, ADA, 'Mine'), ADA, { status: 'sending' })])
    fireEvent.scroll(scroller())
    expect(fromEnd()).toBeLessThan(80)
  })
})

describe('a list that gets smaller', () => {
  const scrollToEnd = vi.fn()
  let report = (): void => {}
  let stopped = 0
  let height: number
  let isAtEnd: boolean
  beforeEach(() => {
    scrollToEnd.mockClear()
    stopped = 0
    height = 600
    isAtEnd = true
    vi.stubGlobal(
      'ResizeObserver',
      class {
        constructor(callback: () => void) {
          report = callback
        }
        observe = () => report()
        disconnect = () => void stopped++
      },
    )
  })
  afterEach(() => vi.unstubAllGlobals())

  const keeping = () => {
    const element = document.createElement('div')
    Object.defineProperty(element, 'clientHeight', { get: () => height })
    const list = { scrollToEnd, isAtEnd: () => isAtEnd } as unknown as ListVirtualizer
    const { unmount } = renderHook(() => useKeepEnd(list, { current: element }))
    return { element, unmount }
  }
  const become = (px: number) => {
    height = px
    report()
  }

  test('keeps the end in view for a reader there, each time', () => {
    keeping()
    expect(scrollToEnd).not.toHaveBeenCalled()
    become(300)
    become(250)
    expect(scrollToEnd).toHaveBeenCalledTimes(2)
  })

  test('stays if its height stays, or if the reader is further up', () => {
    const { element } = keeping()
    become(600)
    isAtEnd = false
    element.dispatchEvent(new Event('scroll'))
    become(300)
    expect(scrollToEnd).not.toHaveBeenCalled()
    isAtEnd = true
    element.dispatchEvent(new Event('scroll'))
    become(600)
    expect(scrollToEnd).toHaveBeenCalledOnce()
  })

  test('is not observed after its removal', () => {
    const { element, unmount } = keeping()
    unmount()
    isAtEnd = false
    element.dispatchEvent(new Event('scroll'))
    expect(stopped).toBe(1)
  })
})
