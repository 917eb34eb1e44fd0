// Routes of the fake server: hiding, blocking, reporting, and the policy.
import { DEFAULT_POLICY, isStaff, type Block, type Me, type Report, type User } from '@lectern/protocol'
import { conversationOf, pageOf, refuseUnless, Status, type Handlers } from './fake-call.ts'
import { FakeRefusal } from './fake-refusal.ts'
import type { FakeServer } from './fake-server.ts'

const toUser = ({ id, name, role }: Me): User => ({ id, name, role })

const directOf = (server: FakeServer, one: string, other: string) =>
  [...server.conversations.values()].find(
    ({ state }) =>
      state.row.kind === 'direct' &&
      [one, other].every((id) => state.members.some(({ user_id }) => user_id === id)),
  )

const mayReadReport = (server: FakeServer, me: Me, { user, conversation_id = '' }: Report): boolean =>
  me.role === 'admin' || (user.id !== me.id && server.conversations.get(conversation_id)?.has(me.id) === true)

const messageOf = (server: FakeServer, me: Me, id: string) => {
  const [message] = server.conversationsOf(me.id).flatMap((each) => each.message(id) ?? [])
  if (!message) throw new FakeRefusal('not_found')
  return message
}

const aboutOf = (server: FakeServer, me: Me, { message_id, user_id = '' }: ReportedThing) => {
  if (message_id === undefined) return { user: toUser(server.user(user_id)) }
  const { sender_id, conversation_id, content } = messageOf(server, me, message_id)
  return { user: toUser(server.user(sender_id)), message_id, conversation_id, excerpt: content }
}

interface ReportedThing {
  message_id?: string | undefined
  user_id?: string | undefined
}

export const safetyHandlers: Handlers = {
  hideConversation: (call) => {
    const conversation = conversationOf(call)
    if (conversation.state.row.kind !== 'direct') throw new FakeRefusal('conflict')
    call.server.hide(conversation, call.me.id)
  },
  getPolicy: () => DEFAULT_POLICY,
  listBlocks: ({ server, me }) => ({
    blocks: [...server.blockedBy(me.id)]
      .map(([id, blocked_at]): Block => ({ user: toUser(server.user(id)), blocked_at }))
      .toReversed(),
    next_cursor: null,
  }),
  blockUser: ({ server, me, params: { user_id } }) => {
    const { role } = server.user(user_id)
    refuseUnless(user_id !== me.id && role !== 'assistant')
    server.blockedBy(me.id).set(user_id, server.time)
    server.publishNews('blocks', ({ id }) => id === me.id)
    const direct = directOf(server, me.id, user_id)
    if (direct?.has(me.id)) server.hide(direct, me.id)
  },
  unblockUser: ({ server, me, params: { user_id } }) => {
    if (!server.blockedBy(me.id).delete(user_id)) return
    server.publishNews('blocks', ({ id }) => id === me.id)
    const direct = directOf(server, me.id, user_id)
    if (direct) server.bringBack(direct, [me.id])
  },
  createReport: ({ server, me, body: { id = crypto.randomUUID(), reason, ...thing } }) => {
    const known = server.reports.get(id)
    if (known && (known.reporter.id !== me.id || known.reason !== reason)) throw new FakeRefusal('conflict')
    if (known) return new Status(200, known)
    const about = aboutOf(server, me, thing)
    refuseUnless(about.user.id !== me.id)
    const report: Report = {
      id,
      state: 'open',
      reason,
      reporter: toUser(me),
      ...about,
      created_at: server.time,
    }
    server.reports.set(id, report)
    server.publishNews('reports', (user) => isStaff(user.role) && mayReadReport(server, user, report))
    return new Status(201, report)
  },
  listReports: ({ server, me, query }) => {
    refuseUnless(isStaff(me.role))
    const readable = [...server.reports.values()].filter((report) => mayReadReport(server, me, report))
    const all = readable.filter(({ state }) => !query.state || state === query.state).toReversed()
    const { page, next_cursor } = pageOf(all, query)
    const open = readable.filter(({ state }) => state === 'open').length
    return { reports: page, next_cursor, open }
  },
  patchReport: ({ server, me, params: { id }, body: { state } }) => {
    refuseUnless(isStaff(me.role))
    const report = server.reports.get(id)
    if (!report || !mayReadReport(server, me, report)) throw new FakeRefusal('not_found')
    const { done_at: _a, done_by: _b, ...open } = report
    const done = state === 'done' ? { done_by: toUser(me), done_at: server.time } : {}
    const changed: Report = { ...open, state, ...done }
    server.reports.set(id, changed)
    server.publishNews('reports', (user) => isStaff(user.role) && mayReadReport(server, user, report))
    return changed
  },
}
