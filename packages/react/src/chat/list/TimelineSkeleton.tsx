import { useLabels } from '../../context/texts-context.ts'

/** Lines of each bubble and whose it is, so that the page keeps its shape when the messages arrive. */
const BUBBLES = [
  { lines: 2, own: false },
  { lines: 1, own: true },
  { lines: 3, own: false },
  { lines: 1, own: false },
  { lines: 2, own: true },
  { lines: 1, own: false },
]

/** Appears after 150 ms only (chat.css): what is quick does not flash. */
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
