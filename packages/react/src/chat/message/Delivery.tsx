import { delivery, type TimelineRow } from '@lectern/client'
import type { Member } from '@lectern/protocol'
import { useChatEnvironment } from '../../context/chat-context.ts'
import { useLabels } from '../../context/texts-context.ts'
import { useMembers } from '../../hooks/hooks.ts'
import { useStore } from '../../hooks/use-store.ts'
import { ClockMark, DeliveredMark, ReadMark, SentMark } from '../../ui/icons.tsx'
import type { Labels } from '../../labels/labels.ts'
import { useRowScope } from '../../rows/row-context.ts'

const MARKS = { sending: ClockMark, sent: SentMark, delivered: DeliveredMark, read: ReadMark }

export interface DeliveryMark {
  state: keyof typeof MARKS
  text: string
}

/** The delivery state in words: "Read by 7 of 12" among several, "Read" between two. */
export const deliveryMark = (
  row: TimelineRow,
  members: readonly Member[],
  labels: Labels,
  isOffline = false,
): DeliveryMark => {
  if (row.status !== 'stored')
    return { state: 'sending', text: isOffline ? labels.waitsForNetwork : labels.sending }
  const { delivered, read, total } = delivery(row, members)
  const alone = total <= 1
  if (read > 0) return { state: 'read', text: alone ? labels.read : labels.readByCount(read, total) }
  if (delivered === 0) return { state: 'sent', text: labels.sent }
  return { state: 'delivered', text: alone ? labels.delivered : labels.deliveredToCount(delivered, total) }
}

export const Delivery = ({ row }: { row: TimelineRow }) => {
  const { handle } = useRowScope()
  const labels = useLabels()
  const isOffline = useStore(useChatEnvironment().offlineSince, (since) => since !== undefined)
  const { state, text } = deliveryMark(row, useMembers(handle.id), labels, isOffline)
  const Mark = MARKS[state]
  return (
    <span className="lectern-delivery" data-state={state} title={text}>
      <span className="lectern-delivery-text">{text}</span>
      <Mark />
    </span>
  )
}
