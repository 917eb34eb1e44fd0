import type { Member } from '@lectern/protocol'
import type { TimelineRow } from './rows.ts'

/** Whether the member takes part: has neither left nor lost the account. */
export const isHere = ({ left_at, disabled }: Pick<Member, 'left_at' | 'disabled'>): boolean =>
  left_at === undefined && disabled !== true

/** How far an own message got. `state` holds for all others; the numbers count them. */
export interface Delivery {
  state: 'sent' | 'delivered' | 'read'
  delivered: number
  read: number
  total: number
}

/** The other members, by what they have received and read of a message. */
export interface Readers {
  read: readonly Member[]
  /** Received but not read. */
  delivered: readonly Member[]
  waiting: readonly Member[]
}

/**
 * The members who have read a stored message, received it, or neither. Excluded are its sender, the assistant,
 * whoever left, and members who joined later: earlier messages count as read for them.
 */
export const readersOf = (
  {
    created_seq,
    sender_id,
    timestamp,
  }: Pick<TimelineRow['message'], 'created_seq' | 'sender_id' | 'timestamp'>,
  members: readonly Member[],
): Readers => {
  const others = members.filter(
    (member) =>
      isHere(member) &&
      member.user_id !== sender_id &&
      member.role !== 'assistant' &&
      member.joined_at <= timestamp,
  )
  const hasRead = ({ read_seq }: Member) => read_seq >= created_seq
  const hasReceived = ({ delivered_seq }: Member) => delivered_seq >= created_seq
  return {
    read: others.filter(hasRead),
    delivered: others.filter((member) => !hasRead(member) && hasReceived(member)),
    waiting: others.filter((member) => !hasRead(member) && !hasReceived(member)),
  }
}

/** Delivery of an own stored message. */
export const delivery = (row: TimelineRow, members: readonly Member[]): Delivery => {
  const { read, delivered, waiting } = readersOf(row.message, members)
  const counts = { read: read.length, delivered: read.length + delivered.length }
  const total = counts.delivered + waiting.length
  const isStored = row.status === 'stored' && total > 0
  const isRead = counts.read === total
  const state = isStored && isRead ? 'read' : isStored && counts.delivered === total ? 'delivered' : 'sent'
  return { state, ...counts, total }
}
