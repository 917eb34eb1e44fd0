import type { Meta } from '@storybook/react-vite'
import {
  Avatar,
  ConnectionStatus,
  ConversationDetails,
  ConversationList,
  NoticeList,
  OfflineBanner,
  RoleBadge,
  SavedMessages,
} from '../src/index.ts'
import type { DetailsSection } from '../src/index.ts'
import type { ConnectionState, ConversationSummary } from '@lectern/client'
import { documentOf } from '../src/testing/fake-documents.ts'
import type { Notice, SavedMessage } from '@lectern/protocol'
import { type FakeChat } from '../src/testing/fake-chat.ts'
import { ADA, BEN, CHLOE, member, message, summary } from '../src/testing/samples.ts'
import { press, type } from './press.ts'
import { DIRECT, nothing, panel, refused, room, scene, type Story } from './scene.tsx'

export default { title: 'Panels' } satisfies Meta

const conversations: ConversationSummary[] = [
  summary({ id: 'ben', last_message: message(9, BEN, 'Where does it go **wrong**?'), unread: 1 }),
  summary({
    id: 'course',
    kind: 'course',
    display_title: 'Mathematics 1',
    last_message: message(8, CHLOE, 'Will number 3 be in the exam, too?'),
    unread: 128,
    open_questions: 2,
    unread_mentions: [8],
  }),
  summary({ id: 'draft', kind: 'group', display_title: 'Study group, week 4', open_questions: 1 }),
  summary({
    id: 'long',
    kind: 'group',
    display_title: 'Analysis und Lineare Algebra für Studierende der Naturwissenschaften (Abendgruppe)',
    last_message: message(
      7,
      ADA,
      'A rather long message, of which there is no room for more than the beginning.',
    ),
  }),
  summary({
    id: 'arabic',
    display_title: 'ليلى حداد',
    peer_id: CHLOE.id,
    members: [member(ADA), member({ ...CHLOE, name: 'ليلى حداد' })],
    last_message: message(6, CHLOE, 'شكراً جزيلاً'),
  }),
]

const set = (fake: FakeChat, items: ConversationSummary[], changes: object = {}) => {
  for (const item of items) {
    fake.of(item.id).summary.set(item)
    fake.of(item.id).members.set(item.members)
  }
  fake.conversations.set({ ...fake.conversations.get(), items, ...changes })
}
const list = (props: object = {}, items = conversations, changes: object = {}) =>
  scene((fake) => {
    set(fake, items, changes)
    fake.presence.set({ [BEN.id]: 'online', [CHLOE.id]: 'away' })
    fake.of('draft').draft.set('Shall we meet at four?')
    fake.of('long').typing.set([BEN.id])
    return panel(<ConversationList selectedId="ben" onSelect={nothing} onStart={nothing} {...props} />)
  })

export const Conversations: Story = list({}, conversations, { has_more: true })
export const ConversationsAsLinks: Story = list({ hrefOf: (id: string) => `#${id}` })
export const ConversationsFolded: Story = scene((fake) => {
  set(fake, conversations)
  return (
    <main className="lectern story-panel" style={{ inlineSize: 64 }}>
      <ConversationList selectedId="ben" onSelect={nothing} compact />
    </main>
  )
})
/** Two sections are folded: one has conversations to read, of the other the open one is shown. */
export const ConversationsInSections: Story = scene((fake) => {
  const pinned = { conversation_id: 'pinned', changed_seq: 1, pinned_at: '2026-11-23T15:00:00.000Z' }
  const first = summary({ id: 'pinned', kind: 'group', display_title: 'Staff room', own: pinned })
  const { totals } = fake.conversations.get()
  set(fake, [first, ...conversations], {
    totals: { ...totals, unread: 4, unread_course: 3, unread_direct: 1 },
  })
  return panel(
    <ConversationList
      selectedId="ben"
      onSelect={nothing}
      onStart={nothing}
      folded={['course', 'direct']}
      onFold={nothing}
    />,
  )
})
export const ConversationsLoading: Story = list({}, [], { status: 'loading' })
export const ConversationsEmpty: Story = list({}, [])
export const ConversationsFailed: Story = list({}, [], {
  status: 'error',
  error: refused(503, 'unavailable', 'The server is restarting.'),
})
export const ConversationsNoneFound: Story = { ...list(), play: type('nobody', 'input') }

