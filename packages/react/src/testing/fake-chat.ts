// A chat without a network: tests set its stores, which are cells; its acts are recorded.
import {
  Cell,
  type Chat,
  type ConnectionState,
  type ConversationHandle,
  type ConversationsState,
  type Upload,
} from '@lectern/client'
import type {
  ConversationSummary,
  ExcerptState,
  SavedState,
  SessionState,
  Timeline,
  TimelineRow,
} from '@lectern/client'
import type {
  Attachment,
  Card,
  DiscussReply,
  Me,
  Member,
  Message,
  MessageVersion,
  PresenceState,
  QuestionStatus,
  Review,
  Role,
  SimilarQuestion,
  User,
} from '@lectern/protocol'

import { FakeDocuments } from './fake-documents.ts'

export const ADA: Me = {
  id: '018f0000-0000-7000-8000-00000000000a',
  name: 'Ada Lovelace',
  role: 'instructor',
  email: 'ada@example.edu',
  created_at: '2026-11-01T08:00:00.000Z',
}
export const BEN: Me = {
  ...ADA,
  id: '018f0000-0000-7000-8000-00000000000b',
  name: 'Ben Okafor',
  role: 'student',
  email: 'ben@example.edu',
}
export const CHLOE: Me = { ...BEN, id: '018f0000-0000-7000-8000-00000000000c', name: 'Chloe Martin' }

const START = Date.parse('2026-11-23T14:00:00.000Z')

export const member = (person: User, changes: Partial<Member> = {}): Member => ({
  user_id: person.id,
  name: person.name,
  role: person.role,
  joined_at: person === ADA ? ADA.created_at : BEN.created_at,
  changed_seq: 1,
  delivered_seq: 0,
  read_seq: 0,
  ...changes,
})

/** A stored message: number `seq` of the conversation, sent a minute after the one before. */
export const message = (
  seq: number,
  sender: User,
  content: string,
  changes: Partial<Message> = {},
): Message => ({
  id: `018f0000-0000-7000-8000-${String(seq).padStart(12, '0')}`,
  conversation_id: 'room',
  sender_id: sender.id,
  sender: sender.name,
  sender_role: sender.role,
  kind: 'text',
  state: 'done',
  content,
  parts: [],
  reactions: [],
  created_seq: seq,
  changed_seq: seq,
  timestamp: new Date(START + seq * 60_000).toISOString(),
  ...changes,
})

/** A card in a message of its own. */
export const cardMessage = (seq: number, sender: User, card: Partial<Card> & { type: string }): Message => {
  const made = message(seq, sender, card.fallback_text ?? 'In words', { kind: 'card' })
  return {
    ...made,
    card: {
      id: `card ${seq}`,
      schema: 1,
      conversation_id: 'room',
      message_id: made.id,
      state: 'open',
      rev: 1,
      data: {},
      created_by: sender.id,
      created_at: made.timestamp,
      updated_at: made.timestamp,
      fallback_text: 'In words',
      provenance: { kind: 'human', sources: [] },
      actions: [],
      ...card,
    },
  }
}

export const row = (of: Message, me: User, changes: Partial<TimelineRow> = {}): TimelineRow => ({
  id: of.id,
  message: of,
  own: of.sender_id === me.id,
  status: 'stored',
  ...changes,
})

export const summary = (changes: Partial<ConversationSummary> = {}): ConversationSummary => ({
  id: 'room',
  kind: 'direct',
  created_by: ADA.id,
  created_at: ADA.created_at,
  changed_seq: 1,
  head: 0,
  member_count: 2,
  members: [member(ADA), member(BEN)],
  delivered_seq: 0,
  read_seq: 0,
  unread: 0,
  open_questions: 0,
  assistant_mode: 'explain',
  assistant_review: false,
  unread_mentions: [],
  display_title: BEN.name,
  peer_id: BEN.id,
  ...changes,
})

export interface FakeConversation {
  handle: ConversationHandle
  summary: Cell<ConversationSummary | undefined>
  timeline: Cell<Timeline>
  members: Cell<readonly Member[]>
  typing: Cell<readonly string[]>
  draft: Cell<string>
  threadDraft: Cell<string>
  files: Cell<readonly Upload[]>
}

