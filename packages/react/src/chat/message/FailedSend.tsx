import type { TimelineRow } from '@lectern/client'
import { useChat } from '../../context/chat-context.ts'
import { useFormats, useLabels } from '../../context/texts-context.ts'
import { uploadReason } from '../../attachments/upload-reason.ts'
import { useLiveSnapshot } from '../../hooks/use-store.ts'
import { WarningIcon } from '../../ui/icons.tsx'
import { failureReason } from '../../labels/reason.ts'
import { useMessageActs } from './use-message-acts.ts'

/** Why a message was not sent, or that it waits for its author's decision, and the possible actions. */
export const FailedSend = ({ row }: { row: TimelineRow }) => {
  const labels = useLabels()
  const acts = useMessageActs(row)
  const { failure } = row
  const files = useFailedFiles(row.id)
  const reason = files.length > 0 ? files.join(' ') : failure && failureReason(failure, labels)
  const isWaiting = failure !== undefined && row.status !== 'failed'
  // A refused file would be refused again: it has to be removed.
  const isHopeless = files.length > 0 && !failure?.retryable
  const offered = [
    ...(isWaiting ? [[labels.sendOthersFirst, acts.setAside] as const] : []),
    ...(isHopeless ? [] : [[row.held ? labels.sendNow : labels.retry, acts.retry] as const]),
    [labels.edit, acts.editFailed],
    [labels.copy, acts.copyText],
    [labels.discard, acts.discard],
  ] as const
  return (
    <div className="lectern-failed">
      <p>
        <WarningIcon size={15} />
        <strong>{`${isWaiting ? labels.notYetSent : labels.failed}.`}</strong>
        <span>{` ${row.held ? labels.held : reason}${isWaiting ? ` ${labels.othersWait}` : ''}`}</span>
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

/** The files that block the message, and the reasons. */
const useFailedFiles = (message_id: string): string[] => {
  const labels = useLabels()
  const formats = useFormats()
  return useLiveSnapshot(useChat().attachments.state).flatMap((upload) =>
    upload.message_id === message_id && upload.failure
      ? [labels.fileFailed(upload.filename, uploadReason(upload.failure, labels, formats))]
      : [],
  )
}
