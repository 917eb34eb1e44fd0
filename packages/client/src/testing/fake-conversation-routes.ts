// Routes of the fake server: conversations, members, and catching up.
import {
  isStaff,
  type Conversation,
  type Me,
  type Mention,
  type NewConversation,
  type Role,
  type SystemEvent,
} from '@lectern/protocol'
import {
  conversationOf,
  pageOf,
  refuseUnless,
  Status,
  type Handlers,
  type InConversation,
} from './fake-call.ts'
import type { FakeConversation } from './fake-conversation.ts'
import { standing } from './fake-own-routes.ts'
import { FakeRefusal } from './fake-refusal.ts'
import type { FakeServer } from './fake-server.ts'

const changedAt = ({ state }: FakeConversation): string =>
  [state.row.created_at, ...state.messages.map(({ timestamp }) => timestamp)].sort().at(-1) ?? ''

/** The conversation with this id, or the direct one of the same two people. */
const existing = (server: FakeServer, me: Me, input: NewConversation): FakeConversation | undefined => {
  const known = server.conversations.get(input.id ?? '')
  if (known && !isRepeat(known, me, input)) throw new FakeRefusal('conflict', 'Another has this id.', 'id')
  if (known || input.kind !== 'direct') return known
  const isIn = ({ state }: FakeConversation, id: string) =>
    state.members.some(({ user_id }) => user_id === id)
  return [...server.conversations.values()].find(
    (each) => each.state.row.kind === 'direct' && [me.id, ...input.member_ids].every((id) => isIn(each, id)),
  )
}

/** One of them blocked the other. */
const areApart = (server: FakeServer, one: string, other: string): boolean =>
  server.blockedBy(one).has(other) || server.blockedBy(other).has(one)

const isRepeat = ({ state }: FakeConversation, me: Me, { kind, title }: NewConversation): boolean =>
  state.row.created_by === me.id && state.row.kind === kind && (state.row.title ?? '') === (title ?? '')

const refuseCreation = (server: FakeServer, me: Me, { kind, member_ids }: NewConversation): void => {
  if (kind === 'course') refuseUnless(isStaff(me.role))
  if (kind === 'direct' && member_ids.length !== 1) throw new FakeRefusal('invalid', undefined, 'member_ids')
  requirePeople(server, me, member_ids, 'member_ids')
}

/** The people of these ids; throws unless the user may write to all of them. */
const requirePeople = (server: FakeServer, me: Me, ids: readonly string[], field: string): Me[] =>
  ids.map((id, index) => {
    const person = server.users.get(id)
    if (!person) throw new FakeRefusal('invalid', 'There is no such person.', `${field}.${index}`)
    refuseUnless(mayWriteTo(me, person) && !areApart(server, me.id, id))
    return person
  })

/** Students may meet other students in groups and courses only. */
export const mayWriteTo = (me: Me, { id, role }: Me): boolean =>
  id !== me.id && (me.role !== 'student' || role !== 'student')

/** The conversation, if it is not direct and the caller is staff or its creator. */
const requireManaged = (call: InConversation): FakeConversation => {
  const conversation = conversationOf(call)
  const { kind, created_by } = conversation.state.row
  refuseUnless(isStaff(call.me.role) || created_by === call.me.id)
  if (kind === 'direct') throw new FakeRefusal('conflict', 'It stays between its two people.')
  return conversation
}

/** As the server: somebody who stays may change it, and the last of the staff does not leave. */
const successorOf = ({ members, state }: FakeConversation, me: Me): Mention | undefined => {
  const others = members.filter(({ user_id, role }) => user_id !== me.id && role !== 'assistant')
  const manages = (id: string, role: Role) => isStaff(role) || id === state.row.created_by
  if (!manages(me.id, me.role) || others.some(({ user_id, role }) => manages(user_id, role))) return undefined
  const [first] = others
  if (first && isStaff(me.role)) throw new FakeRefusal('conflict', undefined, undefined, 'last_staff')
  return first && { user_id: first.user_id, name: first.name }
}

const emptyWindow = (conversation: FakeConversation) => {
  const { head } = conversation.state
  return { window: { conversation_id: conversation.id, from: head, to: head, messages: [], members: [] } }
}

const isWanted = (server: FakeServer, filter: string, conversation: Conversation): boolean => {
  const { kind, open_questions = 0, unread_mentions = [], own } = conversation
  const { archived, counted } = standing(server, conversation)
  if (filter === 'all') return true
  if (filter === 'archived' || archived) return filter === 'archived' && archived
  if (filter === 'unread') return counted > 0
  if (filter === 'mentions') return unread_mentions.length > 0
  if (filter === 'pinned') return own?.pinned_at !== undefined
  return filter === 'questions' ? open_questions > 0 : filter === kind
}

const isPinned = ({ own }: Conversation): number => Number(own?.pinned_at !== undefined)

const isFound = (q: string, { title = '', members }: Conversation): boolean => {
  const names = [title, ...members.map(({ name }) => name)].map((name) => name.toLowerCase())
  const words = q.toLowerCase().split(/\s+/u)
  return words.every((word) => names.some((name) => name.includes(word)))
}

