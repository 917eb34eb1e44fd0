import { useLabels } from '../../context/texts-context.ts'

const ROWS = 7

/** Rows in the geometry of the list, after 150 ms. */
export const ListSkeleton = ({ compact }: { compact: boolean }) => {
  const labels = useLabels()
  return (
    <div className="lectern-skeleton lectern-list-skeleton" role="status" aria-label={labels.loading}>
      {Array.from({ length: ROWS }, (_, index) => (
        <div key={index} className="lectern-list-skeleton-row">
          <span className="lectern-skeleton-face" />
          {!compact && (
            <span className="lectern-conversation-text">
              <span className="lectern-skeleton-line" />
              <span className="lectern-skeleton-line" />
            </span>
          )}
        </div>
      ))}
    </div>
  )
}
