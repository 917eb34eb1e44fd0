import { useLabels } from '@lectern/react'

/** In the geometry of the list. */
export const ListSkeleton = () => (
  <div className="document-list-skeleton" role="status" aria-label={useLabels().loading}>
    {[0, 1, 2, 3, 4, 5].map((index) => (
      <i key={index} />
    ))}
  </div>
)
