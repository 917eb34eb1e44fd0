import { useLabels } from '../../context/texts-context.ts'

/** The lines of each bubble and its side, so that the page keeps its shape when the messages arrive. */
const BUBBLES = [
  { lines: 2, own: false },
  { lines: 1, own: true },
  { lines: 3, own: false },
  { lines: 1, own: false },
  { lines: 2, own: true },
  { lines: 1, own: false },
]

/** Appears only after 150 ms (chat.css): a quick load does not flash. */
export const TimelineSkeleton = () => {
  const labels = useLabels()
  return (
    <div className="lectern-skeleton lectern-timeline-skeleton" role="status" aria-label={labels.loading}>
      {BUBBLES.map(({ lines, own }, index) => (
        <div key={index} className="lectern-skeleton-bubble" data-own={own || undefined} data-lines={lines} />
      ))}
    </div>
  )
}
