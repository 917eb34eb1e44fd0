import type { PlainFrame, Role } from '@lectern/protocol'
import { Emitter } from './emitter.ts'
import { isNews, keepLast } from './news.ts'
import { countInPage } from './page-counts.ts'
import { oncePerPage } from './page.ts'

/**
 * A new message. The SDK fills every field; `user_id` is the user who received it. Whoever forwards a message may
 * leave out what is optional here.
 */
export interface BusMessage {
  user_id?: string | undefined
  conversation_id: string
  content: string
  sender: string
  invocation_id?: string | null | undefined
  timestamp?: string | undefined
  message_id?: string | undefined
  sender_id?: string | undefined
  sender_role?: Role | undefined
  seq?: number | undefined
}

/** The events of {@link eventBus} and what they carry. */
export interface EventMap {
  /**
   * A new message in one of the user's conversations, including the user's own; an assistant's message when it
   * is complete. Each message once: the SDK emits it by itself, and who forwards it as well does not double it.
   */
  'websocket-message': BusMessage
  /** Another person, or the assistant, began to type. */
  'typing-start': { conversation_id: string; user_id: string }
  'typing-stop': { conversation_id: string; user_id: string }
  /** A conversation was opened; panels follow it. */
  'conversation-change': { conversation_id: string }
}

const events = () => oncePerPage('events', () => new Emitter<EventMap>())

type Listener<Type extends keyof EventMap> = (event: EventMap[Type]) => void

export interface EventBus {
  /** Listens until the returned function is called. */
  on<Type extends keyof EventMap>(type: Type, listener: Listener<Type>): () => void
  /** Calls every listener; one that throws never stops the others. */
  emit<Type extends keyof EventMap>(type: Type, event: EventMap[Type]): void
}

/**
 * The events of this page, for code that has no {@link Chat}.
 * @example const off = eventBus.on('websocket-message', ({ sender, content }) => notify(sender, content))
 */
export const eventBus: EventBus = {
  on: (type, listener) => events().on(type, listener),
  emit: (type, event) => {
    if (type !== 'websocket-message' || isNews(event as BusMessage)) events().emit(type, event)
  },
}

/** New messages by recipient, for code that has no chat. */
export const inbox = () => oncePerPage('inbox', () => new Emitter<Record<string, PlainFrame>>())

const REMEMBERED = 500

/** Tells the page of a user's new message. Each chat of the user tells it, and it is heard once. */
export const announce = (user_id: string, message: PlainFrame): void => {
  eventBus.emit('websocket-message', { user_id, ...message })
  const delivered = oncePerPage('delivered', (): string[] => [])
  const key = `${user_id} ${message.message_id}`
  if (delivered.includes(key)) return
  keepLast(delivered, key, REMEMBERED)
  inbox().emit(user_id, message)
}

/** Tells the page who types; with several chats in a page, at the first that hears of it and at the last. */
export const tellTyping = (typing: EventMap['typing-start'], on: boolean): void => {
  const { conversation_id, user_id } = typing
  if (countInPage('typists', `${conversation_id} ${user_id}`, on ? 1 : -1))
    eventBus.emit(on ? 'typing-start' : 'typing-stop', typing)
}

/**
 * Tells the page that a conversation was opened, once for all that show it. Returns the function for one that leaves.
 * A component that is mounted again in the same turn (strict mode, hot reload, a new key) did not leave.
 */
export const tellOpened = (conversation_id: string): (() => void) => {
  if (countInPage('shown', conversation_id, 1)) eventBus.emit('conversation-change', { conversation_id })
  return () => queueMicrotask(() => countInPage('shown', conversation_id, -1))
}
