import { useLabels } from '../context/texts-context.ts'

export interface FailedProps {
  onRetry: () => void
}

/** In place of a part of the program that could not be loaded. */
export const PartFailed = ({ onRetry }: FailedProps) => {
  const labels = useLabels()
  return (
    <p className="lectern-part-failed" role="alert">
      <span>{labels.partFailed}</span>
      <button type="button" className="lectern-link-button" onClick={onRetry}>
        {labels.tryAgain}
      </button>
    </p>
  )
}
