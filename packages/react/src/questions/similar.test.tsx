// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Me, SimilarQuestion } from '@lectern/protocol'
import { ChatInput } from '../chat/composer/ChatInput.tsx'
import { FakeChat } from '../testing/fake-chat.ts'
import { ADA, BEN, message, row, summary } from '../testing/samples.ts'
import { renderWith } from '../testing/render.tsx'
import { readsLikeQuestion } from './reads-like-question.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const asked = { status: 'unanswered' as const, endorsed_ids: [], answers: 0 }
const OPEN = message(9, BEN, 'What to bring to the exam?', { question: asked })
const SIMILAR: SimilarQuestion = {
  conversation_id: 'other',
  title: 'Physics',
  question: message(1, BEN, 'What do we need for the exam?', { question: { ...asked, status: 'answered' } }),
  answer: message(2, ADA, 'A pen [1].', { answer: { endorsed_by: ADA.id } }),
}

const open = (me: Me, threadId?: string) => {
  const fake = new FakeChat(me)
  fake.similar = [SIMILAR]
  const room = fake.of('room')
  room.summary.set(summary())
  room.timeline.update((timeline) => ({ ...timeline, rows: [row(OPEN, me)] }))
  const linkOf = (conversation_id: string, message_id: string) => `/c/${conversation_id}/${message_id}`
  renderWith(fake, <ChatInput conversationId="room" threadId={threadId} />, { linkOf })
  return fake
}
const asks = (fake: FakeChat) => fake.acts.filter(([did]) => did === 'similar')
const type = async (value: string) => {
  fireEvent.change(screen.getByRole('textbox'), { target: { value } })
  await act(() => vi.advanceTimersByTimeAsync(500))
}

test.each([
  ['what is it', true],
  ['@Guide wie geht das', true],
  ['This is so?', true],
  ['I see, thank you', false],
  ['why', false],
])('“%s” reads like a question: %s', (text, is) => expect(readsLikeQuestion(text)).toBe(is))

test('a student who writes a question sees earlier answers, requested after a pause', async () => {
  const fake = open(BEN)
  await type('Hello everybody')
  expect(asks(fake)).toEqual([])
  fireEvent.change(screen.getByRole('textbox'), { target: { value: 'what to bri' } })
  await act(() => vi.advanceTimersByTimeAsync(100))
  await type('what to bring to the exam')
  expect(new Set(asks(fake).map(([, text]) => text))).toEqual(new Set(['what to bring to the exam']))
  const before = within(screen.getByRole('region', { name: 'Answered before' }))
  const link = before.getByRole('link', { name: 'What do we need for the exam? · Physics' })
  expect(link.getAttribute('href')).toBe(`/c/other/${SIMILAR.answer.id}`)
  before.getByText(/A pen/)
})

test('they can be dismissed, until the text changes', async () => {
  const fake = open(BEN)
  await type('what to bring to the exam')
  fireEvent.click(
    within(screen.getByRole('region', { name: 'Answered before' })).getByRole('button', { name: 'Dismiss' }),
  )
  const before = asks(fake).length
  await type('what to bring to the exam then')
  expect(screen.queryByRole('region', { name: 'Answered before' })).toBeNull()
  expect(asks(fake)).toHaveLength(before)
  await type('')
  await type('what to bring to the exam')
  screen.getByRole('region', { name: 'Answered before' })
})

test('staff who answer an open question are offered endorsed answers; only they send them', async () => {
  const fake = open(ADA, OPEN.id)
  await act(() => vi.advanceTimersByTimeAsync(1))
  expect(asks(fake)[0]).toEqual(['similar', OPEN.content, { endorsed: true }])
  const offer = within(screen.getByRole('region', { name: 'Suggested from an answer you endorsed' }))
  expect(offer.getByRole('link').getAttribute('href')).toBe(`/c/other/${SIMILAR.answer.id}`)
  fireEvent.click(offer.getByRole('button', { name: 'Insert' }))
  await act(async () => {})
  expect(fake.of('room').threadDraft.get()).toBe('A pen.')
  expect(fake.acts.filter(([did]) => did === 'send')).toEqual([])
})

test('students are not', async () => {
  const fake = open(BEN, OPEN.id)
  await act(() => vi.advanceTimersByTimeAsync(500))
  expect(asks(fake)).toEqual([])
})
