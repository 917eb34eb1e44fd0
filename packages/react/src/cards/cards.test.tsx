// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react'
import type { CardAct } from '@lectern/client'
import type {
  Card,
  CardAction,
  CreateDocument,
  LearningDiscuss,
  LearningTopic,
  Message,
  Topic,
  TrainingTopicRef,
  TutoringTopic,
} from '@lectern/protocol'
import { afterEach, beforeEach, describe, expect, test, vi, beforeAll } from 'vitest'
import type { CardViewProps } from '../context/host-context.ts'
import { germanLabels } from '../labels/german-labels.ts'
import { FakeChat } from '../testing/fake-chat.ts'
import { ADA, BEN, CHLOE, cardMessage, member, message, row, summary } from '../testing/samples.ts'
import { documentOf } from '../testing/fake-documents.ts'
import { layOut } from '../testing/layout.ts'
import { renderWith } from '../testing/render.tsx'
import { ChatBox } from '../chat/ChatBox.tsx'
import { ChatInput } from '../chat/composer/ChatInput.tsx'
import { LazyMakingCard, LazyNewDocumentDialog } from './lazy-dialogs.ts'
import { ownViews } from './lazy-views.ts'
import { readyToSay } from '../core/announcements.ts'
import { recordAnnouncements } from '../testing/announcements.ts'
/** What a test opens is there at once. */
beforeAll(() => Promise.all([LazyMakingCard.want(), LazyNewDocumentDialog.want(), ownViews.want()]))

let fake: FakeChat
let room: ReturnType<FakeChat['of']>

const arrive = (me = BEN) => {
  layOut()
  fake = new FakeChat(me)
  room = fake.of('room')
  room.summary.set(summary({ kind: 'course', title: 'Algebra' }))
  room.members.set([member(ADA), member(BEN), member(CHLOE)])
}
beforeEach(() => {
  arrive()
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

type CardChanges = Partial<Card> & { type: string }
const put = (card: CardChanges, acts?: readonly CardAct[], more: readonly Message[] = []) =>
  act(() =>
    room.timeline.set({
      ...room.timeline.get(),
      rows: [
        row(cardMessage(1, ADA, card), BEN, acts ? { acts } : {}),
        ...more.map((each) => row(each, BEN)),
      ],
    }),
  )
const show = (card: CardChanges, options = {}) => {
  put(card)
  return renderWith(fake, <ChatBox conversationId="room" />, options)
}
const action = (verb: string, label: string, more: Partial<CardAction> = {}): CardAction => ({
  verb,
  label,
  style: 'default',
  ...more,
})
const did = () => fake.acts.filter(([name]) => name === 'act').map(([, , , ...what]) => what)
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }))

const session: TutoringTopic = {
  subject: 'Squares',
  asker: { user_id: BEN.id, name: 'Ben' },
  question: 'Why?',
}
const tutoring = (more: Partial<Card> = {}, data: Partial<TutoringTopic> = {}): CardChanges => ({
  type: 'tutoring_topic',
  state: 'requested',
  data: { ...session, ...data },
  ...more,
})

