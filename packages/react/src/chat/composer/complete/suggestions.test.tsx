// @vitest-environment jsdom
import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi, beforeAll } from 'vitest'
import type { SlashCommand } from '../../../context/host-context.ts'
import { englishLabels } from '../../../labels/english-labels.ts'
import { FakeChat } from '../../../testing/fake-chat.ts'
import { ADA, BEN, CHLOE, member, message, row, summary } from '../../../testing/samples.ts'
import { layOut } from '../../../testing/layout.ts'
import { renderWith } from '../../../testing/render.tsx'
import { ChatInput } from '../ChatInput.tsx'
import { PATIENCE_MS } from '../../../testing/patience.ts'
import { LazyHelpDialog } from '../../../help/KeyboardHelp.tsx'
import { LazyEmojiPopover } from '../../../emoji/LazyEmojiPopover.tsx'
/** What a test opens is there at once. */
beforeAll(() => Promise.all([LazyHelpDialog.want(), LazyEmojiPopover.want()]))

let fake: FakeChat
let room: ReturnType<FakeChat['of']>
const zoe = { ...BEN, id: 'zoe', name: 'Zoë Ångström' }

beforeEach(() => {
  layOut()
  fake = new FakeChat(ADA)
  room = fake.of('room')
  room.summary.set(summary({ kind: 'course', display_title: 'Algebra I' }))
  room.members.set([member(ADA), member(BEN), member(CHLOE), member(zoe)])
})
afterEach(cleanup)

const input = (commands?: readonly SlashCommand[]) =>
  renderWith(fake, <ChatInput conversationId="room" />, commands && { commands })
const field = () => screen.getByRole('textbox', { name: 'Message Algebra I' }) as HTMLTextAreaElement
const type = (text: string) => fireEvent.change(field(), { target: { value: text } })
const press = (key: string, more: object = {}) => fireEvent.keyDown(field(), { key, ...more })
const list = () => screen.queryByRole('listbox')
const offered = () =>
  within(screen.getByRole('listbox'))
    .getAllByRole('option')
    .map((option) => option.querySelector('.lectern-completion-label')?.textContent)
const sent = () => fake.acts.filter(([did]) => did === 'send')

describe('mentions', () => {
  test('@ offers the other members, Enter takes one and the message mentions them', () => {
    input()
    type('Thanks @')
    expect(offered()).toEqual(['Ben Okafor', 'Chloe Martin', 'Zoë Ångström'])
    press('ArrowDown')
    const option = screen.getByRole('option', { name: /Chloe/ })
    expect(option.getAttribute('aria-selected')).toBe('true')
    expect(field().getAttribute('aria-activedescendant')).toBe(option.id)
    press('Enter')
    expect(field().value).toBe('Thanks @Chloe Martin ')
    expect(list()).toBeNull()
    press('Enter')
    expect(sent()).toEqual([['send', 'room', 'Thanks @Chloe Martin ', { mentions: [CHLOE.id] }]])
  })

  test('names are found without their accents and a press takes one', () => {
    input()
    type('@ang')
    expect(offered()).toEqual(['Zoë Ångström'])
    fireEvent.click(screen.getByRole('option'))
    expect(field().value).toBe('@Zoë Ångström ')
  })

  test('a name that is no longer whole mentions nobody', () => {
    input()
    type('@ben')
    press('Tab')
    type('@Ben Oka')
    press('Escape')
    press('Enter')
    expect(sent()).toEqual([['send', 'room', '@Ben Oka', {}]])
  })

  test('recent writers are offered first', () => {
    room.timeline.set({ ...room.timeline.get(), rows: [row(message(3, zoe, 'Hi'), ADA)] })
    input()
    type('@')
    expect(offered()[0]).toBe('Zoë Ångström')
  })

  test('Escape closes the list and nothing else, and it stays closed for that sign', () => {
    input()
    type('@b')
    const heard = vi.fn()
    document.addEventListener('keydown', heard)
    press('Escape')
    document.removeEventListener('keydown', heard)
    expect(heard).not.toHaveBeenCalled()
    expect(list()).toBeNull()
    type('@be')
    expect(list()).toBeNull()
    type('@be @')
    expect(offered()).toHaveLength(3)
  })

  test('Tab leaves the composer without suggestions', () => {
    input()
    type('Hello')
    expect(press('Tab')).toBe(true)
  })
})

describe('emoji by name', () => {
  const ready = () => vi.waitFor(() => expect(list()).not.toBeNull(), { timeout: PATIENCE_MS })

  test('are offered and taken', async () => {
    input()
    type('Well done :tad')
    await ready()
    expect(offered()[0]).toBe('party popper')
    press('Enter')
    expect(field().value).toBe('Well done 🎉 ')
  })

  test('the second colon takes the emoji of exactly that name', async () => {
    input()
    type(':tada')
    await ready()
    expect(press(':')).toBe(false)
    expect(field().value).toBe('🎉')
    type('at :10')
    expect(press(':')).toBe(true)
  })
})

