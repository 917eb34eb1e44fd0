// @vitest-environment jsdom
import { useState } from 'react'
import { act, fireEvent, screen } from '@testing-library/react'
import type { Search, SearchHit, SearchHits } from '@lectern/protocol'
import { ApiError } from '@lectern/client'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { openRoom } from '../../testing/room.tsx'
import type { MessageSearchWish } from './message-filters.ts'
import { MessageSearch } from './MessageSearch.tsx'

const onOpen = vi.fn<(conversation_id: string, message_id: string) => void>()

// The pause in typing is one of the page's clock.
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => {
  onOpen.mockClear()
  vi.useRealTimers()
})

const Page = ({ begin }: { begin: MessageSearchWish }) => {
  const [wish, setWish] = useState(begin)
  return <MessageSearch wish={wish} onWish={setWish} onOpen={onOpen} />
}

/** The page over a server that answers with `answer`. */
const open = async (answer: (asked: Search) => Promise<SearchHits>, begin: MessageSearchWish = { q: '' }) => {
  const room = await openRoom('ada')
  const asked: Search[] = []
  room.chat.messages.search = (search) => {
    asked.push(search)
    return answer(search)
  }
  await room.show(<Page begin={begin} />)
  const type = async (text: string) => {
    fireEvent.change(field(), { target: { value: text } })
    await pause()
  }
  const pause = async () => {
    act(() => void vi.advanceTimersByTime(600))
    await room.pass()
  }
  const hit = (fields: Partial<SearchHit> = {}): SearchHit => ({
    message_id: crypto.randomUUID(),
    conversation_id: room.conversation.id,
    created_seq: 3,
    kind: 'text',
    sender_id: room.ben.id,
    sender: 'Ben',
    sender_role: 'student',
    timestamp: '2026-11-02T09:00:00.000Z',
    snippet: 'What is friction?',
    marks: [{ start: 8, end: 16 }],
    ...fields,
  })
  return { ...room, asked, type, pause, hit }
}

const field = () => screen.getByRole('combobox', { name: 'Search messages' })

const NONE: SearchHits = { hits: [], next_cursor: null }

test('says how to begin, then what was found and where, and leads there', async () => {
  let answer = NONE
  const { type, hit, conversation, asked } = await open(async () => answer)
  expect(screen.getByText('Search all your conversations')).toBeDefined()
  const found = hit({ title: 'Algebra' })
  answer = { hits: [found], next_cursor: null }
  await type('friction')
  expect(asked.map(({ q }) => q)).toEqual(['friction'])
  expect(screen.getByText('1 message')).toBeDefined()
  expect(document.querySelector('mark')?.textContent).toBe('friction')
  fireEvent.click(screen.getByText('friction'))
  expect(onOpen).toHaveBeenCalledWith(conversation.id, found.message_id)
})

test('takes a filter of words out of the text, also in the words of the page, and gives it back', async () => {
  const { type, asked } = await open(async () => NONE)
  await type('sum has:picture ')
  expect(asked.at(-1)).toMatchObject({ q: 'sum', has: 'image' })
  expect(field()).toHaveProperty('value', 'sum ')
  fireEvent.click(screen.getByRole('button', { name: 'Remove filter Has: picture' }))
  await type('sum is:unans')
  // What is being typed is not searched for.
  expect(asked.at(-1)).toMatchObject({ q: 'sum' })
  fireEvent.click(screen.getByRole('option', { name: 'unanswered' }))
  await type('sum')
  expect(asked.at(-1)).toMatchObject({ q: 'sum', is: 'unanswered' })
})

test('takes all filters of a text that was written elsewhere, and of one that is pasted', async () => {
  const written = 'sum is:unanswered  before:2026-01-01 "in: has:file" has:picture'
  const { type, asked } = await open(async () => NONE, { q: written })
  await type('sum "in: has:file" ')
  const before = new Date('2026-01-01T00:00').toISOString()
  expect(asked.at(-1)).toMatchObject({ q: 'sum "in: has:file"', is: 'unanswered', before, has: 'image' })
  fireEvent.click(screen.getByRole('button', { name: 'Remove filter Is: unanswered' }))
  fireEvent.click(screen.getByRole('button', { name: 'Remove filter Before: 2026-01-01' }))
  await type('after:2026-02-03 sum is:pinned ')
  expect(field()).toHaveProperty('value', 'sum ')
  const after = new Date('2026-02-03T00:00').toISOString()
  expect(asked.at(-1)).toMatchObject({ q: 'sum', is: 'pinned', after })
  // What is no filter stays: an hour, an address, a person who must be chosen.
  await type('at:noon https://example.edu from:ben sum ')
  expect(field()).toHaveProperty('value', 'at:noon https://example.edu from:ben sum ')
})