describe('any card', () => {
  test('shows its type, its title, and its state with an icon and a word', () => {
    show(tutoring({ state: 'queued' }, { queue_place: 2 }))
    const card = screen.getByRole('region', { name: 'Squares' })
    expect(within(card).getByText('Tutoring')).toBeTruthy()
    expect(within(card).getByText('In the queue').parentElement?.querySelector('svg')).toBeTruthy()
    expect(within(card).getByText('Place 2 in the queue')).toBeTruthy()
  })

  test('of an unknown type, or a newer schema, is shown in words', () => {
    show({ type: 'riddle', fallback_text: 'A riddle' })
    expect(screen.getByText('A riddle')).toBeTruthy()
    put({ ...tutoring(), schema: 2, fallback_text: 'Tutoring, newer' })
    expect(screen.getByText('Tutoring, newer')).toBeTruthy()
    expect(screen.queryByRole('region')).toBeNull()
  })

  test('with hidden content shows only its name', () => {
    show({ type: 'topic', state: 'hidden', fallback_text: 'A topic' })
    expect(screen.getByText('A topic')).toBeTruthy()
  })

  test('with data that cannot be drawn is shown in words, until it changes', () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    show({ type: 'topic', data: { title: 'No tags' }, fallback_text: 'Question: No tags' })
    expect(screen.getByText('Question: No tags')).toBeTruthy()
    put({ ...topic(), rev: 2 })
    expect(screen.getByRole('region', { name: 'Halving' })).toBeTruthy()
  })

  test("shows its own text once, and its author's text beside it", () => {
    put(tutoring())
    const mine = cardMessage(
      1,
      ADA,
      tutoring({ provenance: { kind: 'human', sources: [], own_words: true } }),
    )
    act(() => room.timeline.set({ ...room.timeline.get(), rows: [row({ ...mine, content: 'Look!' }, BEN)] }))
    renderWith(fake, <ChatBox conversationId="room" />)
    expect(screen.getByText('Look!')).toBeTruthy()
    put(tutoring({ fallback_text: 'Tutoring: Squares' }))
    expect(screen.queryByText('Tutoring: Squares')).toBeNull()
  })

  test("is drawn by the host's view if there is one, which can act", () => {
    const Riddle = ({ card, act: answer }: CardViewProps) => (
      <button type="button" onClick={() => answer('guess', { text: '42' })}>
        {String(card.data['riddle'])}
      </button>
    )
    show({ type: 'riddle', data: { riddle: 'What is it?' } }, { cards: { riddle: Riddle } })
    press('What is it?')
    expect(did()).toEqual([['guess', { text: '42' }]])
  })

  test('speaks German', () => {
    show(tutoring({ state: 'queued', actions: [action('solved', 'Solved')] }), { labels: germanLabels })
    expect(screen.getByText('In der Warteschlange')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Gelöst' })).toBeTruthy()
  })

  test('of the assistant says so', () => {
    show(tutoring({ provenance: { kind: 'ai', sources: [] } }))
    expect(screen.getByText('Proposed by the assistant')).toBeTruthy()
  })
})

describe('the actions', () => {
  const text = { type: 'string', maxLength: 1_000 }

  test("are the server's, the important first", () => {
    show(
      tutoring({
        actions: [action('solved', 'Solved'), action('ask_human', 'Ask a person', { style: 'primary' })],
      }),
    )
    const group = screen.getByRole('group', { name: 'What you can do' })
    expect(
      within(group)
        .getAllByRole('button')
        .map((button) => button.textContent),
    ).toEqual(['Ask a person', 'Solved'])
    press('Ask a person')
    expect(did()).toEqual([['ask_human', undefined]])
  })

  test('that are disabled stay focusable, with the reason', () => {
    show(tutoring({ actions: [action('hint', 'More help', { disabled_reason: 'All hints were given.' })] }))
    const button = screen.getByRole('button', { name: 'More help' })
    expect(button.getAttribute('aria-disabled')).toBe('true')
    expect(button.title).toBe('All hints were given.')
    fireEvent.click(button)
    expect(did()).toEqual([])
  })

  test('ask in the card for their input, and for nothing else', () => {
    const input = {
      properties: { to: { enum: ['queue', 'assistant'] }, summary: text, note: text },
      required: ['to', 'summary'],
    }
    show(tutoring({ state: 'human_active', actions: [action('hand_off', 'Hand off', { input })] }))
    press('Hand off')
    const send = screen.getByRole('button', { name: 'Hand off' })
    expect(send.getAttribute('aria-disabled')).toBe('true')
    fireEvent.change(screen.getByLabelText('To'), { target: { value: 'assistant' } })
    const summaryField = screen.getByLabelText('What whoever takes over should know')
    fireEvent.change(summaryField, { target: { value: ' Knows squares ' } })
    fireEvent.keyDown(summaryField, { key: 'Enter', ctrlKey: true })
    expect(did()).toEqual([['hand_off', { to: 'assistant', summary: 'Knows squares' }]])
    expect(screen.queryByLabelText('To')).toBeNull()
  })

  test('can be left with Escape', () => {
    show(tutoring({ actions: [action('solved', 'Solved', { input: { properties: { outcome: text } } })] }))
    press('Solved')
    fireEvent.keyDown(screen.getByLabelText('What helped? (optional)'), { key: 'Escape' })
    expect(screen.queryByLabelText('What helped? (optional)')).toBeNull()
    expect(did()).toEqual([])
  })

  test('take stars as numbers', () => {
    const input = {
      properties: { stars: { type: 'integer', minimum: 1, maximum: 5 }, comment: text },
      required: ['stars'],
    }
    show(tutoring({ state: 'wrapping', actions: [action('rate', 'Rate', { input })] }))
    press('Rate')
    fireEvent.click(screen.getByRole('radio', { name: '4 stars' }))
    press('Rate')
    expect(did()).toEqual([['rate', { stars: 4 }]])
  })
})

