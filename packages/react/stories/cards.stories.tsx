// Each story shows one card in all its visible states, for one kind of viewer.
import type { Meta } from '@storybook/react-vite'
import type { CardAct } from '@lectern/client'
import type {
  Card,
  CardAction,
  CreateDocument,
  LearningDiscuss,
  LearningTopic,
  Topic,
  TrainingTopicRef,
  TutoringTopic,
} from '@lectern/protocol'
import { CardFrame, type CardViewProps } from '../src/index.ts'
import { ADA, BEN, cardMessage, CHLOE, row } from '../src/testing/samples.ts'
import { press } from './press.ts'
import { rows, type SceneOptions, type Story } from './scene.tsx'

export default {
  title: 'Cards',
  // One card is shown several times here, with one name.
  parameters: { a11y: { config: { rules: [{ id: 'landmark-unique', enabled: false }] } } },
} satisfies Meta

type Shown = Partial<Card> & { acts?: readonly CardAct[] }

const AT = '2026-11-23T14:30:00.000Z'
const ASKER = { user_id: BEN.id, name: BEN.name }
const STAFF = { user_id: ADA.id, name: ADA.name }
const text = { type: 'string', maxLength: 2_000 }

const can = (verb: string, more: Partial<CardAction> = {}): CardAction => ({
  verb,
  label: verb.replace(/^./u, (letter) => letter.toUpperCase()).replaceAll('_', ' '),
  style: 'default',
  ...more,
})
const first = (verb: string): CardAction => can(verb, { style: 'primary' })
const drastic = (verb: string): CardAction => can(verb, { style: 'danger' })

const cards = <Data extends object>(type: string, base: Data) => {
  const one = (at: number, state: string, data: Partial<Data>, { acts, ...card }: Shown) =>
    row(
      cardMessage(at, ADA, {
        type,
        state,
        data: { ...base, ...data } as Card['data'],
        fallback_text: 'A card in words',
        ...card,
      }),
      ADA,
      acts ? { acts } : {},
    )
  return (
    states: readonly (readonly [state: string, data?: Partial<Data>, more?: Shown])[],
    options: SceneOptions = { me: BEN },
  ): Story =>
    rows(
      states.map(([state, data = {}, more = {}], at) => one(at * 9 + 1, state, data, more)),
      options,
    )
}

const tutoring = cards<TutoringTopic>('tutoring_topic', {
  subject: 'Completing the square',
  asker: ASKER,
  question: 'Why do we halve the coefficient of $x$?',
})
export const Tutoring: Story = tutoring([
  [
    'requested',
    {},
    {
      actions: [
        first('ask_human'),
        can('start_assistant', { disabled_reason: 'There is no assistant in this conversation.' }),
      ],
    },
  ],
  ['queued', { queue_place: 2 }, { actions: [can('start_assistant')] }],
  [
    'assistant_active',
    { tutor: { user_id: 'ai', name: 'Tutor' }, hint_level: 2 },
    { actions: [first('ask_human'), can('hint'), can('solved')] },
  ],
  ['human_active', { tutor: STAFF, lease_until: AT }, { actions: [can('solved')] }],
  ['wrapping', { outcome: 'The picture with the square.' }, { actions: [first('rate'), can('reopen')] }],
  ['done', { stars: 4, comment: 'That helped, thank you!' }, { actions: [can('reopen')] }],
])
export const TutoringForStaff: Story = tutoring(
  [
    ['queued', { queue_place: 1 }, { actions: [first('claim')] }],
    [
      'human_active',
      {
        tutor: STAFF,
        lease_until: AT,
        hand_offs: [
          { by: STAFF, to: 'queue', summary: 'Knows squares of numbers.', note: 'Patience.', at: AT },
        ],
        notes: [{ by: STAFF, text: 'Missed week 3.', at: AT }],
      },
      {
        actions: [
          can('hand_off', { input: { properties: { summary: text, note: text }, required: ['summary'] } }),
          can('solved'),
        ],
      },
    ],
  ],
  {},
)
export const TutoringForm: Story = {
  ...tutoring([
    [
      'wrapping',
      {},
      {
        actions: [
          can('rate', {
            input: {
              properties: { stars: { type: 'integer', minimum: 1, maximum: 5 }, comment: text },
              required: ['stars'],
            },
          }),
        ],
      },
    ],
  ]),
  play: press('.lectern-card-buttons button'),
}

