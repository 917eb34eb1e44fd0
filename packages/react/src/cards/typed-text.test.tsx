// @vitest-environment jsdom
// S25 for forms: what is typed into a card, or a dialog about one, is a draft.
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react'
import type { CardAct } from '@lectern/client'
import type { Card, CardAction, LearningDiscuss, TutoringTopic } from '@lectern/protocol'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { LazyKeptOfDeleted } from '../chat/message/Deleted.tsx'
import { ChatInput } from '../chat/composer/ChatInput.tsx'
import { ChatBox } from '../chat/ChatBox.tsx'
import { germanLabels } from '../labels/german-labels.ts'
import { FakeChat } from '../testing/fake-chat.ts'
import { layOut } from '../testing/layout.ts'
import { renderWith } from '../testing/render.tsx'
import { ADA, BEN, cardMessage, member, row, summary } from '../testing/samples.ts'
import { LazyMakingCard } from './lazy-dialogs.ts'
import { ownViews } from './lazy-views.ts'
import { NewCardDialog } from './NewCardDialog.tsx'
import { reasonInWords } from './refusal.ts'
import { SERVER_LABELS } from './server-labels.ts'
import { ReportDialog } from './ReportDialog.tsx'

beforeAll(() => Promise.all([ownViews.want(), LazyKeptOfDeleted.want(), LazyMakingCard.want()]))

let fake: FakeChat
let room: ReturnType<FakeChat['of']>
beforeEach(() => {
  layOut()
  HTMLDialogElement.prototype.showModal ??= function showModal() {
    this.open = true
  }
  fake = new FakeChat(BEN)
  room = fake.of('room')
  room.summary.set(summary({ kind: 'course', title: 'Algebra' }))
  room.members.set([member(ADA), member(BEN)])
})
afterEach(cleanup)

const text = { type: 'string', maxLength: 4_000 }
const action = (verb: string, more: Partial<CardAction> = {}): CardAction => ({
  verb,
  label: verb === 'reply' ? 'Reply' : verb,
  style: 'default',
  input: { properties: { text }, required: ['text'] },
  ...more,
})
const data: LearningDiscuss = {
  prompt: 'Is a square a rectangle?',
  mode: 'open',
  anonymity: 'named',
  minimum_posts: 0,
  own_posts: 0,
  reply_count: 0,
  people_count: 0,
  hidden: false,
  replies: [],
}
const discussion = (more: Partial<Card> = {}) =>
  cardMessage(1, ADA, {
    type: 'learning_discuss',
    state: 'open',
    data: data as unknown as Card['data'],
    actions: [action('reply')],
    ...more,
  })
const session = (more: Partial<Card>, of: Partial<TutoringTopic> = {}) =>
  cardMessage(1, ADA, {
    type: 'tutoring_topic',
    state: 'queued',
    data: { subject: 'Squares', asker: { user_id: BEN.id, name: 'Ben' }, ...of } as unknown as Card['data'],
    ...more,
  })

const put = (message = discussion(), acts?: readonly CardAct[]) =>
  act(() => room.timeline.set({ ...room.timeline.get(), rows: [row(message, BEN, acts ? { acts } : {})] }))
const show = (message = discussion(), options = {}) => {
  put(message)
  return renderWith(fake, <ChatBox conversationId="room" />, options)
}
const field = (name: string | RegExp = 'Write your reply') => screen.getByLabelText<HTMLTextAreaElement>(name)
const type = (value: string, name?: string | RegExp) => fireEvent.change(field(name), { target: { value } })
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }))
const did = (name: string) => fake.acts.filter(([each]) => each === name).map(([, , ...what]) => what)
/** Looks at another conversation, or reloads the page. */
const comeBack = () => {
  cleanup()
  show()
}

