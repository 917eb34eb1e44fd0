// @vitest-environment jsdom
import { cleanup, createEvent, fireEvent, screen } from '@testing-library/react'
import { beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { CLOSE, type Message } from '@lectern/protocol'
import { openRoom, type Room } from '../../testing/room.tsx'
import { LazyEmojiPopover } from '../../emoji/LazyEmojiPopover.tsx'
import { ChatInput } from './ChatInput.tsx'

beforeAll(() => LazyEmojiPopover.want())

let room: Room
beforeEach(async () => void (room = await openRoom('ada', { kind: 'direct', with: ['ben'] })))

const input = () => room.show(<ChatInput conversationId={room.conversation.id} />)
const field = () => screen.getByRole('textbox', { name: 'Message Ben' }) as HTMLTextAreaElement
const type = (text: string) => fireEvent.change(field(), { target: { value: text } })
const press = (key: string, more: object = {}) => fireEvent.keyDown(field(), { key, ...more })
/** What the server has, once everything has come to it. */
const sent = async () => {
  await room.pass()
  return room.contents()
}

describe('sending', () => {
  test('Enter sends and empties the field', async () => {
    await input()
    type('Hello')
    press('Enter')
    expect(await sent()).toEqual(['Hello'])
    expect(field().value).toBe('')
  })

  test('Shift+Enter is a new line', async () => {
    await input()
    type('Hello')
    expect(press('Enter', { shiftKey: true })).toBe(true)
    expect(await sent()).toEqual([])
  })

  test('Enter that ends a composition does not send, in Safari too', async () => {
    await input()
    type('こんにちは')
    const composing = createEvent.keyDown(field(), { key: 'Enter', isComposing: true })
    fireEvent(field(), composing)
    press('Enter', { keyCode: 229 })
    expect(await sent()).toEqual([])
    press('Enter')
    expect(await sent()).toHaveLength(1)
  })

  test.each(['', '   ', '\n\n'])('%j is not sent', async (text) => {
    await input()
    type(text)
    press('Enter')
    expect(await sent()).toEqual([])
    expect(screen.getByRole('button', { name: 'Send' }).getAttribute('aria-disabled')).toBe('true')
  })

  test('is never blocked while offline, and goes when one is back', async () => {
    const { server, chat, pass } = room
    server.refuseAll = 'unavailable'
    server.disconnect(CLOSE.overloaded)
    await pass()
    await input()
    type('Later')
    press('Enter')
    expect(field().value).toBe('')
    expect(await sent()).toEqual([])
    expect(chat.outbox.state.get()).toMatchObject({ pending: 1 })
    server.refuseAll = undefined
    await pass(60_000)
    expect(room.contents()).toEqual(['Later'])
  })

  test('typing is reported while there is text, and its end when there is none', async () => {
    const ben = (await room.join(room.ben)).conversation(room.conversation.id)
    onTestFinished(ben.open())
    await input()
    type('H')
    await room.pass()
    expect(ben.typing.get()).toEqual([room.ada.id])
    type('')
    await room.pass()
    expect(ben.typing.get()).toEqual([])
  })
})

describe('drafts', () => {
  test('are the SDK’s: its text is shown, typed text goes there', async () => {
    room.handle.setDraft('Begun yesterday')
    await input()
    expect(field().value).toBe('Begun yesterday')
    type('Begun yesterday, ended today')
    expect(room.handle.draft.get()).toBe('Begun yesterday, ended today')
  })
})

describe('the length', () => {
  test('is shown near the limit only', async () => {
    room.handle.setDraft('x'.repeat(18_999))
    await input()
    expect(screen.queryByText(/characters left/)).toBeNull()
    type('x'.repeat(19_500))
    expect(screen.getByText('500 characters left')).toBeDefined()
  })

  test('over the limit is explained; the text is kept and not sent', async () => {
    await input()
    type('x'.repeat(20_123))
    expect(screen.getByRole('alert').textContent).toContain(
      '123 characters over the limit of 20,000. Your text is kept',
    )
    press('Enter')
    expect(await sent()).toEqual([])
    expect(field().value).toHaveLength(20_123)
  })

  test('counts characters as people do, not units', async () => {
    await input()
    type('😀'.repeat(20_000))
    expect(screen.getByText('0 characters left')).toBeDefined()
    press('Enter')
    expect(await sent()).toHaveLength(1)
  })
})

describe('editing', () => {
  let mine: Message
  beforeEach(async () => {
    mine = room.says(room.ada, 'Helo')
    room.says(room.ben, 'Hi')
    onTestFinished(room.handle.open())
    await room.pass()
  })

  test('↑ in an empty composer edits the last own message', async () => {
    await input()
    press('ArrowUp')
    expect(field().value).toBe('Helo')
    expect(screen.getByText('Editing your message', { ignore: '[aria-live] *' })).toBeDefined()
    type('Hello')
    press('Enter')
    await room.pass()
    expect(room.stored(mine)).toMatchObject({ content: 'Hello', edited_at: room.server.time })
    expect(room.contents()).toEqual(['Hello', 'Hi'])
    expect(field().value).toBe('')
  })

  test('↑ stays a caret key while there is text', async () => {
    await input()
    type('something')
    press('ArrowUp')
    expect(field().value).toBe('something')
  })

  test('Escape ends the edit and brings the draft back', async () => {
    await input()
    press('ArrowUp')
    type('Never mind')
    press('Escape')
    expect(field().value).toBe('')
    expect(await sent()).toEqual(['Helo', 'Hi'])
    expect(room.stored(mine)).not.toHaveProperty('edited_at')
  })

  test('an unchanged text is no edit', async () => {
    await input()
    press('ArrowUp')
    press('Enter')
    expect(await sent()).toEqual(['Helo', 'Hi'])
    expect(room.stored(mine)).not.toHaveProperty('edited_at')
  })

  test('a refused edit shows the reason and keeps the typed text', async () => {
    room.server.refuseAll = 'forbidden'
    await input()
    press('ArrowUp')
    type('Hello')
    press('Enter')
    await room.pass()
    expect(screen.getByRole('alert').textContent).toMatch(/^Your edit was not saved: ./)
    expect(field().value).toBe('Hello')
  })
})

test('a read-only composer shows its reason instead', async () => {
  const { show, conversation } = room
  await show(<ChatInput conversationId={conversation.id} readOnlyReason="The course has ended." />)
  expect(screen.getByText('The course has ended.')).toBeDefined()
  expect(screen.queryByRole('textbox')).toBeNull()
})

test('an emoji is inserted at the caret', async () => {
  room.handle.setDraft('ab')
  await input()
  field().setSelectionRange(1, 1)
  fireEvent.click(screen.getByRole('button', { name: 'Insert emoji' }))
  fireEvent.click((await screen.findAllByText('🎉'))[0] as HTMLElement)
  expect(room.handle.draft.get()).toBe('a🎉b')
})

describe('S25 an edit that is not saved', () => {
  const begin = async () => {
    room.says(room.ada, 'one')
    await room.pass(100)
    onTestFinished(room.handle.open())
    await room.pass(100)
    await input()
    press('ArrowUp')
    type('one, corrected')
  }
  const offered = () => screen.queryByText('You have not saved this edit')

  test('is kept when a reply or a file takes its place, and goes on where it was', async () => {
    await begin()
    expect(offered()).toBeNull()
    fireEvent.paste(field(), {
      clipboardData: { files: [new File(['x'], 'a.png', { type: 'image/png' })], types: ['Files'] },
    })
    await room.pass()
    expect(field().value).toBe('')
    expect(offered()).not.toBeNull()
    fireEvent.click(screen.getByText('Continue'))
    expect(field().value).toBe('one, corrected')
    press('Enter')
    await room.pass(100)
    expect(room.contents()).toEqual(['one, corrected'])
    expect(offered()).toBeNull()
  })

  test('is a draft: a new window offers it, and it can be discarded', async () => {
    await begin()
    const edit = room.handle.editOf().get()
    expect(edit).toMatchObject({ text: 'one, corrected', message: { content: 'one' } })
    cleanup()
    await input()
    expect(offered()).not.toBeNull()
    fireEvent.click(screen.getByText('Discard'))
    expect(room.handle.editOf().get()).toBeUndefined()
    expect(offered()).toBeNull()
  })

  test('is gone when its author cancels it, and none is kept of an unchanged text', async () => {
    await begin()
    type('one')
    expect(room.handle.editOf().get()).toBeUndefined()
    type('one!')
    press('Escape')
    expect(room.handle.editOf().get()).toBeUndefined()
    expect(offered()).toBeNull()
  })
})