/** What is said stands in the page too. */
const SEEN = { ignore: '[aria-live=polite] *' }

describe('an action in the outbox', () => {
  const waiting: CardAct = { id: 'a1', verb: 'ask_human', input: {}, status: 'queued' }
  const actions = [action('ask_human', 'Ask a person')]

  test('says offline that it will be done, and is not done twice', () => {
    show(tutoring({ actions }))
    readyToSay()
    const recorder = recordAnnouncements()
    act(() => fake.connection.set({ status: 'offline', cause: 'network', since: 0, retry_at: 0 } as never))
    put(tutoring({ actions }), [waiting])
    const words = 'Will be done when you are back online.'
    expect(screen.getByText(words, SEEN)).toBeTruthy()
    expect(recorder.take()).toEqual([words])
    recorder.stop()
    press('Ask a person')
    expect(did()).toEqual([])
  })

  test('that was refused shows the reason, until it is dismissed', () => {
    show(tutoring({ actions }))
    const failure = { code: 'forbidden', reason: 'Only who asked may do this.', retryable: true }
    put(tutoring({ actions }), [{ ...waiting, status: 'failed', failure }])
    expect(screen.getByText('“Ask a person” was not done: You may not do this any more.', SEEN)).toBeTruthy()
    press('Retry')
    press('Dismiss')
    expect(fake.acts.filter(([name]) => name === 'retry' || name === 'discard')).toEqual([
      ['retry', 'room', 'a1'],
      ['discard', 'room', 'a1'],
    ])
  })

  test('CA4 that came too late says how it is now', () => {
    const current = cardMessage(1, ADA, tutoring()).card as Card
    show(tutoring({ actions }))
    const failure = {
      code: 'conflict',
      reason: 'The card has changed since.',
      retryable: false,
      card: current,
    }
    put(tutoring({ actions }), [{ ...waiting, status: 'failed', failure }])
    expect(screen.getByText('“Ask a person” was not done: It is “Requested” now.', SEEN)).toBeTruthy()
  })
})

const topicData: Topic = {
  title: 'Halving',
  kind: 'question',
  tags: ['algebra'],
  owner: { user_id: BEN.id, name: 'Ben' },
  target: { conversation_id: 'room', message_id: cardMessage(1, ADA, { type: 'topic' }).id },
  counts: { answers: 1, followers: 2, me_too: 3 },
  following: false,
  me_too: true,
}
const topic = (more: Partial<Card> = {}): CardChanges => ({ type: 'topic', data: topicData, ...more })
const idInput = { properties: { message_id: { type: 'string', format: 'uuid' } }, required: ['message_id'] }

test('a topic counts its supporters, and the support can be taken back', () => {
  show(topic({ actions: [action('me_too', 'Me too'), action('follow', 'Follow')] }))
  const meToo = screen.getByRole('button', { name: /You would like to know, too; 3 in all/ })
  expect(meToo.getAttribute('aria-pressed')).toBe('true')
  fireEvent.click(meToo)
  press(/Follow, 2 so far/)
  expect(did()).toEqual([
    ['me_too', { on: false }],
    ['follow', { on: true }],
  ])
})

test('a topic lets its asker accept one of the answers', () => {
  show(topic({ actions: [action('accept', 'Accept answer', { input: idInput })] }))
  const answer = message(2, CHLOE, 'Because of the square', { reply_to_id: topicData.target.message_id })
  put(topic({ actions: [action('accept', 'Accept answer', { input: idInput })] }), undefined, [answer])
  expect(screen.queryByRole('button', { name: 'Accept answer' })).toBeNull()
  const details = screen.getByText('1 answer').closest('details') as HTMLDetailsElement
  details.open = true
  fireEvent(details, new Event('toggle'))
  press('Accept answer')
  expect(did()).toEqual([['accept', { message_id: answer.id }]])
})

