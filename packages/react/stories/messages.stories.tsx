import type { Meta } from '@storybook/react-vite'
import type { Message } from '@lectern/protocol'
import { ADA, BEN, CHLOE, member, message, row } from '../src/testing/samples.ts'
import { ReportDialog } from '../src/cards/ReportDialog.tsx'
import { Markdown } from '../src/index.ts'
import { pointAndPress, press } from './press.ts'
import { DIRECT, room, Rows, rows, scene, type Story } from './scene.tsx'
import { ARABIC, CODE, FORMULAS, MUCH_CODE, STRUCTURE, UNBROKEN } from './texts.ts'

export default { title: 'Message' } satisfies Meta

const AT = '2026-11-23T15:00:00.000Z'
const TUTOR = { id: '018f0000-0000-7000-8000-0000000000a1', name: 'Tutor', role: 'assistant' } as const
const HELLO = message(1, BEN, 'Good morning! Is the worksheet for today?')
const long = (of: typeof BEN): typeof BEN => ({
  ...of,
  name: 'Maximiliana-Theodora Freifrau von Wolkenstein-Rodenegg zu Trostburg und Neuhaus',
})
const failure = { code: 'forbidden', reason: 'Only staff may write here.', retryable: true }

export const OwnAndOther: Story = rows([
  HELLO,
  message(2, CHLOE, 'I have the same question.'),
  message(3, CHLOE, 'And I lost mine.'),
  message(4, ADA, 'It is. I bring a copy for you.'),
  message(5, ADA, '👍'),
])

export const InADirectConversation: Story = rows(
  [HELLO, message(2, ADA, 'It is.'), message(3, BEN, 'Thank you.')],
  {},
  DIRECT,
)

const own = (status: 'queued' | 'sending' | 'stored', seq: number, changes: object) =>
  rows([row(message(seq, ADA, 'See you tomorrow.'), ADA, { status })], {}, { ...DIRECT, ...changes })
const ben = (changes: object) => ({ members: [member(ADA), member(BEN, changes)] })

export const Sending: Story = own('sending', 3, {})
export const Sent: Story = own('stored', 3, {})
export const Delivered: Story = own('stored', 3, ben({ delivered_seq: 3 }))
export const Read: Story = own('stored', 3, ben({ delivered_seq: 3, read_seq: 3 }))
export const ReadBySome: Story = rows([message(2, ADA, 'The test is on Thursday.')])

export const Failed: Story = rows([
  HELLO,
  row(message(2, ADA, 'It is not, sorry.'), ADA, { status: 'failed', failure }),
])
export const Held: Story = rows([
  HELLO,
  row(message(2, ADA, 'Written before the weekend.'), ADA, { status: 'queued', held: true }),
])
export const Deleted: Story = rows([
  HELLO,
  message(2, CHLOE, '', { deleted_at: AT }),
  message(3, ADA, 'Why?'),
])

const EDITED = message(2, ADA, 'It is for **Thursday**.', { edited_at: AT })
export const Edited: Story = rows([HELLO, EDITED])
export const Versions: Story = {
  ...scene((fake) => {
    fake.edits = [{ content: 'It is for Wednesday.', timestamp: HELLO.timestamp }]
    room(fake, [HELLO, EDITED])
    return <Rows />
  }),
  play: press('button.lectern-edited'),
}

export const Pinned: Story = rows([
  message(1, ADA, 'The exam is on 4 December at 9:00 in room B 204.', { pinned_at: AT, pinned_by: ADA.id }),
])

const QUESTION = message(1, BEN, 'Why do we halve the coefficient?')
const asked = (changes: object): Message => ({
  ...QUESTION,
  question: { status: 'unanswered', endorsed_ids: [], answers: 0, ...changes },
})
const answer = message(2, ADA, 'Because $(x+a)^2$ has $2a$ in the middle.', { reply_to_id: QUESTION.id })

export const Question: Story = rows([asked({})])
export const QuestionWithAnswers: Story = rows([asked({ answers: 2 }), answer])
export const AcceptedAndEndorsedAnswer: Story = rows([
  asked({ status: 'answered', answers: 1, accepted_id: answer.id, endorsed_ids: [answer.id] }),
  { ...answer, answer: { accepted_by: BEN.id, endorsed_by: ADA.id } },
])

