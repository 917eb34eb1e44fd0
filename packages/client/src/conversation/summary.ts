import type { AssistantMode, Conversation, ConversationRow, Member, Message } from '@lectern/protocol'
import type { ReadPosition } from './read-position.ts'

/** A conversation as the list shows it. */
export interface ConversationSummary extends Conversation {
  /** The title, or the other person's name in a direct conversation. */
  display_title: string
  open_questions: number
  assistant_mode: AssistantMode
  assistant_review: boolean
  unread_mentions: number[]
  /** The other person, in a direct conversation. */
  peer_id?: string
}

interface Known {
  row: ConversationRow & { member_count: number; members: readonly Member[] }
  last_message: Message | undefined
  head: number
  position: Pick<ReadPosition, 'unread' | 'unread_mentions' | 'read_seq'>
  me: string
  own: Member | undefined
}

export const summarize = ({ row, last_message, head, position, me, own }: Known): ConversationSummary => {
  const peer = row.kind === 'direct' ? row.members.find(({ user_id }) => user_id !== me) : undefined
  return {
    id: row.id,
    kind: row.kind,
    ...(row.title === undefined ? {} : { title: row.title }),
    created_by: row.created_by,
    created_at: row.created_at,
    changed_seq: row.changed_seq,
    open_questions: row.open_questions ?? 0,
    assistant_mode: row.assistant_mode ?? 'explain',
    assistant_review: row.assistant_review ?? false,
    head,
    member_count: row.member_count,
    members: row.members as Member[],
    ...(last_message ? { last_message } : {}),
    delivered_seq: own?.delivered_seq ?? 0,
    read_seq: position.read_seq,
    unread: position.unread,
    unread_mentions: position.unread_mentions,
    display_title: row.title ?? peer?.name ?? '',
    ...(peer ? { peer_id: peer.user_id } : {}),
  }
}

/** Newest activity first; all times are the server's. */
export const byActivity = (a: ConversationSummary, b: ConversationSummary): number =>
  activity(b).localeCompare(activity(a)) || b.id.localeCompare(a.id)

const activity = ({ last_message, created_at }: ConversationSummary): string =>
  last_message?.timestamp ?? created_at
