import { delivery, type TimelineRow } from '@lectern/client'
import { useFormats, useLabels } from '../../context/texts-context.ts'
import { useMembers } from '../../hooks/hooks.ts'
import { useHold } from '../../hooks/use-hold.ts'
import { useStore } from '../../hooks/use-store.ts'
import { Delivery } from './Delivery.tsx'
import { useRowScope } from '../../rows/row-context.ts'
import { momentOf } from '../../rows/timeline-items.ts'
import { undoSend } from '../../rows/undo-send.ts'

/** The line under a run: its time, and the delivery of the last own message. */
export const MessageMeta = ({ row, lastOwn }: { row: TimelineRow; lastOwn: boolean }) => {
  const formats = useFormats()
  const moment = momentOf(row)
  return (
    <div className="lectern-meta">
      <time dateTime={row.message.timestamp} title={formats.full(moment)}>
        {formats.time(moment)}
      </time>
      {lastOwn && <Delivery row={row} />}
      {row.own && <UndoSend row={row} />}
    </div>
  )
}

/** Shown for five seconds, unless somebody has read it by then: what was read cannot be unsaid. */
const UndoSend = ({ row }: { row: TimelineRow }) => {
  const { view, handle } = useRowScope()
  const labels = useLabels()
  const isOffered = useStore(view.justSent, (sent) => sent?.id === row.id)
  const members = useMembers(handle.id)
  const holds = useHold(() => view.holdUndo())
  if (!isOffered || (row.status === 'stored' && delivery(row, members).read > 0)) return null
  return (
    <button
      type="button"
      className="lectern-link-button lectern-undo-send"
      onClick={() => undoSend(view, handle, labels)}
      {...holds}
    >
      {labels.undoSend}
    </button>
  )
}
