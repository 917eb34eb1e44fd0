import { useLabels } from '../context/texts-context.ts'

/** In the shape of a page, so that nothing jumps when it loads. */
export const DocumentSkeleton = () => (
  <div
    className="lectern lectern-document lectern-document-skeleton"
    role="status"
    aria-label={useLabels().loading}
  >
    <i />
    <i />
    <i />
    <i />
    <i />
  </div>
)