export const Reply: Story = rows([
  HELLO,
  message(2, CHLOE, 'I would like to know, too.', { reply_to_id: HELLO.id }),
  message(3, ADA, 'To something long ago.', { reply_to_id: 'not loaded' }),
])
export const ReplyToFar: Story = scene((fake) => {
  const much =
    'What exactly is meant by “friction” in the second exercise, and does it act on the wheel as well?'
  fake.elsewhere('far').set(message(1, BEN, much, { id: 'far' }))
  fake.elsewhere('deleted').set(message(2, BEN, '', { id: 'deleted', deleted_at: AT }))
  room(fake, [
    message(7, ADA, 'The force that holds it back.', { reply_to_id: 'far' }),
    message(8, CHLOE, 'It does.', { reply_to_id: 'deleted' }),
  ])
  return <Rows />
})
export const WithReactions: Story = rows([
  {
    ...HELLO,
    reactions: [
      { emoji: '👍', user_ids: [ADA.id, CHLOE.id] },
      { emoji: '🎉', user_ids: [CHLOE.id] },
      ...['❤️', '😂', '🙏', '👀', '🔥', '💯'].map((emoji) => ({ emoji, user_ids: [BEN.id] })),
    ],
  },
])

const assistant = (seq: number, content: string, changes: Partial<Message> = {}) =>
  message(seq, { ...TUTOR }, content, changes)
export const Streaming: Story = rows([
  HELLO,
  assistant(2, 'Let us look at the first step together. You have\n\n- a **common', { state: 'streaming' }),
])
export const Interrupted: Story = rows([
  assistant(1, 'First you look for a common denominator. Then', { state: 'interrupted' }),
  assistant(9, '', { state: 'failed' }),
])
export const Citations: Story = rows([
  assistant(1, 'The handbook says how:', {
    parts: (['verified', 'stale', 'unverified'] as const).map((status, at) => ({
      type: 'document' as const,
      document_id: 'squares',
      version: at + 1,
      span: { start: 0, end: 20, sha256: 'a'.repeat(64) },
      title: 'Completing the square',
      excerpt: 'Halve the coefficient of $x$ and square it.',
      status,
    })),
  }),
])

export const System: Story = rows([
  message(1, ADA, 'added Ben', {
    kind: 'system',
    system: { type: 'members_added', params: { people: [{ user_id: BEN.id, name: BEN.name }], count: 4 } },
  }),
  message(2, ADA, 'renamed', { kind: 'system', system: { type: 'renamed', params: { title: 'Algebra' } } }),
  message(3, CHLOE, 'left', { kind: 'system', system: { type: 'member_left', params: {} } }),
])
export const Sealed: Story = rows([message(1, BEN, '', { kind: 'sealed' })])

export const LongNames: Story = rows([
  message(1, long(BEN), 'Hello.'),
  message(2, long(CHLOE), 'Good morning.'),
])
export const LongWords: Story = rows([message(1, BEN, UNBROKEN), message(2, ADA, UNBROKEN)])
export const RightToLeft: Story = rows([message(1, BEN, ARABIC), message(2, ADA, ARABIC)])
export const Formulas: Story = rows([message(1, ADA, FORMULAS), message(2, BEN, FORMULAS)])
export const Code: Story = rows([message(1, ADA, CODE), message(2, BEN, MUCH_CODE)])
export const Structure: Story = rows([message(1, ADA, STRUCTURE), message(2, BEN, STRUCTURE)])
export const Text: Story = scene(() => (
  <main className="lectern story-text">
    <Markdown text={`${STRUCTURE}\n\n${FORMULAS}`} />
  </main>
))

/** Of somebody whom the reader blocked: folded up, beside others. */
export const OfABlockedPerson: Story = scene((fake) => {
  const blocked_at = '2026-11-23T14:00:00.000Z'
  fake.blocks.set({ blocks: [{ user: BEN, blocked_at }], ids: new Set([BEN.id]) })
  room(fake, [HELLO, message(2, CHLOE, 'It is.'), message(3, BEN, 'Thank you.')])
  return <Rows />
})

export const Reporting: Story = scene(() => <ReportDialog user={BEN} onClose={() => {}} />)

export const Toolbar: Story = { ...rows([HELLO]), play: pointAndPress('.lectern-row') }
export const Menu: Story = {
  ...rows([message(1, ADA, 'Mine, with everything.'), message(2, ADA, 'And more.')], {
    linkOf: (_, id) => `#${id}`,
  }),
  play: pointAndPress('.lectern-toolbar [aria-haspopup=menu]'),
}
export const Reacting: Story = {
  ...rows([HELLO]),
  play: pointAndPress('.lectern-toolbar button'),
}