const ID = cardMessage(1, ADA, { type: 'topic' }).id
const topic = cards<Topic>('topic', {
  title: 'Why do we halve the coefficient?',
  kind: 'question',
  body: 'In the worksheet of **week 4**.',
  tags: ['algebra', 'squares'],
  owner: ASKER,
  target: { conversation_id: 'room', message_id: ID },
  counts: { answers: 0, followers: 2, me_too: 3 },
  following: false,
  me_too: false,
})
const best_answer = { message_id: 'm', sender: ADA.name, excerpt: 'Because of $2ax$.', endorsed: false }
const INTEREST = [first('propose_answer'), can('me_too'), can('follow')]
export const Topics: Story = topic([
  ['open', {}, { actions: INTEREST }],
  [
    'open',
    { kind: 'announcement', title: 'The exam is on 4 December', me_too: true, following: true },
    { actions: INTEREST },
  ],
  ['answered', { best_answer, counts: { answers: 2, followers: 3, me_too: 3 } }, { actions: INTEREST }],
  ['endorsed', { best_answer: { ...best_answer, endorsed: true } }],
  ['closed', { merged_into: 'another' }, { actions: [can('reopen')] }],
  ['hidden', {}],
])

const unit = cards<LearningTopic>('learning_topic', {
  topic: 'Quadratic equations',
  summary: 'How $ax^2 + bx + c = 0$ is solved, and why.',
  objectives: [
    { text: 'Complete the square', signal: 'ok' },
    { text: 'Use the formula', signal: 'shaky' },
    { text: 'Say from the discriminant how many solutions there are' },
  ],
  resources: [{ document_id: 'squares', version: 2, title: 'Completing the square' }],
  checks: [
    { question: 'What is $(x+1)^2$?', options: ['$x^2 + 1$', '$x^2 + 2x + 1$'] },
    {
      question: 'How many solutions has $x^2 = -1$?',
      options: ['none', 'one'],
      chosen: { option: 0, correct: true },
    },
    { question: 'And $x^2 = 0$?', options: ['one', 'two'], chosen: { option: 1, correct: false } },
  ],
  progress: { started_at: AT },
})
const LEARN = ['start', 'signal', 'answer', 'mark_done', 'ask', 'open_tutoring'].map((verb) => can(verb))
export const Units: Story = unit([
  ['active', { progress: {}, checks: [] }, { actions: LEARN }],
  ['active', {}, { actions: LEARN }],
  ['locked', { progress: { started_at: AT, done_at: AT } }],
])
export const UnitsForStaff: Story = unit(
  [
    ['draft', { resources: [], checks: [] }, { actions: [first('activate'), drastic('retire')] }],
    [
      'active',
      {
        students: { started: 14, done: 3 },
        objectives: [{ text: 'Complete the square', counts: { ok: 9, shaky: 5 } }],
        checks: [
          {
            question: 'What is $(x+1)^2$?',
            options: ['$x^2 + 1$', '$x^2 + 2x + 1$'],
            answer: 1,
            counts: { correct: 9, wrong: 2 },
          },
        ],
      },
      { actions: [can('lock'), drastic('retire')] },
    ],
  ],
  {},
)

const said = (id: string, more: object) => ({
  id,
  text: 'A figure with four equal sides.',
  at: AT,
  mine: false,
  upvotes: 0,
  upvoted: false,
  endorsed: false,
  ...more,
})
const discussion = cards<LearningDiscuss>('learning_discuss', {
  prompt: 'What is a square?\nSay it in **your own words**.',
  mode: 'open',
  anonymity: 'named',
  minimum_posts: 1,
  closes_at: AT,
  replies: [
    said('a', { author: ASKER, mine: true }),
    said('b', {
      author: { user_id: CHLOE.id, name: CHLOE.name },
      upvotes: 3,
      upvoted: true,
      endorsed: true,
      text: 'Four equal sides, **four right angles**.',
    }),
  ],
  reply_count: 7,
  people_count: 5,
  own_posts: 1,
  hidden: false,
})
const TALK = [first('reply'), can('upvote')]
export const Discussions: Story = discussion([
  ['open', {}, { actions: TALK }],
  [
    'open',
    { mode: 'post_before_see', anonymity: 'peer_anonymous', hidden: true, replies: [], own_posts: 0 },
    { actions: TALK },
  ],
  [
    'open',
    { anonymity: 'peer_anonymous', replies: [said('c', { number: 3 })], reply_count: 1 },
    { actions: TALK },
  ],
  ['paused', { replies: [], reply_count: 0 }],
  ['wrapped', { summary: 'Most named the sides; the **angles** came later.' }],
])
export const DiscussionsForStaff: Story = discussion(
  [
    ['draft', { replies: [], reply_count: 0, people_count: 0 }, { actions: [first('open')] }],
    ['open', {}, { actions: [...TALK, can('endorse'), drastic('remove'), can('pause'), can('close')] }],
    ['closed', {}, { actions: [first('summarise'), can('reopen')] }],
  ],
  {},
)

