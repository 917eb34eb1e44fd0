// Routes of the fake server: questions and their answers, threads and pins.
import {
  isStaff,
  type Judgement,
  type Message,
  type MessageList,
  type Thread,
  type Window,
} from '@lectern/protocol'
import {
  conversationOf,
  messageOf,
  pageOf,
  refuseDeleted,
  refuseUnless,
  type Handlers,
  type InConversation,
  type OnMessage,
} from './fake-call.ts'
import { FakeRefusal } from './fake-refusal.ts'
import { setOwn } from './fake-own-routes.ts'
import { markAnswer, unmarkReplies, markQuestion, type Mark, type MessageChange } from './fake-questions.ts'

const change = (call: OnMessage, changes: MessageChange[]): { window: Window } => {
  const conversation = conversationOf(call)
  const { changed_seq } = messageOf(call)
  if (changes.length === 0) return { window: conversation.window(changed_seq - 1, changed_seq) }
  return { window: conversation.changeAll(changes) }
}

const ask = (call: OnMessage, on: boolean) => {
  const message = messageOf(call)
  const conversation = conversationOf(call)
  refuseUnless(message.sender_id === call.me.id || isStaff(call.me.role))
  if (on === (message.question !== undefined)) return change(call, [])
  refuseDeleted(message)
  const replies = on ? [] : unmarkReplies(conversation.state.messages, message.id)
  return change(call, [
    [message, { question: on ? conversation.newQuestion(message.id) : undefined }],
    ...replies,
  ])
}

const vouch = (call: OnMessage, mark: Mark, on: boolean) => {
  const answer = messageOf(call)
  const conversation = conversationOf(call)
  if (mark === 'endorsed_by') refuseUnless(isStaff(call.me.role))
  if (on) refuseDeleted(answer)
  const asking = conversation.message(answer.reply_to_id ?? '')
  if (!asking?.question) {
    if (on) throw new FakeRefusal('conflict', 'The message answers no question.')
    return change(call, [])
  }
  refuseUnless(asking.sender_id === call.me.id || isStaff(call.me.role))
  const { accepted_id, endorsed_ids } = asking.question
  const isOn = mark === 'accepted_by' ? accepted_id === answer.id : endorsed_ids.includes(answer.id)
  if (isOn === on) return change(call, [])
  const former = mark === 'accepted_by' && conversation.message(accepted_id ?? '')
  return change(call, [
    ...(former && former !== answer ? [markAnswer(former, mark, undefined)] : []),
    markAnswer(answer, mark, on ? call.me : undefined),
    [asking, { question: markQuestion(asking.question, answer.id, mark, on) }],
  ])
}

/** The words that were seen must be those that are there. */
const refuseEdited = <Call extends OnMessage & { body: Judgement | undefined }>(call: Call): Call => {
  const seen = call.body?.edited_at
  if (seen !== undefined && seen !== (messageOf(call).edited_at ?? null))
    throw new FakeRefusal('conflict', 'The message was edited meanwhile.', 'edited_at')
  return call
}

const pin = (call: OnMessage, on: boolean) => {
  const message = messageOf(call)
  refuseUnless(isStaff(call.me.role) || conversationOf(call).state.row.kind === 'direct')
  if (on === (message.pinned_at !== undefined)) return change(call, [])
  refuseDeleted(message)
  const pinned = { pinned_at: call.server.time, pinned_by: call.me.id }
  return change(call, [[message, on ? pinned : { pinned_at: undefined, pinned_by: undefined }]])
}

const messagesOf = (call: InConversation, holds: (message: Message) => boolean): Message[] =>
  conversationOf(call).state.messages.filter(holds)

const listOf = (messages: readonly Message[], query: Parameters<typeof pageOf>[1]): MessageList => {
  const { page, next_cursor } = pageOf(messages, query)
  return { messages: page, next_cursor }
}

const isReply = ({ reply_to_id, deleted_at, kind }: Message, id: string): boolean =>
  reply_to_id === id && deleted_at === undefined && kind !== 'system'

const threadOf = (call: InConversation, message: Message): Thread => {
  const { state, members } = conversationOf(call)
  const { me, server } = call
  const replies = state.messages.filter((reply) => isReply(reply, message.id))
  const mark = server.threadMarksOf(me).get(message.id) ?? {}
  const read_seq = members.find(({ user_id }) => user_id === me.id)?.read_seq ?? 0
  const wrote = [message, ...replies].some(({ sender_id }) => sender_id === me.id)
  const isUnread = ({ created_seq, sender_id }: Message) =>
    sender_id !== me.id && created_seq > Math.max(read_seq, mark.read_seq ?? 0)
  return {
    message,
    replies: replies.length,
    last_seq: replies.at(-1)?.created_seq ?? 0,
    follows: mark.follows ?? wrote,
    unread: replies.filter(isUnread).length,
  }
}

export const questionHandlers: Handlers = {
  markQuestion: (call) => ask(call, true),
  unmarkQuestion: (call) => ask(call, false),
  acceptAnswer: (call) => vouch(refuseEdited(call), 'accepted_by', true),
  unacceptAnswer: (call) => vouch(call, 'accepted_by', false),
  endorseAnswer: (call) => vouch(refuseEdited(call), 'endorsed_by', true),
  unendorseAnswer: (call) => vouch(call, 'endorsed_by', false),
  pinMessage: (call) => pin(refuseEdited(call), true),
  unpinMessage: (call) => pin(call, false),
  listPins: (call) => ({
    messages: messagesOf(call, ({ pinned_at }) => pinned_at !== undefined).toReversed(),
    next_cursor: null,
  }),
  listQuestions: (call) => {
    const { status } = call.query
    const isAsked = ({ question }: Message) => question && (!status || question.status === status)
    return listOf(messagesOf(call, (message) => isAsked(message) ?? false).toReversed(), call.query)
  },
  listThreads: (call) => {
    const conversation = conversationOf(call)
    const { messages } = conversation.state
    const all = messages
      .filter(({ id }) => messages.some((reply) => isReply(reply, id)))
      .map((message) => threadOf(call, message))
      .toSorted((a, b) => b.last_seq - a.last_seq)
    const { page, next_cursor } = pageOf(all, call.query)
    return {
      threads: page,
      unread_threads: all.filter(({ follows, unread }) => follows && unread > 0).length,
      next_cursor,
    }
  },
  markThread: (call) => {
    const { id } = messageOf(call)
    const { server, me, body } = call
    const marks = server.threadMarksOf(me)
    const before = marks.get(id)
    const read_seq = Math.max(before?.read_seq ?? 0, body.read_seq ?? 0)
    const follows = body.follows ?? before?.follows
    marks.set(id, { read_seq, ...(follows !== undefined && { follows }) })
    if (before?.read_seq !== read_seq || before?.follows !== follows) return setOwn(call)
    const seq = server.ownSeqs.get(me.id) ?? 0
    return { window: { from: seq, to: seq, settings: [] }, head: seq }
  },
  listThread: (call) => {
    const { id } = messageOf(call)
    const isIn = (message: Message) => message.id === id || message.reply_to_id === id
    const { follows } = threadOf(call, messageOf(call))
    return { ...listOf(messagesOf(call, isIn), call.query), follows }
  },
}