const listNames = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`

export const conversationHandlers: Handlers = {
  listConversations: ({ server, me, query }) => {
    const { q = '', filter = 'all' } = query
    const all = server
      .conversationsOf(me.id)
      .sort((a, b) => changedAt(b).localeCompare(changedAt(a)))
      .map((conversation) => conversation.viewFor(me.id, 10))
      .filter((conversation) => isWanted(server, filter, conversation) && isFound(q, conversation))
      .sort((a, b) => isPinned(b) - isPinned(a))
    const { page, next_cursor } = pageOf(all, query)
    return { conversations: page, next_cursor }
  },
  getConversationTotals: ({ server, me }) => {
    const all = server.conversationsOf(me.id).map((conversation) => conversation.viewFor(me.id))
    const shown = all.filter((conversation) => !standing(server, conversation).archived)
    const sum = (count: (conversation: Conversation) => number) =>
      shown.reduce((total, conversation) => total + count(conversation), 0)
    const counted = (conversation: Conversation) => standing(server, conversation).counted
    const sectionOf = (each: Conversation) => (each.own?.pinned_at === undefined ? each.kind : 'pinned')
    const unreadIn = (section: string) =>
      shown.filter((each) => sectionOf(each) === section && counted(each) > 0).length
    return {
      conversations: all.length,
      unread: sum((conversation) => (counted(conversation) > 0 ? 1 : 0)),
      unread_messages: sum(counted),
      open_questions: sum(({ open_questions = 0 }) => open_questions),
      mentions: sum(({ unread_mentions = [] }) => (unread_mentions.length > 0 ? 1 : 0)),
      pinned: sum(isPinned),
      archived: all.length - shown.length,
      unread_pinned: unreadIn('pinned'),
      unread_course: unreadIn('course'),
      unread_group: unreadIn('group'),
      unread_direct: unreadIn('direct'),
    }
  },
  createConversation: ({ server, me, body }) => {
    const wanted = { ...body, member_ids: [...new Set(body.member_ids)].filter((id) => id !== me.id) }
    const known = existing(server, me, wanted)
    if (!known) refuseCreation(server, me, wanted)
    else if (!wanted.member_ids.some((id) => areApart(server, me.id, id))) server.bringBack(known, [me.id])
    const conversation = known ?? server.addConversation(me, wanted)
    return new Status(known ? 200 : 201, conversation.viewFor(me.id))
  },
  getConversation: (call) => conversationOf(call).viewFor(call.me.id),
  patchConversation: (call) => {
    const { me, body, server } = call
    const { title, ...settings } = body
    const conversation = requireManaged(call)
    const { state } = conversation
    const isRenamed = title !== undefined && title !== state.row.title
    if (!isRenamed && Object.keys(settings).length === 0) return emptyWindow(conversation)
    return {
      window: conversation.commit((changed_seq) => {
        state.row = { ...state.row, ...body, changed_seq }
        if (!isRenamed) return
        const system = { type: 'renamed', params: { title } } as const
        const content = `renamed the conversation to “${title}”`
        conversation.say(me, changed_seq, { system, content, timestamp: server.time })
      }),
    }
  },
  addMembers: (call) => {
    const { me, server } = call
    const conversation = requireManaged(call)
    const fresh = [...new Set(call.body.user_ids)].filter((id) => !conversation.has(id))
    const people = requirePeople(server, me, fresh, 'user_ids')
    if (people.length === 0) return emptyWindow(conversation)
    const named = people.map(({ id, name }) => ({ user_id: id, name }))
    const system = {
      type: 'members_added',
      params: { people: named.slice(0, 3), count: named.length },
    } as const
    const content = `added ${listNames(people.map(({ name }) => name))}`
    return {
      window: conversation.commit((changed_seq) => {
        conversation.join(people, changed_seq, server.time)
        conversation.say(me, changed_seq, { system, content, timestamp: server.time })
      }),
    }
  },
  removeMember: (call) => {
    const { me, server, params } = call
    const isLeaving = params.user_id === me.id
    const conversation = isLeaving ? conversationOf(call) : requireManaged(call)
    if (conversation.state.row.kind === 'direct') throw new FakeRefusal('conflict')
    const person = conversation.members.find(({ user_id }) => user_id === params.user_id)
    if (!person) throw new FakeRefusal('not_found')
    const { user_id, name } = person
    const successor = isLeaving ? successorOf(conversation, me) : undefined
    const system: SystemEvent = isLeaving
      ? { type: 'member_left', params: successor ? { successor } : {} }
      : { type: 'member_removed', params: { person: { user_id, name } } }
    const said = { system, content: isLeaving ? 'left' : `removed ${name}` }
    const timestamp = server.time
    const window = conversation.expel(user_id, timestamp, (changed_seq) => {
      const { state } = conversation
      if (successor) state.row = { ...state.row, created_by: successor.user_id, changed_seq }
      conversation.say(me, changed_seq, { ...said, timestamp })
    })
    return { window }
  },
  getChanges: (call) => conversationOf(call).changes(call.query.since, call.query.limit ?? 50),
  putReceipt: (call) => {
    const conversation = conversationOf(call)
    const receipt = conversation.acknowledge(call.me.id, call.body.delivered_seq, call.body.read_seq)
    call.server.publishReceipt(conversation, call.me.id)
    return receipt
  },
  postTyping: (call) => call.server.publishTyping(conversationOf(call), call.me.id, call.body.on),
  sync: ({ server, me, body }) => {
    if (body.page) {
      const { after = '' } = body.page
      const page = server.conversationsOf(me.id).filter(({ id }) => id > after)
      const heads = page.map(({ id, state }) => [id, state.head] as const)
      return { epoch: server.epoch, ...server.boundHeads(heads.sort(([a], [b]) => (a < b ? -1 : 1))) }
    }
    const isAnother = body.epoch !== undefined && body.epoch !== server.epoch
    const own = server.conversationsOf(me.id).map(({ id, state }) => [id, state.head] as const)
    const differing = own.filter(([id, head]) => isAnother || body.heads[id] !== head)
    return { epoch: server.epoch, ...server.boundHeads(differing) }
  },
}
