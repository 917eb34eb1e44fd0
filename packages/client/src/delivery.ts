import type { Member } from '@lectern/protocol'
import type { TimelineRow } from './rows.ts'

/** How far one's own message got. `state` says what holds for everyone; the numbers count the others. */
export interface Delivery {
  state: 'sent' | 'delivered' | 'read'
  delivered: number
  read: number
  total: number
}

/** Delivery of an own stored message. The assistant, which is no reader, is not counted. */
export const delivery = (row: TimelineRow, members: readonly Member[], me: string): Delivery => {
  const seq = row.message.created_seq
  const others = members.filter(({ user_id, role }) => user_id !== me && role !== 'assistant')
  const read = others.filter(({ read_seq }) => read_seq >= seq).length
  const delivered = others.filter(
    ({ delivered_seq, read_seq }) => Math.max(delivered_seq, read_seq) >= seq,
  ).length
  const total = others.length
  const isStored = row.status === 'stored' && total > 0
  const state = isStored && read === total ? 'read' : isStored && delivered === total ? 'delivered' : 'sent'
  return { state, delivered, read, total }
}
