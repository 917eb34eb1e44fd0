// A chat without a network: stories and tests set its stores, which are cells; its acts are recorded.
//
// Stories need it, since each shows a given state, and many states last only for a moment. Component tests need
// it for features that the fake server does not offer (cards, unpublished answers of the assistant, similar
// questions, reading documents) and for states that are hard to reach. Every other component test uses the real
// SDK: `openRoom` in room.tsx.
import {
  Cell,
  totalsOf,
  TypedForms,
  type BlocksState,
  type Chat,
  type ConnectionState,
  type ConversationHandle,
  type ConversationsState,
  type EditDraft,
  type FindConversations,
  type FoundConversations,
  type Meant,
  type Upload,
} from '@lectern/client'
import type { ConversationSummary, ExcerptState, SavedState, SessionState, Timeline } from '@lectern/client'
import type {
  Attachment,
  DiscussReply,
  Me,
  Member,
  Message,
  MessageVersion,
  NewCard,
  PlannedMessage,
  PresenceState,
  QuestionStatus,
  Review,
  Role,
  SimilarQuestion,
  ThreadList,
  User,
} from '@lectern/protocol'
import { now as wallTime } from '../core/clock.ts'
import { FakeDocuments } from './fake-documents.ts'
import { FakeNotices } from './fake-notices.ts'
import { ADA } from './samples.ts'

export interface FakeConversation {
  handle: ConversationHandle
  summary: Cell<ConversationSummary | undefined>
  timeline: Cell<Timeline>
  members: Cell<readonly Member[]>
  typing: Cell<readonly string[]>
  draft: Cell<string>
  threadDraft: Cell<string>
  meant: Cell<readonly Meant[]>
  edit: Cell<EditDraft | undefined>
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

/** What was replied to in a history; the first of them is followed, with one unread reply. */
const threadsIn = ({ rows }: Timeline): Omit<ThreadList, 'next_cursor'> => {
  const threads = rows.flatMap(({ message }) => {
    const replies = rows.filter((row) => row.message.reply_to_id === message.id)
    const last_seq = replies.at(-1)?.message.created_seq
    return last_seq === undefined ? [] : [{ message, replies: replies.length, last_seq }]
  })
  return {
    threads: threads.map((thread, at) => ({ ...thread, follows: at === 0, unread: at === 0 ? 1 : 0 })),
    unread_threads: Math.min(1, threads.length),
  }
}

/** A complete list. */
export const listOf = (items: ConversationSummary[]): ConversationsState => ({
  status: 'ready',
  items,
  has_more: false,
  listed: true,
  totals: totalsOf(items),
})

export class FakeChat {
  /** The chat for a provider. */
  readonly chat: Chat
  readonly session: Cell<SessionState>
  readonly connection = new Cell<ConnectionState>({ status: 'live' })
  readonly conversations = new Cell<ConversationsState>(listOf([]))
  readonly presence = new Cell<Record<string, PresenceState>>({})
  readonly outbox = new Cell({ pending: 0 })
  readonly blocks = new Cell<BlocksState>({ blocks: [], ids: new Set() })
  planned: readonly PlannedMessage[] = []
  readonly plannedNews = new Cell(0)
  readonly saved = new Cell<SavedState>({ status: 'ready', items: [], ids: new Set(), has_more: false })
  readonly notices = new FakeNotices()
  readonly people: User[] = []
  /** Whether every thread is followed. */
  follows = false
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
  /** What the server finds on the list. */
  found: (query: FindConversations) => FoundConversations = () => ({ ids: [], next_cursor: null })
  /** The answered questions for any search. */
  similar: SimilarQuestion[] = []
  more = false
  /** The new card of any message in the outbox. */
  unsent: NewCard | undefined
  /** What is typed in forms, by place, as the SDK stores it. */
  readonly #typed = new Map<string, Cell<string>>()
  readonly forms = new TypedForms({
    of: (key) => this.#textAt(key),
    set: (key, text) => this.#textAt(key).set(text),
  })
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

  #textAt(key: string): Cell<string> {
    const cell = this.#typed.get(key) ?? new Cell('')
    this.#typed.set(key, cell)
    return cell
  }

  #assemble(): Chat {
    const fake = {
      now: wallTime,
      session: { state: this.session },
      connection: { state: this.connection, retryNow: () => this.#did('retryNow') },
      conversations: {
        state: this.conversations,
        own: { onRefused: () => () => {} },
        refresh: () => this.#attempt('refresh'),
        loadMore: () => this.#attempt('loadMore'),
        find: async (query: FindConversations) => {
          await this.#attempt('find', query)
          return this.found(query)
        },
        create: async (input: unknown) => {
          await this.#attempt('create', input)
          return this.of('new').handle
        },
      },
      documents: this.documents,
      attachments: this.#attachments(),
      presence: this.presence,
      forms: this.forms,
      blocks: { state: this.blocks },
      reports: {},
      notices: this.notices,
      planned: {
        news: this.plannedNews,
        list: async () => ({ planned: this.planned, next_cursor: null }),
        plan: async (...rest: unknown[]) => {
          await this.#attempt('plan', ...rest)
          return this.planned[0]
        },
        cancel: (...rest: unknown[]) => this.#attempt('cancelPlanned', ...rest),
        send: (...rest: unknown[]) => this.#attempt('sendPlanned', ...rest),
        resume: () => this.plannedNews.update((count) => count + 1),
      },
      saved: {
        state: this.saved,
        ensure: () => {},
        refresh: () => this.#attempt('refreshSaved'),
        listIn: async (id: string) => ({
          saved: this.saved.get().items.filter(({ message }) => message.conversation_id === id),
          next_cursor: null,
        }),
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
        ['pause', 'resume', 'remove', 'describe', 'expired', 'sendAsFile'].map((name) => [name, now(name)]),
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
      meant: new Cell<readonly Meant[]>([]),
      edit: new Cell<EditDraft | undefined>(undefined),
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
      threads: {
        list: async () => ({ ...threadsIn(stores.timeline.get()), next_cursor: null }),
        follows: async () => this.follows,
        mark: later('markThread'),
      },
      edits: async (...rest: unknown[]) => {
        await this.#attempt('edits', id, ...rest)
        return this.edits
      },
      act: (...rest: unknown[]) => {
        this.#did('act', id, ...rest)
        return 'acted'
      },
      unsentCard: () => this.unsent,
      replies: async () => ({ replies: this.replies, next_cursor: null }),
      editOf: () => stores.edit,
      setEdit: (edit: EditDraft | undefined) => stores.edit.set(edit),
      draftOf: (thread_id?: string) => (thread_id === undefined ? stores.draft : stores.threadDraft),
      setDraft: (text: string, thread_id?: string) =>
        (thread_id === undefined ? stores.draft : stores.threadDraft).set(text),
      meantOf: () => stores.meant,
      setMeant: (meant: readonly Meant[]) => stores.meant.set(meant),
      setTyping: now('setTyping'),
      message: (message_id: string) => this.elsewhere(message_id),
      attach: now('attach'),
      discardFile: now('discardFile'),
      retry: now('retry'),
      setAside: now('setAside'),
      discard: now('discard'),
      markRead: (seq: number) => now('markRead')(seq),
      keepPlace: now('keepPlace'),
      onReadRefused: () => () => {},
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
