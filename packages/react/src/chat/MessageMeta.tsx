import type { TimelineRow } from '@lectern/client'
import { useFormats } from '../instructor-chat-context.tsx'
import { Delivery } from './Delivery.tsx'
import { momentOf } from './timeline-items.ts'

/** The line under a run: its time, and how far the last own message has come. */
export const MessageMeta = ({ row, lastOwn }: { row: TimelineRow; lastOwn: boolean }) => {
  const formats = useFormats()
  const moment = momentOf(row)
  return (
    <div className="lectern-meta">
      <time dateTime={row.message.timestamp} title={formats.full(moment)}>
        {formats.time(moment)}
      </time>
      {lastOwn && <Delivery row={row} />}
    </div>
  )
}