test('a day is one of the reader', async () => {
  const { type, asked } = await open(async () => NONE)
  await type('after:2026-11-02 ')
  expect(asked.at(-1)).toMatchObject({ q: '', after: new Date('2026-11-02T00:00').toISOString() })
  await type('before:2026-99-99 ')
  expect(asked.at(-1)?.before).toBeUndefined()
})

test('goes on with further pages, each once', async () => {
  const { type, hit, pause, asked } = await open(async ({ cursor }) =>
    cursor === undefined
      ? { hits: [hit({ snippet: 'first', marks: [] })], next_cursor: 'more' }
      : { hits: [hit({ snippet: 'second', marks: [] })], next_cursor: null },
  )
  await type('friction')
  expect(screen.getByText('The first message')).toBeDefined()
  const more = screen.getByRole('button', { name: 'Show more' })
  fireEvent.click(more)
  fireEvent.click(more)
  await pause()
  expect(screen.getAllByRole('listitem').map((item) => item.textContent?.includes('second'))).toEqual([
    false,
    true,
  ])
  expect(asked.filter(({ cursor }) => cursor === 'more')).toHaveLength(1)
})

test('says when nothing has all of it, when there is nothing, and when it failed', async () => {
  let answer: () => Promise<SearchHits> = async () => NONE
  const { type, hit } = await open(() => answer())
  await type('nothing of that')
  expect(screen.getByRole('heading', { name: 'No message found' })).toBeDefined()
  answer = async () => ({ hits: [hit()], next_cursor: null, partial: true })
  await type('friction of that')
  expect(screen.getByText('No message has all of it. These come close.')).toBeDefined()
  answer = () => Promise.reject(new TypeError('no network'))
  await type('friction')
  expect(screen.getByText('The search did not work')).toBeDefined()
  answer = async () => ({ hits: [hit()], next_cursor: null })
  await act(async () => fireEvent.click(screen.getByRole('button', { name: /again/i })))
  await type('friction ')
  expect(screen.queryByText('The search did not work')).toBeNull()
})

const unreachable = () =>
  new ApiError({
    type: 'about:blank',
    title: 'Unavailable',
    status: 0,
    detail: 'No answer.',
    code: 'unavailable',
    retry: 'later',
    request_id: '',
  })

test('without a server finds what this device holds, and says so', async () => {
  const room = await open(() => Promise.reject(unreachable()))
  onTestFinished(room.handle.open())
  room.says(room.ben, 'What is Reibung between **wood** and ice?')
  room.says(room.ada, 'Something else')
  await room.pause()
  await room.type('REIB ice')
  expect(screen.getByText(/^Only the messages on this device were searched/)).toBeDefined()
  expect(screen.getAllByRole('listitem')).toHaveLength(1)
  expect([...document.querySelectorAll('mark')].map(({ textContent }) => textContent)).toEqual([
    'Reib',
    'ice',
  ])
  await room.type('reib from:nobody')
  await room.type('nothing of that')
  expect(screen.getByRole('heading', { name: 'No message found' })).toBeDefined()
  expect(screen.getByText(/^Only the messages on this device were searched/)).toBeDefined()
})

test('a picture without words says what it is', async () => {
  const { type, hit } = await open(async () => ({
    hits: [
      hit({ of: 'image', snippet: '', marks: [] }),
      hit({ of: 'file', snippet: 'notes.pdf', marks: [{ start: 0, end: 5 }] }),
    ],
    next_cursor: null,
  }))
  await type('has:picture ')
  const found = [...document.querySelectorAll('.lectern-found-message')]
  expect(found.map(({ textContent }) => textContent)).toEqual([
    expect.stringMatching(/Picture$/),
    expect.stringMatching(/File: notes\.pdf$/),
  ])
})
