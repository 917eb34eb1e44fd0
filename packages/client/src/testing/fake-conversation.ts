// One conversation of the fake server: rows with a clock, as protocol.md describes them.
import {
  isBlank,
  type Changes,
  type Conversation,
  type ConversationRow,
  type EditMessage,
  type Me,
  type Member,
  type Mention,
  type Message,
  type MessagePage,
  type MessageVersion,
  type NewConversation,
  type NewMessage,
  type OwnSettings,
  type Question,
  type Receipt,
  type Reset,
  type SystemEvent,
  type Window,
} from '@lectern/protocol'
import { withdrawAnswer, withdrawJudgements } from './fake-questions.ts'

/** The state of a conversation that a backup would contain. */
export interface ConversationState {
  row: ConversationRow
  head: number
  /** History up to this seq was purged. */
  purged: number
  messages: Message[]
  members: Member[]
  /** The content sent under each id, to tell a repeat from another message. */
  sent?: Record<string, string>
  /** Earlier versions, the latest first. */
  edits?: { message_id: string; version: MessageVersion }[]
}

export class FakeConversation {
  /** Who took it off their list: they are members as others see it. */
  readonly hidden = new Set<string>()
  /** By member: what they set for themselves. */
  readonly own = new Map<string, OwnSettings>()
  readonly state: ConversationState
  readonly #publish: (window: Window) => void

  constructor(state: ConversationState, publish: (window: Window) => void) {
    this.state = state
    this.#publish = publish
  }

  static create(
    id: string,
    input: NewConversation,
    people: readonly Me[],
    creator: Me,
    now: string,
  ): ConversationState {
    const members = people.map((person) => memberOf(person, 1, now))
    const { kind, title } = input
    const row = {
      id,
      kind,
      ...(title ? { title } : {}),
      created_by: creator.id,
      created_at: now,
      changed_seq: 1,
    }
    return { row, head: 1, purged: 0, messages: [], members }
  }

  get id(): string {
    return this.state.row.id
  }

  get members(): Member[] {
    return this.state.members.filter(({ left_at }) => !left_at)
  }

  has(user_id: string): boolean {
    return !this.hidden.has(user_id) && this.members.some((member) => member.user_id === user_id)
  }

  /** Adds people, or adds them again; earlier messages count as read. */
  join(people: readonly Me[], seq: number, now: string): void {
    const ids = people.map(({ id }) => id)
    const others = this.state.members.filter(({ user_id }) => !ids.includes(user_id))
    for (const id of ids) {
      const own = this.own.get(id)
      if (own) this.own.set(id, { conversation_id: this.id, changed_seq: own.changed_seq })
    }
    this.state.members = [...others, ...people.map((person) => memberOf(person, seq, now))]
  }

  /** Ends a membership; returns undefined if there is none. */
  expel(user_id: string, now: string, say: (seq: number) => void = () => {}): Window | undefined {
    const member = this.members.find((each) => each.user_id === user_id)
    return (
      member &&
      this.commit((changed_seq) => {
        Object.assign(member, { left_at: now, changed_seq })
        say(changed_seq)
      })
    )
  }

  /** Adds a system message about what a person did. */
  say({ id, name, role }: Me, seq: number, { system, content, timestamp }: SystemText): void {
    this.state.messages.push({
      id: crypto.randomUUID(),
      conversation_id: this.id,
      sender_id: id,
      sender: name,
      sender_role: role,
      kind: 'system',
      state: 'done',
      content: `${name} ${content}`,
      parts: [],
      system,
      reactions: [],
      created_seq: seq,
      changed_seq: seq,
      timestamp,
    })
  }

  message(id: string): Message | undefined {
    return this.state.messages.find((message) => message.id === id)
  }

  /** The only path for changes: takes the next number and publishes the changed rows. */
  commit(change: (seq: number) => void): Window {
    this.state.head++
    change(this.state.head)
    this.#countOpenQuestions(this.state.head)
    const window = this.window(this.state.head - 1, this.state.head)
    this.#publish(window)
    return window
  }

