// @vitest-environment jsdom
// Other keyboards: layouts without Latin letters, and a tablet with keys.
import { fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { layOut } from '../../testing/layout.ts'
import { openRoom, type Room } from '../../testing/room.tsx'
import { ChatComponent } from '../ChatComponent.tsx'

beforeEach(() => layOut())
afterEach(() => vi.unstubAllGlobals())

const open = async (enterKey?: 'send' | 'line'): Promise<Room> => {
  const room = await openRoom('ada')
  await room.show(<ChatComponent conversationId={room.conversation.id} />, { enterKey })
  return room
}
const field = () => screen.getByRole<HTMLTextAreaElement>('textbox')
const write = (value: string) => fireEvent.change(field(), { target: { value } })
const onTouch = () =>
  vi.stubGlobal('matchMedia', (query: string) => ({
    matches: query.includes('coarse'),
    addEventListener: () => {},
    removeEventListener: () => {},
  }))

describe.each([
  ['Cyrillic', { b: 'и', i: 'ш', k: 'л', e: 'у' }],
  ['Greek', { b: 'β', i: 'ι', k: 'κ', e: 'ε' }],
  ['Hebrew', { b: 'נ', i: 'ן', k: 'ל', e: 'ק' }],
  ['Arabic', { b: 'لا', i: 'ه', k: 'ن', e: 'ث' }],
  ['Korean', { b: 'ㅠ', i: 'ㅑ', k: 'ㅏ', e: 'ㄷ' }],
])('%s letters', (_, letters) => {
  test.each([
    ['b', '**word**'],
    ['i', '_word_'],
    ['e', '`word`'],
    ['k', '[word]('],
  ] as const)('Ctrl+%s formats', async (letter, formatted) => {
    await open()
    write('word')
    field().setSelectionRange(0, 4)
    fireEvent.keyDown(field(), {
      key: letters[letter],
      code: `Key${letter.toUpperCase()}`,
      ctrlKey: true,
    })
    expect(field().value).toContain(formatted)
  })
})

describe('Enter', () => {
  const press = async (room: Room, keys: object = {}) => {
    fireEvent.keyDown(field(), { key: 'Enter', code: 'Enter', ...keys })
    await room.pass(50)
    return room.contents()
  }
  test('with Ctrl or ⌘ sends on a touch screen, where Enter alone breaks the line', async () => {
    onTouch()
    const room = await open()
    write('One')
    expect(await press(room)).toEqual([])
    expect(field().getAttribute('enterkeyhint')).toBe('enter')
    expect(await press(room, { ctrlKey: true })).toEqual(['One'])
    write('Two')
    expect(await press(room, { metaKey: true })).toEqual(['One', 'Two'])
  })

  test('does what the settings say, on a touch screen and elsewhere', async () => {
    const atDesk = await open('line')
    write('One')
    expect(await press(atDesk)).toEqual([])
    expect(await press(atDesk, { ctrlKey: true })).toEqual(['One'])
  })

  test('sends on a touch screen if the settings say so, and Shift still breaks the line', async () => {
    onTouch()
    const room = await open('send')
    write('One')
    expect(field().getAttribute('enterkeyhint')).toBe('send')
    expect(await press(room, { shiftKey: true })).toEqual([])
    expect(await press(room)).toEqual(['One'])
  })

  test('with Ctrl saves an edit and answers in a thread as well', async () => {
    onTouch()
    const room = await open()
    room.says(room.ada, 'Old')
    await room.pass(50)
    fireEvent.keyDown(field(), { key: 'ArrowUp' })
    await room.pass(50)
    write('New')
    expect(await press(room, { ctrlKey: true })).toEqual(['New'])
  })
})
