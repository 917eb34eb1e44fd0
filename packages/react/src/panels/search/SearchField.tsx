import { useRef } from 'react'
import { useLabels } from '../../context/texts-context.ts'
import { SearchIcon } from '../../ui/icons.tsx'
import { useListbox } from '../../ui/use-listbox.ts'
import { FILTERS, takeFilters, typedFilter, type Filter, type MessageSearchWish } from './message-filters.ts'
import { useSuggestions } from './use-suggestions.ts'

interface SearchFieldProps {
  wish: MessageSearchWish
  onWish: (wish: MessageSearchWish) => void
}

/** The text of a search. At the end of it a filter can be typed; what fits to it is offered below. */
export const SearchField = ({ wish, onWish }: SearchFieldProps) => {
  const labels = useLabels()
  const t = labels.search
  const field = useRef<HTMLInputElement>(null)
  const typed = typedFilter(wish.q, labels)
  const suggestions = useSuggestions(typed)
  const choose = (index: number) => {
    const { before = '' } = typed ?? {}
    onWish({ ...wish, ...suggestions[index]?.filter, q: before })
    field.current?.focus()
  }
  const resetKey = `${typed?.filter ?? ''} ${typed?.value ?? ''}`
  const { listId, optionId, active, setActive, onKeyDown } = useListbox(suggestions.length, resetKey, choose)
  const begin = (filter: Filter) => {
    const text = wish.q === '' || /\s$/.test(wish.q) ? wish.q : `${wish.q} `
    onWish({ ...wish, q: `${text}${t.keys[filter]}:` })
    field.current?.focus()
  }
  const isOpen = suggestions.length > 0
  return (
    <div className="lectern-message-search-head">
      <label className="lectern-search">
        <SearchIcon size={16} />
        <input
          ref={field}
          type="search"
          role="combobox"
          aria-expanded={isOpen}
          aria-controls={isOpen ? listId : undefined}
          aria-activedescendant={isOpen ? optionId(active) : undefined}
          aria-autocomplete="list"
          aria-label={t.field}
          placeholder={t.hint}
          spellCheck={false}
          maxLength={200}
          value={wish.q}
          onChange={(event) => onWish(takeFilters({ ...wish, q: event.target.value }, labels))}
          onKeyDown={onKeyDown}
        />
      </label>
      {isOpen && (
        <div className="lectern-search-suggestions" role="listbox" id={listId} aria-label={t.suggestions}>
          {suggestions.map(({ key, title, side }, index) => (
            <div
              key={key}
              id={optionId(index)}
              role="option"
              aria-selected={index === active}
              onPointerMove={() => setActive(index)}
              onClick={() => choose(index)}
            >
              <span dir="auto">{title}</span>
              {side !== undefined && side !== title && <small>{side}</small>}
            </div>
          ))}
        </div>
      )}
      <div className="lectern-filters" role="group" aria-label={labels.filterBy}>
        {FILTERS.filter((filter) => wish[filter] === undefined).map((filter) => (
          <button key={filter} type="button" className="lectern-filter" onClick={() => begin(filter)}>
            {t.names[filter]}
          </button>
        ))}
      </div>
    </div>
  )
}