describe('what is typed into a card', () => {
  test('a reply is there again after another conversation', () => {
    show()
    type('Every square is one')
    comeBack()
    expect(field().value).toBe('Every square is one')
  })

  test('a reply that was sent is not there again', () => {
    show()
    type('Every square is one')
    press('Reply')
    expect(did('act').at(-1)?.slice(1)).toEqual(['reply', { text: 'Every square is one' }])
    comeBack()
    expect(field().value).toBe('')
  })

  test('the form of a verb opens again with its text, and Escape leaves the text', () => {
    const message = session({ actions: [action('note'), action('hint', { input: {} })] })
    show(message)
    press('Note for staff')
    type('Skips steps', 'Text')
    cleanup()
    show(message)
    expect(field('Text').value).toBe('Skips steps')
    fireEvent.keyDown(field('Text'), { key: 'Escape' })
    expect(screen.queryByLabelText('Text')).toBeNull()
    press('Note for staff')
    expect(field('Text').value).toBe('Skips steps')
    press('Cancel')
    press('Note for staff')
    expect(field('Text').value).toBe('')
  })

  test('the card closes meanwhile: the text stays, with the reason', () => {
    show()
    type('Every square is one')
    put(discussion({ state: 'closed', actions: [] }))
    const card = within(screen.getByRole('region', { name: data.prompt }))
    expect(card.getByText('Your text for “Reply” was not sent: It is “Closed” now.')).toBeTruthy()
    expect(card.getByText('Every square is one')).toBeTruthy()
    press('Copy text')
    press('Discard')
    expect(card.queryByText('Every square is one')).toBeNull()
  })

  test('the card is deleted meanwhile: the text stays', () => {
    show()
    type('Every square is one')
    const { card: _, ...gone } = discussion()
    put({ ...gone, deleted_at: gone.timestamp })
    expect(screen.getByText('Every square is one')).toBeTruthy()
    press('Discard')
    expect(screen.queryByText('Every square is one')).toBeNull()
  })

  test('a pasted text is never cut; it says that it is too long', () => {
    show()
    type('x'.repeat(4_001))
    expect(field().value.length).toBe(4_001)
    expect(screen.getByText('It is too long: 4,000 characters are allowed.')).toBeTruthy()
    press('Reply')
    expect(did('act')).toEqual([])
  })
})

