import type { Upload } from '@lectern/client'
import { useLabels } from '../context/texts-context.ts'

/** The progress of an upload as a ring. */
export const ProgressRing = ({ upload }: { upload: Upload }) => {
  const labels = useLabels()
  const share = upload.size === 0 ? 0 : Math.min(1, upload.sent / upload.size)
  const isBusy = upload.status === 'checking' || (upload.status === 'waiting' && upload.sent === 0)
  return (
    <svg
      className="lectern-ring"
      viewBox="0 0 36 36"
      role="progressbar"
      aria-label={labels.uploading(upload.filename)}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={isBusy ? undefined : Math.round(share * 100)}
      data-busy={isBusy || undefined}
    >
      <circle cx="18" cy="18" r="15" />
      <circle
        className="lectern-ring-share"
        cx="18"
        cy="18"
        r="15"
        pathLength={1}
        strokeDasharray={`${isBusy ? 0.25 : share} 1`}
      />
    </svg>
  )
}

/** Whether the upload continues by itself. */
export const isUnderWay = ({ status }: Upload): boolean =>
  status === 'waiting' || status === 'uploading' || status === 'checking'
