// Routes of the fake server: messages and saved messages.
import {
  isBlank,
  isStaff,
  LIMITS,
  wholeEmoji,
  type Me,
  type Mention,
  type Message,
  type NewMessage,
} from '@lectern/protocol'
import { uuidv7 } from '../core/uuid.ts'
import {
  conversationOf,
  messageOf,
  pageOf,
  refuseDeleted,
  refuseUnless,
  Status,
  type Handlers,
  type OnMessage,
} from './fake-call.ts'
import type { FakeConversation } from './fake-conversation.ts'
import { FakeRefusal } from './fake-refusal.ts'
import type { FakeServer } from './fake-server.ts'

/** The window of a message's last change, for a request that changes nothing. */
const lastWindowOf = (conversation: FakeConversation, { changed_seq }: Message) => ({
  window: conversation.window(changed_seq - 1, changed_seq),
})

/** Emoji keep their order; an emoji without people is removed. */
const reactionsWith = ({ reactions }: Message, emoji: string, me: Me, on: boolean): Message['reactions'] => {
  const before = reactions.find((reaction) => reaction.emoji === emoji)?.user_ids ?? []
  const others = before.filter((id) => id !== me.id)
  const user_ids = on ? [...others, me.id] : others
  if (before.length === 0) return [...reactions, { emoji, user_ids }]
  return reactions
    .map((reaction) => (reaction.emoji === emoji ? { emoji, user_ids } : reaction))
    .filter((reaction) => reaction.user_ids.length > 0)
}

const react = (call: OnMessage & { params: { emoji: string } }, on: boolean): unknown => {
  const emoji = wholeEmoji(call.params.emoji)
  const conversation = conversationOf(call)
  const message = messageOf(call)
  const isThere = message.reactions.some(
    (reaction) => reaction.emoji === emoji && reaction.user_ids.includes(call.me.id),
  )
  if (isThere === on) return lastWindowOf(conversation, message)
  refuseDeleted(message)
  const reactions = reactionsWith(message, emoji, call.me, on)
  const limit = LIMITS.reactions_per_message
  if (reactions.length > limit) throw tooLarge('emoji', limit, reactions.length)
  return { window: conversation.change(message, { reactions }) }
}

const tooLarge = (field: string, limit: number, actual: number): FakeRefusal =>
  Object.assign(new FakeRefusal('too_large', undefined, field), { limit, actual })

const refuseUnsendable = (conversation: FakeConversation, input: NewMessage): void => {
  const { content, attachment_ids = [], parts = [], card, reply_to_id } = input
  if (isBlank(content) && attachment_ids.length === 0 && parts.length === 0 && !card)
    throw new FakeRefusal('invalid', 'A message must say something.', 'content')
  if (reply_to_id !== undefined && !conversation.message(reply_to_id))
    throw new FakeRefusal('invalid', 'It is not in this conversation.', 'reply_to_id')
}

/** The message with this id, in any conversation. */
const messageIn = (server: FakeServer, id: string): Message | undefined =>
  [...server.conversations.values()].map((conversation) => conversation.message(id)).find((found) => found)

const idsOf = (people: readonly Mention[] = []): string => people.map(({ user_id }) => user_id).join()

export const messageHandlers: Handlers = {
  sendMessage: (call) => {
    const { server, me, body } = call
    const conversation = conversationOf(call)
    const { id = uuidv7(server.clock), attachment_ids = [], alt_texts = {} } = body
    const known = messageIn(server, id)
    const sent = JSON.stringify({ ...body, id })
    if (!known) {
      refuseUnsendable(conversation, body)
      server.reachReaders(conversation, me.id)
      const parts = server.attachments.take(me, id, attachment_ids, alt_texts)
      const window = conversation.post(me, { ...body, id, parts }, server.time)
      conversation.state.sent = { ...conversation.state.sent, [id]: sent }
      return new Status(201, { window })
    }
    // A message that a test stored directly has only its text to compare.
    const before = conversation.state.sent?.[id]
    const isSame = before === undefined ? known.content === body.content : before === sent
    if (known.conversation_id !== conversation.id || known.sender_id !== me.id || !isSame)
      throw new FakeRefusal('conflict', 'Another message has this id.', 'id')
    return new Status(200, lastWindowOf(conversation, known))
  },
  listMessages: (call) => {
    const conversation = conversationOf(call)
    const { around, before, after, at } = call.query
    if ([around, before, after, at].filter((place) => place !== undefined).length > 1)
      throw new FakeRefusal('invalid', undefined, 'around')
    if (around !== undefined && !conversation.message(around)) throw new FakeRefusal('not_found')
    return conversation.page(call.query)
  },
  editMessage: (call) => {
    const message = messageOf(call)
    const conversation = conversationOf(call)
    refuseUnless(message.sender_id === call.me.id && message.kind !== 'system')
    refuseDeleted(message)
    const { content } = call.body
    const mentions = conversation.mentionsAfter(message, call.body)
    const isSame = idsOf(mentions) === idsOf(message.mentions)
    if (message.content === content && isSame) return lastWindowOf(conversation, message)
    return { window: conversation.edit(message, content, call.server.time, mentions) }
  },
  deleteMessage: (call) => {
    const message = messageOf(call)
    const conversation = conversationOf(call)
    refuseUnless(message.kind !== 'system' && (message.sender_id === call.me.id || isStaff(call.me.role)))
    if (message.deleted_at !== undefined) return lastWindowOf(conversation, message)
    call.server.attachments.dropOf(message.id)
    return { window: conversation.remove(message, call.server.time) }
  },
  addReaction: (call) => react(call, true),
  removeReaction: (call) => react(call, false),
  listEdits: (call) => {
    const message = messageOf(call)
    refuseUnless(message.sender_id === call.me.id || isStaff(call.me.role))
    const { page, next_cursor } = pageOf(conversationOf(call).versions(message.id), call.query)
    return { edits: page, next_cursor }
  },
  saveMessage: ({ server, me, params }) => {
    const message = messageIn(server, params.message_id)
    if (!message) throw new FakeRefusal('not_found')
    server.conversationFor(message.conversation_id, me.id)
    refuseDeleted(message)
    server.savedBy(me).set(message.id, server.time)
    server.publishNews('saved', ({ id }) => id === me.id)
  },
  unsaveMessage: ({ server, me, params }) => {
    server.savedBy(me).delete(params.message_id)
    server.publishNews('saved', ({ id }) => id === me.id)
  },
  listSaved: ({ server, me, query }) => {
    const all = [...server.savedBy(me)].toReversed().flatMap(([message_id, saved_at]) =>
      server.conversationsOf(me.id).flatMap((conversation) => {
        const message = conversation.message(message_id)
        const isAsked = [undefined, conversation.id].includes(query.conversation_id)
        return message && isAsked
          ? [{ message, conversation: conversation.state.row, title: titleFor(conversation, me), saved_at }]
          : []
      }),
    )
    const { page, next_cursor } = pageOf(all, query)
    return { saved: page, next_cursor }
  },
}

/** The title of a direct conversation is the other person's name. */
const titleFor = ({ state, members }: FakeConversation, me: Me): string =>
  state.row.title ?? members.find(({ user_id }) => user_id !== me.id)?.name ?? ''
