import { useLabels } from '../context/texts-context.ts'
import { Alert } from './Alert.tsx'

export interface FailedProps {
  onRetry: () => void
}

/** A line in place of a part: what is wrong with it, and another try. */
export const PartLine = ({ className, said, onRetry }: FailedProps & { className: string; said: string }) => {
  const labels = useLabels()
  return (
    <Alert className={className}>
      <span>{said}</span>
      <button type="button" className="lectern-link-button" onClick={onRetry}>
        {labels.tryAgain}
      </button>
    </Alert>
  )
}

/** In place of a part of the program that could not be loaded. */
export const PartFailed = ({ onRetry }: FailedProps) => (
  <PartLine className="lectern-part-failed" said={useLabels().partFailed} onRetry={onRetry} />
)
