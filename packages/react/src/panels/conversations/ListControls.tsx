import { ConversationFilter } from '@lectern/protocol'
import { useFormats, useLabels } from '../../context/texts-context.ts'
import { SearchIcon } from '../../ui/icons.tsx'

export interface ListControlsProps {
  filter: ConversationFilter
  onFilter: (filter: ConversationFilter) => void
  /** The number of waiting items for each filter. */
  counts: Partial<Record<ConversationFilter, number>>
  typed: string
  onType: (typed: string) => void
}

export const ListControls = ({ filter, onFilter, counts, typed, onType }: ListControlsProps) => {
  const labels = useLabels()
  const formats = useFormats()
  return (
    <div className="lectern-list-controls">
      <label className="lectern-search">
        <SearchIcon size={16} />
        <input
          type="search"
          value={typed}
          placeholder={labels.searchConversations}
          aria-label={labels.searchConversations}
          onChange={(event) => onType(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || typed === '') return
            event.stopPropagation()
            onType('')
          }}
        />
      </label>
      <div className="lectern-filters" role="group" aria-label={labels.filterBy}>
        {ConversationFilter.options.map((option) => (
          <button
            key={option}
            type="button"
            className="lectern-filter"
            aria-pressed={option === filter}
            onClick={() => onFilter(option)}
          >
            {labels.filter[option]} {counts[option] ? <span>{formats.number(counts[option])}</span> : null}
          </button>
        ))}
      </div>
    </div>
  )
}
