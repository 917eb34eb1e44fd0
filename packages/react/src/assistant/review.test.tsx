// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react'
import { ApiError } from '@lectern/client'
import { afterEach, beforeEach, expect, test, beforeAll } from 'vitest'
import type { Ask, Invocation, Me, Message, User } from '@lectern/protocol'
import { ChatBox } from '../chat/ChatBox.tsx'
import { FakeChat } from '../testing/fake-chat.ts'
import { ADA, BEN, CHLOE, member, message, row, summary } from '../testing/samples.ts'
import { layOut } from '../testing/layout.ts'
import { renderWith } from '../testing/render.tsx'
import { LazyDraftReview } from './Asked.tsx'
import { LazyWhatChanged } from './Checked.tsx'
/** What a test opens is there at once. */
beforeAll(() => Promise.all([LazyDraftReview.want(), LazyWhatChanged.want()]))

beforeEach(() => layOut())
afterEach(() => {
  cleanup()
  localStorage.clear()
})

const GUIDE: User = { id: '018f0000-0000-7000-8000-00000000000f', name: 'Assistant', role: 'assistant' }
const TURN = '018f0000-0000-7000-8000-0000000000ff'

const show = async (me: Me, ...messages: Message[]): Promise<FakeChat> => {
  const fake = new FakeChat(me)
  const room = fake.of('room')
  room.summary.set(summary({ kind: 'course', display_title: 'Maths' }))
  room.members.set([ADA, BEN, CHLOE, GUIDE].map((person) => member(person)))
  room.timeline.update((timeline) => ({ ...timeline, rows: messages.map((each) => row(each, me)) }))
  renderWith(fake, <ChatBox conversationId="room" />)
  await act(async () => {})
  return fake
}
const asking = (ask: Partial<Ask>) => message(3, BEN, 'Why?', { ask: { invocation_id: TURN, ...ask } })
const answering = (invocation: Partial<Invocation>, more: Partial<Message> = {}) =>
  message(4, GUIDE, 'So.', {
    invocation_id: TURN,
    invocation: { asker_id: BEN.id, ...invocation },
    ...more,
  })
const done = (fake: FakeChat, name: string) => fake.acts.filter(([did]) => did === name)
const draft = () => within(screen.getByRole('region', { name: /Draft of the assistant/ }))

test('the asker reads that the answer waits, and nothing of it', async () => {
  await show(BEN, asking({ review: 'waiting' }))
  screen.getByText('Waiting for a check by staff')
  expect(screen.queryByRole('region', { name: /Draft/ })).toBeNull()
})

test('staff read the unpublished answer and publish it', async () => {
  const fake = await show(ADA, asking({ review: 'waiting' }))
  draft().getByText('So.')
  expect(screen.getByRole('article').hasAttribute('data-wide')).toBe(true)
  fireEvent.click(draft().getByRole('button', { name: 'Approve' }))
  await act(async () => {})
  expect(done(fake, 'approve')).toEqual([['approve', 'room', TURN, undefined]])
})

test('they change it before, or dismiss it with a reason', async () => {
  const fake = await show(ADA, asking({ review: 'waiting' }))
  fireEvent.click(draft().getByRole('button', { name: 'Edit' }))
  fireEvent.change(draft().getByRole('textbox'), { target: { value: 'So there.' } })
  fireEvent.click(draft().getByRole('button', { name: 'Approve as edited' }))
  await act(async () => {})
  expect(done(fake, 'approve')).toEqual([['approve', 'room', TURN, 'So there.']])
  fireEvent.keyDown(draft().getByRole('textbox'), { key: 'Escape' })
  fireEvent.click(draft().getByRole('button', { name: 'Turn down' }))
  fireEvent.change(draft().getByRole('textbox'), { target: { value: 'Come and see me.' } })
  fireEvent.click(draft().getByRole('button', { name: 'Turn down' }))
  await act(async () => {})
  expect(done(fake, 'dismiss')).toEqual([['dismiss', 'room', TURN, 'Come and see me.']])
})

test('a late decision shows the earlier one', async () => {
  const fake = await show(ADA, asking({ review: 'waiting' }))
  const reviewer = { user_id: CHLOE.id, name: 'Grace' }
  fake.refusal = new ApiError({
    type: '/docs#conflict',
    title: 'Conflict',
    status: 409,
    detail: '',
    code: 'conflict',
    retry: 'never',
    request_id: '',
    review: { invocation_id: TURN, state: 'approved', reviewer },
  })
  fireEvent.click(draft().getByRole('button', { name: 'Approve' }))
  await act(async () => {})
  expect(draft().getByRole('alert').textContent).toBe('Grace has approved it meanwhile.')
})

