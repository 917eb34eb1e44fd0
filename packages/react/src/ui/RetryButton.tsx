import { useLabels } from '../context/texts-context.ts'
import { useWhenBack } from '../hooks/use-when-back.ts'

export interface RetryButtonProps {
  onRetry: () => void
  className?: string
}

/** Beside what could not be loaded: tries again when pressed, and by itself when the connection is back. */
export const RetryButton = ({ onRetry, className = 'lectern-link-button' }: RetryButtonProps) => {
  const labels = useLabels()
  useWhenBack(onRetry)
  return (
    <button type="button" className={className} onClick={onRetry}>
      {labels.tryAgain}
    </button>
  )
}
