// One example of every row and frame. Golden files are written from these, and the documents show them.
import type * as contract from '../index.ts'
import { safetyExamples } from './safety-examples.ts'
import { ownExamples } from './own-examples.ts'

const ada = '018f3c1e-7b00-7a00-8000-0000000000ad'
const ben = '018f3c1e-7b00-7a00-8000-0000000000be'
const algebra = '018f3c1e-7b00-7a00-8000-0000000000c0'
const question = '018f3c1e-7b00-7a00-8000-000000000101'
const answer = '018f3c1e-7b00-7a00-8000-000000000102'
const worksheet = '018f3c1e-7b00-7a00-8000-000000000201'
const handbook = '018f3c1e-7b00-7a00-8000-000000000301'
const topicCard = '018f3c1e-7b00-7a00-8000-000000000401'
const invocation = '018f3c1e-7b00-7a00-8000-000000000501'
const device = '018f3c1e-7b00-7a00-8000-000000000601'
const sha256 = '2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae'
const at = '2026-11-23T14:02:00.000Z'
const later = '2026-11-23T14:03:30.500Z'

const User: contract.User = { id: ada, name: 'Ada', role: 'instructor' }
const fromBen = { sender_id: ben, sender: 'Ben', sender_role: 'student' } as const
const Me: contract.Me = { ...User, email: 'ada@example.edu', created_at: at }

const Member: contract.Member = {
  user_id: ben,
  name: 'Ben',
  role: 'student',
  joined_at: at,
  changed_seq: 1,
  delivered_seq: 7,
  read_seq: 6,
}

const DocumentPart = {
  type: 'document',
  document_id: handbook,
  version: 2,
  span: { start: 120, end: 164, sha256 },
  title: 'Completing the square',
  excerpt: 'Halve the coefficient of x, square it, add it.',
  status: 'verified',
} as const

const handbookSummary: contract.DocumentSummary = {
  id: handbook,
  title: 'Completing the square',
  format: 'markdown',
  version: 2,
  collection: 'Week 1',
  conversation_id: algebra,
  state: 'published',
  original: { filename: 'completing-the-square.md', media_type: 'text/markdown', size: 1_204 },
  created_by: ada,
  created_at: at,
  updated_at: later,
}

const Reaction: contract.Reaction = { emoji: '👍🏽', user_ids: [ada] }

const Mention: contract.Mention = { user_id: ada, name: 'Ada' }

const Ask: contract.Ask = { invocation_id: invocation, review: 'waiting' }

const Question: contract.Question = {
  status: 'answered',
  accepted_id: answer,
  endorsed_ids: [answer],
  answers: 3,
}

const CardAction: contract.CardAction = { verb: 'accept', label: 'Accept answer', style: 'primary' }

const Card: contract.Card = {
  id: topicCard,
  type: 'topic',
  schema: 1,
  conversation_id: algebra,
  message_id: question,
  state: 'open',
  rev: 1,
  data: { title: 'Why halve the coefficient?', kind: 'question', tags: ['algebra'] },
  created_by: ben,
  created_at: at,
  updated_at: at,
  fallback_text: 'Question: Why halve the coefficient?',
  provenance: { kind: 'human', sources: [] },
  actions: [
    CardAction,
    { verb: 'close', label: 'Close', style: 'default', disabled_reason: 'Only its asker may.' },
  ],
}

const Message: contract.Message = {
  id: question,
  conversation_id: algebra,
  ...fromBen,
  kind: 'text',
  state: 'done',
  content: '@Ada Why do we halve the **coefficient**? 🤔',
  parts: [DocumentPart],
  mentions: [Mention],
  question: Question,
  reactions: [Reaction],
  created_seq: 7,
  changed_seq: 9,
  timestamp: at,
  edited_at: later,
  pinned_at: later,
  pinned_by: ada,
}

const ConversationRow: contract.ConversationRow = {
  id: algebra,
  kind: 'course',
  title: 'Algebra I',
  created_by: ada,
  created_at: at,
  changed_seq: 1,
  open_questions: 2,
  assistant_mode: 'hints',
  assistant_review: true,
}

const Conversation: contract.Conversation = {
  ...ConversationRow,
  head: 9,
  member_count: 2,
  members: [{ ...Member, user_id: ada, name: 'Ada', role: 'instructor' }, Member],
  last_message: Message,
  delivered_seq: 9,
  read_seq: 6,
  unread: 1,
  unread_mentions: [8],
}

const Window: contract.Window = {
  conversation_id: algebra,
  from: 8,
  to: 9,
  messages: [Message],
  members: [Member],
  conversation: ConversationRow,
}

const MessagePage: contract.MessagePage = {
  messages: [Message],
  has_more_before: true,
  has_more_after: false,
  head: 9,
}

const Problem: contract.Problem = {
  type: '/docs#too_large',
  title: 'Over a limit',
  status: 413,
  detail: 'content has 30000 characters; the limit is 20000.',
  code: 'too_large',
  field: 'content',
  limit: 20_000,
  actual: 30_000,
  retry: 'never',
  request_id: device,
}

const NewMessage: contract.NewMessage = {
  id: question,
  content: '@Ada Why do we halve the **coefficient**? 🤔',
  parts: [DocumentPart],
  question: true,
  mentions: [ada],
}

const ReceiptUpFrame = { type: 'receipt', conversation_id: algebra, delivered_seq: 9, read_seq: 9 } as const

