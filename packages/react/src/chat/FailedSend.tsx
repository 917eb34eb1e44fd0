import type { TimelineRow } from '@lectern/client'
import { WarningIcon } from '../icons.tsx'
import { useLabels } from '../instructor-chat-context.tsx'
import { failureReason } from '../reason.ts'
import { useMessageActs } from './use-message-acts.ts'

/** Why a message was not sent, or that it waited so long that one is asked, and what can be done about it. */
export const FailedSend = ({ row }: { row: TimelineRow }) => {
  const labels = useLabels()
  const acts = useMessageActs(row)
  const { failure } = row
  const reason = failure && failureReason(failure, labels)
  const offered = [
    [row.held ? labels.sendNow : labels.retry, acts.retry],
    [labels.edit, acts.editFailed],
    [labels.copy, acts.copyText],
    [labels.discard, acts.discard],
  ] as const
  return (
    <div className="lectern-failed">
      <p role="alert">
        <WarningIcon size={15} />
        <strong>{labels.failed}.</strong> {row.held ? labels.held : reason}
      </p>
      <div className="lectern-failed-acts">
        {offered.map(([label, act]) => (
          <button key={label} type="button" className="lectern-link-button" onClick={act}>
            {label}
          </button>
        ))}
      </div>
    </div>
  )
}
