import type {
  AssistantMode,
  Conversation,
  ConversationRow,
  Member,
  Message,
  OwnSettings,
} from '@lectern/protocol'
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
  /** Its badge is quiet, and only messages that name the person count. */
  muted: boolean
  /** Out of the list, until something is said there and it is not muted. */
  archived: boolean
  /** How many messages count as waiting: the unread ones, unless it is muted or archived. */
  counted: number
}

interface Known {
  row: ConversationRow & { member_count: number; members: readonly Member[] }
  last_message: Message | undefined
  head: number
  position: Pick<ReadPosition, 'unread' | 'unread_mentions' | 'read_seq'>
  me: string
  member: Member | undefined
  own: OwnSettings | undefined
  muted: boolean
  /** `created_seq` of the newest message that somebody wrote. */
  said: number
}

export const summarize = (known: Known): ConversationSummary => {
  const { row, last_message, head, position, me, member, own, muted, said } = known
  const archived = own?.archived_seq !== undefined && (muted || said <= own.archived_seq)
  const { unread, unread_mentions } = position
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
    delivered_seq: member?.delivered_seq ?? 0,
    read_seq: position.read_seq,
    unread,
    unread_mentions,
    ...(own && { own }),
    ...(own?.archived_seq === undefined ? {} : { said_seq: said }),
    muted,
    archived,
    counted: archived ? 0 : muted ? unread_mentions.length : unread,
    display_title: row.title ?? peer?.name ?? '',
    ...(peer ? { peer_id: peer.user_id } : {}),
  }
}

/** What is pinned first, then the newest activity; all times are the server's. */
export const byActivity = (a: ConversationSummary, b: ConversationSummary): number =>
  Number(b.own?.pinned_at !== undefined) - Number(a.own?.pinned_at !== undefined) ||
  activity(b).localeCompare(activity(a)) ||
  b.id.localeCompare(a.id)

const activity = ({ last_message, created_at }: ConversationSummary): string =>
  last_message?.timestamp ?? created_at
