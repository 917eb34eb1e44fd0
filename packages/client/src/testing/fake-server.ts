// The wire contract in memory: everything a client can see of a Lectern server, without disk, network or
// processes.
import {
  type MarkThread,
  CLOSE,
  LIMITS,
  PROTOCOL_VERSION,
  UpFrame,
  type DownFrame,
  type ErrorCode,
  type Me,
  type NewConversation,
  type NewsFrame,
  type Report,
  type Role,
  type SyncAnswer,
  type Window,
} from '@lectern/protocol'
import * as z from 'zod/mini'
import { isoTime, type Clock } from '../core/clock.ts'
import { uuidv7 } from '../core/uuid.ts'
import { FakeAttachments } from './fake-attachments.ts'
import { FakeDocuments } from './fake-documents.ts'
import { FakeConversation, type ConversationState } from './fake-conversation.ts'
import { FakeRefusal } from './fake-refusal.ts'
import { dispatch } from './fake-routes.ts'
import type { FakeAnswer, FakeRequest } from './fake-call.ts'

/** The server's end of a socket. */
export interface FakePeer {
  readonly connection_id: string
  readonly user_id: string
  readonly session_id: string
  watched: ReadonlySet<string>
  deliver(text: string): void
  close(code: number): void
}

interface Grant {
  user_id: string
  session_id: string
  ends_at: number
}

/** Accounts and conversations as a backup holds them. */
export type FakeBackup = ConversationState[]

const TOKEN_LIFE_MS = 10 * 60_000
const TICKET_LIFE_MS = 30_000

/**
 * An in-memory server for tests. Reach it over a {@link FakeNetwork} or an {@link UnreliableNetwork}.
 * @example
 * const server = new FakeServer(clock)
 * const ada = server.addUser('Ada', 'instructor')
 * const ben = server.addUser('Ben', 'student')
 * const conversation = server.addConversation(ada, { kind: 'direct', member_ids: [ben.id] })
 */
export class FakeServer {
  readonly clock: Clock
  readonly users = new Map<string, Me>()
  readonly conversations = new Map<string, FakeConversation>()
  readonly peers = new Set<FakePeer>()
  /** By user: the time at which each message was saved. */
  readonly #threadMarks = new Map<string, Map<string, MarkThread>>()
  readonly #saved = new Map<string, Map<string, string>>()
  /** By user: the time at which they blocked each person. */
  readonly #blocks = new Map<string, Map<string, string>>()
  readonly reports = new Map<string, Report>()
  /** By user: their own clock. */
  readonly ownSeqs = new Map<string, number>()
  readonly attachments = new FakeAttachments(this)
  readonly documents = new FakeDocuments(this)
  epoch: string
  /** While set, every request is refused with this code. */
  refuseAll: ErrorCode | undefined
  /** The number of heads in one `hello` or answer. */
  maxHeads: number = LIMITS.heads
  readonly #tokens = new Map<string, Grant>()
  readonly #refreshTokens = new Map<string, Omit<Grant, 'ends_at'>>()
  #issued = 0

  constructor(clock: Clock) {
    this.clock = clock
    this.epoch = uuidv7(clock)
  }

  get time(): string {
    return isoTime(this.clock.now())
  }

  /** The password is `secret`; the email is the name at example.edu. */
  addUser(name: string, role: Role): Me {
    const email = `${name.toLowerCase()}@example.edu`
    const user = { id: uuidv7(this.clock), name, role, email, created_at: this.time }
    this.users.set(user.id, user)
    return user
  }

  user(id: string): Me {
    const user = this.users.get(id)
    if (!user) throw new FakeRefusal('not_found')
    return user
  }

  addConversation(creator: Me, input: NewConversation): FakeConversation {
    const people = [creator.id, ...input.member_ids].map((id) => this.user(id))
    const id = input.id ?? uuidv7(this.clock)
    const conversation = this.#keep(FakeConversation.create(id, input, people, creator, this.time))
    for (const { user_id } of conversation.members)
      this.send(user_id, { type: 'head', conversation_id: id, seq: conversation.state.head })
    return conversation
  }

