// @vitest-environment jsdom
// On a touch screen a long press opens the menu of a message. A part of its text can be selected all the same.
import { act, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { layOut } from '../../testing/layout.ts'
import { openRoom } from '../../testing/room.tsx'
import { ChatBox } from '../ChatBox.tsx'

beforeEach(() => layOut())
afterEach(() => vi.unstubAllGlobals())

const open = async () => {
  const room = await openRoom('ada')
  room.says(room.ben, 'The code is 4711')
  await room.show(<ChatBox conversationId={room.conversation.id} />)
  const bubble = screen.getByText('The code is 4711').closest<HTMLElement>('.lectern-bubble')
  if (!bubble) throw new Error('There is no bubble.')
  const more = () => {
    fireEvent.pointerEnter(bubble.closest('[data-row]') as HTMLElement)
    fireEvent.click(screen.getByLabelText('More'))
  }
  return { bubble, more }
}

test('the menu selects the text, whose handles then take a part', async () => {
  vi.stubGlobal('matchMedia', (query: string) => ({
    matches: query.includes('coarse'),
    addEventListener: () => {},
    removeEventListener: () => {},
  }))
  const { bubble, more } = await open()
  more()
  fireEvent.click(screen.getByRole('menuitem', { name: 'Select text' }))
  expect(bubble.hasAttribute('data-selecting')).toBe(true)
  expect(getSelection()?.toString()).toContain('4711')
  const words = document.createTreeWalker(bubble, NodeFilter.SHOW_TEXT).nextNode() as Text
  act(() => {
    getSelection()?.setBaseAndExtent(words, 12, words, 16)
    document.dispatchEvent(new Event('selectionchange'))
  })
  expect(getSelection()?.toString()).toBe('4711')
  expect(bubble.hasAttribute('data-selecting')).toBe(true)
  act(() => {
    getSelection()?.removeAllRanges()
    document.dispatchEvent(new Event('selectionchange'))
  })
  expect(bubble.hasAttribute('data-selecting')).toBe(false)
})

test('with a mouse the menu has no such entry', async () => {
  const { more } = await open()
  more()
  expect(screen.getAllByRole('menuitem').length).toBeGreaterThan(0)
  expect(screen.queryByRole('menuitem', { name: 'Select text' })).toBeNull()
})