const PINNED = { pinned_at: '2026-11-23T15:00:00.000Z', pinned_by: ADA.id }
const asked = (status: 'answered' | 'unanswered') => ({
  question: { status, endorsed_ids: [], answers: 2 },
})
const SAID = [
  message(1, BEN, 'Why do we halve the coefficient?', asked('unanswered')),
  message(2, CHLOE, 'What is a discriminant?', asked('answered')),
  message(3, ADA, 'The exam is on 4 December at 9:00 in room B 204. Bring a ruler.', PINNED),
]
const KEPT = {
  message: SAID[1],
  conversation: summary(),
  title: 'Mathematics 1',
  saved_at: '2026-11-23T15:00:00.000Z',
} as SavedMessage
const Grades = () => <p className="story-text">The last test: 14 of 20 points.</p>
const SECTIONS: DetailsSection[] = [{ id: 'grades', title: 'Grades', Content: Grades }]
const details = (changes: object = {}, said = SAID, me = ADA, tab?: string) =>
  scene(
    (fake) => {
      if (said.length > 0) {
        fake.saved.set({ ...fake.saved.get(), items: [KEPT], ids: new Set([KEPT.message.id]) })
        fake.documents.all.push(documentOf(), documentOf({ id: 'draft', title: 'Week 5', state: 'draft' }))
      }
      fake.people.push(ADA, BEN, { ...CHLOE, id: 'another', name: 'Chloe Other' })
      room(fake, said, { last_message: SAID[2], open_questions: 1, ...changes })
      return panel(<ConversationDetails conversationId="room" tab={tab} sections={SECTIONS} />)
    },
    { me },
  )

export const Details: Story = details()
export const DetailsForAStudent: Story = details({}, SAID, BEN)
export const DetailsOfTwo: Story = details(DIRECT, [])
const REPLIES = [
  ...SAID,
  message(4, ADA, 'Because the square of a sum has twice the product.', { reply_to_id: SAID[0]?.id }),
  message(5, CHLOE, 'Thank you!', { reply_to_id: SAID[0]?.id }),
  message(6, BEN, 'At nine, is it?', { reply_to_id: SAID[2]?.id }),
]
export const DetailsThreads: Story = details({}, REPLIES, ADA, 'threads')
export const DetailsNoThreads: Story = details(DIRECT, [], ADA, 'threads')
export const DetailsKept: Story = details({}, SAID, ADA, 'kept')
export const DetailsNothingKept: Story = details(DIRECT, [], ADA, 'kept')
export const DetailsQuestions: Story = details({}, SAID, ADA, 'questions')
export const DetailsNoQuestions: Story = details(DIRECT, [], ADA, 'questions')
export const DetailsDocuments: Story = details({}, SAID, ADA, 'documents')
export const DetailsNoDocuments: Story = details(DIRECT, [], ADA, 'documents')
export const DetailsSettings: Story = details({}, SAID, ADA, 'settings')
export const DetailsSectionOfThePage: Story = details({}, SAID, ADA, 'grades')
export const DetailsRename: Story = {
  ...details(),
  play: press('.lectern-details-panel .lectern-icon-button'),
}

const banner = (state: ConnectionState, pending = 0) =>
  scene((fake) => {
    fake.connection.set(state)
    fake.outbox.set({ pending })
    return panel(
      <>
        <OfflineBanner />
        <p className="story-text">
          <ConnectionStatus />
        </p>
      </>,
    )
  })