const material = cards<TrainingTopicRef>('training_topic_ref', {
  document_id: 'squares',
  version: 2,
  span: { start: 0, end: 20, sha256: 'a'.repeat(64) },
  title: 'Completing the square',
  excerpt: 'Halve the coefficient of $x$ and square it.',
  why: 'It shows the step that is missing.',
  level: 'core',
  minutes: 5,
  helpful: false,
  counts: { completed: 4, helpful: 2 },
})
const READ = [first('open'), can('mark_complete'), can('helpful')]
export const Material: Story = material([
  ['shown', {}, { actions: READ }],
  ['shown', { opened_at: AT, completed_at: AT, helpful: true, level: 'advanced' }, { actions: READ }],
  ['withdrawn'],
])
export const MaterialForStaff: Story = material(
  [
    [
      'suggested',
      {},
      { actions: [first('show'), drastic('withdraw')], provenance: { kind: 'ai', sources: [] } },
    ],
    [
      'stale',
      {},
      {
        actions: [
          ...READ,
          can('repin', { input: { properties: { span: { type: 'object' } } } }),
          drastic('withdraw'),
        ],
      },
    ],
    ['missing', { excerpt: '' }, { actions: [drastic('withdraw')] }],
  ],
  {},
)

const document = cards<CreateDocument>('create_document', {
  title: 'Why the coefficient is halved',
  kind: 'faq',
  message_count: 3,
  reviewers: [STAFF],
})
const draft = [
  { text: 'Why halve it? Because $(x+a)^2$ has **2a** in the middle.', message_ids: ['m1', 'm2'] },
  { text: 'This was deleted.', message_ids: ['m3'], redacted: true as const },
]
const REVISE = can('revise', { input: { properties: { paragraphs: { type: 'array' } } } })
const REASON = { input: { properties: { reason: text }, required: ['reason'] } }
export const DocumentFromChat: Story = document(
  [
    ['proposed', {}, { actions: [first('start'), drastic('dismiss')] }],
    ['generating'],
    [
      'review',
      { draft },
      { actions: [first('approve'), can('send_back', REASON), REVISE, drastic('dismiss')] },
    ],
    ['review', { draft, reason: 'The second step is missing.' }, { actions: [REVISE] }],
    [
      'published',
      { document: { document_id: 'squares', version: 1 }, collection: 'Week 4' },
      { actions: [drastic('unpublish')] },
    ],
    ['failed', { reason: 'Its messages were deleted.' }, { actions: [first('retry')] }],
    ['dismissed'],
    ['withdrawn'],
  ],
  {},
)
export const DocumentDraft: Story = {
  ...document([['review', { draft }, { actions: [REVISE] }]], {}),
  play: press('.lectern-draft ~ .lectern-link-button'),
}

const act = (status: CardAct['status'], more: Partial<CardAct> = {}): CardAct => ({
  id: status,
  verb: 'ask_human',
  input: {},
  status,
  ...more,
})
const failure = { code: 'forbidden', reason: 'Only who asked may do this.', retryable: true }
const ASK = [first('ask_human')]
export const ActionsOnTheirWay: Story = tutoring([
  ['requested', {}, { actions: ASK, acts: [act('sending')] }],
  ['requested', {}, { actions: ASK, acts: [act('queued', { held: true })] }],
  ['requested', {}, { actions: ASK, acts: [act('failed', { failure })] }],
  ['requested', {}, { actions: ASK, acts: [act('failed', { failure: { ...failure, code: 'conflict' } })] }],
])

const Poll = ({ card, act: choose }: CardViewProps) => (
  <CardFrame icon={null} title={String(card.data['question'])} inBody={['vote']}>
    <div className="lectern-card-buttons">
      {['Monday', 'Tuesday'].map((day) => (
        <button key={day} type="button" className="lectern-button" onClick={() => choose('vote', { day })}>
          {day}
        </button>
      ))}
    </div>
  </CardFrame>
)
const poll = cards('poll', { question: 'When shall we meet?' })
export const OfTheHost: Story = poll([['open', {}, { actions: [can('vote')] }]], { cards: { poll: Poll } })
export const OfAnUnknownType: Story = poll([['open']])
