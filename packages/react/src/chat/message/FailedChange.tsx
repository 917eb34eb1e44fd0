import type { FailedChange as Change } from '@lectern/client'
import { useLabels } from '../../context/texts-context.ts'
import { failureReason } from '../../labels/reason.ts'
import { useRowScope } from '../../rows/row-context.ts'
import { WarningIcon } from '../../ui/icons.tsx'

/** Says that a change of the message was not saved, and why: after a reload nobody else would. */
export const FailedChange = ({ change: { id, is, failure } }: { change: Change }) => {
  const labels = useLabels()
  const { handle } = useRowScope()
  return (
    <div className="lectern-failed">
      <p>
        <WarningIcon size={15} />
        <strong>{labels.changeFailed[is]}</strong>
        <span>{` ${failureReason(failure, labels)}`}</span>
      </p>
      <div className="lectern-failed-acts">
        <button type="button" className="lectern-link-button" onClick={() => handle.retry(id)}>
          {labels.tryAgain}
        </button>
        <button type="button" className="lectern-link-button" onClick={() => handle.discard(id)}>
          {labels.discard}
        </button>
      </div>
    </div>
  )
}
