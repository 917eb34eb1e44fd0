// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react'
import type { TimelineRow } from '@lectern/client'
import type { Me, Question } from '@lectern/protocol'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ChatBox } from '../chat/ChatBox.tsx'
import { ConversationDetails } from '../panels/details/ConversationDetails.tsx'
import { ADA, BEN, CHLOE, FakeChat, member, message, row, summary } from '../testing/fake-chat.ts'
import { layOut } from '../testing/layout.ts'
import { renderWith } from '../testing/render.tsx'

let fake: FakeChat
let room: ReturnType<FakeChat['of']>

beforeEach(() => layOut())
afterEach(cleanup)

const asked = (changes: Partial<Question> = {}): Question => ({
  status: 'unanswered',
  endorsed_ids: [],
  answers: 1,
  ...changes,
})
const QUESTION = message(1, BEN, 'Why halve it?', { question: asked() })
const ANSWER = message(2, ADA, 'Because of the square', { reply_to_id: QUESTION.id })

const open = (me: Me, rows: TimelineRow[] = [row(QUESTION, me), row(ANSWER, me)]) => {
  fake = new FakeChat(me)
  room = fake.of('room')
  room.summary.set(summary({ kind: 'course', display_title: 'Algebra', open_questions: 1 }))
  room.members.set([member(ADA), member(BEN), member(CHLOE)])
  room.timeline.set({ ...room.timeline.get(), rows })
  renderWith(fake, <ChatBox conversationId="room" />)
}
const openThread = () => {
  fireEvent.click(screen.getByRole('button', { name: '1 answer' }))
  return within(screen.getByRole('dialog', { name: 'Thread', hidden: true }))
}

describe('a question', () => {
  test('shows its state in words', () => {
    open(BEN)
    expect(screen.getByText('Question')).toBeDefined()
    act(() => {
      const answered = message(1, BEN, 'Why halve it?', { question: asked({ status: 'answered' }) })
      room.timeline.set({ ...room.timeline.get(), rows: [row(answered, BEN)] })
    })
    expect(screen.getByText('Answered')).toBeDefined()
  })

  test('opens its thread, where messages answer it and the draft is separate', () => {
    open(BEN)
    const thread = openThread()
    expect(thread.getByText('Because of the square')).toBeDefined()
    const field = thread.getByRole('textbox', { name: 'Write an answer', hidden: true })
    fireEvent.change(field, { target: { value: 'Thank you' } })
    expect([room.threadDraft.get(), room.draft.get()]).toEqual(['Thank you', ''])
    fireEvent.keyDown(field, { key: 'Enter' })
    expect(fake.acts).toContainEqual(['send', 'room', 'Thank you', { reply_to_id: QUESTION.id }])
  })

  test('the asker is invited to accept an answer of staff', () => {
    open(BEN)
    const thread = openThread()
    expect(thread.getByText('Does this answer your question?')).toBeDefined()
    fireEvent.click(thread.getByRole('button', { name: 'Accept as answer', hidden: true }))
    expect(fake.acts).toContainEqual(['accept', 'room', ANSWER.id, true])
  })

  test('staff endorse; others are offered neither', () => {
    open(CHLOE)
    expect(openThread().queryByRole('button', { name: /Accept|Endorse/u, hidden: true })).toBeNull()
    cleanup()
    open(ADA)
    fireEvent.click(openThread().getByRole('button', { name: 'Endorse', hidden: true }))
    expect(fake.acts).toContainEqual(['endorse', 'room', ANSWER.id, true])
  })
})

test('an answer names who accepted or endorsed it', () => {
  const answer = { accepted_by: BEN.id, endorsed_by: 'somebody who left' }
  open(ADA, [row(QUESTION, ADA), row({ ...ANSWER, answer }, ADA)])
  expect(screen.getByText('Accepted by Ben Okafor')).toBeDefined()
  expect(screen.getByText('Endorsed')).toBeDefined()
})

test('the details list pins and questions, unanswered first, and lead there', () => {
  open(ADA)
  cleanup()
  const done = message(3, CHLOE, 'And why square it?', { question: asked({ status: 'answered' }) })
  const pinned = message(4, ADA, 'Exam on Friday', { pinned_at: QUESTION.timestamp, pinned_by: ADA.id })
  const rows = [QUESTION, done, pinned].map((each) => row(each, ADA))
  room.timeline.set({ ...room.timeline.get(), rows })
  renderWith(fake, <ConversationDetails conversationId="room" />)
  const questions = within(screen.getByRole('region', { name: 'Questions' })).getAllByRole('button')
  expect(questions.map(({ textContent }) => textContent)).toEqual([
    expect.stringContaining('Why halve it?1 answer · Ben Okafor'),
    expect.stringContaining('And why square it?Answered · Chloe Martin'),
  ])
  expect(within(screen.getByRole('region', { name: 'Pinned' })).getByText('Exam on Friday')).toBeDefined()
})
