import { useDeferredValue, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { useChatEnvironment } from '../context/chat-context.ts'
import { useLabels } from '../context/texts-context.ts'
import { isTouch } from '../core/is-touch.ts'
import { mirrorKey } from '../ui/turned-key.ts'
import { EmojiFoot } from './EmojiFoot.tsx'
import { EmojiGrid } from './EmojiGrid.tsx'
import { EmojiGroups } from './EmojiGroups.tsx'
import { findSections, sectionsOf } from './emoji-sections.ts'
import { applyTone } from '../core/emoji/emoji-set.ts'
import { useEmoji } from './use-emoji.ts'
import { walkGrid, type Spot } from './walk-grid.ts'

export interface EmojiPickerProps {
  onPick: (emoji: string) => void
}

const START: Spot = { row: 0, column: 0 }

/** All emoji: the search keeps the focus while arrows walk the grid; Enter picks. */
export const EmojiPicker = ({ onPick }: EmojiPickerProps) => {
  const labels = useLabels()
  const { memory, library } = useChatEnvironment().emoji
  const state = useEmoji()
  const { used, tone } = state
  const id = useId()
  const grid = useRef<HTMLDivElement>(null)
  const [typed, setTyped] = useState('')
  const sought = useDeferredValue(typed.trim())
  const [spot, setSpot] = useState(START)
  // The habits at opening: nothing moves under the pointer.
  const [often] = useState(used)
  const all = useMemo(() => sectionsOf(state.emoji, often, labels), [state.emoji, often, labels])
  const sections = useMemo(
    () => (sought === '' ? all : findSections(state.emoji, sought, labels.emojiFound)),
    [all, state.emoji, sought, labels],
  )
  const rows = useMemo(() => sections.flatMap((section) => section.rows), [sections])
  const lengths = rows.map(({ length }) => length)
  const active = rows[spot.row]?.[spot.column]

  const pick = ({ row, column }: Spot): void => {
    const chosen = rows[row]?.[column]
    if (!chosen) return
    const emoji = applyTone(chosen, tone)
    memory.use(emoji)
    onPick(emoji)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return
    const next = walkGrid(mirrorKey(event), spot, lengths)
    if (!next && event.key !== 'Enter') return
    event.preventDefault()
    if (!next) return pick(spot)
    setSpot(next)
    grid.current?.querySelector(`[id="${id}-${next.row}"]`)?.scrollIntoView({ block: 'nearest' })
  }
  // On a touch device the keyboard would only cover the emoji.
  const focusFirst = isTouch() ? {} : { 'data-autofocus': true }
  return (
    <div className="lectern-emoji-picker" tabIndex={-1} data-autofocus={isTouch() || undefined}>
      <input
        {...focusFirst}
        className="lectern-input"
        type="search"
        role="combobox"
        aria-expanded={rows.length > 0}
        aria-haspopup="grid"
        aria-controls={`${id}-grid`}
        aria-activedescendant={active ? `${id}-${spot.row}-${spot.column}` : undefined}
        aria-label={labels.emojiSearch}
        placeholder={labels.emojiSearch}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
          setSpot(START)
          grid.current?.scrollTo({ top: 0 })
        }}
        onKeyDown={onKeyDown}
      />
      <EmojiGroups sections={all} grid={grid} shown={sought === ''} />
      <EmojiGrid
        area={grid}
        id={id}
        sections={sections}
        spot={spot}
        tone={tone}
        onSpot={setSpot}
        onPick={pick}
        onRetry={() => void library.load()}
        status={state.status}
      />
      <EmojiFoot emoji={active} tone={tone} onTone={(next) => memory.prefer(next)} />
    </div>
  )
}