const unit = (data: Partial<LearningTopic> = {}, more: Partial<Card> = {}): CardChanges => ({
  type: 'learning_topic',
  state: 'active',
  data: {
    topic: 'Squares',
    summary: 'How',
    objectives: [{ text: 'See it' }, { text: 'Halve', signal: 'shaky' }],
    resources: [],
    checks: [{ question: '2²?', options: ['2', '4'] }],
    progress: {},
    ...data,
  },
  ...more,
})

test('the checks of a unit are texts like messages, with formulas and marks', () => {
  show(unit({ checks: [{ question: 'What is **not** $x^2$?', options: ['`2x`', '$2^x$', '- 3'] }] }))
  const check = screen.getByRole('group', { name: /What is not/ })
  expect(within(check).getByText('not').tagName).toBe('STRONG')
  expect(within(check).getByRole('radio', { name: '2x' })).toBeDefined()
  expect(check.querySelectorAll('.lectern-formula')).toHaveLength(2)
  // Drawn, a formula has no text of its own.
  const power = within(check).getAllByRole('radio')[1]
  expect(power?.getAttribute('aria-label')).toMatch(/2.*x/)
  // A number, and no list.
  expect(within(check).getByRole('radio', { name: '- 3' })).toBeDefined()
})

test('a unit takes ratings and answers, and asks about an objective', () => {
  const ask = action('ask', 'Ask a question', {
    input: {
      properties: { text: { type: 'string', maxLength: 4_000 }, objective: { type: 'integer' } },
      required: ['text'],
    },
  })
  show(unit({}, { actions: [action('signal', 'How it goes'), action('answer', 'Answer'), ask] }))
  press('See it: Got it')
  fireEvent.click(screen.getByRole('radio', { name: '2' }))
  fireEvent.click(screen.getByRole('radio', { name: '4' }))
  // X4: an arrow key chooses like a click, and sends nothing.
  expect(did()).toEqual([['signal', { objective: 0, level: 'ok' }]])
  press('Check')
  press('Ask about “Halve”')
  fireEvent.change(screen.getByLabelText('Text'), { target: { value: 'Why?' } })
  fireEvent.click(screen.getAllByRole('button', { name: 'Ask a question' })[0] as HTMLElement)
  expect(did()).toEqual([
    ['signal', { objective: 0, level: 'ok' }],
    ['answer', { check: 0, option: 1 }],
    ['ask', { text: 'Why?', objective: 1 }],
  ])
})

test('a unit says whether an answer is right in words, and shows staff the sum', () => {
  show(unit({ checks: [{ question: '2²?', options: ['2', '4'], chosen: { option: 0, correct: false } }] }))
  expect(screen.getByText('Not yet, try another')).toBeTruthy()
  expect(screen.getByRole('progressbar', { name: '0 of 3' })).toBeTruthy()
  put(
    unit({
      objectives: [{ text: 'See it', counts: { ok: 3, shaky: 1 } }],
      checks: [{ question: '2²?', options: ['2', '4'], answer: 1, counts: { correct: 2, wrong: 1 } }],
      students: { started: 4, done: 2 },
    }),
  )
  for (const text of ['4 started, 2 done', '3 got it, 1 shaky', 'Right answer', '2 right, 1 wrong'])
    expect(screen.getByText(text)).toBeTruthy()
})

const talk = (data: Partial<LearningDiscuss> = {}, more: Partial<Card> = {}): CardChanges => ({
  type: 'learning_discuss',
  state: 'open',
  data: {
    prompt: 'What is a square?',
    mode: 'post_before_see',
    anonymity: 'peer_anonymous',
    minimum_posts: 0,
    replies: [],
    reply_count: 2,
    people_count: 2,
    own_posts: 0,
    hidden: true,
    ...data,
  },
  actions: [action('reply', 'Reply'), action('upvote', 'Upvote')],
  ...more,
})
const reply = { at: '2026-11-23T14:00:00.000Z', mine: false, upvotes: 1, upvoted: false, endorsed: false }

