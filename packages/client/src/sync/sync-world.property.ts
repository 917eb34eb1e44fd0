// Two tabs of one browser and two devices over bad networks, for the sync property test.
import type { Message } from '@lectern/protocol'
import { Chat } from '../chat.ts'
import type { ConversationHandle } from '../conversation/conversation.ts'
import { ApiError } from '../core/errors.ts'
import { MemoryStorage } from '../core/storage.ts'
import { FakeBrowser, type FakeTab } from '../testing/fake-browser.ts'
import type { TimelineRow } from '../timeline/rows.ts'
import { createClassroom, type Classroom } from '../testing/classroom.ts'
import type { FakeConversation } from '../testing/fake-conversation.ts'
import type { FakeBackup } from '../testing/fake-server.ts'
import { seeded } from '../testing/seeded.ts'
import { UnreliableNetwork } from '../testing/unreliable-network.ts'
import type { WebSocketLike } from '../connection/websocket-transport.ts'

export interface Step {
  type:
    | 'send'
    | 'write'
    | 'burst'
    | 'touch'
    | 'edit'
    | 'remove'
    | 'undo'
    | 'react'
    | 'read'
    | 'open'
    | 'release'
    | 'page'
    | 'jump'
    | 'race'
    | 'cut'
    | 'offline'
    | 'online'
    | 'reload'
    | 'kill'
    | 'block'
    | 'long'
    | 'expel'
    | 'admit'
    | 'purge'
    | 'backup'
    | 'restore'
    | 'wait'
  client: number
  /** Chooses a conversation, a duration. */
  pick: number
  /** Chooses a message. */
  other: number
}

interface Device {
  email: string
  network: UnreliableNetwork
  storage: MemoryStorage
  /** Of those that are tabs. */
  browser: FakeBrowser | undefined
  tab: FakeTab | undefined
  chat: Chat
  /** By conversation. */
  releases: Map<string, () => void>
  /** Ids in the order of sending, by conversation. */
  sent: Map<string, string[]>
}

const FAULTS = { drop: 0.1, duplicate: 0.05, reorder: 0.1, fail: 0.15, delayMs: 300 }
/** More than a client holds at first, so that there is history to load. */
const OLD_MESSAGES = 45
const EMOJI = ['👍', '🎉', '❤️']

export class World {
  readonly #room: Classroom
  readonly #random: () => number
  readonly #devices: Device[] = []
  readonly #failures: string[] = []
  #backup: FakeBackup | undefined
  #restored = false
  #expelled = false
  /** Longer than acknowledged messages are kept. */
  #aged = false
  #words = 0
  /** Sent and deleted after the backup that was restored: no client sends these again. */
  readonly #gone = new Set<string>()
  /** Some of these may be gone. */
  readonly #undone = new Set<string>()
  /** Their author was promised a deletion: none of these may remain. */
  readonly #takenBack = new Set<string>()

