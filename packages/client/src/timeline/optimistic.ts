// Shows a change before the server has it, and undoes it when the server refuses.
import type { Mention, Message } from '@lectern/protocol'
import { isoTime } from '../core/clock.ts'
import { groupBy } from '../core/group-by.ts'
import type { OutboxItem } from '../outbox/outbox-item.ts'

type Patch = (message: Message) => Message

export class Optimistic {
  readonly #onChange: () => void
  readonly #patches = new Map<string, readonly Patch[]>()
  #changes = new Map<string, readonly OutboxItem[]>()
  /** The last result by message, so that an unchanged message keeps its identity. */
  readonly #shown = new Map<string, { stored: Message; result: Message }>()

  constructor(onChange: () => void) {
    this.#onChange = onChange
  }

  /** Shows `patch` on the message until `command` has ended. */
  async run(message_id: string, patch: Patch, command: () => Promise<void>): Promise<void> {
    this.#set(message_id, [...(this.#patches.get(message_id) ?? []), patch])
    try {
      await command()
    } finally {
      this.#set(
        message_id,
        (this.#patches.get(message_id) ?? []).filter((other) => other !== patch),
      )
    }
  }

  /** Takes the changes that the outbox has for its messages; false if they are the same as before. */
  takeChanges(items: readonly OutboxItem[]): boolean {
    const changes = groupBy(items, ({ change }) => change?.message_id ?? '')
    const isSame = (id: string) => sameItems(changes.get(id), this.#changes.get(id))
    const changed = [...new Set([...changes.keys(), ...this.#changes.keys()])].filter((id) => !isSame(id))
    this.#changes = changes
    for (const id of changed) this.#shown.delete(id)
    return changed.length > 0
  }

  apply(stored: Message): Message {
    const patches = this.#patches.get(stored.id) ?? []
    const changes = this.#changes.get(stored.id) ?? []
    if (patches.length + changes.length === 0) return stored
    const known = this.#shown.get(stored.id)
    if (known?.stored === stored) return known.result
    const result = [...changes.map(patchOf), ...patches].reduce((message, patch) => patch(message), stored)
    this.#shown.set(stored.id, { stored, result })
    return result
  }

  #set(message_id: string, patches: readonly Patch[]): void {
    if (patches.length > 0) this.#patches.set(message_id, patches)
    else this.#patches.delete(message_id)
    this.#shown.delete(message_id)
    this.#onChange()
  }
}

const sameItems = (a: readonly OutboxItem[] = [], b: readonly OutboxItem[] = []): boolean =>
  a.length === b.length && a.every(({ id }, at) => id === b[at]?.id)

/** What a waiting change makes of its message. */
const patchOf = ({ change, user_id, created_at }: OutboxItem): Patch => {
  const at = isoTime(created_at)
  switch (change?.is) {
    case 'edit':
      return withContent(change.content, at, change.mentions)
    case 'delete':
      return tombstone(at)
    case 'reaction':
      return withReaction(change.emoji, user_id, change.on)
    case 'pin':
      return withPin(change.on ? { by: user_id, at } : undefined)
    case undefined:
      return (message) => message
  }
}

export const withContent =
  (content: string, edited_at: string, mentions?: readonly Mention[]): Patch =>
  (message) => ({ ...message, content, edited_at, ...(mentions && { mentions: [...mentions] }) })

export const tombstone =
  (deleted_at: string): Patch =>
  (message) => ({ ...message, content: '', parts: [], reactions: [], deleted_at })

/** The message pinned by a user, or unpinned. */
export const withPin =
  (pin: { by: string; at: string } | undefined): Patch =>
  ({ pinned_at: _a, pinned_by: _b, ...message }) => ({
    ...message,
    ...(pin && { pinned_at: pin.at, pinned_by: pin.by }),
  })

export const withQuestion =
  (on: boolean): Patch =>
  ({ question, ...message }) =>
    on
      ? { ...message, question: question ?? { status: 'unanswered', endorsed_ids: [], answers: 0 } }
      : message

/** The answer with other marks; the question's own row follows with the server's window. */
export const withMark =
  (mark: 'accepted_by' | 'endorsed_by', user_id: string, on: boolean): Patch =>
  (message) => {
    const { [mark]: _, ...others } = message.answer ?? {}
    return { ...message, answer: on ? { ...others, [mark]: user_id } : others }
  }

export const withReaction =
  (emoji: string, user_id: string, on: boolean): Patch =>
  (message) => {
    const people = message.reactions.find((reaction) => reaction.emoji === emoji)?.user_ids ?? []
    const user_ids = on ? [...new Set([...people, user_id])] : people.filter((id) => id !== user_id)
    const known = message.reactions.some((reaction) => reaction.emoji === emoji)
    const all = known ? message.reactions : [...message.reactions, { emoji, user_ids }]
    const reactions = all.map((reaction) => (reaction.emoji === emoji ? { emoji, user_ids } : reaction))
    return { ...message, reactions: reactions.filter((reaction) => reaction.user_ids.length > 0) }
  }

export const withRating =
  (user_id: string, helpful: boolean | null): Patch =>
  (message) => {
    if (!message.invocation) return message
    const others = (ids: readonly string[] = []) => ids.filter((id) => id !== user_id)
    const { invocation } = message
    return {
      ...message,
      invocation: {
        ...invocation,
        helpful: [...others(invocation.helpful), ...(helpful === true ? [user_id] : [])],
        unhelpful: [...others(invocation.unhelpful), ...(helpful === false ? [user_id] : [])],
      },
    }
  }