test("a discussion says how many replies wait for the user's own", () => {
  show(talk())
  expect(screen.getByText('2 replies are waiting. Write yours to see them.')).toBeTruthy()
  fireEvent.change(screen.getByRole('textbox', { name: 'Write your reply' }), {
    target: { value: 'A shape' },
  })
  press('Reply')
  expect(did()).toEqual([['reply', { text: 'A shape' }]])
})

test('L6 a discussion says that others are hidden only to those from whom they are', () => {
  show(talk())
  expect(screen.getByText('You see the others once you have replied')).toBeTruthy()
  put(talk({ hidden: false }))
  expect(screen.queryByText('You see the others once you have replied')).toBeNull()
})

test('L6 what is open has one sign, whatever the card', () => {
  const signOf = (card: CardChanges) => {
    show(card)
    const sign = screen.getByText('Open').parentElement!
    cleanup()
    return `${sign.dataset['tone']} ${sign.querySelector('svg')!.innerHTML}`
  }
  expect(signOf({ ...topic(), state: 'open' })).toBe(signOf({ ...talk(), state: 'open' }))
})

test('a discussion numbers peers, keeps a half-written reply, and loads all on demand', async () => {
  const first = { ...reply, id: 'r1', number: 1, text: 'Four sides' }
  show(talk({ hidden: false, replies: [first] }))
  expect(screen.getByText('Student 1')).toBeTruthy()
  const field = screen.getByRole('textbox', { name: 'Write your reply' })
  fireEvent.change(field, { target: { value: 'I think' } })
  put(talk({ hidden: false, replies: [{ ...first, upvotes: 2 }] }, { rev: 2 }))
  expect(screen.getByRole('textbox', { name: 'Write your reply' })).toBe(field)
  expect((field as HTMLTextAreaElement).value).toBe('I think')
  press(/Good point; 2 so far/)
  fake.replies.push(first, { ...reply, id: 'r2', number: 2, text: 'Equal sides' })
  await act(async () => press('Show all replies'))
  expect(screen.getByText('Equal sides')).toBeTruthy()
  expect(did()).toEqual([['upvote', { reply_id: 'r1', on: true }]])
})

test('a claim is renewed while the conversation is on the tutor’s screen', () => {
  arrive(ADA)
  vi.useFakeTimers({ now: Date.parse('2026-11-23T14:00:00.000Z') })
  const claimed = { tutor: { user_id: ADA.id, name: 'Ada' }, lease_until: '2026-11-23T14:02:00.000Z' }
  show(tutoring({ state: 'human_active', actions: [action('claim', 'Take over')] }, claimed))
  expect(screen.queryByRole('button', { name: 'Take over' })).toBeNull()
  act(() => void vi.advanceTimersByTime(59_000))
  expect(did()).toEqual([])
  act(() => void vi.advanceTimersByTime(1_000))
  expect(did()).toEqual([['claim']])
})

const draft = [
  { text: 'Why halve it?', message_ids: ['m1'] },
  { text: 'Because', message_ids: ['m2', 'm3'] },
]
const made = (data: Partial<CreateDocument> = {}, more: Partial<Card> = {}): CardChanges => ({
  type: 'create_document',
  state: 'review',
  data: { title: 'Halving', kind: 'faq', message_count: 3, reviewers: [], draft, ...data },
  ...more,
})

test('a document draft leads from each paragraph to its messages, and is edited as a whole', () => {
  show(
    made(
      {},
      {
        actions: [
          action('revise', 'Edit draft', { input: { properties: { paragraphs: { type: 'array' } } } }),
        ],
      },
    ),
  )
  expect(screen.getByText('From 3 messages')).toBeTruthy()
  expect(screen.getAllByRole('button', { name: /^Go to the message/ })).toHaveLength(3)
  press('Edit draft')
  const field = screen.getByRole('textbox', { name: 'Paragraph 2' })
  fireEvent.change(field, { target: { value: 'Because of the square' } })
  press('Remove paragraph 1')
  press('Save draft')
  expect(did()).toEqual([
    ['revise', { paragraphs: [{ text: 'Because of the square', message_ids: ['m2', 'm3'] }] }],
  ])
})