  static async create(seed: number): Promise<World> {
    const world = new World(seed)
    for (const conversation of world.#conversations) world.#burst(conversation, OLD_MESSAGES)
    const { ada, ben } = world.#room
    const browser = new FakeBrowser()
    const shared = world.#network(seed++)
    for (let tabs = 0; tabs < 2; tabs++) await world.#add(ada.email, shared, browser)
    for (let devices = 0; devices < 2; devices++) await world.#add(ben.email, world.#network(seed++))
    for (const { network } of world.#devices) network.hurt(FAULTS)
    return world
  }

  constructor(seed: number) {
    this.#room = createClassroom()
    this.#random = seeded(seed)
  }

  async take({ type, client, pick, other }: Step): Promise<void> {
    const { clock, server } = this.#room
    const device = this.#devices[client % this.#devices.length] as Device
    const conversation = this.#conversations[pick % 2] as FakeConversation
    const handle = device.chat.conversation(conversation.id)
    const message = at(handle.timeline.get().rows, other)
    switch (type) {
      case 'send': {
        if (!handle.summary.get()) return
        const id = handle.send(`word ${++this.#words}`)
        device.sent.set(conversation.id, [...(device.sent.get(conversation.id) ?? []), id])
        return
      }
      case 'write':
        return this.#burst(conversation, 1)
      case 'burst':
        return this.#burst(conversation, pick % 150)
      case 'touch':
        return this.#touch(conversation, other)
      case 'edit':
        return message && this.#try(handle.edit(message.id, `edited ${++this.#words}`))
      case 'remove':
        return message && this.#try(handle.remove(message.id))
      case 'undo': {
        const id = device.sent.get(conversation.id)?.at(-1)
        if (id === undefined) return
        return this.#takeBack(handle, id)
      }
      case 'react':
        return message && this.#try(handle.react(message.id, EMOJI[other % 3] as string, other % 2 === 0))
      case 'read':
        return message && handle.markRead(message.message.created_seq)
      case 'open':
        if (!device.releases.has(conversation.id)) device.releases.set(conversation.id, handle.open())
        return
      case 'release':
        device.releases.get(conversation.id)?.()
        return void device.releases.delete(conversation.id)
      case 'page':
        return this.#try(handle.loadBefore())
      case 'jump': {
        const target = at(conversation.state.messages, other)
        return target && this.#try(handle.jumpTo(target.id))
      }
      case 'race':
        return this.#race(handle, conversation, pick)
      case 'cut':
        return device.network.cut()
      case 'offline':
        return device.network.goOffline()
      case 'online':
        return device.network.goOnline()
      case 'reload':
        return this.#reload(device)
      case 'kill':
        device.tab?.kill()
        return this.#reload(device)
      case 'block':
        return this.#block(device, pick)
      case 'long':
        return this.#long(device)
      case 'expel':
        return this.#expel()
      case 'admit':
        return this.#admit()
      case 'purge':
        return this.#purge(conversation, pick)
      case 'backup':
        return void (this.#backup = server.backup())
      case 'restore':
        return this.#restore()
      case 'wait':
        return clock.advance(pick * 6)
    }
  }

  /**
   * Heals the network. Either all clients reconnect, and all must equal the server; or the connections stay and
   * one more message comes, which must close every gap.
   */
  async quiet(reconnect: boolean): Promise<void> {
    const { clock } = this.#room
    for (const { network } of this.#devices) {
      network.heal()
      if (reconnect) network.cut()
    }
    await clock.advance(60_000)
    for (const device of this.#devices) {
      for (const { id } of this.#visible(device)) {
        if (!device.releases.has(id)) device.releases.set(id, device.chat.conversation(id).open())
      }
    }
    await clock.advance(1_000)
    if (!reconnect) for (const conversation of this.#conversations) this.#burst(conversation, 1)
    await clock.advance(3_000)
  }

  /** The differences in words; undefined when there are none. */
  async differences(reconnected: boolean): Promise<string[]> {
    const found = [...this.#failures]
    for (const device of this.#devices) {
      const unlike = await this.#unlikeServer(device, device.chat, 'resumed')
      // Receipts and memberships lost with a frame heal with the next connection.
      const counted = reconnected ? unlike : unlike.filter((each) => each.includes(': messages'))
      found.push(...this.#lostOrReordered(device), ...counted)
    }
    const first = this.#devices[2] as Device
    const fresh = await this.#signIn(first.email, {
      network: first.network,
      storage: new MemoryStorage(),
      tab: undefined,
    })
    for (const { id } of this.#visible(first)) fresh.conversation(id).open()
    await this.#room.clock.advance(1_000)
    found.push(...(await this.#unlikeServer(first, fresh, 'fresh')))
    fresh.close()
    return found
  }

  close(): void {
    for (const { chat } of this.#devices) chat.close()
    this.#room.close()
  }

  get #conversations(): FakeConversation[] {
    const { server, direct, course } = this.#room
    return [direct.id, course.id].flatMap((id) => server.conversations.get(id) ?? [])
  }

  #visible({ email }: Device): FakeConversation[] {
    return this.#conversations.filter(({ members, state }) =>
      members.some(({ user_id }) => this.#room.server.users.get(user_id)?.email === email && state),
    )
  }

  #network(seed: number): UnreliableNetwork {
    return new UnreliableNetwork(this.#room.server, this.#room.clock, seed)
  }

  async #add(email: string, network: UnreliableNetwork, browser?: FakeBrowser): Promise<void> {
    const storage = browser?.storage ?? new MemoryStorage()
    const tab = browser?.tab()
    const chat = await this.#signIn(email, { network, storage, tab })
    this.#devices.push({ email, network, storage, browser, tab, chat, releases: new Map(), sent: new Map() })
  }

  #chat({ network, storage, tab }: Pick<Device, 'network' | 'storage' | 'tab'>): Chat {
    const { fetch } = network
    // Chats of one page that have the same constructor take the connection over from each other; tabs do not.
    const webSocket = class extends (network.webSocket as new (url: string) => WebSocketLike) {}
    const random = seeded(Math.floor(this.#random() * 2 ** 32))
    const { clock } = this.#room
    return new Chat({ apiUrl: 'http://fake', clock, fetch, webSocket, storage, random, tabs: tab ?? null })
  }

  async #signIn(email: string, device: Pick<Device, 'network' | 'storage' | 'tab'>): Promise<Chat> {
    const chat = this.#chat(device)
    await chat.session.signIn(email, 'secret')
    await this.#room.clock.advance(50)
    return chat
  }

  #reload(device: Device): void {
    device.chat.close()
    // Tabs of one browser share the network; the others keep their connections.
    if (!device.browser) device.network.cut()
    device.releases.clear()
    device.tab = device.browser?.tab()
    device.chat = this.#chat(device)
    this.#try(device.chat.session.restore())
  }

  /** Puts a proxy in the way, or removes it. */
  #block({ network }: Device, pick: number): void {
    network.blocked.clear()
    if (pick % 3 > 0) network.blocked.add('websocket')
    if (pick % 3 > 1) network.blocked.add('sse')
    if (pick % 2 > 0) network.cut()
  }

  /** Ten minutes and more without a network, while much happens. */
  async #long({ network }: Device): Promise<void> {
    network.goOffline()
    for (const conversation of this.#conversations) this.#burst(conversation, 120)
    this.#aged = true
    await this.#room.clock.advance(11 * 60_000)
    network.goOnline()
  }

  /** Chloe writes so much that catching up takes several pages, and changes some of it again. */
  #burst(conversation: FakeConversation, count: number): void {
    const { chloe, server } = this.#room
    for (let i = 0; i < count; i++) {
      const content = `word ${++this.#words}`
      const mentions = i % 4 === 1 ? conversation.members.map(({ user_id }) => user_id) : []
      const asks = i % 6 === 1 && { question: true as const }
      conversation.post(chloe, { id: crypto.randomUUID(), content, mentions, ...asks }, server.time)
      const message = at(conversation.state.messages, this.#words * 7)
      if (i % 5 === 4 && message && !message.deleted_at)
        conversation.change(message, { content: `${content} edited` })
    }
  }

  /** Somebody reacts to several messages and deletes one, while clients load pages and wait for answers. */
  #touch(conversation: FakeConversation, pick: number): void {
    for (let i = 0; i < 8; i++) {
      const message = at(conversation.state.messages, pick + i * 13)
      if (!message || message.deleted_at) continue
      const reactions = [{ emoji: '🎉', user_ids: [crypto.randomUUID()] }]
      const tombstone = { content: '', reactions: [], deleted_at: this.#room.server.time }
      conversation.change(message, i === 7 ? tombstone : { reactions })
    }
  }

  /** A page and the answer to a command are on their way while the same messages change again. */
  async #race(handle: ConversationHandle, conversation: FakeConversation, pick: number): Promise<void> {
    const row = at(handle.timeline.get().rows, pick)
    this.#try(handle.loadBefore())
    if (row) this.#try(handle.react(row.id, '❤️', true))
    await this.#room.clock.advance(pick % 400)
    const message = conversation.message(row?.id ?? '')
    if (message && !message.deleted_at) conversation.change(message, { content: `word ${++this.#words}` })
    this.#touch(conversation, pick)
  }

  #expel(): void {
    this.#expelled = true
    const { server, ben, course } = this.#room
    server.conversations.get(course.id)?.expel(ben.id, server.time)
  }

  #admit(): void {
    const { server, ben, course } = this.#room
    const conversation = server.conversations.get(course.id)
    const former = conversation?.state.members.find(({ user_id, left_at }) => user_id === ben.id && left_at)
    if (!conversation || !former) return
    const { left_at: _, ...member } = former
    conversation.commit((changed_seq) => {
      conversation.state.members = conversation.state.members.filter((each) => each !== former)
      conversation.state.members.push({ ...member, changed_seq })
    })
  }

