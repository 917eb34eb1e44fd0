import type { ApiError } from '@lectern/client'
import { useLabels } from '../context/texts-context.ts'
import { WarningIcon } from './icons.tsx'
import { reasonOf } from '../labels/reason.ts'
import { copy } from './copy.ts'
import { RetryButton } from './RetryButton.tsx'
import { Alert } from './Alert.tsx'

export interface TroubleProps {
  /** What happened. */
  title: string
  error: ApiError | undefined
  /** What was kept. */
  kept?: string
  onRetry: () => void
}

/** What happened, what was kept, what to do, and a request id for the operator. */
export const Trouble = ({ title, error, kept, onRetry }: TroubleProps) => {
  const labels = useLabels()
  const id = error?.problem.request_id
  return (
    <Alert as="div" className="lectern-trouble">
      <span className="lectern-trouble-mark">
        <WarningIcon size={22} />
      </span>
      <p className="lectern-trouble-title">{title}</p>
      {error && <p>{reasonOf(error, labels)}</p>}
      {kept !== undefined && <p>{kept}</p>}
      <RetryButton className="lectern-button lectern-primary" onRetry={onRetry} />
      {id && (
        <button type="button" className="lectern-link-button" onClick={() => void copy(id)}>
          {labels.copyRequestId(id)}
        </button>
      )}
    </Alert>
  )
}