describe('a refused action keeps its text and says the true reason', () => {
  const reply = (failure: CardAct['failure'], verb = 'reply'): CardAct => ({
    id: 'a1',
    verb,
    input: { text: 'Every square is one' },
    status: 'failed',
    ...(failure && { failure }),
  })
  const conflict = (message: { card?: Card }) => ({
    code: 'conflict',
    reason: 'no',
    retryable: false,
    ...(message.card && { card: message.card }),
  })
  const said = () =>
    screen.getByText(/was not done:|ging nicht:/, { ignore: '[aria-live=polite] *' }).textContent

  test('it was closed', () => {
    const closed = discussion({ state: 'closed', actions: [] })
    show(closed)
    put(closed, [reply(conflict(closed))])
    expect(said()).toBe('“Reply” was not done: It is “Closed” now.')
    expect(screen.getByText('Every square is one')).toBeTruthy()
    press('Discard')
    expect(did('discard')).toEqual([['a1']])
  })

  test('it was changed, and the text can be taken up again', () => {
    show()
    put(discussion(), [reply(conflict(discussion()))])
    expect(said()).toBe('“Reply” was not done: Somebody changed it meanwhile. This is how it is now.')
    press('Edit')
    expect(field().value).toBe('Every square is one')
    expect(did('discard')).toEqual([['a1']])
  })

  test('somebody else was first', () => {
    const taken = session({ state: 'human_active', actions: [] }, { tutor: { user_id: ADA.id, name: 'Ada' } })
    show(taken)
    put(taken, [{ id: 'a1', verb: 'claim', input: {}, status: 'failed', failure: conflict(taken) }])
    expect(said()).toBe('“Take over” was not done: Ada was first and has taken it.')
  })

  test('one has no right any more', () => {
    show()
    put(discussion(), [reply({ code: 'forbidden', reason: 'Only staff may do this.', retryable: true })])
    expect(said()).toBe('“Reply” was not done: You may not do this any more.')
  })

  test('it is too long', () => {
    show()
    const failure = { code: 'too_large', reason: 'x', retryable: false, limit: 4_000, field: 'input.text' }
    put(discussion(), [reply(failure)])
    expect(said()).toBe('“Reply” was not done: It is too long: 4,000 characters are allowed.')
  })

  test('in German, and never with the bare name of a verb', () => {
    const closed = discussion({ state: 'closed', actions: [] })
    show(closed, { labels: germanLabels, locale: 'de' })
    put(closed, [reply(conflict(closed)), { ...reply(conflict(closed), 'not_known'), id: 'a2' }])
    const all = screen
      .getAllByText(/ging nicht:/, { ignore: '[aria-live=polite] *' })
      .map(({ textContent }) => textContent)
    expect(all).toEqual([
      '„Antworten“ ging nicht: Der Stand ist jetzt „Geschlossen“.',
      '„Deine Aktion“ ging nicht: Der Stand ist jetzt „Geschlossen“.',
    ])
  })

  test("the server's sentences with a number or a name in them are put into words", () => {
    expect(reasonInWords('A discussion holds 500 replies.', germanLabels)).toBe(
      'In eine Diskussion passen 500 Antworten.',
    )
    expect(reasonInWords('It can be reopened for 7 days.', germanLabels)).toBe(
      'Wieder öffnen geht sieben Tage lang.',
    )
    expect(reasonInWords('Ada Lovelace has taken this.', germanLabels)).toBe(
      'Ada Lovelace war schneller und hat es übernommen.',
    )
    expect(reasonInWords('A new reason.', germanLabels)).toBe('A new reason.')
  })

  test('every action has a name in German', () => {
    const names = (verbs: typeof SERVER_LABELS) =>
      Object.entries(verbs).map(([kind, all]) => [kind, Object.keys(all)])
    expect(names(germanLabels.cards.verbs)).toEqual(names(SERVER_LABELS))
  })
})

describe('what is typed into a dialog', () => {
  const dialog = (name: string, show_: () => void) => ({ name, show: show_ })
  const dialogs = [
    dialog('Title', () =>
      renderWith(fake, <NewCardDialog type="topic" handle={room.handle} onClose={() => {}} />),
    ),
    dialog('What is wrong?', () => renderWith(fake, <ReportDialog user={ADA} onClose={() => {}} />)),
  ]

  test.each(dialogs)('$name is there when it is opened again, until it is cancelled', ({ name, ...it }) => {
    it.show()
    type('Rude', name)
    cleanup()
    it.show()
    expect(field(name).value).toBe('Rude')
    press('Cancel')
    cleanup()
    it.show()
    expect(field(name).value).toBe('')
  })
})

describe('a new card that was refused', () => {
  const failed = () => {
    const message = { ...discussion(), kind: 'card' as const, content: 'Squares' }
    const { card: _, ...unsent } = message
    const failure = { code: 'invalid', reason: 'no', retryable: false }
    act(() =>
      room.timeline.set({
        ...room.timeline.get(),
        rows: [row(unsent, BEN, { status: 'failed', own: true, failure })],
      }),
    )
  }
  const checks = [{ question: '2²?', options: ['2', '4'], answer: 1 }]

  test('goes back into its form with all its text', async () => {
    fake.unsent = {
      type: 'learning_topic',
      data: { topic: 'Squares', summary: 'How', objectives: ['See it', 'Halve it'], checks },
    }
    renderWith(
      fake,
      <>
        <ChatBox conversationId="room" />
        <ChatInput conversationId="room" />
      </>,
    )
    failed()
    press('Edit')
    const values = await screen.findByLabelText<HTMLInputElement>('Title of the unit')
    expect(values.value).toBe('Squares')
    expect(field(/^Objectives/).value).toBe('See it\nHalve it')
    expect(field(/^Questions/).value).toBe('2²?\n2\n* 4')
    expect(did('discard')).toHaveLength(1)
  })
})