describe('commands', () => {
  test('/ at the beginning offers them, with the text to type for each', () => {
    input()
    type('/')
    expect(offered()).toEqual([
      'Ask as a question',
      'Block of code',
      'Formula',
      'Insert emoji',
      'Tutoring',
      'Topic',
      'Unit',
      'Discussion',
      'Training material',
      'Make a document',
      'Keyboard shortcuts',
    ])
    type('/co')
    expect(offered()).toEqual(['Block of code'])
    press('Enter')
    expect(field().value).toBe('```\n\n```')
    expect(field().selectionStart).toBe(4)
  })

  test('/question marks a question, which can be taken back', () => {
    input()
    type('/qu')
    press('Enter')
    expect(screen.getByText('Asked as a question')).toBeDefined()
    type('Why?')
    press('Enter')
    expect(sent()).toEqual([['send', 'room', 'Why?', { question: true }]])
    expect(screen.queryByText('Asked as a question')).toBeNull()
    type('/qu')
    press('Enter')
    fireEvent.click(screen.getByRole('button', { name: 'Do not ask as a question' }))
    type('Ah.')
    press('Enter')
    expect(sent().at(-1)).toEqual(['send', 'room', 'Ah.', {}])
  })

  test('/help shows the keys with a search', () => {
    input()
    type('/help')
    press('Enter')
    const dialog = screen.getByRole('dialog', { name: 'Keyboard' })
    fireEvent.change(within(dialog).getByRole('searchbox'), { target: { value: 'bold' } })
    expect(
      within(dialog)
        .getAllByRole('term')
        .map((term) => term.textContent),
    ).toEqual(['Bold'])
    fireEvent.change(within(dialog).getByRole('searchbox'), { target: { value: 'fly' } })
    expect(within(dialog).getByText('No key does that')).toBeDefined()
    fireEvent.click(within(dialog).getByRole('button', { name: 'Close' }))
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  test('/emoji opens the picker', () => {
    input()
    type('/emoji')
    press('Enter')
    expect(screen.getByRole('combobox', { name: 'Search emoji' })).toBeDefined()
  })

  test('a host adds its own', () => {
    const run = vi.fn<SlashCommand['run']>(({ insert }) => insert('Due on '))
    input([
      { id: 'due', label: 'Set a date', available: ({ text }) => !text.includes('Due'), run },
      { id: 'never', label: 'Never', available: () => false, run },
    ])
    type('/du')
    expect(offered()).toEqual(['Set a date'])
    press('Enter')
    expect(field().value).toBe('Due on ')
    expect(run.mock.calls[0]?.[0]).toMatchObject({ text: '', handle: { id: 'room' } })
  })
})

describe('taking back the last message', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())
  const undo = (more: object = {}) => press('z', { ctrlKey: true, ...more })
  const takenBack = () => fake.acts.filter(([did]) => did === 'takeBack')

  test('⌘Z in the empty composer brings back the text and its question mark', () => {
    input()
    type('/qu')
    press('Enter')
    type('Page 12')
    press('Enter')
    expect(undo()).toBe(false)
    expect(takenBack()).toEqual([['takeBack', 'room', 'sent']])
    expect(field().value).toBe('Page 12')
    expect(screen.getByText(englishLabels.asking)).toBeDefined()
  })

  test('does not prevent undo of typed text, and ends after five seconds', () => {
    input()
    type('Sent')
    press('Enter')
    type('New')
    expect(undo()).toBe(true)
    type('')
    vi.advanceTimersByTime(5_000)
    expect(undo()).toBe(true)
    expect(takenBack()).toEqual([])
  })

  test('keeps text typed since', () => {
    input()
    type('Sent')
    press('Enter')
    expect(undo()).toBe(false)
    expect(undo()).toBe(true)
    expect(field().value).toBe('Sent')
  })
})

describe('writing', () => {
  test.each([
    ['b', '**word**'],
    ['i', '_word_'],
    ['e', '`word`'],
    ['k', '[word]()'],
  ])('⌘%s formats what is selected', (key, expected) => {
    input()
    type('word')
    field().setSelectionRange(0, 4)
    expect(press(key, { ctrlKey: true })).toBe(false)
    expect(field().value).toBe(expected)
  })

  test('⌘K without a selection is left to the page', () => {
    input()
    type('word')
    expect(press('k', { ctrlKey: true })).toBe(true)
  })

  test('Shift+Enter continues a list', () => {
    input()
    type('1. one')
    expect(press('Enter', { shiftKey: true })).toBe(false)
    expect(field().value).toBe('1. one\n2. ')
    expect(press('Enter', { shiftKey: true })).toBe(false)
    expect(field().value).toBe('1. one\n')
  })

  test('the format buttons work on the selection and are one stop for Tab', () => {
    input()
    fireEvent.click(screen.getByRole('button', { name: 'Formatting' }))
    type('word')
    field().setSelectionRange(0, 4)
    fireEvent.click(screen.getByRole('button', { name: 'Bold' }))
    expect(field().value).toBe('**word**')
    const stops = within(screen.getByRole('toolbar'))
      .getAllByRole('button')
      .filter(({ tabIndex }) => tabIndex === 0)
    expect(stops).toHaveLength(1)
  })

  test('the composer names the readers and the error', () => {
    input()
    type('x'.repeat(20_001))
    const described = (field().getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent)
      .join(' ')
    expect(described).toContain('Who can read this: 1 instructor and 3 students')
    expect(described).toContain('1 character over the limit')
    expect(field().getAttribute('aria-invalid')).toBe('true')
  })
})