  /** The conversation, if this user may see it; throws `not_found` otherwise. */
  conversationFor(id: string, user_id: string): FakeConversation {
    const conversation = this.conversations.get(id)
    if (!conversation?.has(user_id)) throw new FakeRefusal('not_found')
    return conversation
  }

  conversationsOf(user_id: string): FakeConversation[] {
    return [...this.conversations.values()].filter((conversation) => conversation.has(user_id))
  }

  /** What a person said of threads, by the message that was replied to. */
  threadMarksOf({ id }: Me): Map<string, MarkThread> {
    const marks = this.#threadMarks.get(id) ?? new Map<string, MarkThread>()
    this.#threadMarks.set(id, marks)
    return marks
  }

  savedBy({ id }: Me): Map<string, string> {
    const saved = this.#saved.get(id) ?? new Map<string, string>()
    this.#saved.set(id, saved)
    return saved
  }

  blockedBy(user_id: string): Map<string, string> {
    const blocked = this.#blocks.get(user_id) ?? new Map<string, string>()
    this.#blocks.set(user_id, blocked)
    return blocked
  }

  /** Takes a direct conversation off this person's list; only their own devices hear of it. */
  hide(conversation: FakeConversation, user_id: string): void {
    const member = conversation.members.find((each) => each.user_id === user_id)
    conversation.hidden.add(user_id)
    const { conversation_id, from, to } = conversation.commit(() => {})
    if (!member) return
    const members = [{ ...member, left_at: this.time, changed_seq: to }]
    this.send(user_id, { type: 'changes', conversation_id, from, to, messages: [], members })
  }

  /** Ends that for these people. */
  bringBack(conversation: FakeConversation, user_ids: readonly string[]): void {
    const hidden = user_ids.filter((id) => conversation.hidden.delete(id))
    if (hidden.length === 0) return
    conversation.commit((changed_seq) => {
      for (const member of conversation.members)
        if (hidden.includes(member.user_id)) Object.assign(member, { changed_seq })
    })
  }

  /** Who hid it reads again what this person writes, unless they blocked them. */
  reachReaders(conversation: FakeConversation, writer_id: string): void {
    for (const id of conversation.hidden)
      if (!this.blockedBy(id).has(writer_id)) conversation.hidden.delete(id)
  }

  request(request: FakeRequest): FakeAnswer {
    return dispatch(this, request)
  }

