import type { AssistantMode, Mention, SystemEvent } from '@lectern/protocol'
import type { StoredMessage } from '../../records/stored.ts'
import { mintId } from '../../platform/ids.ts'
import type { Place } from '../changes/commit.ts'
import { insertMessage } from '../../records/messages.ts'
import type { Context, LecternTransaction, Viewer } from '../context.ts'
import type { Person } from './conversations-rows.ts'

/** The number of people named; the others are counted. */
const NAMED = 3

export const addedEvent = (people: Person[]): SystemEvent => ({
  type: 'members_added',
  params: { people: people.slice(0, NAMED).map(toMention), count: people.length },
})

/** `person` is undefined if their account was disabled meanwhile. */
export const removedEvent = (user_id: string, person: Person | undefined): SystemEvent => ({
  type: 'member_removed',
  params: { person: person ? toMention(person) : { user_id, name: 'somebody' } },
})

/** `successor` may change the conversation from now on. */
export const leftEvent = (successor: Person | undefined): SystemEvent => ({
  type: 'member_left',
  params: successor ? { successor: toMention(successor) } : {},
})

const toMention = ({ id, name }: Person): Mention => ({ user_id: id, name })

/** Adds a system message for the viewer's act: in English, and as an event for other languages. */
export const say = async (
  { clock }: Context,
  viewer: Viewer,
  { transaction, place }: { transaction: LecternTransaction; place: Place },
  system: SystemEvent,
): Promise<StoredMessage> => {
  const { conversation, seq, at } = place
  const message: StoredMessage = {
    id: mintId(clock),
    conversation_id: conversation.id,
    sender_id: viewer.user_id,
    sender: viewer.name,
    sender_role: viewer.role,
    kind: 'system',
    state: 'done',
    content: `${viewer.name} ${inEnglish(system)}`,
    parts: [],
    system,
    reactions: [],
    created_seq: seq,
    changed_seq: seq,
    timestamp: at,
  }
  await insertMessage(transaction.query, conversation, message)
  return message
}

const inEnglish = (event: SystemEvent): string => {
  switch (event.type) {
    case 'members_added':
      return `added ${listPeople(event.params)}`
    case 'member_removed':
      return `removed ${event.params.person.name}`
    case 'member_left':
      return event.params.successor ? `left. ${event.params.successor.name} takes over.` : 'left'
    case 'renamed':
      return `renamed the conversation to “${event.params.title}”`
    case 'assistant_set':
      return `${MODES[event.params.mode]}${event.params.review && event.params.mode !== 'off' ? ' and staff check its answers first' : ''}`
  }
}

const MODES: Record<AssistantMode, string> = {
  off: 'switched the assistant off',
  hints: 'set the assistant: it gives hints only',
  explain: 'set the assistant: it explains, and leaves the result to you',
  full: 'set the assistant: it answers in full',
}

/** "Ada", "Ada and Ben", "Ada, Ben, Chloe and 4 others". */
const listPeople = ({ people, count }: { people: Mention[]; count: number }): string => {
  const names = people.map(({ name }) => name)
  const rest = count - names.length
  if (rest > 0) return `${names.join(', ')} and ${rest} ${rest === 1 ? 'other' : 'others'}`
  const last = names.pop() ?? ''
  return names.length === 0 ? last : `${names.join(', ')} and ${last}`
}