  /** The row changes only if the number changes. */
  #countOpenQuestions(changed_seq: number): void {
    const { row, messages } = this.state
    const open_questions = messages.filter(
      ({ question, deleted_at }) => question?.status === 'unanswered' && !deleted_at,
    ).length
    if (open_questions !== (row.open_questions ?? 0)) this.state.row = { ...row, open_questions, changed_seq }
  }

  window(from: number, to: number): Window {
    const isIn = ({ changed_seq }: { changed_seq: number }) => changed_seq > from && changed_seq <= to
    const { row, messages, members } = this.state
    return {
      conversation_id: this.id,
      from,
      to,
      messages: messages.filter(isIn),
      members: members.filter(isIn),
      ...(isIn(row) ? { conversation: row } : {}),
    }
  }

  post(author: Me, input: NewMessage & { id: string }, timestamp: string): Window {
    const { id, content, reply_to_id, question, mentions = [], parts = [] } = input
    const isPicture = isBlank(content) && parts.some(({ type }) => type === 'image')
    const named = mentions.flatMap((id) =>
      this.members.filter(({ user_id, disabled }) => user_id === id && !disabled),
    )
    return this.commit((seq) => {
      this.#countAnswer(reply_to_id, 1, seq)
      this.state.messages.push({
        id,
        conversation_id: this.id,
        sender_id: author.id,
        sender: author.name,
        sender_role: author.role,
        kind: isPicture ? 'image' : 'text',
        state: 'done',
        content,
        parts,
        ...(reply_to_id ? { reply_to_id } : {}),
        ...(named.length > 0 ? { mentions: named.map(({ user_id, name }) => ({ user_id, name })) } : {}),
        ...(question ? { question: { status: 'unanswered', endorsed_ids: [], answers: 0 } } : {}),
        reactions: [],
        created_seq: seq,
        changed_seq: seq,
        timestamp,
      })
    })
  }

  #countAnswer(question_id: string | undefined, more: number, changed_seq: number): void {
    const message = this.message(question_id ?? '')
    if (!message?.question) return
    const question = { ...message.question, answers: message.question.answers + more }
    Object.assign(message, { question, changed_seq })
  }

  /** The question state of a message that becomes a question. */
  newQuestion(message_id: string): Question {
    const answers = this.state.messages.filter(
      ({ reply_to_id, deleted_at }) => reply_to_id === message_id && !deleted_at,
    ).length
    return { status: 'unanswered', endorsed_ids: [], answers }
  }

  /** Whom a text mentions: those of before keep their names, others must be members. */
  mentionsAfter({ mentions: before = [] }: Message, { content, mentions: ids }: EditMessage): Mention[] {
    if (!ids) return before.filter(({ name }) => content.includes(`@${name}`))
    const people = [...before, ...this.members.filter(({ disabled }) => !disabled)]
    return [...new Set(ids)].flatMap((id) => {
      const found = people.find(({ user_id }) => user_id === id)
      return found ? [{ user_id: id, name: found.name }] : []
    })
  }

  edit(
    message: Message,
    content: string,
    edited_at: string,
    mentions: Mention[] = this.mentionsAfter(message, { content }),
  ): Window {
    const { edits = [] } = this.state
    const called = mentions.length > 0 ? { mentions } : {}
    delete message.mentions
    if (message.content === content) return this.changeAll([[message, called]])
    const version = { content: message.content, timestamp: message.edited_at ?? message.timestamp }
    this.state.edits = [{ message_id: message.id, version }, ...edits]
    return this.changeAll([
      [message, { content, edited_at, ...called }],
      ...withdrawJudgements(this.state.messages, message),
    ])
  }

  /** The earlier versions of a message, the latest first. */
  versions(id: string): MessageVersion[] {
    const { edits = [] } = this.state
    return edits.flatMap(({ message_id, version }) => (message_id === id ? [version] : []))
  }

  /** Leaves a tombstone, which neither answers a question nor has answers. */
  remove(message: Message, deleted_at: string): Window {
    this.state.edits = this.state.edits?.filter(({ message_id }) => message_id !== message.id) ?? []
    return this.commit((changed_seq) => {
      this.#countAnswer(message.reply_to_id, -1, changed_seq)
      for (const [row, fields] of withdrawAnswer(this.state.messages, message))
        Object.assign(row, fields, { changed_seq })
      for (const field of ['mentions', 'question', 'answer', 'pinned_at', 'pinned_by'] as const)
        delete message[field]
      Object.assign(message, { content: '', parts: [], reactions: [], deleted_at, changed_seq })
    })
  }

  /** Replaces fields of several messages at once; fields set to undefined are removed. */
  changeAll(changes: (readonly [Message, Partial<Message>])[]): Window {
    return this.commit((changed_seq) => {
      for (const [message, fields] of changes) Object.assign(message, fields, { changed_seq })
    })
  }

  /** Replaces fields of a message. */
  change(message: Message, fields: Partial<Message>): Window {
    return this.commit((changed_seq) => void Object.assign(message, fields, { changed_seq }))
  }

  changes(since: number, limit: number): Changes | Reset {
    const { head, purged } = this.state
    if (since < purged || since > head) return { reset: true, ...this.page({ limit }) }
    const { messages, members } = this.state
    const numbers = [...messages, ...members]
      .map(({ changed_seq }) => changed_seq)
      .filter((seq) => seq > since)
    numbers.sort((a, b) => a - b)
    // SY5: a page never splits one number.
    const to = numbers.length > limit ? (numbers[limit - 1] ?? head) : head
    return { window: this.window(since, to), head }
  }

  page({ before, after, around, at, limit = 50 }: PageQuery): MessagePage {
    const all = this.state.messages
    const [start, end] = bounds(all, { before, after, around: around ?? sinceIn(all, at), limit })
    return {
      messages: all.slice(start, end),
      has_more_before: start > 0,
      has_more_after: end < all.length,
      head: this.state.head,
    }
  }

  unread(user_id: string, read_seq: number): number {
    return this.state.messages.filter(
      ({ sender_id, created_seq, deleted_at }) =>
        sender_id !== user_id && created_seq > read_seq && !deleted_at,
    ).length
  }

  unreadMentions(user_id: string, read_seq: number): number[] {
    return this.state.messages
      .filter(
        ({ sender_id, created_seq, deleted_at }) =>
          sender_id !== user_id && created_seq > read_seq && !deleted_at,
      )
      .filter(({ mentions = [] }) => mentions.some((mention) => mention.user_id === user_id))
      .map(({ created_seq }) => created_seq)
  }

  receipt(user_id: string): Receipt {
    const { delivered_seq = 0, read_seq = 0 } =
      this.state.members.find((member) => member.user_id === user_id) ?? {}
    const unread = this.unread(user_id, this.#readTo(user_id, read_seq))
    return { delivered_seq, read_seq, unread, head: this.state.head }
  }

  /** What is marked as unread is unread again. */
  #readTo(user_id: string, read_seq: number): number {
    const { unread_from } = this.own.get(user_id) ?? {}
    return unread_from === undefined ? read_seq : unread_from - 1
  }

  /** The event, and the same in English without the name of the person. */
  acknowledge(user_id: string, delivered_seq = 0, read_seq = 0): Receipt {
    const member = this.state.members.find((other) => other.user_id === user_id)
    if (member) {
      const { head } = this.state
      member.read_seq = Math.max(member.read_seq, Math.min(read_seq, head))
      member.delivered_seq = Math.max(member.delivered_seq, member.read_seq, Math.min(delivered_seq, head))
    }
    return this.receipt(user_id)
  }

  viewFor(user_id: string, membersMax = Number.POSITIVE_INFINITY): Conversation {
    const { members, state } = this
    const last_message = state.messages.at(-1)
    const own = this.own.get(user_id)
    const said = state.messages.findLast(({ kind }) => kind !== 'system')
    const receipt = this.receipt(user_id)
    return {
      ...state.row,
      member_count: members.length,
      members: members.slice(0, membersMax),
      ...(last_message ? { last_message } : {}),
      ...receipt,
      unread_mentions: this.unreadMentions(user_id, this.#readTo(user_id, receipt.read_seq)),
      ...(own && { own }),
      ...(own?.archived_seq !== undefined && said && { said_seq: said.created_seq }),
    }
  }
}

