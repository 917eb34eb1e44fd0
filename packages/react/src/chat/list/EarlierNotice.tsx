import { useLabels } from '../../context/texts-context.ts'
import { RetryButton } from '../../ui/RetryButton.tsx'
import { Alert } from '../../ui/Alert.tsx'

export interface EarlierNoticeProps {
  loading: boolean
  failed: boolean
  onRetry: () => void
}

/** Lies over the top of the list, so that it moves nothing. */
export const EarlierNotice = ({ loading, failed, onRetry }: EarlierNoticeProps) => {
  const labels = useLabels()
  if (failed) {
    return (
      <Alert as="div" className="lectern-earlier">
        <span>{labels.earlierFailed}</span>
        <RetryButton onRetry={onRetry} />
      </Alert>
    )
  }
  return loading ? <div className="lectern-earlier lectern-late">{labels.loadingEarlier}</div> : null
}
