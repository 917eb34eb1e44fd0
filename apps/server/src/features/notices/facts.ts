// The facts of a message and a person, from rows.
import {
  HOUSE_LEVELS,
  isStaff,
  type ConversationKind,
  type NoticeLevel,
  type QuietHours,
} from '@lectern/protocol'
import { timestamp } from '../../platform/clock.ts'
import type { StoredMessage } from '../../records/stored.ts'
import type { Facts } from './decide.ts'
import type { ReaderRow } from './facts-rows.ts'
import { isQuiet } from './quiet-hours.ts'

/** The message, when it is looked at, and who is called by it. */
export interface Subject {
  message: StoredMessage
  kind: ConversationKind
  answered: ReadonlySet<string>
  /** Milliseconds since 1970. */
  at: number
}

/** Whom a message names. */
export const namedBy = ({ mentions = [] }: StoredMessage): string[] => mentions.map(({ user_id }) => user_id)

export const levelOf = (
  reader: Pick<ReaderRow, 'level' | 'kind_level'>,
  kind: ConversationKind,
): { level: NoticeLevel; level_of: 'conversation' | 'person' | 'house' } => {
  if (reader.level !== null) return { level: reader.level, level_of: 'conversation' }
  if (reader.kind_level !== null) return { level: reader.kind_level, level_of: 'person' }
  return { level: HOUSE_LEVELS[kind], level_of: 'house' }
}

export const factsOf = (reader: ReaderRow, subject: Subject, isViewing: boolean): Facts => {
  const { message, kind, answered, at } = subject
  const { user_id, role } = reader
  const isMuted = (reader.muted_until ?? '') > timestamp(at)
  const { archived_seq } = reader
  return {
    message: stateOf(message),
    isSender: message.sender_id === user_id,
    membership: membershipOf(reader, message),
    isDisabled: reader.disabled_at !== null,
    hasBlocked: reader.has_blocked === 1,
    isRead: reader.read_seq >= message.created_seq,
    level: levelOf(reader, kind).level,
    isMuted,
    // What is said later brings it back, unless it is muted.
    isArchived: archived_seq !== null && (isMuted || message.created_seq <= archived_seq),
    isNamed: namedBy(message).includes(user_id),
    isAnswered: answered.has(user_id),
    isAsked: message.question !== undefined && isStaff(role),
    isQuiet: reader.quiet !== null && isQuiet(JSON.parse(reader.quiet) as QuietHours, at),
    isViewing,
  }
}

const stateOf = ({ kind, deleted_at, state }: StoredMessage): Facts['message'] => {
  if (kind === 'system') return 'system'
  if (deleted_at !== undefined) return 'deleted'
  return state === 'streaming' ? 'pending' : 'told'
}

const membershipOf = (
  { left_at, joined_at }: ReaderRow,
  { timestamp: said_at }: StoredMessage,
): Facts['membership'] => {
  if (left_at !== null) return 'not_member'
  return joined_at > said_at ? 'joined_later' : 'member'
}