  /** A socket asks for access; `token` is an access token or a ticket. */
  accept(user_id: string, token: string, peer: Pick<FakePeer, 'deliver' | 'close'>): FakePeer | undefined {
    if (this.refuseAll) return void peer.close(CLOSE.overloaded)
    if (this.whose(token) !== user_id) return void peer.close(CLOSE.token_invalid)
    const session_id = this.#tokens.get(token)?.session_id ?? ''
    if (token.startsWith('ticket')) this.#tokens.delete(token)
    const connection_id = uuidv7(this.clock)
    const accepted: FakePeer = { connection_id, user_id, session_id, watched: new Set(), ...peer }
    // SY7: registered before the heads are read.
    const isFirst = ![...this.peers].some((peer) => peer.user_id === user_id)
    this.peers.add(accepted)
    deliver(accepted, this.#hello(accepted))
    if (isFirst) this.#presence(user_id, 'online')
    return accepted
  }

  /** Text from a socket. */
  receive(peer: FakePeer, text: string): void {
    if (text === 'ping') return peer.deliver('pong')
    const frame = z.safeParse(UpFrame, JSON.parse(text))
    if (frame.success) this.#take(peer, frame.data)
  }

  left(peer: FakePeer): void {
    this.peers.delete(peer)
    if (![...this.peers].some(({ user_id }) => user_id === peer.user_id))
      this.#presence(peer.user_id, 'offline')
  }

  /** Closes sockets from the server's side; without a filter, all of them. */
  disconnect(code: number, matches: (peer: FakePeer) => boolean = () => true): void {
    for (const peer of [...this.peers].filter(matches)) {
      this.peers.delete(peer)
      peer.close(code)
    }
  }

  send(user_id: string, frame: DownFrame): void {
    for (const peer of this.peers) if (peer.user_id === user_id) deliver(peer, frame)
  }

  /** The user of a valid token. */
  whose(token: string): string | undefined {
    const grant = this.#tokens.get(token)
    return grant && grant.ends_at > this.clock.monotonic() ? grant.user_id : undefined
  }

  issueToken(user_id: string, session_id = ''): string {
    return this.#grant('access', { user_id, session_id }, TOKEN_LIFE_MS)
  }

  issueTicket(user_id: string, session_id = ''): string {
    return this.#grant('ticket', { user_id, session_id }, TICKET_LIFE_MS)
  }

  issueRefreshToken(user_id: string, session_id = ''): string {
    const token = `refresh-${++this.#issued}`
    this.#refreshTokens.set(token, { user_id, session_id })
    return token
  }

  /** The user of a refresh token; it stays valid, like a real server's grace period without an end. */
  whoseRefresh(token: string | undefined): string | undefined {
    return token === undefined ? undefined : this.#refreshTokens.get(token)?.user_id
  }

  /** Ends every session of a user. */
  revoke(user_id: string): void {
    this.#end((owner) => owner.user_id === user_id)
  }

  /** Ends the session of an access token. */
  endSession(token: string): void {
    const session_id = this.#tokens.get(token)?.session_id
    this.#end((owner) => owner.session_id === session_id)
  }

  #end(isEnded: (owner: { user_id: string; session_id: string }) => boolean): void {
    for (const [token, owner] of this.#refreshTokens) if (isEnded(owner)) this.#refreshTokens.delete(token)
    for (const [token, owner] of this.#tokens) if (isEnded(owner)) this.#tokens.delete(token)
    this.disconnect(CLOSE.session_revoked, isEnded)
  }

  backup(): FakeBackup {
    return structuredClone([...this.conversations.values()].map(({ state }) => state))
  }

  /** Restores a backup under a new epoch. */
  restore(backup: FakeBackup): void {
    this.epoch = uuidv7(this.clock)
    this.conversations.clear()
    this.ownSeqs.clear()
    for (const state of structuredClone(backup)) this.#keep(state)
    this.disconnect(CLOSE.epoch_changed)
  }

  publishReceipt(conversation: FakeConversation, user_id: string): void {
    const { delivered_seq, read_seq } = conversation.receipt(user_id)
    const frame: DownFrame = {
      type: 'receipt',
      conversation_id: conversation.id,
      user_id,
      delivered_seq,
      read_seq,
    }
    for (const peer of this.peers) {
      const mayKnow =
        conversation.has(peer.user_id) && (peer.watched.has(conversation.id) || peer.user_id === user_id)
      if (mayKnow) deliver(peer, frame)
    }
  }

  publishNews(of: NewsFrame['of'], mayKnow: (user: Me) => boolean): void {
    for (const peer of this.peers) if (mayKnow(this.user(peer.user_id))) deliver(peer, { type: 'news', of })
  }

  publishTyping(conversation: FakeConversation, user_id: string, on: boolean): void {
    for (const peer of this.peers) {
      if (peer.user_id === user_id || !peer.watched.has(conversation.id)) continue
      deliver(peer, {
        type: 'typing',
        conversation_id: conversation.id,
        user_id,
        on,
        ttl_ms: LIMITS.typing_ttl_ms,
      })
    }
  }

  #keep(state: ConversationState): FakeConversation {
    const conversation = new FakeConversation(state, (window) => this.#publish(window))
    this.conversations.set(conversation.id, conversation)
    return conversation
  }

  #grant(kind: string, owner: Omit<Grant, 'ends_at'>, lifeMs: number): string {
    const token = `${kind}-${++this.#issued}`
    this.#tokens.set(token, { ...owner, ends_at: this.clock.monotonic() + lifeMs })
    return token
  }

  #hello(peer: FakePeer): DownFrame {
    const { id, name, role } = this.user(peer.user_id)
    return {
      type: 'hello',
      protocol: PROTOCOL_VERSION,
      epoch: this.epoch,
      connection_id: peer.connection_id,
      user: { id, name, role },
      server_time: this.time,
      limits: { ...LIMITS, upload_bytes: this.attachments.maxBytes },
      ...this.boundHeads(this.conversationsOf(id).map(({ id: key, state }) => [key, state.head])),
      own_seq: this.ownSeqs.get(id) ?? 0,
    }
  }