test('a document says that a message behind it was deleted, and why it was sent back', () => {
  show(made({ reason: 'Too short', draft: [{ text: 'gone', message_ids: ['m1'], redacted: true }] }))
  expect(screen.getByText('A message behind this was deleted.')).toBeTruthy()
  expect(screen.getByText('Sent back: Too short')).toBeTruthy()
  put(made({ reason: 'Too long' }, { state: 'failed' }))
  expect(screen.getByText('Why: Too long')).toBeTruthy()
})

test('messages are selected by pressing anywhere on their row, and become a document', () => {
  const said = [1, 2, 3, 4].map((seq) => row(message(seq, CHLOE, `Said ${seq}`), BEN))
  act(() => room.timeline.set({ ...room.timeline.get(), rows: said }))
  renderWith(
    fake,
    <>
      <ChatBox conversationId="room" />
      <ChatInput conversationId="room" />
    </>,
  )
  const input = screen.getByRole<HTMLTextAreaElement>('textbox', { name: /^Message/ })
  fireEvent.change(input, { target: { value: '/document', selectionStart: 9 } })
  fireEvent.keyDown(input, { key: 'Enter' })
  expect(screen.getByText('0 messages selected', SEEN)).toBeTruthy()
  const boxes = screen.getAllByRole('checkbox', { name: /^Select the message/ })
  fireEvent.click(boxes[1] as HTMLElement)
  fireEvent.click(boxes[3] as HTMLElement)
  press('Make a document')
  const form = within(screen.getByRole('dialog', { hidden: true }))
  fireEvent.change(form.getByLabelText('Title'), { target: { value: 'Halving' } })
  fireEvent.click(form.getByLabelText('Ada Lovelace'))
  fireEvent.click(form.getByRole('button', { name: 'Post', hidden: true }))
  const data = {
    title: 'Halving',
    kind: 'note',
    selection: { from: 2, to: 4, exclude: [said[2]?.id] },
    reviewer_ids: [ADA.id],
  }
  expect(fake.acts.find(([name]) => name === 'send')?.[3]).toEqual({
    card: { type: 'create_document', data },
  })
  expect(screen.queryByText('2 messages selected', SEEN)).toBeNull()
})

const cited = (more: Partial<TrainingTopicRef> = {}, card: Partial<Card> = {}): CardChanges => ({
  type: 'training_topic_ref',
  state: 'shown',
  data: {
    document_id: 'd1',
    version: 2,
    span: { start: 0, end: 4, sha256: 'x' },
    title: 'Handbook',
    excerpt: 'Halve it',
    why: 'It helps',
    level: 'core',
    minutes: 5,
    helpful: false,
    counts: { completed: 1, helpful: 2 },
    ...more,
  },
  ...card,
})

test('training material opens at its passage, and can be pinned to another', async () => {
  arrive(ADA)
  vi.useFakeTimers()
  const opened = vi.fn()
  fake.documents.all.push(
    documentOf({ id: 'd1', title: 'Handbook', content: 'Take half', version: 3, latest_version: 3 }),
  )
  fake.documents.all.push(documentOf({ id: 'd2', title: 'Other', content: 'Half a page' }))
  const actions = [
    action('open', 'Open'),
    action('repin', 'Pin anew', { input: { properties: { span: { type: 'object' } } } }),
  ]
  show(cited({}, { actions, state: 'stale' }), { onOpenDocument: opened })
  press('Open')
  expect(opened).toHaveBeenCalledWith({
    document_id: 'd1',
    version: 2,
    span: { start: 0, end: 4, sha256: 'x' },
  })
  press('Pin anew')
  fireEvent.change(screen.getByLabelText('Search the knowledge base'), { target: { value: 'half' } })
  await act(() => vi.advanceTimersByTimeAsync(200))
  const found = within(screen.getByRole('dialog', { hidden: true })).getAllByRole('listitem', {
    hidden: true,
  })
  expect(found).toHaveLength(1)
  fireEvent.click(within(found[0] as HTMLElement).getByRole('button', { hidden: true }))
  expect(did()).toEqual([
    ['open', undefined],
    ['repin', { version: 3, span: expect.any(Object) }],
  ])
})

