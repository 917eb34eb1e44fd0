// People, messages and conversations in the form of the contract, for tests and stories with given values.
import type { ConversationSummary, TimelineRow } from '@lectern/client'
import type { Card, Me, Member, Message, User } from '@lectern/protocol'

export const ADA: Me = {
  id: '018f0000-0000-7000-8000-00000000000a',
  name: 'Ada Lovelace',
  role: 'instructor',
  email: 'ada@example.edu',
  created_at: '2026-11-01T08:00:00.000Z',
}
export const BEN: Me = {
  ...ADA,
  id: '018f0000-0000-7000-8000-00000000000b',
  name: 'Ben Okafor',
  role: 'student',
  email: 'ben@example.edu',
}
export const CHLOE: Me = { ...BEN, id: '018f0000-0000-7000-8000-00000000000c', name: 'Chloe Martin' }

const START = Date.parse('2026-11-23T14:00:00.000Z')

export const member = (person: User, changes: Partial<Member> = {}): Member => ({
  user_id: person.id,
  name: person.name,
  role: person.role,
  joined_at: person === ADA ? ADA.created_at : BEN.created_at,
  changed_seq: 1,
  delivered_seq: 0,
  read_seq: 0,
  ...changes,
})

/** A stored message: number `seq` of the conversation, sent a minute after the one before. */
export const message = (
  seq: number,
  sender: User,
  content: string,
  changes: Partial<Message> = {},
): Message => ({
  id: `018f0000-0000-7000-8000-${String(seq).padStart(12, '0')}`,
  conversation_id: 'room',
  sender_id: sender.id,
  sender: sender.name,
  sender_role: sender.role,
  kind: 'text',
  state: 'done',
  content,
  parts: [],
  reactions: [],
  created_seq: seq,
  changed_seq: seq,
  timestamp: new Date(START + seq * 60_000).toISOString(),
  ...changes,
})

/** A card in a message of its own. */
export const cardMessage = (seq: number, sender: User, card: Partial<Card> & { type: string }): Message => {
  const made = message(seq, sender, card.fallback_text ?? 'In words', { kind: 'card' })
  return {
    ...made,
    card: {
      id: `card ${seq}`,
      schema: 1,
      conversation_id: 'room',
      message_id: made.id,
      state: 'open',
      rev: 1,
      data: {},
      created_by: sender.id,
      created_at: made.timestamp,
      updated_at: made.timestamp,
      fallback_text: 'In words',
      provenance: { kind: 'human', sources: [] },
      actions: [],
      ...card,
    },
  }
}

export const row = (of: Message, me: User, changes: Partial<TimelineRow> = {}): TimelineRow => ({
  id: of.id,
  message: of,
  own: of.sender_id === me.id,
  status: 'stored',
  ...changes,
})

export const summary = (changes: Partial<ConversationSummary> = {}): ConversationSummary => ({
  id: 'room',
  kind: 'direct',
  created_by: ADA.id,
  created_at: ADA.created_at,
  changed_seq: 1,
  head: 0,
  member_count: 2,
  members: [member(ADA), member(BEN)],
  delivered_seq: 0,
  read_seq: 0,
  unread: 0,
  open_questions: 0,
  assistant_mode: 'explain',
  assistant_review: false,
  unread_mentions: [],
  display_title: BEN.name,
  peer_id: BEN.id,
  muted: false,
  archived: false,
  counted: changes.unread ?? 0,
  ...changes,
})
