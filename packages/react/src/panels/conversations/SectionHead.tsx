import { useFormats, useLabels } from '../../context/texts-context.ts'
import { useConversations } from '../../hooks/hooks.ts'
import { ChevronIcon } from '../../ui/icons.tsx'
import type { ListSection } from './list-sections.ts'

export interface SectionHeadProps {
  section: ListSection
  /** The element that it folds. */
  controls: string
  folded: boolean
  onFold: (section: ListSection, folded: boolean) => void
}

/** The name of a section, which folds it. Folded, it tells how many of its conversations wait to be read. */
export const SectionHead = ({ section, controls, folded, onFold }: SectionHeadProps) => {
  const labels = useLabels()
  const formats = useFormats()
  const unread = useConversations(({ totals }) => totals[`unread_${section}`])
  return (
    <button
      type="button"
      className="lectern-section-toggle"
      aria-expanded={!folded}
      aria-controls={controls}
      onClick={() => onFold(section, !folded)}
    >
      <ChevronIcon size={16} />
      <span>{labels.filter[section]}</span>{' '}
      {folded && unread > 0 && (
        <span className="lectern-badge">
          <span aria-hidden="true">{formats.number(unread)}</span>
          <span className="lectern-hidden">{labels.unreadConversations(unread)}</span>
        </span>
      )}
    </button>
  )
}