  /** As many heads as one answer may have. */
  boundHeads(heads: readonly (readonly [string, number])[]): Pick<SyncAnswer, 'heads' | 'more_heads'> {
    const isOver = heads.length > this.maxHeads
    return { heads: Object.fromEntries(heads.slice(0, this.maxHeads)), ...(isOver && { more_heads: true }) }
  }

  /** Watchers get the window, others only the head; a person who leaves by this change still gets it. */
  #publish(window: Window): void {
    const { conversation_id, to, members } = window
    const left = new Set(members.flatMap(({ user_id, left_at }) => (left_at ? [user_id] : [])))
    const conversation = this.conversations.get(conversation_id)
    const changes = JSON.stringify({ type: 'changes', ...window } satisfies DownFrame)
    const head = JSON.stringify({ type: 'head', conversation_id, seq: to } satisfies DownFrame)
    for (const peer of this.peers) {
      if (!conversation?.has(peer.user_id) && !left.has(peer.user_id)) continue
      peer.deliver(peer.watched.has(conversation_id) ? changes : head)
    }
  }

  #take(peer: FakePeer, frame: UpFrame): void {
    switch (frame.type) {
      case 'watch':
        return this.#watch(peer, frame.conversation_ids)
      case 'typing':
        return this.publishTyping(
          this.conversationFor(frame.conversation_id, peer.user_id),
          peer.user_id,
          frame.on,
        )
      case 'receipt': {
        const conversation = this.conversations.get(frame.conversation_id)
        if (!conversation?.has(peer.user_id)) return
        conversation.acknowledge(peer.user_id, frame.delivered_seq, frame.read_seq)
        return this.publishReceipt(conversation, peer.user_id)
      }
      case 'auth':
      case 'activity':
      case 'view':
        return
    }
  }

  /** Sends the current positions, so that receipts lost with a connection heal. */
  #watch(peer: FakePeer, ids: readonly string[]): void {
    peer.watched = new Set(ids)
    const watched = ids
      .flatMap((id) => this.conversations.get(id) ?? [])
      .filter((each) => each.has(peer.user_id))
    for (const conversation of watched) {
      for (const { user_id, delivered_seq, read_seq } of conversation.members) {
        deliver(peer, { type: 'receipt', conversation_id: conversation.id, user_id, delivered_seq, read_seq })
      }
    }
    const people = new Set(watched.flatMap(({ members }) => members.map(({ user_id }) => user_id)))
    const online = new Set([...this.peers].map(({ user_id }) => user_id))
    const users = [...people].map((id) => [id, online.has(id) ? 'online' : 'offline'] as const)
    deliver(peer, { type: 'presence', users: Object.fromEntries(users) })
  }

  #presence(user_id: string, state: 'online' | 'offline'): void {
    for (const peer of this.peers) {
      const isKnown = this.conversationsOf(user_id).some(({ id }) => peer.watched.has(id))
      if (isKnown) deliver(peer, { type: 'presence', users: { [user_id]: state } })
    }
  }
}

const deliver = (peer: FakePeer, frame: DownFrame): void => peer.deliver(JSON.stringify(frame))