test('training material is quoted with its version, and says when that is outdated or gone', () => {
  show(cited({}, { actions: [action('helpful', 'Helpful')] }))
  for (const text of ['Halve it', 'From version 2', '5 minutes', '1 completed it', 'It helps'])
    expect(screen.getByText(text)).toBeTruthy()
  press(/Helpful; 2 so far/)
  expect(did()).toEqual([['helpful', { on: true }]])
  put(cited({}, { state: 'stale' }))
  expect(screen.getByText(/has changed since/)).toBeTruthy()
  put(cited({ excerpt: '' }, { state: 'missing' }))
  expect(screen.getByText(/no longer there/)).toBeTruthy()
})

describe('a new card', () => {
  const dialog = () => screen.getByRole('dialog', { hidden: true })
  const choose = (command: string) => {
    const field = screen.getByRole<HTMLTextAreaElement>('textbox', { name: /^Message/ })
    fireEvent.change(field, { target: { value: `/${command}`, selectionStart: command.length + 1 } })
    fireEvent.keyDown(field, { key: 'Enter' })
  }

  test('begins in the slash menu, and is sent like a message', () => {
    renderWith(fake, <ChatInput conversationId="room" />)
    choose('topic')
    const form = within(dialog())
    fireEvent.change(form.getByLabelText('Title'), { target: { value: 'Halving' } })
    fireEvent.change(form.getByLabelText(/^Tags/), { target: { value: 'algebra, squares' } })
    fireEvent.click(form.getByRole('button', { name: 'Post', hidden: true }))
    const sent = fake.acts.find(([name]) => name === 'send')
    expect(sent).toEqual([
      'send',
      'room',
      '',
      { card: { type: 'topic', data: { title: 'Halving', kind: 'question', tags: ['algebra', 'squares'] } } },
    ])
  })

  test('about training material begins with the passage', async () => {
    vi.useFakeTimers()
    fake.documents.all.push(documentOf({ content: 'Halve the coefficient.' }))
    renderWith(fake, <ChatInput conversationId="room" />)
    choose('material')
    fireEvent.change(screen.getByLabelText('Search the knowledge base'), { target: { value: 'Halve' } })
    await act(() => vi.advanceTimersByTimeAsync(200))
    fireEvent.click(
      within(within(dialog()).getByRole('listitem', { hidden: true })).getByRole('button', { hidden: true }),
    )
    const form = within(dialog())
    fireEvent.change(form.getByLabelText('Why it helps'), { target: { value: 'It is short' } })
    fireEvent.change(form.getByLabelText('Minutes to read'), { target: { value: '2' } })
    fireEvent.click(form.getByRole('button', { name: 'Post', hidden: true }))
    expect(fake.acts.find(([name]) => name === 'send')?.[3]).toMatchObject({
      card: {
        type: 'training_topic_ref',
        data: { document_id: 'squares', version: 1, why: 'It is short', level: 'introductory', minutes: 2 },
      },
    })
  })

  test('is offered to those who may make it: a unit to staff', () => {
    renderWith(fake, <ChatInput conversationId="room" />)
    choose('unit')
    expect(screen.queryByRole('dialog', { hidden: true })).toBeNull()
    cleanup()
    arrive(ADA)
    renderWith(fake, <ChatInput conversationId="room" />)
    choose('unit')
    const form = within(dialog())
    const type = (label: RegExp, value: string) =>
      fireEvent.change(form.getByLabelText(label), { target: { value } })
    type(/^Title/, 'Squares')
    type(/^What it is about/, 'How')
    type(/^Objectives/, 'See it\n\nHalve')
    type(/^Questions/, '2²?\n2\n*4')
    fireEvent.click(form.getByRole('button', { name: 'Post', hidden: true }))
    expect(fake.acts.find(([name]) => name === 'send')?.[3]).toEqual({
      card: {
        type: 'learning_topic',
        data: {
          topic: 'Squares',
          summary: 'How',
          objectives: ['See it', 'Halve'],
          checks: [{ question: '2²?', options: ['2', '4'], answer: 1 }],
        },
      },
    })
  })
})