  #restore(): void {
    if (!this.#backup) return
    this.#restored = true
    const deleted = this.#messages().filter(({ deleted_at }) => deleted_at)
    this.#room.server.restore(this.#backup)
    const kept = new Set(this.#messages().map(({ id }) => id))
    for (const { id } of deleted) if (!kept.has(id)) this.#gone.add(id)
  }

  #messages(): Message[] {
    return this.#conversations.flatMap(({ state }) => state.messages)
  }

  /** Retention removes old messages that all have read; clients that were behind must start again. */
  #purge({ state, members }: FakeConversation, pick: number): void {
    const readByAll = Math.min(...members.map(({ read_seq }) => read_seq))
    const until = Math.min(readByAll, pick)
    const { length } = state.messages
    state.messages = state.messages.filter(({ created_seq }) => created_seq > until)
    if (state.messages.length < length) state.purged = state.head
  }

  #takeBack(handle: ConversationHandle, id: string): void {
    this.#undone.add(id)
    this.#try(handle.takeBack(id).then(() => this.#takenBack.add(id)))
  }

  #try(run: Promise<unknown>): void {
    run.catch((error: unknown) => {
      if (!(error instanceof ApiError)) this.#failures.push(String(error))
    })
  }

  #lostOrReordered(device: Device): string[] {
    return [...device.sent].flatMap(([id, sent]) => {
      const conversation = this.#room.server.conversations.get(id)
      const rows = device.chat.conversation(id).timeline.get().rows
      const failed = rows.flatMap((row) => (row.status === 'failed' ? [row.id] : []))
      const excused = new Set([...failed, ...this.#undone, ...this.#gone])
      const stored = conversation?.state.messages.map((message) => message.id) ?? []
      const expected = sent.filter((each) => stored.includes(each))
      const actual = stored.filter((each) => sent.includes(each))
      const isVisible = conversation !== undefined && this.#visible(device).includes(conversation)
      const isPurged = (conversation?.state.purged ?? 0) > 0
      const lost =
        isVisible && !isPurged && !(this.#restored && this.#aged)
          ? sent.filter((each) => !stored.includes(each) && !excused.has(each))
          : []
      return [
        ...(lost.length > 0 ? [`lost ${lost.length}`] : []),
        // After a restore a message may reach the server before its client knows that earlier ones are gone.
        ...(this.#restored || expected.join() === actual.join() ? [] : ['one sender reordered']),
        // A former member cannot delete either.
        ...(isVisible && !this.#expelled && !this.#restored && this.#standing(conversation)
          ? ['taken back, yet there']
          : []),
        ...(isDone(device.chat) ? [] : ['still pending']),
      ]
    })
  }

  #standing({ state }: FakeConversation): boolean {
    return state.messages.some(({ id, deleted_at }) => this.#takenBack.has(id) && !deleted_at)
  }

  async #unlikeServer(device: Device, chat: Chat, name: string): Promise<string[]> {
    const found: string[] = []
    const visible = this.#visible(device)
    const listed = chat.conversations.state.get().items.map(({ id }) => id)
    if (
      !sameSet(
        listed,
        visible.map(({ id }) => id),
      )
    )
      found.push(`${name}: lists ${listed.length}, not ${visible.length}`)
    for (const conversation of visible) {
      const difference = await this.#unlike(device, chat, conversation)
      found.push(
        ...difference.map((each) => `${name} ${device.email} ${conversation.state.row.kind}: ${each}`),
      )
    }
    return found
  }

  /** All messages on the way from the newest to the first: a view holds only a part of them. */
  async #readBack(handle: ConversationHandle): Promise<TimelineRow[]> {
    const seen = new Map<string, TimelineRow>()
    const look = () => {
      const { rows } = handle.timeline.get()
      if (!inOrder(rows)) throw new Error('A view is out of order.')
      for (const row of rows) seen.set(row.id, row)
    }
    await handle.loadNewest().catch(() => {})
    look()
    while (handle.timeline.get().has_more_before) {
      const loading = handle.loadBefore()
      await this.#room.clock.advance(10)
      await loading
      look()
    }
    return [...seen.values()].sort((a, b) => a.message.created_seq - b.message.created_seq)
  }

  async #unlike(device: Device, chat: Chat, conversation: FakeConversation): Promise<string[]> {
    const handle = chat.conversation(conversation.id)
    const rows = await this.#readBack(handle)
    // Purged messages stay on screens that already show them.
    const first = conversation.state.messages[0]?.created_seq ?? conversation.state.head + 1
    const isKept = (message: Message) => conversation.state.purged === 0 || message.created_seq >= first
    const shown = rows.flatMap(({ status, message }) =>
      status === 'stored' && isKept(message) ? [message] : [],
    )
    const me = [...this.#room.server.users.values()].find(({ email }) => email === device.email)
    const receipt = conversation.receipt(me?.id ?? '')
    const summary = handle.summary.get()
    return [
      ...difference('messages', shown.map(essence), conversation.state.messages.map(essence)),
      ...difference(
        'pending',
        rows.filter(({ status }) => status === 'queued' || status === 'sending').length,
        0,
      ),
      ...difference('read_seq', summary?.read_seq, receipt.read_seq),
      ...difference('unread', summary?.unread, receipt.unread),
      ...difference(
        'unread mentions',
        summary?.unread_mentions,
        conversation.unreadMentions(me?.id ?? '', receipt.read_seq),
      ),
      ...difference('open questions', summary?.open_questions, conversation.state.row.open_questions ?? 0),
      ...(first > conversation.state.head
        ? []
        : difference('last', summary?.last_message?.id, conversation.state.messages.at(-1)?.id)),
      ...difference('positions', positions(handle.members.get()), positions(conversation.members)),
    ]
  }
}

