import type { PlainFrame } from '@lectern/protocol'
import { Emitter } from './emitter.ts'
import { oncePerPage } from './page.ts'

/** The events of {@link eventBus} and what they carry. */
export interface EventMap {
  /**
   * A new message in one of the user's conversations, including the user's own; an assistant's message when it
   * is complete.
   */
  'websocket-message': PlainFrame
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
  emit: (type, event) => events().emit(type, event),
}

/** New messages by recipient, for code that has no chat. */
export const inbox = () => oncePerPage('inbox', () => new Emitter<Record<string, PlainFrame>>())