test('a dismissed answer is explained to the asker', async () => {
  await show(
    BEN,
    asking({ review: 'dismissed', reviewer: { user_id: ADA.id, name: 'Ada' }, reason: 'Ask me.' }),
  )
  screen.getByText(/Ada did not let the assistant’s answer through/)
  screen.getByText('Ask me.')
})

test('a checked answer names the reviewer; staff see the changes', async () => {
  const reviewer = { user_id: ADA.id, name: 'Ada' }
  await show(BEN, answering({ reviewer, edited: true }))
  screen.getByText('Checked and edited by Ada')
  expect(screen.queryByRole('button', { name: /Checked/ })).toBeNull()
  cleanup()
  const fake = await show(ADA, answering({ reviewer, edited: true }))
  fake.review = {
    invocation_id: TURN,
    state: 'approved',
    draft: { content: 'It is four.', parts: [] },
    approved: 'It is five.',
  }
  fireEvent.click(screen.getByRole('button', { name: 'Checked and edited by you' }))
  await act(async () => {})
  expect(document.querySelector('del')?.textContent).toBe('four.')
  expect(document.querySelector('ins')?.textContent).toBe('five.')
})

test('staff read why a question was handed over, and the earlier answer with its sources', async () => {
  const answer = answering({ prompt_id: asking({}).id, unhelpful: [BEN.id] })
  const handed_over = { reason: 'unhelpful' as const, at: answer.timestamp, answer_ids: [answer.id] }
  await show(ADA, asking({ handed_over }), answer)
  screen.getByText('The assistant’s answer did not help')
  screen.getByRole('button', { name: 'Go to that answer' })
  cleanup()
  await show(BEN, asking({ handed_over }), answer)
  screen.getByText('Your instructor sees this question.')
  expect(screen.queryByText(/did not help/)).toBeNull()
  cleanup()
  await show(ADA, asking({ handed_over: { ...handed_over, reason: 'nothing_found', answer_ids: [] } }))
  screen.getByText('The assistant found nothing about it in the material')
})

test('a hand-over is shown once, at the question, and not offered again', async () => {
  const prompt = asking({})
  const answer = answering({ prompt_id: prompt.id, unanswered: true })
  const offers = () => screen.queryAllByRole('button', { name: 'Ask the instructor' }).length
  await show(BEN, prompt, answer)
  expect(offers()).toBe(1)
  cleanup()
  const handed_over = { reason: 'nothing_found' as const, at: answer.timestamp, answer_ids: [] }
  await show(BEN, asking({ handed_over }), answer)
  screen.getByText('Your instructor sees this question.')
  expect([offers(), document.querySelectorAll('.lectern-passed-on').length]).toEqual([0, 0])
})

test('staff read why a provider failed; students read what to do', async () => {
  const failed = answering({ failure: 'key' }, { state: 'failed', content: '' })
  await show(ADA, failed)
  screen.getByText(/refuses the key of this server/)
  cleanup()
  await show(BEN, failed)
  screen.getByText(/cannot answer at the moment/)
  expect(screen.queryByText(/key/)).toBeNull()
})

test('an unhelpful answer is offered to an instructor; Escape leaves the choice, and it is remembered', async () => {
  const prompt = message(3, BEN, 'Why?')
  const answer = answering({ prompt_id: prompt.id, unhelpful: [BEN.id] })
  const fake = new FakeChat(BEN)
  fake.people.push(ADA, { ...ADA, id: 'grace', name: 'Grace' })
  const room = fake.of('room')
  room.summary.set(summary({ members: [member(BEN), member(GUIDE)] }))
  room.members.set([member(BEN), member(GUIDE)])
  room.timeline.update((timeline) => ({ ...timeline, rows: [row(prompt, BEN), row(answer, BEN)] }))
  renderWith(fake, <ChatBox conversationId="room" />)
  await act(async () => {})
  const ask = async () => {
    fireEvent.click(screen.getByRole('button', { name: 'Ask the instructor' }))
    await act(async () => {})
  }
  await ask()
  fireEvent.keyDown(screen.getByRole('menuitem', { name: 'Grace' }), { key: 'Escape' })
  expect(screen.queryByRole('menuitem')).toBeNull()
  expect(done(fake, 'passOn')).toEqual([])
  await ask()
  fireEvent.click(screen.getByRole('menuitem', { name: 'Grace' }))
  await act(async () => {})
  expect(done(fake, 'passOn')).toEqual([
    ['passOn', 'new', TURN, 'Why?\n\n> **What the assistant had answered:** So.'],
  ])
  screen.getByText('Your question was sent to Grace.', { ignore: '[aria-live=polite] *' })
  cleanup()
  renderWith(fake, <ChatBox conversationId="room" />)
  await act(async () => {})
  screen.getByText('Your question was sent to Grace.', { ignore: '[aria-live=polite] *' })
})
