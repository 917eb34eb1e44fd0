// @vitest-environment jsdom
import { fireEvent, screen, within } from '@testing-library/react'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ChatBox } from '../chat/ChatBox.tsx'
import { LazyThreadPane } from '../chat/thread/LazyThread.tsx'
import { ConversationDetails, LazyKeptTab, LazyQuestionsTab } from '../panels/details/ConversationDetails.tsx'
import { layOut } from '../testing/layout.ts'
import { openRoom, type Room } from '../testing/room.tsx'

beforeAll(() => Promise.all([LazyThreadPane.want(), LazyKeptTab.want(), LazyQuestionsTab.want()]))
beforeEach(() => layOut())

/** Ben has asked something, and Ada has answered. */
const open = async (as: 'ada' | 'ben' | 'chloe') => {
  const room = await openRoom(as)
  const question = room.says(room.ben, 'Why halve it?', { question: true })
  const answer = room.says(room.ada, 'Because of the square', { reply_to_id: question.id })
  return { ...room, question, answer }
}
const box = ({ show, conversation }: Room) => show(<ChatBox conversationId={conversation.id} />)
const openThread = async ({ pass }: Room) => {
  fireEvent.click(screen.getByRole('button', { name: '1 answer' }))
  await pass()
  return within(screen.getByRole('region', { name: 'Thread' }))
}

describe('a question', () => {
  test('shows its state in words', async () => {
    const room = await open('chloe')
    await box(room)
    expect(screen.getByText('Question')).toBeDefined()
    const asked = room.conversation.message(room.question.id)!
    room.conversation.change(asked, { question: { ...asked.question!, status: 'answered' } })
    await room.pass()
    expect(screen.getByText('Answered')).toBeDefined()
  })

  test('opens its thread, where messages answer it and the draft is separate', async () => {
    const room = await open('ben')
    await box(room)
    const thread = await openThread(room)
    expect(thread.getByText('Because of the square')).toBeDefined()
    const field = thread.getByRole('textbox', { name: 'Write an answer' })
    fireEvent.change(field, { target: { value: 'Thank you' } })
    expect([room.handle.draftOf(room.question.id).get(), room.handle.draft.get()]).toEqual(['Thank you', ''])
    fireEvent.keyDown(field, { key: 'Enter' })
    await room.pass()
    expect(room.conversation.state.messages.at(-1)).toMatchObject({
      content: 'Thank you',
      sender_id: room.ben.id,
      reply_to_id: room.question.id,
    })
  })

  test('the asker is invited to accept an answer of staff', async () => {
    const room = await open('ben')
    await box(room)
    const thread = await openThread(room)
    expect(thread.getByText('Does this answer your question?')).toBeDefined()
    fireEvent.click(thread.getByRole('button', { name: 'Accept as answer' }))
    await room.pass()
    expect(room.stored(room.answer).answer).toMatchObject({ accepted_by: room.ben.id })
  })

  test('staff endorse', async () => {
    const room = await open('ada')
    await box(room)
    const thread = await openThread(room)
    fireEvent.click(thread.getByRole('button', { name: 'Endorse' }))
    await room.pass()
    expect(room.stored(room.answer).answer).toMatchObject({ endorsed_by: room.ada.id })
  })

  test('others are offered neither', async () => {
    const room = await open('chloe')
    await box(room)
    const thread = await openThread(room)
    expect(thread.queryByRole('button', { name: /Accept|Endorse/u })).toBeNull()
  })
})

test('an answer names who accepted or endorsed it', async () => {
  const room = await open('ada')
  const answer = { accepted_by: room.ben.id, endorsed_by: crypto.randomUUID() }
  room.conversation.change(room.conversation.message(room.answer.id)!, { answer })
  await box(room)
  expect(screen.getByText('Accepted by Ben')).toBeDefined()
  expect(screen.getByText('Endorsed')).toBeDefined()
})

test('S4 staff are marked where a name alone vouches for a message, and a student is not', async () => {
  const room = await open('chloe')
  const answer = { accepted_by: room.ben.id, endorsed_by: room.ada.id }
  const stored = room.conversation.message(room.answer.id)!
  room.conversation.change(stored, { answer, pinned_at: room.server.time, pinned_by: room.ada.id })
  await box(room)
  const markBeside = (text: string) =>
    screen.getByText(text).parentElement?.querySelector('.lectern-role-mark')?.textContent
  expect(markBeside('Endorsed by Ada')).toBe(' (Instructor)')
  expect(markBeside('Pinned by Ada')).toBe(' (Instructor)')
  expect(markBeside('Accepted by Ben')).toBeUndefined()
})

test('the details list pins and questions, unanswered first, and lead there', async () => {
  const room = await open('ada')
  const { conversation, says, ada, ben, chloe } = room
  const done = conversation.message(says(chloe, 'And why square it?', { question: true }).id)!
  conversation.change(done, { question: { ...done.question!, status: 'answered' } })
  const exam = conversation.message(says(ada, 'Exam on Friday').id)!
  conversation.change(exam, { pinned_at: room.server.time, pinned_by: ada.id })
  await room.show(<ConversationDetails conversationId={conversation.id} />)
  fireEvent.click(screen.getByRole('tab', { name: /^Questions/ }))
  await room.pass()
  const questions = within(screen.getByRole('region', { name: 'Questions' })).getAllByRole('button')
  expect(questions.map(({ textContent }) => textContent)).toEqual([
    expect.stringContaining(`Why halve it?1 answer · ${ben.name}`),
    expect.stringContaining(`And why square it?Answered · ${chloe.name}`),
  ])
  fireEvent.click(screen.getByRole('tab', { name: 'Pinned and saved' }))
  await room.pass()
  expect(within(screen.getByRole('region', { name: 'Pinned' })).getByText('Exam on Friday')).toBeDefined()
})