const offline = (cause: 'network' | 'server' | 'browser_offline', inMs = 0): ConnectionState => {
  const since = Date.now() - 60_000
  return { status: 'offline', since, attempt: 3, retry_at: Date.now() + inMs, cause }
}

export const ConnectionLive: Story = banner({ status: 'live' })
export const ConnectionConnecting: Story = banner({ status: 'connecting', attempt: 1 })
export const ConnectionDegraded: Story = banner({ status: 'degraded' })
export const ConnectionOffline: Story = banner(offline('network'), 3)
export const ConnectionNoNetwork: Story = banner(offline('browser_offline', 3_600_000))
export const ConnectionServerRestarts: Story = banner(offline('server', 3_600_000), 1)
export const ConnectionSignedOut: Story = banner({ status: 'auth_required' })
export const ConnectionStopped: Story = banner({ status: 'stopped', reason: 'revoked' })
export const ConnectionTooMany: Story = banner({ status: 'stopped', reason: 'too_many_connections' })
export const ConnectionPageTooOld: Story = banner({ status: 'stopped', reason: 'protocol' })

const saved = (items: object[], changes: object = {}) =>
  scene((fake) => {
    const all = items.map((each, at) => ({
      message: message(
        at + 1,
        at % 2 ? ADA : BEN,
        'Halve the coefficient of $x$, then **square** it. '.repeat(at + 1),
      ),
      conversation: summary(),
      title: 'Mathematics 1',
      saved_at: '2026-11-23T15:00:00.000Z',
      ...each,
    }))
    const ids = new Set(all.map(({ message: { id } }) => id))
    fake.saved.set({ ...fake.saved.get(), items: all, ids, ...changes })
    return panel(<SavedMessages onOpen={nothing} />)
  })

export const Saved: Story = saved([{}, {}, { title: 'Analysis und Lineare Algebra (Abendgruppe)' }], {
  has_more: true,
})
export const SavedRemoved: Story = {
  ...saved([{}, {}]),
  play: press('.lectern-saved-item .lectern-icon-button'),
}
export const SavedNone: Story = saved([])
export const SavedFailed: Story = saved([], {
  status: 'error',
  error: refused(503, 'unavailable', 'The server is restarting.'),
})

const notices = (items: Partial<Notice>[], changes: object = {}) =>
  scene((fake) => {
    const all = items.map((each, at): Notice => ({
      conversation_id: 'course',
      message_id: `m${at}`,
      created_seq: 20 - at,
      because: 'named',
      told_at: '2026-11-23T15:00:00.000Z',
      kind: 'course',
      title: 'Mathematics 1',
      sender_id: BEN.id,
      sender: BEN.name,
      sender_role: BEN.role,
      excerpt: '@Ada, is **this** right?',
      ...each,
    }))
    fake.notices.show(all, changes)
    return panel(<NoticeList onOpen={nothing} />)
  })

const ENDED = { ended_at: '2026-11-23T15:01:00.000Z' }
export const Notices: Story = notices(
  [
    {},
    { because: 'question', title: 'Analysis und Lineare Algebra für Studierende (Abendgruppe)' },
    { because: 'answered', sender_id: ADA.id, sender: 'Ada', sender_role: 'instructor', ...ENDED },
    { because: 'all', kind: 'direct', excerpt: '', shows: 'image', ...ENDED },
  ],
  { has_more: true },
)
export const NoticesNone: Story = notices([])
export const NoticesFailed: Story = notices([], {
  status: 'error',
  error: refused(503, 'unavailable', 'The server is restarting.'),
})

export const People: Story = scene(() =>
  panel(
    <div className="story-text">
      {(['instructor', 'student', 'assistant', 'admin'] as const).map((role, at) => (
        <p key={role}>
          <Avatar
            id={role}
            name={['Ada', 'Ben', 'Tutor', 'Admin'][at] ?? ''}
            role={role}
            presence={at % 2 ? 'away' : 'online'}
          />{' '}
          <RoleBadge role={role} />
        </p>
      ))}
    </div>,
  ),
)