/** The rows of a timeline that belong to an excerpt of the SDK. */
const excerptOf = (timeline: Cell<Timeline>, holds: (message: Message) => boolean) => {
  const read = (): ExcerptState => ({
    status: 'ready',
    messages: timeline.get().rows.flatMap((row) => (holds(row.message) ? [row.message] : [])),
    has_more: false,
  })
  const state = new Cell(read())
  return {
    state,
    open: () => timeline.subscribe(() => state.set(read())),
    loadMore: () => {},
    reload: () => {},
  }
}

export class FakeChat {
  /** The chat for a provider. */
  readonly chat: Chat
  readonly session: Cell<SessionState>
  readonly connection = new Cell<ConnectionState>({ status: 'live' })
  readonly conversations = new Cell<ConversationsState>({ status: 'ready', items: [], has_more: false })
  readonly presence = new Cell<Record<string, PresenceState>>({})
  readonly outbox = new Cell({ pending: 0 })
  readonly saved = new Cell<SavedState>({ status: 'ready', items: [], ids: new Set(), has_more: false })
  readonly people: User[] = []
  /** The replies of any discussion. */
  readonly replies: DiscussReply[] = []
  readonly documents = new FakeDocuments()
  /** The earlier versions of every message. */
  edits: MessageVersion[] = []
  /** Uploads, and sent files. */
  readonly uploads = new Cell<readonly Upload[]>([])
  readonly sent: Attachment[] = []
  /** The text of a file, and whether it is only the beginning. */
  text = ''
  /** The review of any unpublished answer. */
  review: Review = { invocation_id: 'turn', state: 'waiting', draft: { content: 'So.', parts: [] } }
  /** The answered questions for any search. */
  similar: SimilarQuestion[] = []
  more = false
  /** The URL of a file; undefined for a missing one. */
  address = (id: string, width?: number): string | undefined => `https://files/${id}/${width ?? 'content'}`
  /** Every act in order, as `['send', 'room', 'Hello', {}]`. */
  readonly acts: unknown[][] = []
  /** The error of the next act that may fail. */
  refusal: Error | undefined
  readonly #conversations = new Map<string, FakeConversation>()
  readonly #elsewhere = new Map<string, Cell<Message | undefined>>()

  constructor(me: Me = ADA) {
    this.session = new Cell<SessionState>({ status: 'signed_in', user: me })
    this.chat = this.#assemble()
  }

  /** A message that is not in the visible history. */
  elsewhere(id: string): Cell<Message | undefined> {
    const cell = this.#elsewhere.get(id) ?? new Cell<Message | undefined>(undefined)
    this.#elsewhere.set(id, cell)
    return cell
  }

  #assemble(): Chat {
    const fake = {
      session: { state: this.session },
      connection: { state: this.connection, retryNow: () => this.#did('retryNow') },
      conversations: {
        state: this.conversations,
        refresh: () => this.#attempt('refresh'),
        loadMore: () => this.#attempt('loadMore'),
        create: async (input: unknown) => {
          await this.#attempt('create', input)
          return this.of('new').handle
        },
      },
      documents: this.documents,
      attachments: this.#attachments(),
      presence: this.presence,
      saved: {
        state: this.saved,
        ensure: () => {},
        refresh: () => this.#attempt('refreshSaved'),
        set: (...rest: unknown[]) => this.#attempt('save', ...rest),
      },
      outbox: { state: this.outbox },
      users: {
        search: async (q: string, role?: Role) =>
          this.people.filter((one) => one.name.includes(q) && (!role || one.role === role)),
      },
      questions: {
        similar: async (...rest: unknown[]) => {
          await this.#attempt('similar', ...rest)
          return this.similar
        },
      },
      conversation: (id: string) => this.of(id).handle,
    }
    return fake as unknown as Chat
  }

