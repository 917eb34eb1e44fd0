import { useLabels } from '../../context/texts-context.ts'
import { useEscape } from '../../hooks/use-escape.ts'
import { useHold } from '../../hooks/use-hold.ts'
import { useSaid } from '../../hooks/use-said.ts'

export interface SelectedBarProps {
  count: number
  onRead: () => void
  onLeave: () => void
  onCancel: () => void
}

/** The acts on the selected conversations. Escape ends the selection. */
export const SelectedBar = ({ count, onRead, onLeave, onCancel }: SelectedBarProps) => {
  const labels = useLabels()
  useEscape(onCancel)
  useSaid(labels.many.selected(count))
  const isReady = count > 0
  return (
    <div className="lectern-selected" role="group" aria-label={labels.many.select}>
      <span>{labels.many.selected(count)}</span>
      <button
        type="button"
        className="lectern-button"
        aria-disabled={!isReady}
        onClick={() => isReady && onRead()}
      >
        {labels.many.markRead}
      </button>
      <button
        type="button"
        className="lectern-button"
        aria-disabled={!isReady}
        onClick={() => isReady && onLeave()}
      >
        {labels.many.leave}
      </button>
      <button type="button" className="lectern-button" onClick={onCancel}>
        {labels.cancel}
      </button>
    </div>
  )
}

export interface LeavingNoticeProps {
  label: string
  onUndo: () => void
  /** Holds the time while somebody is at the undo. */
  hold: () => () => void
}

/** What is about to be left, for the five seconds in which it can be undone. */
export const LeavingNotice = ({ label, onUndo, hold }: LeavingNoticeProps) => {
  const labels = useLabels()
  const holds = useHold(hold)
  useSaid(labels.said.canUndo(label))
  return (
    <div className="lectern-selected" {...holds}>
      <span>{label}</span>
      <button type="button" className="lectern-link-button" onClick={onUndo}>
        {labels.undo}
      </button>
    </div>
  )
}