const inOrder = (rows: readonly TimelineRow[]): boolean => {
  const seqs = rows.flatMap(({ status, message }) => (status === 'stored' ? [message.created_seq] : []))
  return seqs.every((seq, index) => index === 0 || (seqs[index - 1] ?? 0) < seq)
}

const at = <T>(list: readonly T[], pick: number): T | undefined => list[pick % Math.max(1, list.length)]

const sameSet = (a: readonly string[], b: readonly string[]): boolean =>
  [...a].sort().join() === [...b].sort().join()

const essence = ({
  id,
  content,
  reactions,
  created_seq,
  changed_seq,
  deleted_at,
  edited_at,
}: Message): unknown => [id.slice(-4), content, reactions, created_seq, changed_seq, deleted_at, edited_at]

const positions = (
  members: readonly { user_id: string; read_seq: number; delivered_seq: number }[],
): unknown => members.map(({ user_id, read_seq, delivered_seq }) => [user_id, read_seq, delivered_seq]).sort()

const difference = (what: string, actual: unknown, expected: unknown): string[] => {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)]
  return a === b ? [] : [`${what} ${a} instead of ${b}`]
}

const isDone = ({ outbox }: Chat): boolean => {
  const { pending, changes } = outbox.state.get()
  return pending + changes === 0
}
