import { ConversationFilter } from '@lectern/protocol'
import { useFormats, useLabels } from '../../context/texts-context.ts'
import { SearchIcon, SelectIcon } from '../../ui/icons.tsx'
import { IconButton } from '../../ui/IconButton.tsx'

export interface ListControlsProps {
  filter: ConversationFilter
  onFilter: (filter: ConversationFilter) => void
  /** The number of waiting items for each filter. */
  counts: Partial<Record<ConversationFilter, number>>
  typed: string
  onType: (typed: string) => void
  /** Searches for more than conversations. */
  onFind: ((typed: string) => void) | undefined
  /** Whether conversations are being selected. */
  selects: boolean
  onSelecting: () => void
}

const RARE: ReadonlySet<ConversationFilter> = new Set(['mentions', 'pinned', 'archived'])

export const ListControls = (props: ListControlsProps) => {
  const { filter, onFilter, counts, typed, onType, onFind, selects, onSelecting } = props
  const labels = useLabels()
  const formats = useFormats()
  // Where there is nothing of these, they would only take room.
  const isOffered = (option: ConversationFilter) =>
    option === filter || !RARE.has(option) || (counts[option] ?? 0) > 0
  return (
    <div className="lectern-list-controls">
      <div className="lectern-list-search">
        <label className="lectern-search">
          <SearchIcon size={16} />
          <input
            type="search"
            value={typed}
            placeholder={labels.searchConversations}
            aria-label={labels.searchConversations}
            onChange={(event) => onType(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && onFind && !event.nativeEvent.isComposing) return onFind(typed)
              if (event.key !== 'Escape' || typed === '') return
              event.stopPropagation()
              onType('')
            }}
          />
        </label>
        <IconButton
          label={labels.many.select}
          icon={<SelectIcon size={18} />}
          aria-pressed={selects}
          onClick={onSelecting}
        />
      </div>
      <div className="lectern-filters" role="group" aria-label={labels.filterBy}>
        {ConversationFilter.options.filter(isOffered).map((option) => (
          <button
            key={option}
            type="button"
            className="lectern-filter"
            aria-pressed={option === filter}
            onClick={() => onFilter(option)}
          >
            <span>{labels.filter[option]}</span>{' '}
            {counts[option] ? <span>{formats.number(counts[option])}</span> : null}
          </button>
        ))}
      </div>
    </div>
  )
}
