import { LIMITS, type TypingFrame } from '@lectern/protocol'
import type { StoredWindow } from '../records/stored.ts'
import type { Events } from '../features/context.ts'
import { isOver, type Clock } from '../platform/clock.ts'
import { Frame } from './frame.ts'
import type { Hub } from './hub.ts'

/** The people who are typing. Each entry ends by itself (EP2), and with the message that was being written. */
export class Typing {
  readonly #hub: Hub
  readonly #clock: Clock
  /** conversation → person → end. */
  readonly #until = new Map<string, Map<string, number>>()

  constructor(hub: Hub, clock: Clock) {
    this.#hub = hub
    this.#clock = clock
  }

  /** To all watchers except the typist; in a large group to nobody. */
  relay({ conversation_id, user_id, on }: Events['typing']): void {
    const watchers = this.#hub.watchers(conversation_id)
    if (watchers.length > LIMITS.typing_listeners) return
    this.#note(conversation_id, user_id, on)
    const frame = new Frame(typingFrame(conversation_id, user_id, on ? LIMITS.typing_ttl_ms : 0))
    for (const watcher of watchers) if (watcher.viewer?.user_id !== user_id) watcher.offer(frame)
  }

  /** A sender has stopped typing. */
  stop({ conversation_id, from, messages }: StoredWindow): void {
    const typists = this.#until.get(conversation_id)
    if (!typists) return
    for (const { sender_id, created_seq } of messages)
      if (created_seq > from && typists.has(sender_id))
        this.relay({ conversation_id, user_id: sender_id, on: false })
  }

  /** The current state for a new watcher. */
  current(conversation_id: string, now: number): TypingFrame[] {
    const typists = [...(this.#until.get(conversation_id) ?? [])]
    return typists
      .filter(([, until]) => !isOver(until, now, LIMITS.typing_ttl_ms))
      .map(([user_id, until]) => typingFrame(conversation_id, user_id, until - now))
  }

  sweep(now: number): void {
    for (const [conversation_id, typists] of this.#until)
      for (const [user_id, until] of typists)
        if (isOver(until, now, LIMITS.typing_ttl_ms)) this.#note(conversation_id, user_id, false)
  }

  #note(conversation_id: string, user_id: string, on: boolean): void {
    const typists = this.#until.get(conversation_id) ?? new Map<string, number>()
    if (on) typists.set(user_id, this.#clock.now() + LIMITS.typing_ttl_ms)
    else typists.delete(user_id)
    if (typists.size === 0) this.#until.delete(conversation_id)
    else this.#until.set(conversation_id, typists)
  }
}

const typingFrame = (conversation_id: string, user_id: string, ttl_ms: number): TypingFrame => ({
  type: 'typing',
  conversation_id,
  user_id,
  on: ttl_ms > 0,
  ttl_ms,
})