/** By schema name. */
export const examples = {
  User,
  Me,
  Member,
  Reaction,
  Mention,
  Question,
  AnswerMarks: { accepted_by: ben, endorsed_by: ada },
  SystemEvent: { type: 'members_added', params: { people: [{ user_id: ben, name: 'Ben' }], count: 1 } },
  CardAction,
  Card,
  Message,
  ConversationRow,
  Ask,
  Conversation,
  Window,
  MessagePage,
  Problem,
  NewMessage,
  Part: DocumentPart,
  Session: {
    id: device,
    device_name: 'Firefox on Linux',
    created_at: at,
    last_used_at: later,
    current: true,
  },
  Tokens: { access_token: 'eyJhbGciOiJFZERTQSJ9.e30.c2ln', token_type: 'Bearer', expires_in: 600, user: Me },
  Ticket: { ticket: 'VGhpcyBpcyBub3QgYSB0aWNrZXQ', expires_in: 30 },
  Login: { email: 'ada@example.edu', password: 'correct horse battery staple' },
  NewConversation: { kind: 'group', title: 'Study group', member_ids: [ben] },
  EditMessage: { content: 'Why do we halve the coefficient of x?' },
  SimilarQuestion: { conversation_id: algebra, title: 'Algebra I', question: Message, answer: Message },
  ...safetyExamples,
  ...ownExamples(Message, ConversationRow),
  Changed: { window: Window },
  Changes: { window: Window, head: 9 },
  Reset: { reset: true, ...MessagePage },
  Sync: { epoch: 'k2v7', heads: { [algebra]: 8 }, wait_ms: 25_000 },
  SyncAnswer: { epoch: 'k2v7', heads: { [algebra]: 9 } },
  PutReceipt: { delivered_seq: 9, read_seq: 9 },
  Receipt: { delivered_seq: 9, read_seq: 9, unread: 0, head: 9 },
  Attachment: {
    id: worksheet,
    conversation_id: algebra,
    filename: 'worksheet.jpg',
    media_type: 'image/jpeg',
    size: 482_113,
    width: 3024,
    height: 4032,
    state: 'ready',
    message_id: question,
    created_by: ben,
    created_at: at,
  },
  Preview: { width: 1280, height: 1810 },
  AttachmentIds: { attachment_ids: [worksheet] },
  AttachmentLinks: { links: { [worksheet]: `mgu0cxs0.${device}.c2lnbmF0dXJl` }, expires_in_ms: 1_320_000 },
  Document: {
    ...handbookSummary,
    content: '# Completing the square\n\nHalve the coefficient of x, square it, add it.',
    latest_version: 2,
  },
  DocumentSummary: handbookSummary,
  DocumentVersion: {
    version: 2,
    title: 'Completing the square',
    created_by: ada,
    author: 'Ada',
    author_role: 'instructor',
    created_at: later,
  },
  PatchDocument: { state: 'withdrawn' },
  Collection: { conversation_id: algebra, conversation_title: 'Algebra', name: 'Week 1', documents: 3 },
  Backlink: {
    conversation_id: algebra,
    conversation_title: 'Algebra',
    message_id: question,
    version: 2,
    kind: 'cites',
    sender: 'Ben',
    excerpt: 'Why do we halve it?',
    timestamp: at,
  },
  Passage: {
    document_id: handbook,
    version: 2,
    title: 'Completing the square',
    span: DocumentPart.span,
    excerpt: DocumentPart.excerpt,
    headings: ['In four steps'],
    highlights: [{ start: 0, end: 5 }],
  },
  SearchHit: {
    message_id: question,
    conversation_id: algebra,
    title: 'Algebra',
    created_seq: 7,
    kind: 'text',
    ...fromBen,
    timestamp: at,
    snippet: 'halve the coefficient',
    marks: [{ start: 0, end: 5 }],
  },
  ActOnCard: { id: invocation, verb: 'accept', expected_rev: 1 },
  HelloFrame: {
    type: 'hello',
    protocol: 1,
    epoch: 'k2v7',
    connection_id: device,
    user: User,
    server_time: at,
    limits: { message_chars: 20_000 },
    heads: { [algebra]: 9 },
  },
  ChangesFrame: { type: 'changes', ...Window },
  HeadFrame: { type: 'head', conversation_id: algebra, seq: 9 },
  DeltaFrame: {
    type: 'delta',
    conversation_id: algebra,
    message_id: question,
    invocation_id: invocation,
    at: 12,
    text: 'Because (x + b/2)² ',
  },
  TypingFrame: { type: 'typing', conversation_id: algebra, user_id: ben, on: true, ttl_ms: 6000 },
  PresenceFrame: { type: 'presence', users: { [ben]: 'online', [ada]: 'away' } },
  ReceiptFrame: { type: 'receipt', conversation_id: algebra, user_id: ben, delivered_seq: 9, read_seq: 7 },
  AuthExpiringFrame: { type: 'auth_expiring', in_ms: 60_000 },
  ErrorFrame: { type: 'error', code: 'not_found', message: 'There is no such conversation.', retry: 'never' },
  ByeFrame: { type: 'bye', code: 4001, retry_after_ms: 1500 },
  AuthFrame: { type: 'auth', token: 'eyJhbGciOiJFZERTQSJ9.e30.c2ln' },
  WatchFrame: { type: 'watch', conversation_ids: [algebra] },
  TypingUpFrame: { type: 'typing', conversation_id: algebra, on: true },
  ReceiptUpFrame,
  ActivityFrame: { type: 'activity', state: 'idle' },
  PlainFrame: {
    conversation_id: algebra,
    content: '@Ada Why do we halve the **coefficient**? 🤔',
    ...fromBen,
    invocation_id: null,
    timestamp: at,
    message_id: question,
    seq: 7,
  },
} as const
