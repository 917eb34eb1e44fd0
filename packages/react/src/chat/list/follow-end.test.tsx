// @vitest-environment jsdom
import { fireEvent, renderHook, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { layOut } from '../../testing/layout.ts'
import { openRoom } from '../../testing/room.tsx'
import { ChatBox } from '../ChatBox.tsx'
import { useKeepEnd } from './use-keep-end.ts'
import type { ListVirtualizer } from './use-list-virtualizer.ts'

beforeEach(() => layOut())

/** Sixty messages of Ben, as Ada sees them. */
const open = async () => {
  const room = await openRoom('ada', { kind: 'direct', with: ['ben'] })
  for (let line = 1; line <= 60; line++) room.says(room.ben, `Message ${line}`)
  onTestFinished(room.handle.open())
  await room.pass()
  for (let page = 0; page < 2; page++) await room.handle.loadBefore()
  await room.show(<ChatBox conversationId={room.conversation.id} />)
  return room
}
const scroller = () => screen.getByRole('log')
const fromEnd = () => scroller().scrollHeight - scroller().clientHeight - scroller().scrollTop
const scrolledTo = (top: number) => {
  scroller().scrollTop = top
  fireEvent.scroll(scroller())
}

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