  #attachments(): object {
    const now =
      (name: string) =>
      (...rest: unknown[]) =>
        this.#did(name, ...rest)
    return {
      state: this.uploads,
      url: (id: string, width?: number) => this.address(id, width),
      contentUrl: (id: string) => this.address(id),
      load: async (id: string) => {
        if (this.address(id) === undefined) throw new Error('There is no such file.')
      },
      list: async (id: string, { kind }: { kind: 'image' | 'file' }) => {
        await this.#attempt('listFiles', id)
        return {
          attachments: this.sent.filter(({ width }) => (width !== undefined) === (kind === 'image')),
          next_cursor: null,
        }
      },
      read: async (id: string) => {
        await this.#attempt('read', id)
        return { text: this.text, more: this.more }
      },
      ...Object.fromEntries(
        ['pause', 'resume', 'remove', 'describe', 'expired'].map((name) => [name, now(name)]),
      ),
    }
  }

  /** The stores of one conversation; the components' handle reads the same. */
  of(id: string): FakeConversation {
    const known = this.#conversations.get(id)
    if (known) return known
    const made = this.#make(id)
    this.#conversations.set(id, made)
    return made
  }

  #make(id: string): FakeConversation {
    const stores = {
      summary: new Cell<ConversationSummary | undefined>(undefined),
      timeline: new Cell<Timeline>({
        status: 'ready',
        rows: [],
        has_more_before: false,
        loading_before: false,
        has_more_after: false,
      }),
      members: new Cell<readonly Member[]>([]),
      typing: new Cell<readonly string[]>([]),
      draft: new Cell(''),
      threadDraft: new Cell(''),
      files: new Cell<readonly Upload[]>([]),
    }
    const now =
      (name: string) =>
      (...rest: unknown[]) =>
        this.#did(name, id, ...rest)
    const later =
      (name: string) =>
      (...rest: unknown[]) =>
        this.#attempt(name, id, ...rest)
    const handle = {
      id,
      ...stores,
      open: () => {
        this.#did('open', id)
        return now('release')
      },
      send: (...rest: unknown[]) => {
        this.#did('send', id, ...rest)
        return 'sent'
      },
      questions: (status: QuestionStatus) =>
        excerptOf(stores.timeline, ({ question }) => question?.status === status),
      pins: () => excerptOf(stores.timeline, ({ pinned_at }) => pinned_at !== undefined),
      thread: (message_id: string) =>
        excerptOf(
          stores.timeline,
          ({ id: each, reply_to_id }) => each === message_id || reply_to_id === message_id,
        ),
      edits: async (...rest: unknown[]) => {
        await this.#attempt('edits', id, ...rest)
        return this.edits
      },
      act: (...rest: unknown[]) => {
        this.#did('act', id, ...rest)
        return 'acted'
      },
      replies: async () => ({ replies: this.replies, next_cursor: null }),
      draftOf: (thread_id?: string) => (thread_id === undefined ? stores.draft : stores.threadDraft),
      setDraft: (text: string, thread_id?: string) =>
        (thread_id === undefined ? stores.draft : stores.threadDraft).set(text),
      setTyping: now('setTyping'),
      message: (message_id: string) => this.elsewhere(message_id),
      attach: now('attach'),
      discardFile: now('discardFile'),
      retry: now('retry'),
      discard: now('discard'),
      markRead: now('markRead'),
      keepPlace: now('keepPlace'),
      answers: {
        stop: later('stopAnswer'),
        ask: later('askAgain'),
        rate: later('rate'),
        passOn: later('passOn'),
        approve: later('approve'),
        dismiss: later('dismiss'),
        review: async () => this.review,
      },
      ...Object.fromEntries(ATTEMPTS.map((name) => [name, later(name)])),
    }
    return { ...stores, handle: handle as unknown as ConversationHandle }
  }

  #did(...act: unknown[]): void {
    this.acts.push(act)
  }

  async #attempt(...act: unknown[]): Promise<void> {
    this.#did(...act)
    const { refusal } = this
    this.refusal = undefined
    if (refusal) throw refusal
  }
}

const ATTEMPTS = [
  'edit',
  'remove',
  'takeBack',
  'react',
  'ask',
  'accept',
  'endorse',
  'pin',
  'loadBefore',
  'loadAfter',
  'jumpTo',
  'loadNewest',
  'loadFirstUnread',
  'rename',
  'setAssistant',
  'addMembers',
  'removeMember',
]