/** What was done, as an event and in English without who did it. */
export interface SystemText {
  system: SystemEvent
  content: string
  timestamp: string
}

const memberOf = ({ id: user_id, name, role }: Me, seq: number, joined_at: string): Member => ({
  user_id,
  name,
  role,
  joined_at,
  changed_seq: seq,
  delivered_seq: seq,
  read_seq: seq,
})

interface PageQuery {
  before?: number | undefined
  after?: number | undefined
  around?: string | undefined
  at?: string | undefined
  limit?: number | undefined
}

/** The first message since then; undefined without one. */
const sinceIn = (all: readonly Message[], at: string | undefined): string | undefined =>
  at === undefined ? undefined : all.find(({ timestamp }) => timestamp >= at)?.id

const bounds = (
  all: readonly Message[],
  { before, after, around, limit }: PageQuery & { limit: number },
): [number, number] => {
  if (after !== undefined) {
    const start = all.filter(({ created_seq }) => created_seq <= after).length
    return [start, start + limit]
  }
  if (around !== undefined) {
    const index = all.findIndex(({ id }) => id === around)
    const half = Math.floor((limit - 1) / 2)
    return [Math.max(0, index - half), index + limit - half]
  }
  const end = before === undefined ? all.length : all.filter(({ created_seq }) => created_seq < before).length
  return [Math.max(0, end - limit), end]
}
