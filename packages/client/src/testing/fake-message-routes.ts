// Of the fake server: what can be done with a message besides editing, deleting and reacting.
import {
  isStaff,
  type Me,
  type Message,
  type MessageList,
  type Question,
  type Window,
} from '@lectern/protocol'
import type { FakeConversation } from './fake-conversation.ts'
import { FakeRefusal } from './fake-refusal.ts'
import type { Handlers, InConversation } from './fake-routes.ts'

type OnMessage = InConversation & { params: { message_id: string } }
type Changes = (readonly [Message, Partial<Message>])[]

interface Finders {
  conversationOf(call: InConversation): FakeConversation
  messageOf(call: OnMessage): Message
}

export const messageHandlers = ({ conversationOf, messageOf }: Finders): Handlers => {
  const change = (call: OnMessage, changes: Changes): { window: Window } => {
    const conversation = conversationOf(call)
    const { changed_seq } = messageOf(call)
    if (changes.length === 0) return { window: conversation.window(changed_seq - 1, changed_seq) }
    return { window: conversation.changeAll(changes) }
  }
  const mark = (call: OnMessage, on: boolean) => {
    const message = messageOf(call)
    refuseUnless(message.sender_id === call.me.id || isStaff(call.me.role))
    if (on === (message.question !== undefined)) return change(call, [])
    return change(call, [[message, { question: on ? conversationOf(call).asked(message.id) : undefined }]])
  }
  const vouch = (call: OnMessage, mark: 'accepted_by' | 'endorsed_by', on: boolean) => {
    const answer = messageOf(call)
    const question = conversationOf(call).message(answer.reply_to_id ?? '')
    if (!question?.question) throw new FakeRefusal('conflict', 'The message answers no question.')
    const isAsker = mark === 'accepted_by' && question.sender_id === call.me.id
    refuseUnless(isAsker || isStaff(call.me.role))
    const former = mark === 'accepted_by' && conversationOf(call).message(question.question.accepted_id ?? '')
    return change(call, [
      ...(former && former !== answer ? [marked(former, mark, undefined)] : []),
      marked(answer, mark, on ? call.me : undefined),
      [question, { question: vouched(question.question, answer.id, mark, on) }],
    ])
  }
  const pin = (call: OnMessage, on: boolean) => {
    const message = messageOf(call)
    refuseUnless(isStaff(call.me.role) || conversationOf(call).state.row.kind === 'direct')
    if (on === (message.pinned_at !== undefined)) return change(call, [])
    const pinned = { pinned_at: call.server.time, pinned_by: call.me.id }
    return change(call, [[message, on ? pinned : { pinned_at: undefined, pinned_by: undefined }]])
  }
  const list = (call: InConversation, holds: (message: Message) => boolean): MessageList => ({
    messages: conversationOf(call).state.messages.filter(holds),
    next_cursor: null,
  })
  const newestFirst = ({ messages, ...rest }: MessageList) => ({ messages: messages.toReversed(), ...rest })
  return {
    markQuestion: (call) => mark(call, true),
    unmarkQuestion: (call) => mark(call, false),
    acceptAnswer: (call) => vouch(call, 'accepted_by', true),
    unacceptAnswer: (call) => vouch(call, 'accepted_by', false),
    endorseAnswer: (call) => vouch(call, 'endorsed_by', true),
    unendorseAnswer: (call) => vouch(call, 'endorsed_by', false),
    pinMessage: (call) => pin(call, true),
    unpinMessage: (call) => pin(call, false),
    listPins: (call) => newestFirst(list(call, ({ pinned_at }) => pinned_at !== undefined)),
    listQuestions: (call) => {
      const { status } = call.query
      return newestFirst(
        list(call, ({ question }) => question !== undefined && (!status || question.status === status)),
      )
    },
    listThread: (call) => {
      const { id } = messageOf(call)
      return list(call, (message) => message.id === id || message.reply_to_id === id)
    },
    listEdits: (call) => {
      const message = messageOf(call)
      refuseUnless(message.sender_id === call.me.id || isStaff(call.me.role))
      return { edits: conversationOf(call).versions(message.id), next_cursor: null }
    },
    saveMessage: ({ server, me, params }) => void server.savedBy(me).set(params.message_id, server.time),
    unsaveMessage: ({ server, me, params }) => void server.savedBy(me).delete(params.message_id),
    listSaved: ({ server, me }) => ({
      saved: [...server.savedBy(me)].toReversed().flatMap(([message_id, saved_at]) =>
        server.conversationsOf(me.id).flatMap((conversation) => {
          const message = conversation.message(message_id)
          const { row } = conversation.state
          return message ? [{ message, conversation: row, title: row.title ?? '', saved_at }] : []
        }),
      ),
      next_cursor: null,
    }),
  }
}

const refuseUnless = (isAllowed: boolean): void => {
  if (!isAllowed) throw new FakeRefusal('forbidden')
}

const marked = (answer: Message, mark: 'accepted_by' | 'endorsed_by', by: Me | undefined) => {
  const { [mark]: _, ...others } = answer.answer ?? {}
  const marks = by ? { ...others, [mark]: by.id } : others
  return [answer, { answer: Object.keys(marks).length > 0 ? marks : undefined }] as const
}

const vouched = (
  { accepted_id, ...question }: Question,
  id: string,
  mark: 'accepted_by' | 'endorsed_by',
  on: boolean,
): Question => {
  const others = question.endorsed_ids.filter((each) => each !== id)
  const endorsed_ids = mark === 'accepted_by' ? question.endorsed_ids : on ? [...others, id] : others
  const accepted = mark === 'endorsed_by' ? accepted_id : on ? id : undefined
  const status = accepted !== undefined || endorsed_ids.length > 0 ? 'answered' : 'unanswered'
  return { ...question, status, endorsed_ids, ...(accepted !== undefined && { accepted_id: accepted }) }
}
